"""Every sentence of the site, over documents that lack something: none has a hole, whatever is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import built_site
import project
import pytest
from new_statement import FRESH, filled

from budgetbook.arithmetic import run_rules
from budgetbook.content import loader
from budgetbook.content.content import Content
from budgetbook.content.text import Text
from budgetbook.pages.compare import compare_main
from budgetbook.pages.entity_pages import entity_pages
from budgetbook.pages.findings import findings_pages
from budgetbook.pages.glossary import term_page
from budgetbook.pages.home import home_pages
from budgetbook.pages.language import language_sites
from budgetbook.text.phrases import Phrases

Said = dict[tuple[str, str], str]
"""By key and language: the emptiest sentence that was made of the pattern."""

_BROKEN = re.compile(r"  |, ,|，，|、、| ,| \.(?!\d)|“”|‘’|《》|\(\)|（）|^[，、；,;]|[：:] ?[。.]?$|的的")
_PIECES = ("checks-elsewhere", "compare-reading")
"""What is said before a link, and after another sentence."""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """What is said, and each hole that nothing was put in."""
    found: Said = {}
    fill = Phrases.fill

    def listened(words: Phrases, key: str, fields: Mapping[str, object]) -> str:
        text = fill(words, key, fields)
        holes = re.findall(r"\{(\w+)\}", words.language.sentences[key])
        empty = [hole for hole in holes if not str(fields[hole])]
        told = f"{text} <- nothing for {', '.join(empty)}" if empty else text
        if (key, words.lang) not in found or empty or _BROKEN.search(text):
            found[key, words.lang] = told
        return text

    monkeypatch.setattr(Phrases, "fill", listened)
    return found


def broken(said: Said) -> dict[tuple[str, str], str]:
    return {
        (key, lang): text
        for (key, lang), text in said.items()
        if "<- nothing for" in text or (_BROKEN.search(text) and key not in _PIECES)
    }


def show(content: Content) -> None:
    """All pages of its documents and those that they share, made to the last word."""
    found = run_rules.run_rules(content)
    shared, shares = content.restricted_to(()), project.contributions_of(content, found)
    for entity in content.entities:
        list(entity_pages(*shares.load_in_full((entity,)), ()))
    for edition in language_sites(shared, {}, ()):
        list(home_pages(edition, shares))
        list(findings_pages(edition, shares))
        list(compare_main(edition, shares))
        for concept in shared.concepts:
            term_page(edition, shares, concept)


def lacking(content: Content) -> Iterator[tuple[str, Content]]:
    """The content with each of its documents lacking one thing or another."""
    yield "nothing", content
    for what, update in (
        ("a year compared with", {"compares_with": None}),
        ("projects", {"projects": {}}),
        ("tables", {"breakdowns": {}, "tables": {}}),
        ("figures", {"figures": {}, "breakdowns": {}, "tables": {}, "projects": {}}),
        ("remarks", {"remarks": {}, "facts": {}}),
    ):
        yield what, _with(content, dict.fromkeys(content.statements, update))
    concepts = dict.fromkeys(name for s in content.statements.values() for name in s.figures)
    for concept in list(concepts)[:: max(1, len(concepts) // 12)]:
        for field in ("amount", "prior", "printed"):
            yield f"{concept}: {field}", _without(content, concept, field)


def _with(content: Content, updates: Mapping[str, Mapping[str, object]]) -> Content:
    bare = Text(zh="概括。", en="A summary.")  # what people write names figures, and the checks hold it to those that are there
    changed = {}
    for name, s in content.statements.items():
        prose = {lang: replace(written, sections={}) for lang, written in s.prose.items()}
        changed[name] = s.model_copy(update={"summary": bare, "prose": prose, **updates.get(name, {})})
    made = content.restricted_to(content.entities)
    made.statements.update(changed)
    return made


def _without(content: Content, concept: str, field: str) -> Content:
    updates = {}
    for name, statement in content.statements.items():
        if figure := statement.figures.get(concept):
            updates[name] = {"figures": {**statement.figures, concept: figure.model_copy(update={field: None})}}
    return _with(content, updates)


@pytest.mark.slow
@pytest.mark.parametrize("case", ["library", "hillside"])
def test_no_sentence_has_a_hole_whatever_a_document_lacks(case: str, tmp_path: Path, said: Said) -> None:
    content, problems = loader.load_content(built_site.small_content(tmp_path / "content", case))
    assert content is not None, problems
    for what, less in lacking(content):
        show(less)
        assert broken(said) == {}, what
    assert len(said) > 80


@pytest.mark.slow
def test_what_a_newcomer_sees_first_has_no_hole(tmp_path: Path, said: Said) -> None:
    """A new body as `build.py new` writes it, and with the figures that it puts in comments."""
    content = project.copy_content(tmp_path / "content")
    assert project.run(*FRESH, "--content", content).status == 0
    show(project.check(content).content)
    file = content / "statements" / "some-bureau" / "2024-budget.yaml"
    text = filled(file.read_text("utf-8"), {"revenue": "10.00", "basic-expenditure": "7.50", "three-public": "1.00"})
    file.write_text(text, "utf-8")
    show(project.check(content).content)
    assert broken(said) == {}
    assert ("untestable-no-prior-without-a-year", "zh") in said


def test_a_hole_would_be_seen(said: Said) -> None:
    content, _ = loader.load_content(project.CONTENT)
    assert content is not None
    Phrases("en", content.phrases).say("untestable-no-prior", prior_year="")
    assert list(broken(said)) == [("untestable-no-prior", "en")]
