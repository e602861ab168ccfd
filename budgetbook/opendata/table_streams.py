"""Streams every table of the open data from the entities' contributions; no table is ever held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from budgetbook.content.content import Content
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.files import Spool
from budgetbook.infra.manifest.contribution_table import EVERY_ENTITY
from budgetbook.opendata import row_contribution
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.row_contribution import ENCODED_ROWS, KIND
from budgetbook.opendata.tables.rows import COMMON_TABLES
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row, TableStats


@dataclass(frozen=True)
class TableStreams:
    """The tables, in the order of the entities."""

    content: Content
    """The common content; entities in it are ignored."""
    contributions: Contributions
    span: tuple[str, str] = EVERY_ENTITY
    """First and last id of the entities whose rows these are."""

    def rows(self, table: str) -> Iterator[Row]:
        """Yield a table's rows one by one."""
        return (row for rows in self._contributed_parts(table) for row in rows)

    def pieces(self, table: str, suffix: str) -> Iterator[bytes]:
        """Yield a table's encoded rows, an entity at a time: lines of CSV, items of JSON."""
        if table in COMMON_TABLES:
            return self._contributed_parts(table, f".{suffix}")
        return self.contributions.collect(ENCODED_ROWS, f"{table}.{suffix}", self.span)

    def stats(self, table: str) -> TableStats:
        """Statistics of all rows of a table."""
        return self._stats[table]

    def rows_fingerprint(self, *tables: str) -> str:
        """Fingerprint of all rows of these tables."""
        return fingerprint(*(self._rows_fingerprints[each] for each in tables))

    def spool_figures(self) -> Spool:
        """Encoded rows of the documents of concepts, sorted by concept; table cells are left out."""
        spool = Spool(separator=b",\n")
        for items in self.contributions.collect(ENCODED_ROWS, "of-concepts", self.span):
            for concept, row in items:
                spool.add(concept, row.encode())
        return spool

    def _contributed_parts(self, table: str, form: str = "") -> Iterator[Any]:
        if table in COMMON_TABLES:
            return iter([self._common_parts[table + form]] if table + form in self._common_parts else [])
        return self.contributions.collect(KIND, table + form, self.span)

    @cached_property
    def _common_parts(self) -> dict[str, Any]:
        """The dictionary's contribution."""
        return row_contribution.contribute_common_rows(self.content)

    @cached_property
    def _rows_fingerprints(self) -> dict[str, str]:
        """Fingerprint of each table, computed once: every concept's file asks for that of `figures`."""
        common = {table: fingerprint(self._common_parts.get(table)) for table in COMMON_TABLES}
        return {
            table: common[table] if table in common else self.contributions.fingerprint(KIND, table, self.span)
            for table in TABLES
        }

    @cached_property
    def _stats(self) -> dict[str, TableStats]:
        return {table: _sum(self._contributed_parts(table, ".size")) for table in TABLES}


def _sum(sizes: Iterator[TableStats]) -> TableStats:
    count, places = 0, dict[str, int]()
    for size in sizes:
        count += size.rows
        places |= {name: max(places.get(name, 0), finest) for name, finest in size.places.items()}
    return TableStats(count, places)
