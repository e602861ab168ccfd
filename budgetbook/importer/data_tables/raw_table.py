"""A table of a data file as a reader gives it: headings, and rows of text with their numbers in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MOST_ROWS = 500_000
"""Rows of one file. National budgets have a tenth of them."""
MOST_COLUMNS = 2_000
"""Columns of one file."""
ROWS_PER_SECOND = 2_000
"""Rows that each add a second to the time that a file may take. A tenth of one is needed."""


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a data file."""

    number: int
    """Its number in the file, counted from 1: the line of a CSV file on which it begins, the row of a sheet."""
    cells: tuple[str, ...]
    """What its cells show, without spaces around it."""
    stored_numbers: Mapping[int, str] = field(default_factory=dict)
    """Of a workbook: by column, counted from 0, the number that a cell stores, with a decimal point."""

    def cell(self, column: int) -> str:
        """What a cell shows; nothing beyond the end of the row."""
        return self.cells[column] if column < len(self.cells) else ""

    @property
    def is_empty(self) -> bool:
        """True if no cell shows anything."""
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class RawTable:
    """The headings of a data file, and its rows, which can be walked through once."""

    file: str
    """The name of the file."""
    sha256: str
    headings: tuple[str, ...]
    heading_row: int
    rows: Iterator[RawRow]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A data file on this machine, by the name that places in it begin with."""

    path: Path
    name: str
    resource: str = ""
    """The name that a data package gives it."""
    package_sha256: str = ""
    """The hash that a data package gives it; a file that is another is refused."""
