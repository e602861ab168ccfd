"""Partitions of a statement's revenue or expenditure: numbers that add up to the total, each yuan counted once.

A document prints the same money many times: by kind in the text, by class, section and item in tables, and again for the share
that one fund pays. A partition follows one path through these as long as the numbers below a number add up to it exactly, so its
sum is always the printed total. Where finer numbers are rounded or contradict the total, the coarser one stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from budgetbook.arithmetic.column_families import column_families
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.row_families import list_row_families
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content.row import Row

How = Literal["lines", "parts", "total", "contradicted"]
"""What a partition consists of: `lines` of a table; `parts` named in the text; the `total` alone, because no parts match it to
the last digit; or the total alone because the document is `contradicted`, its parts differing by more than rounding explains."""
HOWS: tuple[How, ...] = ("lines", "parts", "total", "contradicted")


@dataclass(frozen=True, slots=True)
class Partition:
    """Numbers of one statement that make up one side of it."""

    how: How
    figures: tuple[str, ...] = ()
    """Concepts and projects by name."""
    cells: tuple[TableCell, ...] = ()
    """Cells of a table."""


@dataclass(frozen=True)
class AdditiveTotal:
    """One side of a statement: `revenue` or `expenditure`."""

    tables: StatementTables
    concept: str

    @property
    def _ledger(self) -> Ledger:
        return self.tables.ledger

    def partition(self) -> Partition | None:
        """The finest partition whose sum is the printed total, to the last digit; None if the statement prints no total.

        Tables are tried first: they reach the finest lines and are printed to the yuan, whereas the text rounds to 万元.
        """
        roots = [(table, cell) for table, cell in self._totals() if self._agrees(cell)]
        divisions = [
            cells for table, cell in roots if (cells := tuple(_TableDivider(self.tables, table).divide(cell))) != (cell,)
        ]
        if divisions:
            return Partition("lines", cells=max(divisions, key=len))
        value = self._ledger.known_value(self.concept, "amount")
        figures = tuple(self._parts(self.concept)) if value else ()
        if figures not in ((), (self.concept,)):
            return Partition("parts", figures)
        how: How = "contradicted" if self._is_contradictory() else "total"
        if figures:
            return Partition(how, figures)
        return Partition(how, cells=(roots[0][1],)) if roots else None

    def _totals(self) -> Iterator[tuple[StatementTable, TableCell]]:
        """Table totals of this side's money, whatever the fund."""
        for table in self.tables.statement_tables:
            of_this = (cell for cell in table.totals() if (cell.concept, cell.role) == (self.concept, "amount"))
            yield from ((table, cell) for cell in of_this)

    def _is_contradictory(self) -> bool:
        """True if the parts are complete and differ from the total by more than rounding explains."""
        whole = self._ledger.printed_amount(self.concept, "amount")
        terms, missing_parts = self._ledger.parts(self.concept, "amount")
        is_complete = not missing_parts and not self._ledger.lists_further_parts(self.concept)
        if whole and terms and is_complete and self._differ_beyond_rounding(whole, [term.amount for term in terms]):
            return True
        for table, cell in self._totals():
            finer = _TableDivider(self.tables, table).lines(cell)
            if cell.fund == "all" and (
                not self._agrees(cell) or (finer and self._differ_beyond_rounding(cell.amount, [c.amount for c in finer]))
            ):
                return True
        return False

    def _differ_beyond_rounding(self, whole: Amount, parts: Sequence[Amount]) -> bool:
        return abs(whole.to_base_unit() - _sum(parts)) > sum(map(self._slack, (whole, *parts)), Decimal(0))

    def _agrees(self, cell: TableCell) -> bool:
        """True if the text prints no other total.

        A table of all funds may differ by rounding; a table of one fund counts only if that fund is all there is.
        """
        printed_total = self._ledger.printed_amount(self.concept, "amount")
        if printed_total is None:
            return cell.fund == "all"
        if cell.fund == "all":
            return not self._differ_beyond_rounding(printed_total, [cell.amount])
        return printed_total.to_base_unit() == cell.amount.to_base_unit()

    def _slack(self, amount: Amount) -> Decimal:
        """Half the rounding unit of a printed amount, in yuan."""
        return Amount(amount.slack, amount.unit).to_base_unit()

    def _parts(self, concept: str) -> Iterator[str]:
        """Yield the parts that add up to a concept exactly, each divided in the same way, or else the concept itself."""
        value = self._ledger.known_value(concept, "amount")
        whole = value.amount.to_base_unit() if value else None
        terms = self._ledger.parts(concept, "amount")[0]
        if terms and _sum(term.amount for term in terms) == whole:
            for term in terms:
                yield from self._parts(term.concept)
            return
        project_names = tuple(self._ledger.statement.projects) if self._ledger.concepts[concept].itemised_by else ()
        yield from (
            project_names if project_names and _sum(map(self._ledger.project_amount, project_names)) == whole else (concept,)
        )


@dataclass(frozen=True)
class _TableDivider:
    """Divides a table's total into finer and finer cells."""

    tables: StatementTables
    table: StatementTable

    def divide(self, cell: TableCell) -> Iterator[TableCell]:
        """Yield the cells that add up to this one exactly (finer lines first, then columns), or else the cell itself."""
        candidates = (self.lines(cell), self._columns(cell))
        for cells in candidates:
            if cells and _sum(each.amount for each in cells) == cell.amount.to_base_unit():
                for each in cells:
                    yield from self.divide(each)
                return
        yield cell

    def lines(self, cell: TableCell) -> list[TableCell]:
        """Cells of the finer lines below the cell's line, in its column."""
        return self._cells(self._rows_below.get(cell.anchor, ()), (cell.column,))

    def _columns(self, cell: TableCell) -> list[TableCell]:
        return self._cells((self._rows[cell.anchor],), self._columns_below.get(cell.column, ()))

    def _cells(self, rows: Sequence[Row], columns: Sequence[int]) -> list[TableCell]:
        """Printed cells at these rows and columns; empty cells are left out."""
        return [cell for row in rows for column in columns if (cell := self.table.cell(row, column))]

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return {self.table.anchor(row): row for row in self.table.rows}

    @cached_property
    def _rows_below(self) -> dict[str, list[Row]]:
        """Finer rows of each line, by anchor; empty if two lines of the table cannot be told apart."""
        unique = len(self._rows) == len(self.table.rows)
        return {self.table.anchor(whole): finer for whole, finer in list_row_families(self.table)} if unique else {}

    @cached_property
    def _columns_below(self) -> dict[int, list[int]]:
        return column_families(self.table.breakdown, self.tables.concepts, self.tables.ledger.funds)


def _sum(amounts: Iterable[Amount]) -> Decimal:
    return sum((amount.to_base_unit() for amount in amounts), Decimal(0))
