"""The body of a table in; its rows, its total and one mention for every number out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.mention import Kind, Mention
from budgetbook.importer.name_matching import Names
from budgetbook.importer.readers.document import Cell
from budgetbook.importer.tables.columns import Head
from budgetbook.importer.tables.grid import Grid, clean, digits
from budgetbook.importer.tables.row_labels import Labels
from budgetbook.importer.tables.stray_numbers import loose
from budgetbook.importer.vocabulary import MONEY, Vocabulary
from budgetbook.infra.base.record import record


@record
class RowReading:
    """One row of figures."""

    code: str
    name: str
    values: tuple[str | None, ...]
    """Digits as printed, a value column each; None for an empty cell."""


@record
class _Line:
    """What one row is: a line of the breakdown, its total, or a figure of its own."""

    year: int
    code: str
    name: str
    about: str
    """The concept of a row of totals, or of a row that is no part of the breakdown."""
    total: bool

    @property
    def sums(self) -> bool:
        """Whether its numbers are concepts' own figures."""
        return bool(self.total or self.about or not (self.code or self.name))


@dataclass
class Body:
    """One pass over a table's body."""

    vocabulary: Vocabulary
    names: Names
    fiscal_year: int
    grid: Grid
    heads: list[Head]
    table: str
    place: str
    unit: str
    columns: list[int] = field(default_factory=list)
    """The columns whose values make the breakdown."""
    rows: list[RowReading] = field(default_factory=list)
    total: tuple[str | None, ...] | None = None
    mentions: list[Mention] = field(default_factory=list)
    carried: bool = False
    """On the revenue side: whether what was carried over has begun."""

    @cached_property
    def labels(self) -> Labels:
        """What the rows' labels mean."""
        own = {clean(word) for word in self.vocabulary.words.own_rows}
        own_totals = any(cell is not None and clean(cell.text) in own for row in self.grid.rows for cell in row)
        return Labels(self.vocabulary, self.names, self.vocabulary.tables.get(self.table), own_totals)

    def run(self) -> None:
        """Go through the head and the rows, in the parts that the table is made of side by side."""
        parts = self._parts()
        sides = len(parts) > 1 and not all(self._kinds(part) & {"code"} for part in parts)
        start = parts[-1].start if sides else 0
        own = parts[-1] if sides else parts[0]
        if not sides and len(parts) > 1:
            self.heads = [self._whole(head) for head in self.heads]
        self.columns = [i for i in own if self.heads[i].kind == "value"]
        for index in range(self.grid.head):
            for cell in self.grid.rows[index]:
                if cell is None:
                    continue
                if index in self.grid.counting and (number := digits(cell.text)):  # 栏次
                    self.mentions.append(self._number(cell, number, "ordinal"))
                else:
                    self.mentions += loose(cell.text, cell.spot, self.place, self.table)
        for index in self.grid.body:
            if sides:
                self._left(self.grid.rows[index][:start])
                self._row(index, parts[-1], "expenditure")
            else:
                for part in parts:
                    self._row(index, part)

    def _whole(self, head: Head) -> Head:
        """In lists side by side, 人员经费 over one of them says which rows stand there: what they add up to is the table's."""
        about = self.vocabulary.tables.get(self.table)
        if head.kind != "value" or about is None or self.vocabulary.whole_of.get(head.concept) != about.concept:
            return head
        return replace(head, concept=about.concept)

    def _kinds(self, part: range) -> set[str]:
        return {self.heads[i].kind for i in part}

    def _parts(self) -> list[range]:
        """The columns, cut where after values a new column of codes or names begins."""
        starts, valued = [0], False
        for index, head in enumerate(self.heads):
            if head.kind in ("code", "name") and valued:
                starts.append(index)
                valued = False
            valued = valued or head.kind in ("value", "unknown")
        ends = [*starts[1:], len(self.heads)]
        return [range(start, end) for start, end in zip(starts, ends, strict=True)]

    def _left(self, cells: Sequence[Cell | None]) -> None:
        """The left side of a table of two sides: a name, and its figure."""
        label, concept = "", ""
        for index, cell in enumerate(cells):
            if cell is None:
                continue
            number = digits(cell.text)
            if number is not None and self.heads[index].kind == "number":
                self.mentions.append(self._number(cell, number, "ordinal"))
            elif number is None or not label:
                label = cell.text or label
                concept = self._item(label)
                self.mentions += loose(cell.text, cell.spot, self.place, self.table)
            else:
                self._cell(cell, number, concept, "", "all", label, self.heads[index].role, sums=True)

    def _item(self, label: str) -> str:
        """The concept of a row of revenue; below what was carried over, a fund's name only says whose that was."""
        concept = self.labels.item(label, "revenue")
        self.carried = self.carried or concept in self._carried
        return "" if self.carried and concept in self.vocabulary.words.weak_names else concept

    @cached_property
    def _carried(self) -> set[str]:
        words = self.vocabulary.words
        return {*words.carried, *(m[c] for m in words.by_fund.values() for c in words.carried if c in m)}

    def _row(self, index: int, part: range, side: str = "") -> None:
        owner, begins = self.grid.owner[index], self.grid.rows[index]
        values: list[str | None] = []
        line = self._line(owner, begins, part, side)
        for column in part:
            if (cell := begins[column]) is not None:
                self._place(column, cell, line, values)
        if not any(values) and not line.code and not line.total and not line.name:
            return
        own = self.heads[self.columns[0]].concept if self.columns else ""
        if (line.about and line.about != own) or line.year != self.fiscal_year:
            return
        if line.sums:
            self.total = self.total or tuple(values)
        else:
            self.rows.append(RowReading(line.code, line.name, tuple(values)))

    def _line(self, owner: Sequence[Cell | None], begins: Sequence[Cell | None], part: range, side: str) -> _Line:
        kinds = [(i, self.heads[i].kind) for i in part]
        code = _joined([clean(c.text) for i, kind in kinds if kind == "code" and (c := owner[i]) and digits(c.text)])
        # Where no head says which column names the rows, a column of words does.
        naming = "name" if {"code", "name"} & {kind for _, kind in kinds} else "unknown"
        names = [clean(c.text) for i, kind in kinds if kind == naming and (c := begins[i]) and digits(c.text) is None]
        name = next((n for n in names if n), "")
        labels = [clean(c.text) for i, kind in kinds if kind in ("code", "name") and (c := begins[i]) and clean(c.text)]
        first = next((clean(c.text) for c in begins[part.start : part.stop] if c and clean(c.text)), "")
        total = any(self.labels.total(text) for text in (*labels, first))
        years = [m[0] for i, kind in kinds if kind == "year" and (c := owner[i]) and (m := re.search(r"(?:19|20)\d\d", c.text))]
        label = next((text for text in labels if digits(text) is None), first)
        about = "" if code else self.labels.balance(label, side) if side else ""
        about = about or ("" if code else self.labels.apart(label) if side or not name or label == first else "")
        about = about or ("" if code else self.labels.view(label))
        if self.labels.table and side:
            about = (
                self.vocabulary.words.by_fund.get(self.labels.table.fund, {}).get(about, about)
                if about in self._carried_or_grand
                else about
            )
        return _Line(int(years[0]) if years else self.fiscal_year, code, name, about, total and not about)

    @cached_property
    def _carried_or_grand(self) -> set[str]:
        return {*self.vocabulary.words.carried, *self.vocabulary.grand.values()}

    def _place(self, column: int, cell: Cell, line: _Line, values: list[str | None]) -> None:
        head, number = self.heads[column], digits(cell.text)
        code, name = line.code, line.name
        if head.kind == "value":
            values.append(number)
            if number is not None:
                role, concept = self._role(line, head, self._concept(column, line))
                self._cell(cell, number, concept, code, head.fund, f"{head.words}: {name or code}", role, sums=line.sums)
            else:
                self.mentions += loose(cell.text, cell.spot, self.place, self.table)
        elif head.kind in ("code", "number", "year") and number is not None:
            kind: Kind = "code" if head.kind == "code" else "ordinal" if head.kind == "number" else "year"
            self.mentions.append(replace(self._number(cell, number, kind), evidence=name, code=code))
        elif number is not None:
            status = Mention(number, "figure", "not-placed", cell.spot, self.place, head.words, unit=self.unit, table=self.table)
            self.mentions.append(status)
        else:
            self.mentions += loose(cell.text, cell.spot, self.place, self.table)

    def _number(self, cell: Cell, number: str, kind: Kind) -> Mention:
        """A number of the table itself: of a row, a column, a code or a year."""
        return Mention(number, kind, "not-placed", cell.spot, self.place, number, table=self.table)

    def _concept(self, column: int, line: _Line) -> str:
        """What a cell is a figure of: its column's concept; in a row about something else, that, in the total's columns."""
        head = self.heads[column]
        own = self.heads[self.columns[0]].concept if self.columns else ""
        if not line.about or line.about == own:
            return head.concept
        alike = head.concept == own and head.fund == self.heads[self.columns[0]].fund
        return line.about if alike else ""

    def _role(self, line: _Line, head: Head, concept: str) -> tuple[MentionRole, str]:
        """A row that names a year of its own: this year's, last year's, or one that the statement has no place for."""
        if line.year == self.fiscal_year:
            return head.role, concept
        return ("prior", concept) if line.year == self.fiscal_year - 1 else ("amount", "")

    def _cell(
        self,
        cell: Cell,
        number: str,
        concept: str,
        code: str,
        fund: str,
        evidence: str,
        role: MentionRole = "amount",
        *,
        sums: bool,
    ) -> None:
        own = self.vocabulary.unit_of(concept) if concept else None
        placed = bool(concept and self.unit in MONEY and self.table)  # whose a table of unknown title is, nobody knows
        self.mentions.append(
            Mention(
                number, "figure", "placed" if placed else "doubtful" if concept else "not-placed", cell.spot, self.place,
                evidence, unit=own or self.unit, concept=concept, code=code, role=role,
                year=self.fiscal_year - (role == "prior"), table=self.table, fund=fund, sums=sums,
            )
        )  # fmt: skip


def _joined(parts: Sequence[str]) -> str:
    """类, 款 and 项 in columns of their own, each by its own digits (208 05 01) or with those before it (208 20805 2080501)."""
    code = ""
    for part in parts:
        code = part if code and part.startswith(code) else code + part
    return code
