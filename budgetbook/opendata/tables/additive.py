"""A statement's tables in; what its numbers may be added up for out: which of them make up its revenue and its expenditure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.partition import AdditiveTotal, Partition
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.opendata.tables.concept_tree import SIDES


@dataclass(frozen=True)
class Sums:
    """The sums of one statement that count nothing twice."""

    tables: StatementTables

    @cached_property
    def sides(self) -> dict[str, Partition | None]:
        """How each side is made up; None for one that the statement says no total of."""
        return {side: AdditiveTotal(self.tables, side).partition() for side in SIDES}

    @cached_property
    def figures(self) -> frozenset[str]:
        """The concepts and projects whose amounts are addends of one of the sides."""
        return frozenset(name for each in self.sides.values() if each for name in each.figures)

    @cached_property
    def cells(self) -> frozenset[tuple[str, int]]:
        """The same for numbers of tables: the line's anchor and the column."""
        return frozenset((cell.anchor, cell.column) for each in self.sides.values() if each for cell in each.cells)
