"""Makes the mentions of a table's numbers: figures, numbers of the table itself, and others in its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.mention import Mention, MentionKind
from budgetbook.importer.readers.document import GridCell
from budgetbook.importer.tables.stray_numbers import find_stray_numbers
from budgetbook.importer.vocabulary import Vocabulary


@dataclass(frozen=True)
class CellMentions:
    """What the mentions of one table have in common."""

    vocabulary: Vocabulary
    fiscal_year: int
    table: str
    place: str
    unit: str

    def make_number(self, cell: GridCell, number: str, kind: MentionKind) -> Mention:
        """A number that belongs to the table itself: of a row, a column, a code or a year."""
        return Mention(number, kind, "not-placed", cell.spot, self.place, number, table=self.table)

    def make_unknown(self, cell: GridCell, number: str, words: str) -> Mention:
        """A number in a column that no concept fits, or a percentage in a column of money."""
        unit = "%" if number.endswith("%") else self.unit
        return Mention(
            number.removesuffix("%"), "figure", "not-placed", cell.spot, self.place, words, unit=unit, table=self.table
        )

    def make_change(self, cell: GridCell, number: str, concept: str, evidence: str, role: MentionRole) -> Mention:
        """How a figure has changed, with its sign as printed. What has none may be a decrease too."""
        is_placed = bool(self.table and (role == "percent" or self.unit in MONEY) and self.vocabulary.unit_of(concept) is None)
        return Mention(
            number.removesuffix("%"),
            "figure",
            "placed" if is_placed else "doubtful",
            cell.spot,
            self.place,
            evidence,
            unit="%" if role == "percent" else self.unit,
            concept=concept,
            role=role,
            year=self.fiscal_year,
            direction="decrease" if number.startswith("-") else None,
            table=self.table,
            is_own_figure=True,
        )

    def find_stray(self, cell: GridCell) -> Iterator[Mention]:
        """Yield the numbers in a cell's text."""
        return find_stray_numbers(cell.text, cell.spot, self.place, self.table)

    def make_figure(
        self,
        cell: GridCell,
        number: str,
        concept: str,
        code: str,
        fund: str,
        evidence: str,
        role: MentionRole = "amount",
        *,
        is_own_figure: bool,
    ) -> Mention:
        """A figure. A table of unknown title may be anybody's, so there it is doubtful, as it is without a unit."""
        if number.endswith("%"):
            return self.make_unknown(cell, number, evidence)
        evidence += f" [stored / 存为 {cell.stored_number}]" if cell.stored_number else ""
        concept_unit = self.vocabulary.unit_of(concept) if concept else None
        is_placed = bool(concept and (self.unit in MONEY or concept_unit) and self.table)
        return Mention(
            number,
            "figure",
            "placed" if is_placed else "doubtful" if concept else "not-placed",
            cell.spot,
            self.place,
            evidence,
            unit=concept_unit or self.unit,
            concept=concept,
            code=code,
            role=role,
            year=self.fiscal_year - (role == "prior"),
            table=self.table,
            fund=fund,
            is_own_figure=is_own_figure,
        )
