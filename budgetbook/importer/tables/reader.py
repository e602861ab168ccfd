"""Reads a table: its rows, columns and total, and one mention for every number in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import ConceptNames
from budgetbook.importer.readers.document import DocumentTable
from budgetbook.importer.tables.columns import ColumnHead, HeadReader
from budgetbook.importer.tables.empty_tables import NO_NOTE, NilNote, read_nil_note
from budgetbook.importer.tables.grid import build_grid
from budgetbook.importer.tables.rows import RecognisedRow, TableBodyReader
from budgetbook.importer.tables.stray_numbers import find_stray_numbers
from budgetbook.importer.tables.titles import TitleReader
from budgetbook.importer.vocabulary import Vocabulary


@dataclass(frozen=True)
class RecognisedTable:
    """One table, understood. `id` is empty if no standard table has its title."""

    id: str
    title: str
    place: str
    unit: str
    columns: tuple[ColumnHead, ...] = ()
    rows: tuple[RecognisedRow, ...] = ()
    total: tuple[str | None, ...] | None = None
    nil_note: NilNote = NO_NOTE
    mentions: tuple[Mention, ...] = ()
    unknown_heads: tuple[str, ...] = field(default=())
    """Heads of columns that no concept fits."""


@dataclass(frozen=True)
class TableReader:
    """Reads tables by the titles of `tables.yaml` and the heads of `importer.yaml`."""

    vocabulary: Vocabulary
    names: ConceptNames
    fiscal_year: int
    entity_name: str = ""
    is_final_accounts: bool = False

    @cached_property
    def titles(self) -> TitleReader:
        """The reader of captions."""
        return TitleReader(self.vocabulary, self.names, self.entity_name)

    def read(self, table: DocumentTable, place: str, lines_below: Sequence[str] = ()) -> RecognisedTable:
        """Read one table with its caption and notes; of an empty one, all lines below it are notes."""
        name, title = self.titles.find_standard_table(table.caption)
        unit = self._find_unit((*table.caption, *(c.text for row in table.rows[:3] for c in row if c)))
        definition = self.vocabulary.tables.get(name)
        table_grid = build_grid(table, self.vocabulary.config.total_rows)
        heads = HeadReader(self.vocabulary, self.names, definition, self.fiscal_year, self.is_final_accounts).read_heads(
            table_grid
        )
        body_reader = TableBodyReader(self.vocabulary, self.names, self.fiscal_year, table_grid, heads, name, place, unit)
        body_reader.run()
        caption_mentions = [
            *self._mention_stray_numbers(table.caption, table, place),
            *self._mention_stray_numbers(table.notes, table, place),
        ]
        is_empty = not any(mention.kind == "figure" for mention in body_reader.mentions)
        nil_note = read_nil_note((*table.notes, *(lines_below if is_empty else ())), self.vocabulary)
        return RecognisedTable(
            name,
            title,
            place,
            unit,
            columns=tuple(heads[c] for c in body_reader.columns),
            rows=tuple(body_reader.rows),
            total=body_reader.total,
            nil_note=nil_note,
            mentions=(*caption_mentions, *body_reader.mentions),
            unknown_heads=tuple(h.words for h in heads if h.kind == "unknown" and h.words),
        )

    def _find_unit(self, texts: Sequence[str]) -> str:
        for text in texts:
            if match := re.search(self.vocabulary.config.unit_line, text):
                return match[1]
        return ""

    def _mention_stray_numbers(self, lines: Sequence[str], table: DocumentTable, place: str) -> Iterator[Mention]:
        """Yield the numbers of captions and notes: years, and others that are no figures."""
        for line in lines:
            yield from find_stray_numbers(line, table.spot, place)
