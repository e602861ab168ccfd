"""Turns named cells into a table's row, and keeps spreadsheets from reading text as formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping

from budgetbook.opendata.tables.table import DataTable, Row, Value

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""Characters that begin a formula or command in a spreadsheet."""
_SIGNS = frozenset(FORMULA)
_SUSPECT = _SIGNS | {""}
"""How a text begins that may not stand in a cell as it is."""
_DIGITS = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def build_row(table: DataTable, cells: Mapping[str, Value]) -> Row:
    """The cells in the table's order; missing ones are None. Raises KeyError for a cell that the table does not have."""
    if not cells.keys() <= table.empty.keys():
        raise KeyError(f"{table.name}: {sorted(cells.keys() - table.empty.keys())}")
    row = list(map(cells.get, table.names))
    for index, value in enumerate(row):
        if isinstance(value, str) and value[:1] in _SUSPECT:
            row[index] = _cell(table, table.names[index], value)
    return tuple(row)


def _cell(table: DataTable, name: str, text: str) -> str | None:
    """Escape a text, unless it is a number in a column of digits: its minus begins no formula, and the document prints no
    apostrophe."""
    return text if name in table.digits and _DIGITS.fullmatch(text) else escape_formula(text)


def escape_formula(text: str) -> str | None:
    """The text, or None if empty. One that begins like a formula gets an apostrophe, which spreadsheets do not show.

    Content refuses such names (`content.fields`); this protects text that the program composes, and every future field.
    """
    return f"'{text}" if text[:1] in _SIGNS else text or None
