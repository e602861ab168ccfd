"""Rules on tables as a whole: the total that the publisher prints elsewhere, and two tables that must balance."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.row_families import list_row_families
from budgetbook.arithmetic.rules.table_sums import TableRule
from budgetbook.arithmetic.rules.tables import equal_cells
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.arithmetic.term import Term
from budgetbook.content.row import Row


def control_totals(tables: StatementTables) -> Iterator[Finding]:
    """The total of a table is the one that the publisher prints in another place."""
    for table in tables.statement_tables:
        totals = {cell.column: cell for cell in table.totals()}
        for number, control in enumerate(table.breakdown.control, 1):
            if (cell := totals.get(control.column - 1)) is None:
                continue
            amount = Amount(control.amount, table.breakdown.unit)
            verdict, difference, cut = compare_same(cell.amount, amount)
            terms = (Term("", cell.anchor, cell.role, cell.amount),)
            yield Finding(
                tables.statement, cell.anchor, "equal", cell.role, verdict, cell.amount, amount, difference, terms,
                kind="control", number=number, cut=cut,
            )  # fmt: skip


def sides_that_balance(tables: StatementTables) -> Iterator[Finding]:
    """Two tables that must balance, such as revenue and expenditure, do so in all and in each line of the coarsest level."""
    for table in tables.statement_tables:
        side = tables.by_name.get(table.breakdown.balances or "")
        if side is None:
            continue
        others = {cell.line: cell for cell in _coarsest_cells(side)}
        for cell in _coarsest_cells(table):
            if other := others.get(cell.line):
                yield equal_cells(tables, cell, other, "sides")
            else:
                yield Finding(
                    tables.statement, cell.anchor, "equal", cell.role, "untestable", cell.amount,
                    other=side.name, kind="sides", number=cell.column + 1, why="other-missing",
                )  # fmt: skip


def _coarsest_cells(table: StatementTable) -> Iterator[TableCell]:
    """The numbers of the total and of the lines that make it up, in the column of the table's own figure."""
    rows: list[Row] = [row for whole, tops in list_row_families(table) if table.is_total(whole) for row in (*tops, whole)]
    column = next((n for n, each in enumerate(table.breakdown.columns) if (each.role, each.fund) == ("amount", "all")), None)
    if column is not None:
        yield from filter(None, (table.cell(row, column) for row in rows))


RULES: tuple[TableRule, ...] = (control_totals, sides_that_balance)
