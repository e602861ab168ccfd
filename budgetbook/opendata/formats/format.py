"""A download format, and the tables as every format is given them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from budgetbook.content.loader import Content
from budgetbook.opendata.tables.table import DataTable, Row, TableStats


class TableSource(Protocol):
    """All tables of the open data; none of them is ever held whole."""

    @property
    def content(self) -> Content:
        """The common content: what is in it of entities is not looked at."""

    def rows(self, table: str) -> Iterator[Row]:
        """The rows of a table, one by one."""

    def pieces(self, table: str, suffix: str) -> Iterator[bytes]:
        """The same as finished text of the format of this suffix, a piece for each entity."""

    def stats(self, table: str) -> TableStats:
        """Counts over all rows of a table."""


@dataclass(frozen=True, slots=True)
class Format:
    """One download format. It has a file for each table, or one for all of them."""

    suffix: str
    """The end of its files' names, by which it is called."""
    media_type: str
    """As registered at https://www.iana.org/assignments/media-types/."""
    libraries: tuple[str, ...] = ()
    """The large libraries that it is written with. They are imported by the function that writes, never by the module."""
    write_table: Callable[[TableSource, DataTable, Path], None] | None = None
    write_all_tables: Callable[[TableSource, Path], None] | None = None
    format_rows: Callable[[DataTable, list[Row]], bytes] | None = None
    """Makes one entity's `pieces`. Text is kept for each entity: to make it of a million rows again costs more than all else."""
    max_rows: int | None = None
    """Of all tables together: of more there is no file."""
    is_slow: bool = False
    """It takes as long as all the other formats together, so a build begins it first."""
