"""Which numbers of a statement may be added up: those that make up its revenue and its expenditure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.partition import AdditiveTotal, Partition
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.opendata.tables.concept_tree import SIDES


@dataclass(frozen=True)
class Sums:
    """The partitions of one statement, in which nothing is counted twice."""

    tables: StatementTables

    @cached_property
    def sides(self) -> dict[str, Partition | None]:
        """Partition of each side; None if the statement prints no total for it, or if the country names no such concept."""
        concepts = {side: self.tables.ledger.used_as(side) for side in SIDES}
        return {side: AdditiveTotal(self.tables, concept).partition() if concept else None for side, concept in concepts.items()}

    @cached_property
    def figures(self) -> frozenset[str]:
        """Concepts and projects whose amounts are addends of a side."""
        return frozenset(name for each in self.sides.values() if each for name in each.figures)

    @cached_property
    def cells(self) -> frozenset[tuple[str, int]]:
        """Table cells that are addends of a side, as (anchor of the line, column)."""
        return frozenset((cell.anchor, cell.column) for each in self.sides.values() if each for cell in each.cells)
