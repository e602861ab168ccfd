"""Reads a table: its rows, columns and total, and one mention for every number in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import ConceptNames, normalise
from budgetbook.importer.readers.document import DocumentTable
from budgetbook.importer.tables.columns import ColumnHead, HeadReader
from budgetbook.importer.tables.grid import build_grid
from budgetbook.importer.tables.rows import RecognisedRow, TableBodyReader
from budgetbook.importer.tables.stray_numbers import find_stray_numbers
from budgetbook.importer.vocabulary import Vocabulary

_TABLE_NUMBER = re.compile(
    r"(?:[预决]算)?(?:公开)?(?:附?[件表])?\(?[0-9一二三四五六七八九十]{1,3}(?:[-.][0-9]{1,2})*\)?表?[-:.、]*|附[件表][:.、]?"
)
"""The number of a table: 表三, 公开05表, 1-1, (一)."""


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
    nil_note: bool = False
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

    def read(self, table: DocumentTable, place: str) -> RecognisedTable:
        """Read one table with its caption and notes."""
        name, title = self._find_standard_table(table.caption)
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
        notes = "".join(table.notes)
        return RecognisedTable(
            name,
            title,
            place,
            unit,
            columns=tuple(heads[c] for c in body_reader.columns),
            rows=tuple(body_reader.rows),
            total=body_reader.total,
            nil_note=any(word in notes for word in self.vocabulary.config.nil_notes),
            mentions=(*caption_mentions, *body_reader.mentions),
            unknown_heads=tuple(h.words for h in heads if h.kind == "unknown" and h.words),
        )

    def _find_standard_table(self, caption: Sequence[str]) -> tuple[str, str]:
        """The id of the standard table whose title ends a line of the caption (the longest one), and that line."""
        titles = {
            normalise(t).text: k
            for k, definition in self.vocabulary.tables.items()
            for t in (definition.name.zh, *definition.also)
        }
        for line in caption:
            full_title = re.sub(r"(?:19|20)\d\d年度?", "", normalise(line).text)
            for bare in (full_title, re.sub(r"\([^()]*\)$", "", full_title)):
                ends = [title for title in titles if bare.endswith(title) and self._names_only_owner(bare[: -len(title)])]
                if ends:
                    return titles[max(ends, key=len)], line
        return "", caption[0] if caption else ""

    def _names_only_owner(self, prefix: str) -> bool:
        """True if the text before a title only numbers the table or says whose it is."""
        bare = prefix.replace(self.entity_name, "") if self.entity_name else prefix
        bare = _TABLE_NUMBER.sub("", re.sub(r"本?部门|本?单位|\(部门\)|\(本级\)|区级|市级|县级", "", bare))
        return not bare or prefix.endswith(("部门", "单位", "(部门)"))

    def _find_unit(self, texts: Sequence[str]) -> str:
        for text in texts:
            if match := re.search(self.vocabulary.config.unit_line, text):
                return match[1]
        return ""

    def _mention_stray_numbers(self, lines: Sequence[str], table: DocumentTable, place: str) -> Iterator[Mention]:
        """Yield the numbers of captions and notes: years, and others that are no figures."""
        for line in lines:
            yield from find_stray_numbers(line, table.spot, place)
