"""The record of one row of a table."""

from __future__ import annotations

from budgetbook.content.fields import Cell, PrintedText
from budgetbook.content.model import Record


class Row(Record):
    """One row of a table: a code with its name, or a name alone, and a value a column."""

    code: PrintedText | None = None
    """The classification code as printed, without spaces: 201, 20138, 2013802."""
    name: PrintedText
    """The name as printed."""
    values: tuple[Cell, ...]
    """Digits as printed, a column each; `blank` for an empty cell, which is no 0."""
    at: str | None = None
    """The place, where it is not the table's."""
    origin: PrintedText | None = None
    """The rows of the publisher's file that it was added up from: `spending.csv#12-19`."""
