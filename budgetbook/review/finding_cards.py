"""The findings of a statement for the workbench: each in a sentence, with the numbers that it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.content.content import Content, Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Language
from budgetbook.review.number_marks import NumberMark
from budgetbook.review.seen_numbers import name_number
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import PhraseError, Phrases


@dataclass(frozen=True, slots=True)
class FindingCard:
    """One finding that is not exact."""

    finding: Finding
    name: str
    sentence: str
    numbers: tuple[str, ...]
    """The names of the numbers that it is about."""
    place: str
    """A place of the statement where it can be looked up; empty if none is known."""


def build_cards(
    content: Content, statement: Statement, findings: Sequence[Finding], lang: Language, marks: Sequence[NumberMark]
) -> list[FindingCard]:
    """A card for each finding that a person has to look at, and for each that one has confirmed."""
    by_anchor: dict[str, list[tuple[str, NumberMark]]] = defaultdict(list)
    for mark in marks:
        for claim in mark.claims:
            anchor, role = find_anchor(statement, claim.path)
            by_anchor[anchor].append((role, mark))
    explainer = _create_explainer(content, statement, lang)
    return [_build_card(statement, finding, explainer, by_anchor) for finding in _sort(findings)]


def _sort(findings: Sequence[Finding]) -> list[Finding]:
    """What fails, then what a person has confirmed. A difference that rounding explains needs no mark beside a control list."""
    open_findings = [finding for finding in findings if finding.verdict == "fails" and finding.mark is None]
    return [*open_findings, *(finding for finding in findings if not finding.exact and finding.mark is not None)]


def _create_explainer(content: Content, statement: Statement, lang: Language) -> Explainer:
    phrases = Phrases(content.nearest_language(lang), content.phrases)
    ledger = ledgers_of(content)[statement.id]
    return Explainer.create(content, phrases, ledger)


def _build_card(
    statement: Statement, finding: Finding, explainer: Explainer, by_anchor: Mapping[str, Sequence[tuple[str, NumberMark]]]
) -> FindingCard:
    role = finding.rule if finding.rule in ("change", "percent", "share", "completion") else finding.role
    anchors = (finding.concept, *(term.concept for term in finding.terms))
    own_marks = next((by_anchor[anchor] for anchor in anchors if anchor in by_anchor), ())
    marks = [mark for own_role, mark in own_marks if own_role == role] or [mark for _, mark in own_marks]
    if finding.number is not None and finding.kind == "again" and len(marks) > finding.number:
        marks = [marks[finding.number]]
    numbers = tuple(dict.fromkeys(name_number(mark.key) for mark in marks))
    place = marks[0].places[0] if marks and marks[0].places else _find_place(statement, finding)
    try:
        name, sentence = explainer.finding_name(finding), explainer.note(finding)
    except (PhraseError, KeyError):  # a word is missing, which `check` says
        name, sentence = finding.concept, finding.rule
    return FindingCard(finding, name, sentence, numbers, place)


def _find_place(statement: Statement, finding: Finding) -> str:
    sections: tuple[Mapping[str, Any], ...] = (statement.figures, statement.quotes, statement.tables, statement.breakdowns)
    names = (finding.concept, finding.table)
    places = (section[name].at for section in sections for name in names if name in section)
    return next(places, next(iter(statement.places), ""))


def find_anchor(statement: Statement, path: Path) -> tuple[str, str]:
    """What a typed number belongs to, as findings name it, and its role there."""
    section, name = str(path[0]), str(path[1])
    if section != "breakdowns":
        role = "amount" if "readings" in path else str(path[-1])
        return name, role
    if path[2] == "total":
        return f"{name}.total", "amount"
    if path[2] == "lines":
        return f"{name}.{path[3]}", str(path[-1])
    row = statement.breakdowns[name].rows[int(path[3])]
    return f"{name}.{row.code or int(path[3]) + 1}", "amount"
