"""Builds data files that cover all entities, cached by the fingerprint of what they depend on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from budgetbook.content.content import Content
from budgetbook.infra.base.files import CachedFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.cache.files import FileCache
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.data_parts import MAX_WEIGHT, DataPart, plan_parts
from budgetbook.opendata.table_streams import TableStreams
from budgetbook.opendata.tables import column_docs


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The sizes of a site from which on some of its data is made in another way."""

    figures_in_memory: int = 30_000
    """The files of concepts are held in memory up to so many figures."""
    measured_statements: int = 100
    """The catalogue tells the size and hash of the files of up to so many statements, for which all of them are made; of more it
    tells where they are."""
    part_weight: int = MAX_WEIGHT
    """Numbers and findings in one part of the data."""


DEFAULT_LIMITS = SizeLimits()


@dataclass(frozen=True)
class SharedFileBuilder:
    """Inputs of every shared file."""

    content: Content
    """The common content; entities in it are ignored."""
    contributions: Contributions
    file_cache: FileCache
    limits: SizeLimits = DEFAULT_LIMITS

    @cached_property
    def streams(self) -> TableStreams:
        """All tables as streams of rows."""
        return TableStreams(self.content, self.contributions)

    @cached_property
    def parts(self) -> tuple[tuple[DataPart, TableStreams], ...]:
        """The parts of the data, each with its tables; most sites have one."""
        parts = plan_parts(self.contributions, self.limits.part_weight)
        if len(parts) == 1:
            return ((parts[0], self.streams),)
        return tuple((part, TableStreams(self.content, self.contributions, part.span)) for part in parts)

    @cached_property
    def column_explanations(self) -> dict[str, str]:
        """Explanation of each column, in both languages."""
        return column_docs.explain_in_each_language(self.content)

    def build_file(
        self,
        path: str,
        fill: Callable[[Path], None],
        tables: tuple[str, ...],
        *more: object,
        table: str = "",
        rows: int = 0,
        streams: TableStreams | None = None,
    ) -> DataFile:
        """A file that depends on some tables, the site, the phrases and `more` only; the `repr` of `more` must be complete.

        The tables are those of all entities, or the given streams.
        """

        def file_fingerprint() -> str:
            return fingerprint(self._base_fingerprint, path, (streams or self.streams).rows_fingerprint(*tables), *more)

        def fill_file() -> CachedFile:
            return self.file_cache.get_or_fill(path.removeprefix("data/"), file_fingerprint(), fill)

        return DataFile(path, fill_file, file_fingerprint, table, rows)

    @cached_property
    def _base_fingerprint(self) -> str:
        return fingerprint(code_fingerprint("opendata"), self.content.site, self.content.phrases)
