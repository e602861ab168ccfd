"""One column of a classified table as a tree: the total, its classes, their sections, their items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.row_families import list_row_families
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.content.row import Row


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of a table with the lines that it consists of."""

    row: Row
    anchor: str
    amount: Amount
    parts: tuple[TreeLine, ...]
    """The next finer lines, the largest first; lines of 0 are left out."""


def build_tree(table: StatementTable, concept: str) -> TreeLine | None:
    """The tree of a table's amounts of a concept; None if it has no such column or no total, or if an amount is negative.

    A share of the whole says nothing where some lines take away from it.
    """
    columns = [n for n, each in enumerate(table.breakdown.columns) if (each.concept, each.role) == (concept, "amount")]
    totals = [row for row in table.rows if table.is_total(row)]
    if not columns or not totals:
        return None
    finer_rows = {id(row): rows for row, rows in list_row_families(table)}
    whole = _line(table, columns[0], totals[0], finer_rows)
    if whole is None or not whole.parts or _has_negative(whole):
        return None
    return whole


def _line(table: StatementTable, column: int, row: Row, finer_rows: dict[int, list[Row]]) -> TreeLine | None:
    cell = table.cell(row, column)
    if cell is None or not cell.amount.value:
        return None
    parts = [line for each in finer_rows.get(id(row), ()) if (line := _line(table, column, each, finer_rows))]
    return TreeLine(row, cell.anchor, cell.amount, _sort_by_size(parts))


def _sort_by_size(lines: Sequence[TreeLine]) -> tuple[TreeLine, ...]:
    return tuple(sorted(lines, key=lambda line: -line.amount.value))


def _has_negative(line: TreeLine) -> bool:
    return line.amount.value < 0 or any(map(_has_negative, line.parts))
