"""What a table of the open data is: its columns, their types and what they refer to. `columns.py` lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

Kind = Literal["text", "integer", "decimal", "truth"]
Value = str | int | Decimal | bool | None
"""One cell; None where nothing is known, which is never 0."""
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DataColumn:
    """One column of a table."""

    name: str
    kind: Kind = "text"
    mandatory: bool = False
    """Never empty."""
    refers: str = ""
    """The table whose key it holds."""
    one_of: tuple[str, ...] = ()
    """All the values that it can have, where they are a closed list."""
    fiscal: str = ""
    """Its type in the Fiscal Data Package."""
    digits: bool = False
    """Text that holds a number as it is printed, `104.30` or `-79.60`: it stands bare in every form, its minus too."""


@dataclass(frozen=True)
class DataTable:
    """One table; its first column is its key."""

    name: str
    columns: tuple[DataColumn, ...]
    search_columns: tuple[str, ...] = ()
    """The columns that the full-text search of the database reads."""

    @property
    def primary_key(self) -> str:
        """The column that names a row, unique in the site."""
        return self.columns[0].name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The columns' names, in their order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def digits(self) -> frozenset[str]:
        """The columns of text that hold numbers as they are printed."""
        return frozenset(column.name for column in self.columns if column.digits)

    @cached_property
    def empty(self) -> dict[str, Value]:
        """A row of which nothing is known, by the columns' names."""
        return dict.fromkeys(self.names)

    def column_index(self, column: str) -> int:
        """Where a column stands."""
        return self.names.index(column)


@dataclass(frozen=True, slots=True)
class TableStats:
    """What must be known of all rows of a table before the first one is written."""

    rows: int
    places: Mapping[str, int]
    """The digits after the point of the finest value of each column of decimals, where it has some."""
