"""What people ask is answered first: the questions of `questions.yaml`, put to the published index by the published scripts."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import project
import pytest
import yaml
from project import CheckedContent
from sample_content import LANGUAGES
from test_search import Findables, ask, findables

from budgetbook.content.text import Language
from budgetbook.opendata.contributions import ENTRY
from budgetbook.search import entries as search_entries
from budgetbook.search.index import SearchEntry


class Question(NamedTuple):
    """A question, and what is to be found first: a kind of entry, and the beginning of its address."""

    text: str
    kind: str
    address: str


def questions(lang: Language) -> list[Question]:
    groups = yaml.safe_load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))
    return [Question(str(text), *group["answer"].split(" ")) for group in groups for text in group[lang]]


def address(entry: SearchEntry) -> str:
    """The address of an entry within its language, as a reader sees it."""
    return entry.href.removeprefix("../").replace("index.html", "").replace("evidence/#", "#")


@pytest.fixture(scope="module")
def everything(field: CheckedContent) -> dict[Language, Findables]:
    shares = project.contributions_of(field.content, field.findings, ENTRY, search_entries.CONTRIBUTION)
    return {lang: findables(search_entries.entry_blocks(field.content.restricted_to(()), shares, lang)) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_question_finds_its_answer_first(lang: Language, everything: dict[Language, Findables], field_site: Path) -> None:
    asked = questions(lang)
    assert len(asked) >= 60
    answers = ask(field_site / lang / "search", [question.text for question in asked])
    wrong = []
    for question, found in zip(asked, answers.found, strict=True):
        first = everything[lang][found[0]].entry if found else None
        there = "" if first is None else f"{first.kind} {address(first)}"
        if not there.startswith(f"{question.kind} {question.address.removesuffix('*')}"):
            wrong.append(f"{question.text}: {question.kind} {question.address}, found {there or 'nothing'}")
    assert not wrong, "\n".join(wrong)
