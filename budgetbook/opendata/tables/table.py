"""Definitions of tables and columns of the open data. `tables.schema` lists them all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from budgetbook.content.text import Text

Kind = Literal["text", "integer", "decimal", "truth"]
Value = str | int | Decimal | bool | None
"""Value of one cell; None if unknown, which is never 0."""
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class DataColumn:
    """One column of a table."""

    name: str
    kind: Kind = "text"
    mandatory: bool = False
    """True if the column is never empty."""
    refers: str = ""
    """Table whose primary key the column holds."""
    one_of: tuple[str, ...] = ()
    """All possible values, if they form a closed list."""
    pattern: str = ""
    """What every value looks like, as a regular expression."""
    fiscal: str = ""
    """Column type in the Fiscal Data Package."""
    is_list: bool = False
    """True if each row has a list of such values, in documents of the API alone."""
    is_translated: bool = False
    """True where each language of the site has a column of its own, `<name>_<lang>`."""
    lang: str = ""
    """The language of such a column."""
    level_of: str = ""
    """The classification whose codes of one level it holds: each country has levels of its own."""
    level_name: Text | None = None
    """What readers call that level; None for the usual ones."""
    digits: bool = False
    """True for text that holds a number as printed, `104.30` or `-79.60`; formats write it without escaping its minus."""


@dataclass(frozen=True)
class DataTable:
    """One table; its first column is the primary key."""

    name: str
    columns: tuple[DataColumn, ...]
    search_columns: tuple[str, ...] = ()
    """Columns that the database's full-text search covers."""

    @property
    def primary_key(self) -> str:
        """Column that identifies a row, unique in the site."""
        return self.columns[0].name

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def digits(self) -> frozenset[str]:
        """Text columns that hold numbers as printed."""
        return frozenset(column.name for column in self.columns if column.digits)

    @cached_property
    def empty(self) -> dict[str, Value]:
        """A row in which every cell is None, by column."""
        return dict.fromkeys(self.names)

    def column_index(self, column: str) -> int:
        """Index of a column."""
        return self.names.index(column)


@dataclass(frozen=True, slots=True)
class TableStats:
    """Facts about all rows of a table that a writer needs before the first row."""

    rows: int
    places: Mapping[str, int]
    """Decimal places of the finest value in each decimal column that has values."""
