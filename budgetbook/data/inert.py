"""A row as a record of named cells in; the same row as a tuple in a table's order, with no text that could be a formula, out."""

from __future__ import annotations

from collections.abc import Mapping

from budgetbook.data.columns import Row, Table, Value

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula or a command."""


def row(table: Table, cells: Mapping[str, Value]) -> Row:
    """The cells in the table's order; what is not given is None. Raises KeyError for a cell that the table does not have."""
    if unknown := cells.keys() - set(table.names):
        raise KeyError(f"{table.name}: {sorted(unknown)}")
    return tuple(inert(cells.get(name)) for name in table.names)


def inert(value: Value) -> Value:
    """The value; text that begins like a formula gets an apostrophe, which spreadsheets do not show.

    Content refuses such names (`fields.py`); this holds what the program itself puts together, and every field still to come.
    """
    if not isinstance(value, str):
        return value
    return (f"'{value}" if value.startswith(FORMULA) else value) or None
