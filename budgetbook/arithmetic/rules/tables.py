"""The rules for the tables of a statement: sums down and across, equal figures in two tables, codes, empty tables.

As in `rules.py`, a rule is a short generator whose docstring is the rule as a reader would say it. An empty cell is no
figure: it adds nothing to a sum and is compared with nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from budgetbook.arithmetic.finding import Finding, Kind, Verdict
from budgetbook.arithmetic.ledger import Term, total_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_tables import Cell, Sheet, Tables, printed_at
from budgetbook.content.model import Fund, Role
from budgetbook.content.statement import Row

TableRule = Callable[[Tables], Iterator[Finding]]


def sums_down(tables: Tables) -> Iterator[Finding]:
    """In each column, the finer lines of a table add up to the coarser one, and the coarsest to the total."""
    for sheet in tables.sheets:
        for whole, finer in sheet.families():
            parts = _with_misprinted(tables, sheet, whole, finer)
            for column in sheet.column_indexes:
                cells = [cell for row in parts if (cell := sheet.cell(row, column))]
                printed = sheet.cell(whole, column)
                if printed is not None and cells:
                    yield _sum(tables, printed, cells, "")


def _with_misprinted(tables: Tables, sheet: Sheet, whole: Row, parts: list[Row]) -> list[Row]:
    """The parts with the lines whose code is misprinted, where just they are missing from the sum in every column: 301 2 for
    30102, which stands under 301. What is wrong there is the code alone, and that is a finding of its own."""
    stray = [row for row in sheet.breakdown.rows if row.code and sheet.misprinted_below(row.code) == whole.code]
    if not stray:
        return parts
    for column in sheet.column_indexes:
        printed = sheet.cell(whole, column)
        cells = [cell for row in (*parts, *stray) if (cell := sheet.cell(row, column))]
        if printed is not None and cells and _sum(tables, printed, cells, "").verdict != "holds":
            return parts
    return [*parts, *stray]


def sums_across(tables: Tables) -> Iterator[Finding]:
    """In each line, the columns that make up a column add up to it."""
    for sheet in tables.sheets:
        for whole, parts in sheet.column_families(tables.concepts).items():
            for row in sheet.rows:
                cells = [cell for part in parts if (cell := sheet.cell(row, part))]
                printed = sheet.cell(row, whole)
                if printed is not None and cells:
                    yield _sum(tables, printed, cells, "across")


def _sum(tables: Tables, whole: Cell, parts: list[Cell], kind: Kind) -> Finding:
    terms = tuple(Term("+" if index else "", cell.anchor, whole.role, cell.amount) for index, cell in enumerate(parts))
    total = Amount(total_of(terms), whole.amount.unit)
    verdict, difference = tables.compare(whole.amount, total, [whole.amount, *(cell.amount for cell in parts)])
    return Finding(
        tables.statement,
        whole.anchor,
        "sum",
        whole.role,
        verdict,
        whole.amount,
        total,
        difference,
        terms,
        kind=kind,
        number=whole.column + 1,
    )


def same_in_two_tables(tables: Tables) -> Iterator[Finding]:
    """The same line, for the same money, is the same in every table."""
    first: dict[tuple[str, str, str, Role], Cell] = {}
    for sheet in tables.sheets:
        for cell in sheet.cells():
            key = (cell.line, cell.concept, cell.fund, cell.role)
            if cell.line and key in first and first[key].sheet != cell.sheet:
                yield equal_cells(tables, cell, first[key], "table")
            elif cell.line:
                first.setdefault(key, cell)


def equal_cells(tables: Tables, cell: Cell, other: Cell, kind: Kind) -> Finding:
    """The finding on two cells that must be equal; it is about the first."""
    there = other.amount.to(cell.amount.unit)
    slack = [cell.amount, other.amount] if other.amount.unit != cell.amount.unit else []
    verdict, difference = tables.compare(cell.amount, there, slack)
    terms = (Term("", cell.anchor, cell.role, cell.amount),)
    return Finding(
        tables.statement, cell.anchor, "equal", cell.role, verdict, cell.amount, there, difference, terms,
        other.anchor, kind, cell.column + 1,
    )  # fmt: skip


_FUND_TABLES: tuple[Fund, ...] = ("general-public", "government-funds", "state-capital")


def funds_add_up(tables: Tables) -> Iterator[Finding]:
    """Where all money is fiscal appropriation, its three accounts together make each line of the whole."""
    if not tables.only_appropriation():
        return
    by_fund = {fund: tables.functional(fund) for fund in _FUND_TABLES}
    whole = tables.functional("all")
    if whole is None or any(sheet is None for sheet in by_fund.values()):
        return
    cells: dict[tuple[str, str], list[Cell]] = {}
    for sheet in by_fund.values():
        for cell in sheet.cells() if sheet else ():
            cells.setdefault((cell.line, cell.concept), []).append(cell)
    for cell in whole.cells():
        if parts := cells.get((cell.line, cell.concept)):
            yield _sum(tables, cell, parts, "funds")


def text_and_table(tables: Tables) -> Iterator[Finding]:
    """A total that stands in a table is the figure that the text gives."""
    for sheet in tables.sheets:
        for cell in sheet.totals():
            figure = tables.figure(cell)
            if figure is not None:
                here = cell.amount.to(figure.unit)
                slack = [figure] if figure.unit != cell.amount.unit else []
                verdict, difference = tables.compare(figure, here, slack)
                terms = (Term("", cell.concept, cell.role, figure),)
                yield Finding(
                    tables.statement,
                    cell.concept,
                    "equal",
                    cell.role,
                    verdict,
                    figure,
                    here,
                    difference,
                    terms,
                    cell.anchor,
                    "table",
                )


def line_and_row(tables: Tables) -> Iterator[Finding]:
    """What the text says of one line is what the table says of it."""
    for sheet in tables.sheets:
        for code, line in sheet.breakdown.lines.items():
            row = sheet.by_code.get(code)
            cell = sheet.cell(row, 0) if row is not None else None
            if line.amount is not None and cell is not None:
                said = Amount(line.amount, line.unit or tables.unit)
                here = cell.amount.to(said.unit)
                verdict, difference = tables.compare(said, here, [said])
                terms = (Term("", cell.anchor, "amount", said),)
                yield Finding(
                    tables.statement, cell.anchor, "equal", "amount", verdict, said, here, difference, terms, kind="text"
                )


def codes(tables: Tables) -> Iterator[Finding]:
    """A line's code has the form of its classification, stands under its own heading, and has the code's name."""
    for sheet in tables.sheets:
        if sheet.breakdown.by == "items":
            continue
        for row in sheet.rows[: len(sheet.breakdown.rows)]:
            if row.code is None:
                continue  # the classes of a two-sided table stand without their codes
            code, name = row.code, row.name
            known = tables.official_name(sheet.breakdown.by, code)
            verdict: Verdict = "untestable" if known is None and sheet.well_formed(code) else "holds"
            if not sheet.well_formed(code) or (known is not None and _other_name(known, name)) or not sheet.parent_there(code):
                verdict = "fails"
            yield Finding(
                tables.statement, sheet.anchor(row), "code", "amount", verdict, f"{code} {name}".strip(),
                f"{code} {known}" if known else None, other="", why="unknown-code" if verdict == "untestable" else "",
            )  # fmt: skip


@lru_cache(maxsize=4096)  # official names come again in every table
def _other_name(official: str, printed: str) -> bool:
    """Whether a printed name is not the official one; brackets and spaces may be of either width."""
    return unicodedata.normalize("NFKC", official).replace(" ", "") != unicodedata.normalize("NFKC", printed).replace(" ", "")


def nil_tables(tables: Tables) -> Iterator[Finding]:
    """A table that is said to be empty is empty, and one that is empty is said to be."""
    for sheet in tables.sheets:
        empty = not any(True for _ in sheet.cells())
        if empty or sheet.breakdown.nil_note:
            verdict: Verdict = "holds" if empty and sheet.breakdown.nil_note else "fails"
            printed = "nil-note" if sheet.breakdown.nil_note else "no-nil-note"
            computed = "empty-table" if empty else "full-table"
            yield Finding(tables.statement, sheet.name, "nil-table", "amount", verdict, printed, computed)
    for name, table in tables.ledger.statement.tables.items():
        full = printed_at(tables.ledger.statement, table.at)
        if table.nil_note or not full:
            agrees: Verdict = "holds" if table.nil_note and not full else "fails"
            printed = "nil-note" if table.nil_note else "no-nil-note"
            yield Finding(tables.statement, name, "nil-table", "amount", agrees, printed, "full-table" if full else "empty-table")


TABLE_RULES: tuple[TableRule, ...] = (
    sums_down,
    sums_across,
    same_in_two_tables,
    funds_add_up,
    text_and_table,
    line_and_row,
    codes,
    nil_tables,
)
