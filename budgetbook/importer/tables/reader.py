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
from budgetbook.importer.tables.grid import build_grid, remove_spaces
from budgetbook.importer.tables.people_rows import place_people
from budgetbook.importer.tables.row_labels import strip_list_number
from budgetbook.importer.tables.rows import RecognisedRow, TableBodyReader
from budgetbook.importer.tables.stray_numbers import find_stray_numbers
from budgetbook.importer.tables.titles import TitleReader
from budgetbook.importer.vocabulary import Vocabulary

_NO_TITLE = re.compile(
    r"(?:(?:19|20)\d\d|[年度与和及表]|决算|预算|执行|数|对比|比较|增减|变动|变化|情况|统计|汇总|说明|附[件表]\d?|单位[:：][万亿]?元)++[:：]?"
)
_OWNER_LINE = re.compile(r"(?:(?:编制|填报|公开)?(?:部门|单位)(?:名称)?|预算年度|决算年度|年度|金额单位)[:：]")
"""A line of a caption that is no title: whose table it is, its year or its unit."""
_NO_TABLE = re.compile(r"(?:(?:19|20)\d\d年?|[年度与和及的表]|部门|单位|预算|决算|信息|公开|情况|说明|目录|附件)++")
"""A line of a caption that is no title but the name of the whole document, or of a part of it."""
_MONEY = re.compile(r"[表款金]|收|支|资本|经费")
"""Words that a row above a table's head has, if it says which money the table is about and not only whose it is."""
_UNIT_IN_HEAD = re.compile(r"[数算额计出入费况][（(](亿元|万元|元)[）)]$")
"""The unit of a column's amounts behind its head: 2030年决算（万元）."""


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

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts that its numbers are figures of. A second table of the same kind with one of them says it again."""
        return frozenset(mention.concept for mention in self.mentions if mention.concept)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of its rows."""
        return frozenset(row.code for row in self.rows)


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
        table_grid = build_grid(table, self.vocabulary.config.total_rows)
        name, title = self._find_title(table.caption, table_grid.title_lines)
        name = name or self._find_by_heads(table) or self._find_by_totals(table, table_grid.title_lines)
        unit = self._find_unit((*table.caption, *(c.text for row in table.rows[:3] for c in row if c)))
        definition = self.vocabulary.tables.get(name)
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
            mentions=(*caption_mentions, *(body_reader.mentions if name else self._place_people(table, body_reader.mentions))),
            unknown_heads=tuple(h.words for h in heads if h.kind == "unknown" and h.words),
        )

    def _place_people(self, table: DocumentTable, mentions: Sequence[Mention]) -> list[Mention]:
        return place_people(table, mentions, self.vocabulary, self.names, self.fiscal_year)

    def _find_title(self, caption: Sequence[str], title_lines: Sequence[str]) -> tuple[str, str]:
        """The standard table that the caption names, or a title in the first rows of the table, and that line."""
        name, title = self.titles.find_standard_table(caption)
        if name or not title_lines:
            return name, title
        name, inner_title = self.titles.find_standard_table(title_lines)
        return (name, inner_title) if name else ("", title or inner_title)

    def _find_by_heads(self, table: DocumentTable) -> str:
        """The standard table whose figures all stand in the head, where the caption only says that years are compared; or ""."""
        if not table.caption or not all(_NO_TITLE.fullmatch(remove_spaces(line)) for line in table.caption):
            return ""
        texts = [remove_spaces(cell.text) for row in table.rows[:2] for cell in row if cell]
        concepts = {concept for text in texts for concept in self.names.find_exact(text)}
        for name, definition in self.vocabulary.tables.items():
            parts = self.vocabulary.concepts[definition.concept].parts
            if definition.by == "items" and parts and concepts.issuperset(parts):
                return name
        return ""

    def _find_by_totals(self, table: DocumentTable, title_lines: Sequence[str]) -> str:
        """The standard table of both sides, where no caption names one, but its rows are the totals of both and revenue that
        is no appropriation's: 其他收入, 事业收入. Or "".
        """
        if not all(_says_no_money(remove_spaces(line)) for line in table.caption) or any(map(_MONEY.search, title_lines)):
            return ""
        texts = {strip_list_number(remove_spaces(cell.text)) for row in table.rows for cell in row if cell}
        words, data = self.vocabulary.config, self.vocabulary
        concepts = (
            {concept for text in texts for concept in self.names.find_exact(text)}
            if texts.issuperset(words.grand_rows)
            else set()
        )
        revenue, expenditure = words.totals[:2]
        other_revenue = [
            c
            for c in concepts
            if c != revenue and data.belongs_to(c, revenue) and not data.belongs_to(c, data.concepts[revenue].parts[0])
        ]
        both_sides = (name for name, each in data.tables.items() if each.by == "functional" and each.concept == expenditure)
        return next(both_sides, "") if other_revenue else ""

    def _find_unit(self, texts: Sequence[str]) -> str:
        for text in texts:
            if match := re.search(self.vocabulary.config.unit_line, text):
                return match[1]
        units = {match[1] for text in texts if (match := _UNIT_IN_HEAD.search(remove_spaces(text)))}
        return units.pop() if len(units) == 1 else ""

    def _mention_stray_numbers(self, lines: Sequence[str], table: DocumentTable, place: str) -> Iterator[Mention]:
        """Yield the numbers of captions and notes: years, and others that are no figures."""
        for line in lines:
            yield from find_stray_numbers(line, table.spot, place)


def _says_no_money(line: str) -> bool:
    """True for a line of a caption that leaves open which money the table is about."""
    return bool(_OWNER_LINE.match(line) or _NO_TABLE.fullmatch(line))
