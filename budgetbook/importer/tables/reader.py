"""A table in; its rows, columns and total out, and one mention for every number in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.mention import Mention
from budgetbook.importer.name_matching import Names, plain
from budgetbook.importer.readers.document import Table
from budgetbook.importer.tables.columns import Head, HeadReader
from budgetbook.importer.tables.grid import grid
from budgetbook.importer.tables.rows import Body, RowReading
from budgetbook.importer.tables.stray_numbers import loose
from budgetbook.importer.vocabulary import Vocabulary

_NUMBERED = re.compile(
    r"(?:[预决]算)?(?:公开)?(?:附?[件表])?\(?[0-9一二三四五六七八九十]{1,3}(?:[-.][0-9]{1,2})*\)?表?[-:.、]*|附[件表][:.、]?"
)
"""The number of a table: 表三, 公开05表, 1-1, (一)."""


@dataclass(frozen=True)
class TableReading:
    """One table, understood. `id` is empty where no standard table has its title."""

    id: str
    title: str
    place: str
    unit: str
    columns: tuple[Head, ...] = ()
    rows: tuple[RowReading, ...] = ()
    total: tuple[str | None, ...] | None = None
    nil_note: bool = False
    mentions: tuple[Mention, ...] = ()
    unread: tuple[str, ...] = field(default=())
    """Heads of columns that no concept fits."""


@dataclass(frozen=True)
class Reader:
    """Reads tables by the titles of `tables.yaml` and the heads of `importer.yaml`."""

    vocabulary: Vocabulary
    names: Names
    fiscal_year: int
    body: str = ""
    executed: bool = False

    def read(self, table: Table, place: str) -> TableReading:
        """Everything in one table."""
        name, title = self._standard(table.caption)
        unit = self._unit((*table.caption, *(c.text for row in table.rows[:3] for c in row if c)))
        about = self.vocabulary.tables.get(name)
        plan = grid(table, self.vocabulary.words.total_rows)
        heads = HeadReader(self.vocabulary, self.names, about, self.fiscal_year, self.executed).heads(plan)
        work = Body(self.vocabulary, self.names, self.fiscal_year, plan, heads, name, place, unit)
        work.run()
        around = [*self._around(table.caption, table, place), *self._around(table.notes, table, place)]
        notes = "".join(table.notes)
        return TableReading(
            name, title, place, unit, tuple(heads[c] for c in work.columns), tuple(work.rows), work.total,
            any(word in notes for word in self.vocabulary.words.nil_notes),
            (*around, *work.mentions), tuple(h.words for h in heads if h.kind == "unknown" and h.words),
        )  # fmt: skip

    def _standard(self, caption: Sequence[str]) -> tuple[str, str]:
        """The standard table whose title stands in the caption: all of it first, else the longest that it holds."""
        titles = {plain(t).text: k for k, about in self.vocabulary.tables.items() for t in (about.name.zh, *about.also)}
        for line in caption:
            whole = re.sub(r"(?:19|20)\d\d年度?", "", plain(line).text)
            for bare in (whole, re.sub(r"\([^()]*\)$", "", whole)):
                ends = [title for title in titles if bare.endswith(title) and self._only_whose(bare[: -len(title)])]
                if ends:
                    return titles[max(ends, key=len)], line
        return "", caption[0] if caption else ""

    def _only_whose(self, before: str) -> bool:
        """Whether what stands before a title only numbers the table or says whose it is."""
        bare = before.replace(self.body, "") if self.body else before
        bare = _NUMBERED.sub("", re.sub(r"本?部门|本?单位|\(部门\)|\(本级\)|区级|市级|县级", "", bare))
        return not bare or before.endswith(("部门", "单位", "(部门)"))

    def _unit(self, texts: Sequence[str]) -> str:
        for text in texts:
            if match := re.search(self.vocabulary.words.unit_line, text):
                return match[1]
        return ""

    def _around(self, lines: Sequence[str], table: Table, place: str) -> Iterator[Mention]:
        """The numbers of titles and notes: years, and others that are no figures."""
        for line in lines:
            yield from loose(line, table.spot, place)
