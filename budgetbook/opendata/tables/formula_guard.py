"""A row as a record of named cells in; the same row as a tuple in a table's order, with no text that could be a formula, out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from budgetbook.opendata.tables.table import DataTable, Row, Value

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula or a command."""
_SIGNS = frozenset(FORMULA)
_DIGITS = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def build_row(table: DataTable, cells: Mapping[str, Value]) -> Row:
    """The cells in the table's order; what is not given is None. Raises KeyError for a cell that the table does not have."""
    all_cells = {**table.empty, **cells}
    if len(all_cells) > len(table.empty):
        raise KeyError(f"{table.name}: {sorted(cells.keys() - table.empty.keys())}")
    return tuple([_cell(table, name, value) if isinstance(value, str) else value for name, value in all_cells.items()])


def _cell(table: DataTable, name: str, text: str) -> str | None:
    """A number in a column of digits is bare, its minus too: it is no formula, and the document prints no apostrophe."""
    return text if name in table.digits and _DIGITS.fullmatch(text) else escape_formula(text)


def escape_formula(text: str) -> str | None:
    """The text, None for an empty one; one that begins like a formula gets an apostrophe, which spreadsheets do not show.

    Content refuses such names (`fields.py`); this holds what the program itself puts together, and every field still to come.
    """
    return f"'{text}" if text[:1] in _SIGNS else text or None
