"""Words that people ask with: each stands for one thing that can be found, spelled as the browser cuts a query."""

from __future__ import annotations

from collections import defaultdict

import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.text import Text
from budgetbook.search.asked_words import KINDS, asked_words, code_tag, spell
from budgetbook.search.normal_text import TextRules

ENGLISH = TextRules(endings=(("ss", "ss"), ("ies", "y"), ("s", "")))


@pytest.mark.parametrize(
    ("word", "idle", "spelled"),
    [
        ("吃喝", (), "吃喝"),
        ("Trips abroad", (), "trip abroad"),
        ("where does the money go", ("doe", "the"), "where money go"),
        ("doesn’t match", (), "doesnt match"),
        ("the", ("the",), ""),
    ],
)
def test_a_word_is_spelled_as_a_query_is_cut(word: str, idle: tuple[str, ...], spelled: str) -> None:
    assert spell(word, ENGLISH, idle) == spelled


def test_no_word_stands_for_two_things(checked: CheckedContent) -> None:
    content, owners = checked.content, defaultdict(set)
    for name, concept in content.concepts.items():
        for word in (*concept.asked["zh"], *concept.asked["en"]) if concept.asked else ():
            owners[spell(word, ENGLISH)].add(name)
    for scheme, entries in content.classifications.items():
        for code, entry in entries.items():
            for word in (*entry.asked["zh"], *entry.asked["en"]) if entry.asked else ():
                owners[spell(word, ENGLISH)].add(code_tag(scheme, code))
    for lang in LANGUAGES:
        for key, text in content.phrases[lang].words.items():
            for word in text.split("|") if key.startswith("asked-") else ():
                owners[spell(word, ENGLISH)].add(key)
    assert len(owners) > 200
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}


def test_every_word_reaches_the_browser_with_what_it_stands_for(checked: CheckedContent) -> None:
    content = checked.content
    sent = {lang: asked_words(content, lang) for lang in LANGUAGES}
    assert sent["zh"]["words"] == sent["en"]["words"]
    assert sent["zh"]["words"]["吃喝"] == sent["en"]["words"]["dinner"] == "reception"
    assert sent["zh"]["words"]["钱花在哪"] == "section-spending"
    reception = content.concepts["reception"].plain
    assert isinstance(reception, Text)
    assert [sent[lang]["plain"]["reception"] for lang in LANGUAGES] == [reception[lang] for lang in LANGUAGES]
    codes = {code_tag(scheme, code) for scheme, entries in content.classifications.items() for code in entries}
    tags = {*KINDS, *content.concepts, *codes}
    strange = {
        tag for tag in sent["zh"]["words"].values() if tag not in tags and f"asked-{tag}" not in content.phrases["zh"].words
    }
    assert not strange
