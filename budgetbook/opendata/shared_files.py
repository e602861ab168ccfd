"""What all bodies give, and a keeper, in; one data file of all of them out, kept under the name of what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from budgetbook.aggregate.contributions import Shares
from budgetbook.content.loader import Content
from budgetbook.infra.cache.blobs import key
from budgetbook.infra.cache.files import FileKeeper
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.fingerprint import tools
from budgetbook.opendata.table_streams import Streams
from budgetbook.opendata.tables import column_docs


@dataclass(frozen=True)
class Making:
    """What every file of all bodies is made with."""

    content: Content
    """The shared content: what is in it of bodies is not looked at."""
    shares: Shares
    keeper: FileKeeper

    @cached_property
    def streams(self) -> Streams:
        """The tables."""
        return Streams(self.content, self.shares)

    @cached_property
    def explained(self) -> dict[str, str]:
        """Each column in words of both languages."""
        return column_docs.in_both(self.content)

    def file(
        self, path: str, fill: Callable[[Path], None], tables: tuple[str, ...], *more: object, table: str = "", rows: int = 0
    ) -> DataFile:
        """A file that is filled with what is in some tables, and with nothing else but `more`, which tells itself in full."""

        def name() -> str:
            return key(self._tools, path, self.streams.key(*tables), *more)

        return DataFile(table, path, rows, lambda: self.keeper.file(path.removeprefix("data/"), name(), fill), key=name)

    @cached_property
    def _tools(self) -> str:
        return tools(self.content)
