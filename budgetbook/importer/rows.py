"""The body of a table in; its rows, its total and one mention for every number out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.importer.columns import Head
from budgetbook.importer.document import Cell
from budgetbook.importer.grid import Grid, clean, digits
from budgetbook.importer.loose import loose
from budgetbook.importer.match import Names
from budgetbook.importer.mention import Kind, Mention
from budgetbook.importer.vocabulary import MentionRole, Vocabulary


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row of figures."""

    code: str
    name: str
    values: tuple[str | None, ...]
    """Digits as printed, a value column each; None for an empty cell."""


@dataclass(frozen=True, slots=True)
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

    def run(self) -> None:
        """Go through the head and the rows; a second column of names begins the right side of a table of two."""
        names = [i for i, head in enumerate(self.heads) if head.kind == "name"]
        second = (
            names[-1]
            if len(names) > 1 and any(h.kind in ("value", "unknown") for h in self.heads[names[0] : names[-1]])
            else None
        )
        start = second if second is not None else 0
        self.columns = [i for i, head in enumerate(self.heads) if head.kind == "value" and i >= start]
        for index in range(self.grid.head):
            for cell in self.grid.rows[index]:
                if cell is not None:
                    self.mentions += loose(cell.text, cell.spot, self.place, self.table)
        for index in self.grid.body:
            if second is not None:
                self._left(self.grid.rows[index][:second])
            self._row(index, start)

    def _left(self, cells: Sequence[Cell | None]) -> None:
        """The left side of a table of two sides: a name, and its figure."""
        label, concept = "", ""
        for cell in cells:
            if cell is None:
                continue
            number = digits(cell.text)
            if number is None or not label:
                label = cell.text
                concept = self._item(label)
                self.mentions += loose(cell.text, cell.spot, self.place, self.table)
            else:
                self._cell(cell, number, concept, "", "all", label, sums=True)

    def _balance(self, label: str) -> str:
        """What a row of totals is the total of."""
        words, text = self.vocabulary.words, clean(label)
        if text in words.grand_rows and self._own_totals:
            return words.grand_rows[text]
        return words.balance_rows.get(text, "")

    @cached_property
    def _own_totals(self) -> bool:
        """Whether the table has the year's own totals beside the grand totals."""
        own = {clean(word) for word in self.vocabulary.words.own_rows}
        return any(cell is not None and clean(cell.text) in own for row in self.grid.rows for cell in row)

    def _item(self, label: str) -> str:
        """The concept that a row is about, by its name."""
        data = self.vocabulary
        if found := self._balance(label):
            fund = data.tables[self.table].fund if self.table else "all"
            return data.words.by_fund.get(fund, {}).get(found, found)
        exact = [c for c in self.names.exact(clean(label)) if data.concepts[c].measure == "money"]
        return exact[0] if len(exact) == 1 else ""

    def _row(self, index: int, start: int) -> None:
        owner, begins = self.grid.owner[index], self.grid.rows[index]
        code = "".join(clean(c.text) for i, c in enumerate(owner) if c and self.heads[i].kind == "code" and digits(c.text))
        names = [clean(c.text) for i, c in enumerate(begins) if c and i >= start and (self.heads[i].kind == "name")]
        name = next((n for n in names if n), "")
        first = next((clean(c.text) for c in begins[start:] if c and clean(c.text)), "")
        is_total = first in {clean(word) for word in self.vocabulary.words.total_rows}
        years = [
            m[0] for i, c in enumerate(owner) if c and self.heads[i].kind == "year" and (m := re.search(r"(?:19|20)\d\d", c.text))
        ]
        year = int(years[0]) if years else self.fiscal_year
        line = _Line(year, code, name, self._balance(first) or (self._apart(first) if start else ""), is_total)
        values: list[str | None] = []
        for column, cell in enumerate(begins):
            if column >= start and cell is not None:
                self._place(column, cell, line, values)
        if not any(values) and not code and not is_total and not name:
            return
        own = self.heads[self.columns[0]].concept if self.columns else ""
        if line.about and line.about != own:
            return
        if line.year != self.fiscal_year:
            return
        if line.sums:
            self.total = self.total or tuple(values)
        else:
            self.rows.append(RowReading(code, name, tuple(values)))

    def _apart(self, name: str) -> str:
        """A row on the side of expenditure that is a figure of its own: 结转下年."""
        found = self.names.exact(name)
        return found[0] if len(found) == 1 and found[0] in ("carried-forward", "carry-over") else ""

    def _place(self, column: int, cell: Cell, line: _Line, values: list[str | None]) -> None:
        head, number = self.heads[column], digits(cell.text)
        code, name = line.code, line.name
        if head.kind == "value":
            values.append(number)
            if number is not None:
                whole = not line.about or line.about == self.heads[self.columns[0]].concept
                concept = head.concept if whole else line.about if column == self.columns[0] else ""
                role, concept = self._role(line, head, concept)
                self._cell(cell, number, concept, code, head.fund, f"{head.words}: {name or code}", role, sums=line.sums)
            else:
                self.mentions += loose(cell.text, cell.spot, self.place, self.table)
        elif head.kind in ("code", "number", "year") and number is not None:
            kind: Kind = "code" if head.kind == "code" else "ordinal" if head.kind == "number" else "year"
            self.mentions.append(Mention(number, kind, "not-placed", cell.spot, self.place, name, code=code, table=self.table))
        elif number is not None:
            status = Mention(number, "figure", "not-placed", cell.spot, self.place, head.words, unit=self.unit, table=self.table)
            self.mentions.append(status)
        else:
            self.mentions += loose(cell.text, cell.spot, self.place, self.table)

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
        placed = bool(concept and self.unit and self.table)  # whose a table of unknown title is, nobody knows
        self.mentions.append(
            Mention(
                number, "figure", "placed" if placed else "doubtful" if concept else "not-placed", cell.spot, self.place,
                evidence, unit=self.unit, concept=concept, code=code, role=role,
                year=self.fiscal_year - (role == "prior"), table=self.table, fund=fund, sums=sums,
            )
        )  # fmt: skip
