"""The rows of a table that sum to a row: the next finer lines of a line, and the coarsest ones of the total."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.content.row import Row


def list_row_families(table: StatementTable) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each coarser row with the next finer rows below it, and the total with the coarsest rows."""
    if table.codes.is_told_by_names:
        yield from _list_named_families(table)
        return
    levels = table.codes.levels
    for upper, lower in pairwise(levels):
        finer: dict[str, list[Row]] = {}
        for code, row in table.by_code.items():
            if len(code) == lower:
                finer.setdefault(code[:upper], []).append(row)
        yield from ((row, finer[code]) for code, row in table.by_code.items() if len(code) == upper and code in finer)
    rows = table.breakdown.rows
    tops = (
        [row for row in rows if len(row.code or table.class_code(row)) == levels[0]]
        if levels and not _is_list_of_names(table)
        else list(rows)
    )
    if table.breakdown.total is not None and tops:
        yield table.rows[-1], tops


def _is_list_of_names(table: StatementTable) -> bool:
    """True of lines that sentences list without codes: they are of one level, whatever the classification calls them."""
    return table.breakdown.in_text and not table.by_code


def _list_named_families(table: StatementTable) -> Iterator[tuple[Row, list[Row]]]:
    """The same where the classification names what each code is under; of a code that it does not have, nobody can tell."""
    finer: dict[str, list[Row]] = {}
    for code, row in table.by_code.items():
        if code in table.entries:
            finer.setdefault(table.codes.upper_code(code) or "", []).append(row)
    tops = finer.pop("", [])
    yield from ((table.by_code[code], rows) for code, rows in finer.items())
    if table.breakdown.total is not None and tops:
        yield table.rows[-1], tops


def list_strays(table: StatementTable, whole: Row) -> list[Row]:
    """Rows that may belong to a whole although nothing says so.

    Below a code, rows whose code is misprinted (301 2 for 30102); below the total, rows without a code that are no class.
    Where the classification names what codes are under, those that it does not have may belong anywhere.
    """
    if table.codes.is_told_by_names:
        return [row for row in table.breakdown.rows if row.code not in table.entries]
    if not table.codes.levels or _is_list_of_names(table):
        return []
    if table.is_total(whole):
        return [row for row in table.breakdown.rows if not row.code and not table.class_code(row)]
    return table.misprinted_rows.get(whole.code or "", [])
