"""Rules on a statement's tables: equal figures in two tables and in the text, codes, empty tables.

An empty cell is not a figure: it is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Finding, Kind, Verdict
from budgetbook.arithmetic.rules.table_sums import TableRule
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables, printed_at
from budgetbook.arithmetic.term import Term
from budgetbook.content.model import Role


def same_in_two_tables(tables: StatementTables) -> Iterator[Finding]:
    """The same line, for the same money, is the same in every table."""
    first: dict[tuple[str, str, str, str, Role], TableCell] = {}
    for table in tables.document_tables:
        for cell in table.cells():
            key = (table.find_scheme(cell.line), cell.identity, cell.concept, cell.fund, cell.role)
            if cell.line and key in first and first[key].table != cell.table:
                yield equal_cells(tables, cell, first[key], "table")
            elif cell.line:
                first.setdefault(key, cell)


def equal_cells(tables: StatementTables, cell: TableCell, other: TableCell, kind: Kind) -> Finding:
    """The finding on two cells that must be equal; it is about the first."""
    other_amount = other.amount.to_unit(cell.amount.unit)
    verdict, difference, cut = compare_same(cell.amount, other_amount)
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
        cut=cut,
    )


def text_and_table(tables: StatementTables) -> Iterator[Finding]:
    """A total that stands in a table is the figure that the text gives."""
    for table in tables.document_tables:
        for cell in table.totals():
            figure = tables.figure(cell)
            if figure is not None:
                cell_amount = cell.amount.to_unit(figure.unit)
                verdict, difference, cut = compare_same(figure, cell_amount)
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
                    cut=cut,
                )


def line_and_row(tables: StatementTables) -> Iterator[Finding]:
    """What the text says of one line is what the table says of it."""
    for table in tables.document_tables:
        for code, line in table.breakdown.lines.items():
            row = table.by_code.get(code)
            cell = table.cell(row, 0) if row is not None else None
            text_amount = tables.line_amount(line)
            if text_amount is not None and cell is not None and cell.foreign_name:
                yield Finding(
                    tables.statement, cell.anchor, "equal", "amount", "untestable", text_amount, kind="text", why="other-name"
                )
            elif text_amount is not None and cell is not None:
                cell_amount = cell.amount.to_unit(text_amount.unit)
                verdict, difference, cut = compare_same(text_amount, cell_amount)
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
                    cut=cut,
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
            if not table.codes.has_names_of(code) and table.codes.is_well_formed(code) and table.codes.has_parent_row(code):
                continue  # nobody has given the names of this classification, or of this level of it
            verdict: Verdict = "untestable" if official_name is None and table.codes.is_well_formed(code) else "holds"
            if not table.codes.is_well_formed(code) or table.is_misnamed(row) or not table.codes.has_parent_row(code):
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


def nil_tables(tables: StatementTables) -> Iterator[Finding]:
    """A table that is said to be empty is empty, and an empty table is said to be empty, below it or by a 0 in the text."""
    for statement_table in tables.statement_tables:
        empty = not any(_fills(cell, has_note=statement_table.breakdown.nil_note) for cell in statement_table.cells())
        if empty or statement_table.breakdown.nil_note:
            printed_note = _nil_words(tables, statement_table)
            verdict: Verdict = "holds" if empty and printed_note != "no-nil-note" else "fails"
            computed_state = "empty-table" if empty else "full-table"
            yield Finding(tables.statement, statement_table.name, "nil-table", "amount", verdict, printed_note, computed_state)
    for name, table in tables.ledger.statement.tables.items():
        if table.in_contents_only:
            continue
        full = printed_at(tables.ledger.statement, table.at)
        if table.nil_note or not full:
            printed_note = "nil-note" if table.nil_note else "zero-in-text" if _is_zero(tables, name) else "no-nil-note"
            agrees: Verdict = "holds" if printed_note != "no-nil-note" and not full else "fails"
            yield Finding(
                tables.statement, name, "nil-table", "amount", agrees, printed_note, "full-table" if full else "empty-table"
            )


def _fills(cell: TableCell, *, has_note: bool) -> bool:
    """True if a cell makes a table full: below one that is noted to be empty, a printed 0 does not."""
    return not has_note or bool(cell.amount.value)


def _is_zero(tables: StatementTables, name: str) -> bool:
    """True if the text prints a 0 for what a table of items breaks down, whose name is that of its concept and `-table`."""
    concept = name.removesuffix("-table")
    whole = tables.ledger.printed_amount(concept, "amount") if concept in tables.concepts else None
    return whole is not None and not whole.value


def _nil_words(tables: StatementTables, table: StatementTable) -> str:
    if table.breakdown.nil_note:
        return "nil-note"
    figure_of_all = tables.figure_of_all(table)
    return "no-nil-note" if figure_of_all is None or figure_of_all.value else "zero-in-text"


RULES: tuple[TableRule, ...] = (same_in_two_tables, text_and_table, line_and_row, codes, nil_tables)
