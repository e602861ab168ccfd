"""One safe sum: by the advice of the data page the numbers of every statement come to its printed total, to the last digit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import built_site
import project
import pytest
from amount_styles import read_unit
from data_readers import TABLES
from hypothesis import given
from hypothesis import strategies as st
from project import CheckedContent

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.partition import AdditiveTotal, Partition
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content.breakdown import Breakdown, Column
from budgetbook.content.figure import Figure
from budgetbook.content.row import Row
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.concept_tree import SIDES

Record = dict[str, Any]
FIELD = Path(__file__).parent.parent / "statements" / "field" / "content"
CASES = ("library", "hillside", pytest.param("field", marks=pytest.mark.slow))
HOW = {
    "riverside-library/2024-budget": ("contradicted", "total"),
    "hillside-museum/2024-budget": ("parts", "total"),
    "hillside-office/2023-budget": ("lines", "total"),
    "hillside-office/2023-final-accounts": ("parts", "total"),
    "hillside-office/2024-budget": ("parts", "total"),
    "wanli-subdistrict-office/2024-budget": ("lines", "lines"),
    "wanli-subdistrict-office/2025-budget": ("lines", "lines"),
}
"""How far the expenditure, and the revenue, of each statement can be divided, as a person sees it there."""


def statements(case: str, to: Path) -> Iterator[tuple[Record, list[Record], CheckedContent]]:
    """Each statement of a content, with its figures as the tables have them."""
    if case == "field":
        content = project.copy_content(to)
        shutil.copytree(FIELD, content, dirs_exist_ok=True)
    else:
        content = built_site.small_content(to, case)
    checked = project.check(content)
    made = rows.build_all_rows(checked.content, checked.findings)
    figures = list(rows.records(TABLES["figures"], made["figures"]))
    for statement in rows.records(TABLES["statements"], made["statements"]):
        yield statement, [row for row in figures if row["statement"] == statement["statement"]], checked


def advised(figures: list[Record], side: str) -> list[Record]:
    """What is left when a reader filters by `additive` and by `direction`."""
    return [row for row in figures if row["additive"] and row["direction"] == side]


def printed_totals(statement: str, side: str, checked: CheckedContent) -> set[Decimal]:
    """What the document prints for all of one side, in its text and in each table of all its money."""
    about = checked.content.statements[statement]
    figure = Ledger(about, checked.content.concepts, checked.content.country).known_value(side, "amount")
    found = {figure.amount.to_base_unit()} if figure else set()
    for table in about.breakdowns.values():
        for column, value in zip(table.columns, table.total or (), strict=False):
            if (column.concept, column.fund, column.role) == (side, "all", "amount") and value is not None:
                found.add(Amount(value, table.unit).to_base_unit())
    return found


@pytest.mark.parametrize("case", CASES)
def test_the_advice_gives_the_printed_total_of_every_statement(case: str, tmp_path: Path) -> None:
    seen = 0
    for statement, figures, checked in statements(case, tmp_path / "content"):
        name = str(statement["statement"])
        for number, side in enumerate(("expenditure", "revenue")):
            addends = advised(figures, side)
            if totals := printed_totals(name, side, checked):
                assert sum(row["amount"] for row in addends) in totals, (name, side)
                seen += 1
            if name in HOW:
                assert statement[f"{side}_sum"] == HOW[name][number], (name, side)
        assert {row["role"] for row in figures if row["additive"]} <= {"amount"}
        assert {row["direction"] for row in figures if row["additive"]} <= set(SIDES)
        assert len({row["figure"] for row in figures}) == len(figures)
    assert seen >= 2


@pytest.mark.slow
def test_a_statement_with_tables_is_summed_to_the_yuan(tmp_path: Path) -> None:
    found = {s["statement"]: figures for s, figures, _ in statements("field", tmp_path / "content")}
    figures = found["wanli-subdistrict-office/2025-budget"]
    spent = advised(figures, "expenditure")
    assert sum(row["amount"] for row in spent) == Decimal(189767551)
    kinds = {kind: sum(row["amount"] for row in spent if row["expenditure_type"] == kind) for kind in
             ("basic-expenditure", "project-expenditure")}  # fmt: skip
    assert kinds == {"basic-expenditure": Decimal(101341746), "project-expenditure": Decimal(88425805)}
    assert {len(row["functional_item"] or "") for row in spent} == {7}
    assert sum(row["amount"] for row in advised(figures, "revenue")) == Decimal(189767551)
    unsafe = [row for row in figures if row["role"] == "amount" and row["direction"] == "expenditure" and not row["memorandum"]]
    assert sum(row["amount"] or 0 for row in unsafe) > 10 * 189767551, "the advice that was given before"


# --------------------------------------------------------------- Any table, right or wrong.

CODES = ("201", "20101", "2010101", "2010102", "20102", "2010201", "205", "20501", "2050101", "2050102")
KINDS = ("expenditure", "basic-expenditure", "project-expenditure")
_CELL = st.integers(-50, 200)


@st.composite
def tables(draw: st.DrawFn) -> list[list[int | None]]:
    """A row a code and a total, of whole, basic and project: added up from below, then some cells changed or emptied."""
    items = {code: (draw(_CELL), draw(_CELL)) for code in CODES if len(code) == 7}

    def row(code: str) -> list[int | None]:
        below = [pair for item, pair in items.items() if item.startswith(code)]
        basic, projects = (sum(pair[kind] for pair in below) for kind in (0, 1))
        return [basic + projects, basic, projects]

    made = [row(code) for code in CODES] + [row("")]
    for _ in range(draw(st.integers(0, 3))):
        line, column = draw(st.integers(0, len(CODES))), draw(st.integers(0, 2))
        if line < len(CODES) or column:
            made[line][column] = draw(st.one_of(st.none(), _CELL))
    return made


def partition_of(checked: CheckedContent, statement: dict[str, Any], side: str = "expenditure") -> Partition | None:
    about = checked.content.statements[project.STATEMENT].model_copy(
        update={"figures": {}, "projects": {}, "breakdowns": {}, **statement}
    )
    content = checked.content
    ledger = Ledger(about, content.concepts, content.country)
    return AdditiveTotal(StatementTables(ledger, checked.content.classifications), side).partition()


def breakdown(cells: list[list[int | None]], fund: str = "all") -> Breakdown:
    columns = tuple(Column.model_construct(concept=kind, fund=fund, role="amount") for kind in KINDS)
    values = [tuple(None if cell is None else Decimal(cell) for cell in row) for row in cells]
    lines = tuple(Row(code=code, name="行", values=row) for code, row in zip(CODES, values, strict=False))
    return Breakdown.model_construct(
        by="functional",
        unit=read_unit("元"),
        at="一",
        columns=columns,
        rows=lines,
        total=values[-1],
        nil_note=False,
        lines={},
        sic=(),
    )


@given(tables())
def test_whatever_a_table_holds_the_sum_is_its_total_and_nothing_is_counted_twice(
    checked: CheckedContent, cells: list[list[int | None]]
) -> None:
    found = partition_of(checked, {"breakdowns": {"expenditure-by-function": breakdown(cells)}})
    assert found is not None
    assert sum(cell.amount.value for cell in found.cells) == cells[-1][0]
    places = [("" if cell.line == "total" else cell.line, cell.column) for cell in found.cells]
    assert len(set(places)) == len(places)
    for code, column in places:
        for other, beside in places:
            if (code, column) != (other, beside) and other.startswith(code):
                assert 0 < column != beside > 0, "a number and some of it"


def figures(**amounts: str) -> dict[str, Any]:
    found = {}
    for name, text in amounts.items():
        digits, _, unit = text.partition(" ")
        found[name.replace("_", "-")] = Figure(amount=digits, at="一", unit=read_unit(unit) if unit else None)  # type: ignore[arg-type]
    return {"figures": found}


@pytest.mark.parametrize(
    ("amounts", "how", "addends"),
    [
        ({"expenditure": "10", "basic_expenditure": "7", "project_expenditure": "3"}, "parts", 2),
        ({"expenditure": "10", "basic_expenditure": "7", "project_expenditure": "3", "personnel_expenses": "5",
          "operating_expenses": "2"}, "parts", 3),
        ({"expenditure": "10", "basic_expenditure": "12", "project_expenditure": "-2"}, "parts", 2),
        ({"expenditure": "10", "project_expenditure": "10"}, "parts", 1),
        ({"expenditure": "10"}, "total", 1),
        ({"expenditure": "10.00", "basic_expenditure": "7.00", "project_expenditure": "3.01"}, "total", 1),
        ({"expenditure": "10.00", "basic_expenditure": "70012 元", "project_expenditure": "3.00"}, "total", 1),
        ({"expenditure": "10.00", "basic_expenditure": "7.00", "project_expenditure": "1.00"}, "total", 1),
        ({"basic_expenditure": "7.00", "project_expenditure": "1.00", "business_expenditure": "0", "paid_to_higher_level": "0",
          "grants_to_affiliated_units": "0"}, "parts", 5),
    ],
)  # fmt: skip
def test_a_text_is_divided_as_far_as_its_parts_come_to_the_whole(
    amounts: dict[str, str], how: str, addends: int, checked: CheckedContent
) -> None:
    found = partition_of(checked, figures(**amounts))
    assert found is not None
    assert (found.how, len(found.figures)) == (how, addends)


def test_parts_that_are_all_there_and_do_not_come_to_the_whole_are_said_to_contradict_it(checked: CheckedContent) -> None:
    all_kinds = {"business_expenditure": "0", "paid_to_higher_level": "0", "grants_to_affiliated_units": "0"}
    wrong = partition_of(checked, figures(expenditure="10.00", basic_expenditure="7.00", project_expenditure="1.00", **all_kinds))
    assert wrong == Partition("contradicted", ("expenditure",))


def test_a_table_that_contradicts_the_text_is_not_added_up(checked: CheckedContent) -> None:
    cells: list[list[int | None]] = [[0, 0, 0] for _ in CODES]
    cells += [[100_000, 60_000, 40_000]]
    table = {"breakdowns": {"expenditure-by-function": breakdown(cells)}}
    text = figures(expenditure="20.00")
    assert partition_of(checked, {**table, **text}) == Partition("contradicted", ("expenditure",))
    agreeing = partition_of(checked, {**table, **figures(expenditure="10.00")})
    assert agreeing is not None
    assert (agreeing.how, [cell.concept for cell in agreeing.cells]) == ("lines", ["basic-expenditure", "project-expenditure"])


def test_a_table_of_one_fund_counts_only_where_it_is_all_the_money(checked: CheckedContent) -> None:
    cells: list[list[int | None]] = [[0, 0, 0] for _ in CODES]
    table = {"breakdowns": {"general-public-by-function": breakdown([*cells, [100_000, 60_000, 40_000]], "general-public")}}
    alone = partition_of(checked, {**table, **figures(expenditure="10.00")})
    some = partition_of(checked, {**table, **figures(expenditure="12.00")})
    assert (alone and alone.how, some and some.how) == ("lines", "total")


def test_no_total_no_sum(checked: CheckedContent) -> None:
    assert partition_of(checked, {}) is None
    assert partition_of(checked, figures(staff="10 人")) is None
