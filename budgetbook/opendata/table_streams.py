"""What all bodies give in; every table of the open data out, piece by piece: nothing here holds all rows of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from budgetbook.aggregate.contributions import Shares
from budgetbook.content.loader import Content
from budgetbook.infra.cache.blobs import key
from budgetbook.infra.cache.compression import opened
from budgetbook.infra.cache.files import Spool
from budgetbook.opendata import contribution
from budgetbook.opendata.contribution import KIND, Size
from budgetbook.opendata.tables.rows import OF_DICTIONARY
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row


@dataclass(frozen=True)
class Streams:
    """The tables, in the order of bodies."""

    content: Content
    """The shared content: what is in it of bodies is not looked at."""
    shares: Shares

    def rows(self, table: str) -> Iterator[Row]:
        """One by one."""
        return (row for rows in self._of(table) for row in rows)

    def csv(self, table: str) -> Iterator[bytes]:
        """Finished lines."""
        return map(opened, self._of(table, ".csv"))

    def json(self, table: str) -> Iterator[bytes]:
        """Finished items."""
        return map(opened, self._of(table, ".json"))

    def size(self, table: str) -> Size:
        """Of all rows."""
        return self._sizes[table]

    def key(self, *tables: str) -> str:
        """One name for all rows of some tables."""
        return key(*(self._keys[each] for each in tables))

    def figures(self) -> Spool:
        """The finished items of `figures`, by the concept that each is of."""
        spool = Spool(between=b",")
        for text, concepts in zip(self.json("figures"), self.shares.of(KIND, "of-concepts"), strict=True):
            items = (line.removesuffix(b",") for line in text.split(b"\n")[1:])  # JSON has no line ends within an item
            for item, concept in zip(items, concepts, strict=True):
                if concept:
                    spool.add(concept, b"\n%b" % item)
        return spool

    def _of(self, table: str, form: str = "") -> Iterator[Any]:
        if table in OF_DICTIONARY:
            return iter([self._own[table + form]] if table + form in self._own else [])
        return self.shares.of(KIND, table + form)

    @cached_property
    def _own(self) -> dict[str, Any]:
        """What the dictionary gives."""
        return contribution.of_dictionary(self.content)

    @cached_property
    def _keys(self) -> dict[str, str]:
        """Of each table; asked for once, as every file of a concept has the key of all figures."""
        own = {table: key(self._own.get(table)) for table in OF_DICTIONARY}
        return {table: own[table] if table in own else self.shares.digest(KIND, table) for table in TABLES}

    @cached_property
    def _sizes(self) -> dict[str, Size]:
        return {table: _sum(self._of(table, ".size")) for table in TABLES}


def _sum(sizes: Iterator[Size]) -> Size:
    count, places = 0, dict[str, int]()
    for size in sizes:
        count += size.rows
        places |= {name: max(places.get(name, 0), finest) for name, finest in size.places.items()}
    return Size(count, places)
