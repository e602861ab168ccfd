"""The record of a download format, and the tables as formats receive them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from budgetbook.content.content import Content
from budgetbook.opendata.tables.table import DataTable, Row, TableStats


class TableSource(Protocol):
    """All tables of the open data, as streams: no table is ever held in memory."""

    @property
    def content(self) -> Content:
        """The common content; entities in it are ignored."""

    def rows(self, table: str) -> Iterator[Row]:
        """Yield a table's rows one by one."""

    def pieces(self, table: str, suffix: str) -> Iterator[bytes]:
        """Yield a table's rows encoded by the format with this suffix, an entity at a time."""

    def stats(self, table: str) -> TableStats:
        """Statistics of all rows of a table."""


@dataclass(frozen=True, slots=True)
class Format:
    """One download format. It has either a file per table or one file for all tables."""

    suffix: str
    """File extension, which also names the format."""
    media_type: str
    """Media type as registered at https://www.iana.org/assignments/media-types/."""
    libraries: tuple[str, ...] = ()
    """Large libraries that it needs. The writing function imports them, never its module."""
    write_table: Callable[[TableSource, DataTable, Path], None] | None = None
    write_all_tables: Callable[[TableSource, Path], None] | None = None
    format_rows: Callable[[DataTable, list[Row]], bytes] | None = None
    """Encodes one entity's rows. The result is kept per entity: encoding a million rows again would cost more than all else."""
    max_rows: int | None = None
    """Rows of all tables beyond which there is no such file."""
    is_slow: bool = False
    """True if it takes as long as all other formats together; a build then starts it first."""
