"""Ranks what changed between two years: the lines of a total, the largest change first.

The lines come from a classified table that both years print, or else from the parts of a figure. A line never stands beside one
of its own parts, and `Changes.complete` tells whether the lines make up the whole: only then may a largest change be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.comparison import total_slack
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import earlier_document, prior_value, subtract_prior
from budgetbook.arithmetic.statement_table import CODE_LEVELS, StatementTable, TableCell, without_number
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content.model import ClassificationEntry, Fund
from budgetbook.content.statement import Row

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a total, with its amounts in both years."""

    anchor: str
    """A concept, or a line of a table as `<table>.<line>`."""
    row: Row | None
    """The table's row, from the newer document if it has the line; None for a figure."""
    home: Ledger
    """Ledger of the document that the line is taken from."""
    amount: Amount
    """This year's amount."""
    then: Amount
    """The amount of the year before."""
    change: Amount
    source: Ledger
    """Ledger of the document that prints the year before."""
    there: str
    """Anchor of the line in `source`; empty if that document does not have it."""
    parts: tuple[ChangeLine, ...] = ()
    """Lines that add up to exactly this one in both years."""

    @property
    def size(self) -> Decimal:
        """Absolute size of the change, in yuan."""
        return abs(self.change.to_base_unit())


@dataclass(frozen=True, slots=True)
class Changes:
    """The lines of a total that changed, the largest change first."""

    whole: ChangeLine | None
    """The total; None for a list of figures that do not belong to one total."""
    lines: tuple[ChangeLine, ...]

    @property
    def complete(self) -> bool:
        """True if the lines are all that the total consists of."""
        return self.whole is not None


def changes_by_table(tables: StatementTables, names: Sequence[str], concept: str) -> Changes | None:
    """Changes by the lines of the first table that has every line of the total in both years; None if no table does."""
    for name in names:
        for pair in _pairs(tables, name, concept):
            whole = pair.total_line(concept)
            if whole is not None and whole.parts:
                return Changes(whole, _rank_by_size(whole.parts))
    return None


def lines_with_prior(tables: StatementTables, name: str) -> dict[str, ChangeLine]:
    """Lines that a table and the earlier document's table have in common, by anchor, with the amounts of the first column.

    Empty if the earlier document has no such table.
    """
    table = next((each for each in tables.statement_tables if each.name == name), None)
    columns = table.breakdown.columns if table else ()
    for pair in _pairs(tables, name, columns[0].concept) if columns and columns[0].role == "amount" else ():
        if pair.there.ledger is not tables.ledger:
            return {line.anchor: line for line in pair.common_lines()}
    return {}


def changes_by_parts(ledger: Ledger, concept: str) -> Changes | None:
    """Changes by the parts of a figure; None unless the parts make it up in both years."""
    whole = _figure(ledger, concept, {concept})
    return Changes(whole, _rank_by_size(whole.parts)) if whole and whole.parts else None


def changes_of_figures(ledger: Ledger, concepts: Iterable[str]) -> Changes:
    """Changes of those figures that have both years. A total stands for its parts, and the list is never complete."""
    lines = {concept: line for concept in concepts if (line := _figure(ledger, concept, set(ledger.concepts)))}
    inner_concepts = {part for concept in lines for part in _collect_components(ledger, concept)}
    inner_concepts |= {concept for concept in lines if not lines.keys().isdisjoint(ledger.concepts[concept].at_most)}
    return Changes(None, _rank_by_size([line for concept, line in lines.items() if concept not in inner_concepts]))


def _rank_by_size(lines: Iterable[ChangeLine]) -> tuple[ChangeLine, ...]:
    moved_lines = (each for line in lines for each in _spread(line) if each.change.value)
    return tuple(sorted(moved_lines, key=lambda line: -line.size))


def _spread(line: ChangeLine) -> Iterator[ChangeLine]:
    """Yield the line, or its parts if any line below it moved by more than the line as a whole."""
    if any(each.size > line.size for each in _walk_parts(line)):
        for part in line.parts:
            yield from _spread(part)
    else:
        yield line


