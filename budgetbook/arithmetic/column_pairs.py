"""One column of a table in two years, read as a tree of lines: finer codes below coarser ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.change_line import ChangeLine, adds_up, with_parts
from budgetbook.arithmetic.class_names import without_number
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import earlier_document, prior_value, subtract_prior
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables, read_tables
from budgetbook.content.model import ClassificationEntry, Fund
from budgetbook.content.row import Row

_NOTHING = Decimal(0)


def pair_columns(tables: StatementTables, name: str, concept: str) -> Iterator[ColumnPair]:
    """Pair a table's column for this year with the prior year's: in the same table first, then in the earlier document's."""
    table = next((each for each in tables.statement_tables if each.name == name), None)
    column = _column(table, concept, "amount") if table else None
    if table is None or column is None:
        return
    fund = table.breakdown.columns[column].fund
    entries = tables.classifications.get(table.breakdown.by, {})
    current_side = _Side(tables.ledger, table, column)
    prior_column = _column(table, concept, "prior", fund)
    if prior_column is not None:
        yield ColumnPair(current_side, _Side(tables.ledger, table, prior_column), entries)
    earlier = earlier_document(tables.ledger)
    earlier_tables = read_tables(earlier, tables.classifications) if earlier else None
    earlier_table = (
        next((each for each in earlier_tables.statement_tables if each.name == name), None) if earlier_tables else None
    )
    if earlier and earlier_table and earlier_table.breakdown.by == table.breakdown.by:
        column = _column(earlier_table, concept, "amount", fund)
        if column is not None:
            yield ColumnPair(current_side, _Side(earlier, earlier_table, column), entries)


def _column(table: StatementTable, concept: str, role: str, fund: Fund | None = None) -> int | None:
    for number, column in enumerate(table.breakdown.columns):
        if (column.concept, column.role) == (concept, role) and fund in (None, column.fund):
            return number
    return None


@dataclass(frozen=True)
class _Side:
    """One column of a table: a document's amounts of one year, by line."""

    ledger: Ledger
    table: StatementTable
    column: int

    def cells(self) -> dict[str, tuple[Row, TableCell]] | None:
        """Row and cell of each line, by line; None if two lines cannot be told apart."""
        cells_by_line: dict[str, tuple[Row, TableCell]] = {}
        for row in self.table.rows:
            cell = self.table.cell(row, self.column)
            if cell is not None and cell.line in cells_by_line:
                return None
            if cell is not None:
                cells_by_line[cell.line] = row, cell
        return cells_by_line


@dataclass(frozen=True)
class ColumnPair:
    """One column of a table in two years."""

    here: _Side
    there: _Side
    entries: Mapping[str, ClassificationEntry]

    def total_line(self, concept: str) -> ChangeLine | None:
        """The total with all its lines; None if they are not all of it, or if the table covers only some of the figure's
        money."""
        current_cells, prior_cells = self.here.cells(), self.there.cells()
        if not current_cells or not prior_cells or "total" not in current_cells or "total" not in prior_cells:
            return None
        tree = _Tree(self, current_cells, prior_cells)
        if not all(tree.means_the_same(line) for line in {*current_cells, *prior_cells} - {"total"}):
            return None
        whole = tree.line("total")
        return whole if self._covers_figure(concept, whole) else None

    def common_lines(self) -> Iterator[ChangeLine]:
        """Yield each line that both years have with the same meaning."""
        current_cells, prior_cells = self.here.cells() or {}, self.there.cells() or {}
        tree = _Tree(self, current_cells, prior_cells)
        yield from (tree.line(key, alone=True) for key in current_cells if key in prior_cells and tree.means_the_same(key))

    def _covers_figure(self, concept: str, whole: ChangeLine) -> bool:
        """True if the table's total is the document's figure in both years, as far as those are known."""
        figure, prior = self.here.ledger.known_value(concept, "amount"), prior_value(self.here.ledger, concept)
        if figure is None:
            return self.here.table.breakdown.columns[self.here.column].fund == "all"
        fits = adds_up([figure.amount, whole.amount])
        return fits and (prior is None or adds_up([prior.amount, whole.then]))


@dataclass(frozen=True)
class _Tree:
    """The lines of a table in both years as a tree: finer codes below coarser ones."""

    pair: ColumnPair
    newer: Mapping[str, tuple[Row, TableCell]]
    older: Mapping[str, tuple[Row, TableCell]]

    def means_the_same(self, line: str) -> bool:
        """True if a code means the same in both years. Codes outside the classification must carry the same name."""
        entry = self.pair.entries.get(line)
        newer_entry, older_entry = self.newer.get(line), self.older.get(line)
        if entry is None:
            return not (newer_entry and older_entry) or without_number(newer_entry[0].name) == without_number(older_entry[0].name)
        year = self.pair.here.ledger.statement.fiscal_year
        return (entry.since or 0) < year and (entry.until is None or entry.until >= year)

    def line(self, key: str, *, alone: bool = False) -> ChangeLine:
        """One line with those below it unless `alone`. A year without the line counts as 0, since the other lines add up without
        it."""
        newer_entry, older_entry = self.newer.get(key), self.older.get(key)
        row, cell = newer_entry or older_entry or self.newer["total"]
        side = self.pair.here if newer_entry else self.pair.there
        amount = newer_entry[1].amount if newer_entry else Amount(_NOTHING, cell.amount.unit)
        prior_amount = older_entry[1].amount if older_entry else Amount(_NOTHING, cell.amount.unit)
        change = subtract_prior(self.pair.here.ledger, amount, prior_amount, self.pair.there.ledger)
        change_line = ChangeLine(
            cell.anchor,
            row,
            side.ledger,
            amount,
            prior_amount,
            change,
            self.pair.there.ledger,
            older_entry[1].anchor if older_entry else "",
        )
        return change_line if alone else with_parts(change_line, [self.line(each) for each in self._lines_below(key)])

    def _lines_below(self, key: str) -> list[str]:
        """Lines of the next finer level in the table's order; lines that only the earlier table has come last."""
        levels = self.pair.here.table.codes.levels
        all_lines = [line for line in dict.fromkeys((*self.newer, *self.older)) if line != "total"]
        if key == "total":
            return [line for line in all_lines if not levels or not line.isdigit() or len(line) == levels[0]]
        if not key.isdigit() or len(key) not in levels[:-1]:
            return []
        length = levels[levels.index(len(key)) + 1]
        return [line for line in all_lines if line.startswith(key) and len(line) == length and line.isdigit()]
