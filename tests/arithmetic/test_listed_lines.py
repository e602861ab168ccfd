"""Lines that a document lists in sentences add up like those of a table, and are no table of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from project import CheckedContent

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.table_state import find_table_state
from budgetbook.content.breakdown import Breakdown, Column
from budgetbook.content.content import Content
from budgetbook.content.row import Row

TABLE, STATEMENT = "expenditure-by-function", "wanli-subdistrict-office/2025-budget"


def listed(field: CheckedContent, *, in_text: bool) -> Content:
    """The statement with classes by name alone, of which one is none that the classification has."""
    statement = field.content.statements[STATEMENT]
    names = {"教育": "60", "某种支出": "40"}
    columns = (Column(concept="expenditure"),)
    rows = tuple(Row.model_construct(code=None, name=name, values=(_number(text),), at=None) for name, text in names.items())
    model = statement.breakdowns[next(iter(statement.breakdowns))]
    breakdown = Breakdown.model_construct(
        by="functional", in_text=in_text, unit=model.unit, at=model.at, columns=columns, rows=rows, total=(_number("100"),)
    )
    changed = statement.model_copy(update={"breakdowns": {TABLE: breakdown}, "tables": {}})
    return replace(field.content, statements={**field.content.statements, STATEMENT: changed})


def _number(text: str) -> Decimal:
    return Decimal(text)


def findings_of(content: Content) -> list[Finding]:
    return [finding for finding in run_rules.run_rules(content)[STATEMENT] if finding.concept.startswith(TABLE)]


def test_lines_in_sentences_add_up_and_are_compared_with_no_table(field: CheckedContent) -> None:
    found = findings_of(listed(field, in_text=True))
    assert {(finding.rule, finding.verdict) for finding in found} == {("sum", "holds")}


def test_lines_in_sentences_are_no_table_of_the_document(field: CheckedContent) -> None:
    states = [find_table_state(listed(field, in_text=said).statements[STATEMENT], TABLE) for said in (True, False)]
    assert states == ["lacking", "there"]
