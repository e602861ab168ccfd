"""Rules about the files of languages: each has all words and sentences, and a country words none that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from budgetbook.content.content import Content
from budgetbook.content.fields import HOLE
from budgetbook.content.sic_mark import Rule
from budgetbook.content.text import Language
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


def rule_words(content: Content) -> Iterator[Problem]:
    """Every rule has its name, its question and a sentence each for holding and failing; one problem lists all that are
    missing."""
    first = content.languages[0]
    phrases = content.phrases[first]
    for rule in get_args(Rule):
        missing_keys = [key for key in (f"rule-{rule}", f"question-{rule}") if key not in phrases.words]
        missing_keys += [key for key in (f"{rule}-holds", f"{rule}-fails") if key not in phrases.sentences]
        if missing_keys:
            text = message("rule-without-words", rule=rule, keys=", ".join(missing_keys))
            yield content.problem(content.language_path(first), ("words",), text)


def language_parity(content: Content) -> Iterator[Problem]:
    """Every language has the words and sentences of the first, and no other; a sentence has the same holes in each."""
    first, *others = content.languages
    for lang in others:
        yield from _lacking_phrases(content, first, lang)
        yield from _lacking_phrases(content, lang, first)
        sentences = content.phrases[lang].sentences
        for name, pattern in content.phrases[first].sentences.items():
            if different := set(HOLE.findall(pattern)) ^ set(HOLE.findall(sentences.get(name, pattern))):
                holes = ", ".join(f"{{{hole}}}" for hole in sorted(different))
                text = message("other-holes", holes=holes, other=content.language_path(first))
                yield content.problem(content.language_path(lang), ("sentences", name), text)


def country_wording(content: Content) -> Iterator[Problem]:
    """What a country words in its own way is a word or sentence of every language file."""
    language = content.phrases[content.languages[0]]
    for lang, wording in content.country.wording.items() if content.country else ():
        for key in wording.keys() - language.words.keys() - language.sentences.keys():
            text, hint = message("unknown-wording", key=key), did_you_mean(key, [*language.words, *language.sentences])
            yield content.problem(content.country_path("country.yaml"), ("wording", lang, key), text, hint)


def _lacking_phrases(content: Content, has: Language, lacks: Language) -> Iterator[Problem]:
    """The words and sentences that one language has and another lacks."""
    for kind in ("words", "sentences"):
        keys = getattr(content.phrases[has], kind).keys() - getattr(content.phrases[lacks], kind).keys()
        for key in sorted(keys):
            text = message("other-words", key=key, other=content.language_path(has))
            yield content.problem(content.language_path(lacks), (kind,), text)
