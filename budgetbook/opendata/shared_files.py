"""What all bodies give, and a keeper, in; one data file of all of them out, kept under the name of what it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from budgetbook.aggregate.contributions import Contributions
from budgetbook.content.loader import Content
from budgetbook.infra.base.files import CachedFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.cache.files import FileCache
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.table_streams import TableStreams
from budgetbook.opendata.tables import column_docs


@dataclass(frozen=True)
class SharedFileBuilder:
    """What every file of all bodies is made with."""

    content: Content
    """The shared content: what is in it of bodies is not looked at."""
    contributions: Contributions
    file_cache: FileCache

    @cached_property
    def streams(self) -> TableStreams:
        """The tables."""
        return TableStreams(self.content, self.contributions)

    @cached_property
    def column_explanations(self) -> dict[str, str]:
        """Each column in words of both languages."""
        return column_docs.explain_in_both_languages(self.content)

    def build_file(
        self, path: str, fill: Callable[[Path], None], tables: tuple[str, ...], *more: object, table: str = "", rows: int = 0
    ) -> DataFile:
        """A file that is filled with what is in some tables, and with nothing else but `more`, which tells itself in full."""

        def file_fingerprint() -> str:
            return fingerprint(self._base_fingerprint, path, self.streams.rows_fingerprint(*tables), *more)

        def fill_file() -> CachedFile:
            return self.file_cache.get_or_fill(path.removeprefix("data/"), file_fingerprint(), fill)

        return DataFile(path, fill_file, file_fingerprint, table, rows)

    @cached_property
    def _base_fingerprint(self) -> str:
        return fingerprint(code_fingerprint("opendata"), self.content.site, self.content.phrases)
