"""Rules on a statement's tables: sums down and across, equal figures in two tables, codes, empty tables.

An empty cell is not a figure: it adds nothing to a sum and is compared with nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from budgetbook.arithmetic.finding import Finding, Kind, Verdict
from budgetbook.arithmetic.ledger import Term, total_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_tables import StatementTable, StatementTables, TableCell, printed_at
from budgetbook.content.model import Fund, Role
from budgetbook.content.statement import Row

TableRule = Callable[[StatementTables], Iterator[Finding]]


def sums_down(tables: StatementTables) -> Iterator[Finding]:
    """In each column, the finer lines of a table add up to the coarser one, and the coarsest to the total."""
    for table in tables.statement_tables:
        for whole, finer in table.families():
            parts = _with_misprinted(tables, table, whole, finer)
            for column in table.column_indexes:
                cells = [cell for row in parts if (cell := table.cell(row, column))]
                printed_cell = table.cell(whole, column)
                if printed_cell is not None and cells:
                    yield _sum(tables, printed_cell, cells, "")


def _with_misprinted(tables: StatementTables, table: StatementTable, whole: Row, parts: list[Row]) -> list[Row]:
    """Add the lines whose code is misprinted (301 2 for 30102, which belongs below 301) if the sums hold in every column with
    them.

    The only thing wrong there is the code, and that is a finding of its own.
    """
    stray = [row for row in table.breakdown.rows if row.code and table.misprinted_below(row.code) == whole.code]
    if not stray:
        return parts
    for column in table.column_indexes:
        printed_cell = table.cell(whole, column)
        cells = [cell for row in (*parts, *stray) if (cell := table.cell(row, column))]
        if printed_cell is not None and cells and _sum(tables, printed_cell, cells, "").verdict != "holds":
            return parts
    return [*parts, *stray]


def sums_across(tables: StatementTables) -> Iterator[Finding]:
    """In each line, the columns that make up a column add up to it."""
    for table in tables.statement_tables:
        for whole, parts in table.column_families(tables.concepts).items():
            for row in table.rows:
                cells = [cell for part in parts if (cell := table.cell(row, part))]
                printed_cell = table.cell(row, whole)
                if printed_cell is not None and cells:
                    yield _sum(tables, printed_cell, cells, "across")


def _sum(tables: StatementTables, whole: TableCell, parts: list[TableCell], kind: Kind) -> Finding:
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


def same_in_two_tables(tables: StatementTables) -> Iterator[Finding]:
    """The same line, for the same money, is the same in every table."""
    first: dict[tuple[str, str, str, Role], TableCell] = {}
    for table in tables.statement_tables:
        for cell in table.cells():
            key = (cell.line, cell.concept, cell.fund, cell.role)
            if cell.line and key in first and first[key].table != cell.table:
                yield equal_cells(tables, cell, first[key], "table")
            elif cell.line:
                first.setdefault(key, cell)


def equal_cells(tables: StatementTables, cell: TableCell, other: TableCell, kind: Kind) -> Finding:
    """The finding on two cells that must be equal; it is about the first."""
    other_amount = other.amount.to_unit(cell.amount.unit)
    slack = [cell.amount, other.amount] if other.amount.unit != cell.amount.unit else []
    verdict, difference = tables.compare(cell.amount, other_amount, slack)
    terms = (Term("", cell.anchor, cell.role, cell.amount),)
    return Finding(
        tables.statement,
        cell.anchor,
        "equal",
        cell.role,
        verdict,
        cell.amount,
        other_amount,
        difference,
        terms,
        other.anchor,
        kind,
        cell.column + 1,
    )


_FUND_TABLES: tuple[Fund, ...] = ("general-public", "government-funds", "state-capital")


def funds_add_up(tables: StatementTables) -> Iterator[Finding]:
    """Where all money is fiscal appropriation, its three accounts together make each line of the whole."""
    if not tables.only_appropriation():
        return
    by_fund = {fund: tables.functional_table(fund) for fund in _FUND_TABLES}
    whole = tables.functional_table("all")
    if whole is None or any(table is None for table in by_fund.values()):
        return
    cells: dict[tuple[str, str], list[TableCell]] = {}
    for table in by_fund.values():
        for cell in table.cells() if table else ():
            cells.setdefault((cell.line, cell.concept), []).append(cell)
    for cell in whole.cells():
        if parts := cells.get((cell.line, cell.concept)):
            yield _sum(tables, cell, parts, "funds")


def text_and_table(tables: StatementTables) -> Iterator[Finding]:
    """A total that stands in a table is the figure that the text gives."""
    for table in tables.statement_tables:
        for cell in table.totals():
            figure = tables.figure(cell)
            if figure is not None:
                cell_amount = cell.amount.to_unit(figure.unit)
                slack = [figure] if figure.unit != cell.amount.unit else []
                verdict, difference = tables.compare(figure, cell_amount, slack)
                terms = (Term("", cell.concept, cell.role, figure),)
                yield Finding(
                    tables.statement,
                    cell.concept,
                    "equal",
                    cell.role,
                    verdict,
                    figure,
                    cell_amount,
                    difference,
                    terms,
                    cell.anchor,
                    "table",
                )


def line_and_row(tables: StatementTables) -> Iterator[Finding]:
    """What the text says of one line is what the table says of it."""
    for table in tables.statement_tables:
        for code, line in table.breakdown.lines.items():
            row = table.by_code.get(code)
            cell = table.cell(row, 0) if row is not None else None
            if line.amount is not None and cell is not None:
                text_amount = Amount(line.amount, line.unit or tables.unit)
                cell_amount = cell.amount.to_unit(text_amount.unit)
                verdict, difference = tables.compare(text_amount, cell_amount, [text_amount])
                terms = (Term("", cell.anchor, "amount", text_amount),)
                yield Finding(
                    tables.statement,
                    cell.anchor,
                    "equal",
                    "amount",
                    verdict,
                    text_amount,
                    cell_amount,
                    difference,
                    terms,
                    kind="text",
                )


def codes(tables: StatementTables) -> Iterator[Finding]:
    """A line's code has the form of its classification, stands under its own heading, and has the code's name."""
    for table in tables.statement_tables:
        if table.breakdown.by == "items":
            continue
        for row in table.rows[: len(table.breakdown.rows)]:
            if row.code is None:
                continue  # classes in a two-sided table are printed without codes
            code, name = row.code, row.name
            official_name = tables.official_name(table.breakdown.by, code)
            verdict: Verdict = "untestable" if official_name is None and table.is_well_formed(code) else "holds"
            if (
                not table.is_well_formed(code)
                or (official_name is not None and _names_differ(official_name, name))
                or not table.has_parent_row(code)
            ):
                verdict = "fails"
            yield Finding(
                tables.statement,
                table.anchor(row),
                "code",
                "amount",
                verdict,
                f"{code} {name}".strip(),
                f"{code} {official_name}" if official_name else None,
                other="",
                why="unknown-code" if verdict == "untestable" else "",
            )


@lru_cache(maxsize=4096)  # the same names occur in every table
def _names_differ(official_name: str, printed_name: str) -> bool:
    """True if a printed name is not the official one; spaces and the width of brackets do not count."""
    official_text, printed_text = (unicodedata.normalize("NFKC", name).replace(" ", "") for name in (official_name, printed_name))
    return official_text != printed_text


def nil_tables(tables: StatementTables) -> Iterator[Finding]:
    """A table that is said to be empty is empty, and an empty table is said to be empty."""
    for statement_table in tables.statement_tables:
        empty = not any(True for _ in statement_table.cells())
        if empty or statement_table.breakdown.nil_note:
            verdict: Verdict = "holds" if empty and statement_table.breakdown.nil_note else "fails"
            printed_note = "nil-note" if statement_table.breakdown.nil_note else "no-nil-note"
            computed_state = "empty-table" if empty else "full-table"
            yield Finding(tables.statement, statement_table.name, "nil-table", "amount", verdict, printed_note, computed_state)
    for name, table in tables.ledger.statement.tables.items():
        if table.in_contents_only:
            continue
        full = printed_at(tables.ledger.statement, table.at)
        if table.nil_note or not full:
            agrees: Verdict = "holds" if table.nil_note and not full else "fails"
            printed_note = "nil-note" if table.nil_note else "no-nil-note"
            yield Finding(
                tables.statement, name, "nil-table", "amount", agrees, printed_note, "full-table" if full else "empty-table"
            )


RULES: tuple[TableRule, ...] = (
    sums_down,
    sums_across,
    same_in_two_tables,
    funds_add_up,
    text_and_table,
    line_and_row,
    codes,
    nil_tables,
)