def _walk_parts(line: ChangeLine) -> Iterator[ChangeLine]:
    for part in line.parts:
        yield part
        yield from _walk_parts(part)


def _collect_components(ledger: Ledger, concept: str) -> set[str]:
    """Every concept below this one, by `parts` or `of_which`, at any depth."""
    components: set[str] = set()
    queue = [concept]
    while queue:
        definition = ledger.concepts[queue.pop()]
        fresh = {*definition.parts, *definition.of_which} - components
        components |= fresh
        queue += fresh
    return components


def _figure(ledger: Ledger, concept: str, skip: set[str]) -> ChangeLine | None:
    """A figure in both years, with its parts if they make it up. Concepts in `skip` are not entered again."""
    current, prior = ledger.known_value(concept, "amount"), prior_value(ledger, concept)
    if current is None or prior is None or not current.amount.is_money:
        return None
    change = subtract_prior(ledger, current.amount, prior.amount, prior.source)
    inner = ledger.concepts[concept].parts if concept in ledger.concepts else ()
    parts = [_figure(ledger, part, {*skip, part}) for part in inner if part not in skip]
    line = ChangeLine(concept, None, ledger, current.amount, prior.amount, change, prior.source, concept)
    return _with_parts(line, [part for part in parts if part])


def _with_parts(line: ChangeLine, parts: list[ChangeLine]) -> ChangeLine:
    """Attach the parts if they make up the line in both years, rounding apart."""
    amounts = [line.amount, *(part.amount for part in parts)]
    prior_amounts = [line.then, *(part.then for part in parts)]
    if not (parts and _adds_up(amounts) and _adds_up(prior_amounts)):
        return line
    return replace(line, parts=tuple(parts))


def _adds_up(amounts: list[Amount]) -> bool:
    """True if the first amount is the sum of the others, rounding apart."""
    whole, *parts = amounts
    total = sum((part.to_unit(whole.unit).value for part in parts), _NOTHING)
    return abs(whole.value - total) <= total_slack(each.to_unit(whole.unit) for each in amounts)


def _pairs(tables: StatementTables, name: str, concept: str) -> Iterator[_Pair]:
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
        yield _Pair(current_side, _Side(tables.ledger, table, prior_column), entries)
    earlier = earlier_document(tables.ledger)
    earlier_tables = StatementTables(earlier, tables.classifications) if earlier else None
    earlier_table = (
        next((each for each in earlier_tables.statement_tables if each.name == name), None) if earlier_tables else None
    )
    if earlier and earlier_table and earlier_table.breakdown.by == table.breakdown.by:
        column = _column(earlier_table, concept, "amount", fund)
        if column is not None:
            yield _Pair(current_side, _Side(earlier, earlier_table, column), entries)


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
class _Pair:
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
        fits = _adds_up([figure.amount, whole.amount])
        return fits and (prior is None or _adds_up([prior.amount, whole.then]))


@dataclass(frozen=True)
class _Tree:
    """The lines of a table in both years as a tree: finer codes below coarser ones."""

    pair: _Pair
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
        return change_line if alone else _with_parts(change_line, [self.line(each) for each in self._lines_below(key)])

    def _lines_below(self, key: str) -> list[str]:
        """Lines of the next finer level in the table's order; lines that only the earlier table has come last."""
        levels = CODE_LEVELS.get(self.pair.here.table.breakdown.by, ())
        all_lines = [line for line in dict.fromkeys((*self.newer, *self.older)) if line != "total"]
        if key == "total":
            return [line for line in all_lines if not levels or not line.isdigit() or len(line) == levels[0]]
        if not key.isdigit() or len(key) not in levels[:-1]:
            return []
        length = levels[levels.index(len(key)) + 1]
        return [line for line in all_lines if line.startswith(key) and len(line) == length and line.isdigit()]
