"""A whole in; the lines that it is made of in both years out, so that one can say which of them changed most.

The lines are those of a coded table that both years have, else the parts of a figure. They never hold a whole beside its
part, and they are known to be all of it, or are said not to be: only of a complete list can a largest change be named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import earlier_document, prior_value, subtract_prior
from budgetbook.arithmetic.statement_tables import CODE_LEVELS, StatementTable, StatementTables, TableCell, without_number
from budgetbook.content.model import ClassificationEntry, Fund
from budgetbook.content.statement import Row

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a whole in both years."""

    anchor: str
    """A concept, or the line of a table."""
    row: Row | None
    """The row, of the newer document that has it; None for a figure."""
    home: Ledger
    """The document that it stands in."""
    amount: Amount
    """This year's."""
    then: Amount
    change: Amount
    source: Ledger
    """Where the year before stands."""
    there: str
    """What it is called there; empty where that document does not have it."""
    parts: tuple[ChangeLine, ...] = ()
    """Lines that make up exactly this one in both years."""

    @property
    def size(self) -> Decimal:
        """How far it moved, whichever way, in yuan."""
        return abs(self.change.to_base_unit())


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed in a whole, the largest change first; what did not change is left out."""

    whole: ChangeLine | None
    """None for a list of figures that belong to no one whole."""
    lines: tuple[ChangeLine, ...]

    @property
    def complete(self) -> bool:
        """Whether the lines are all that the whole is made of."""
        return self.whole is not None


def changes_by_table(tables: StatementTables, names: Sequence[str], concept: str) -> Changes | None:
    """By the first of some tables that has all lines of the whole in both years; None where none has."""
    for name in names:
        for pair in _pairs(tables, name, concept):
            whole = pair.total_line(concept)
            if whole is not None and whole.parts:
                return Changes(whole, _rank_by_size(whole.parts))
    return None


def lines_with_prior(tables: StatementTables, name: str) -> dict[str, ChangeLine]:
    """The lines of a table that the earlier document's has too, by their anchors, with what its first column has for them."""
    table = next((each for each in tables.statement_tables if each.name == name), None)
    columns = table.breakdown.columns if table else ()
    for pair in _pairs(tables, name, columns[0].concept) if columns and columns[0].role == "amount" else ():
        if pair.there.ledger is not tables.ledger:
            return {line.anchor: line for line in pair.common_lines()}
    return {}


def changes_by_parts(ledger: Ledger, concept: str) -> Changes | None:
    """By the parts of a figure, where they make it up in both years."""
    whole = _figure(ledger, concept, {concept})
    return Changes(whole, _rank_by_size(whole.parts)) if whole and whole.parts else None


def changes_of_figures(ledger: Ledger, concepts: Iterable[str]) -> Changes:
    """Some figures that have both years, a whole standing for its parts: no complete list of anything."""
    lines = {concept: line for concept in concepts if (line := _figure(ledger, concept, set(ledger.concepts)))}
    inner_concepts = {part for concept in lines for part in _collect_components(ledger, concept)}
    inner_concepts |= {concept for concept in lines if not lines.keys().isdisjoint(ledger.concepts[concept].at_most)}
    return Changes(None, _rank_by_size([line for concept, line in lines.items() if concept not in inner_concepts]))


def _rank_by_size(lines: Iterable[ChangeLine]) -> tuple[ChangeLine, ...]:
    moved_lines = (each for line in lines for each in _spread(line) if each.change.value)
    return tuple(sorted(moved_lines, key=lambda line: -line.size))


def _spread(line: ChangeLine) -> Iterator[ChangeLine]:
    """The line, or what it is made of where anything in it moved by more than the line as a whole."""
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
    """Everything that a concept is made of, or that is some of it."""
    components: set[str] = set()
    queue = [concept]
    while queue:
        definition = ledger.concepts[queue.pop()]
        fresh = {*definition.parts, *definition.of_which} - components
        components |= fresh
        queue += fresh
    return components


def _figure(ledger: Ledger, concept: str, skip: set[str]) -> ChangeLine | None:
    """A figure in both years, with its parts where they make it up."""
    now, prior = ledger.known_value(concept, "amount"), prior_value(ledger, concept)
    if now is None or prior is None or not now.amount.is_money:
        return None
    change = subtract_prior(ledger, now.amount, prior.amount, prior.source)
    inner = ledger.concepts[concept].parts if concept in ledger.concepts else ()
    parts = [_figure(ledger, part, {*skip, part}) for part in inner if part not in skip]
    line = ChangeLine(concept, None, ledger, now.amount, prior.amount, change, prior.source, concept)
    return _with_parts(line, [part for part in parts if part])


def _with_parts(line: ChangeLine, parts: list[ChangeLine]) -> ChangeLine:
    """The line with those parts, where in both years they make it up but for rounding."""
    now = [line.amount, *(part.amount for part in parts)]
    then = [line.then, *(part.then for part in parts)]
    if not (parts and _adds_up(line.home, now) and _adds_up(line.source, then)):
        return line
    return replace(line, parts=tuple(parts))


def _adds_up(ledger: Ledger, amounts: list[Amount]) -> bool:
    """Whether the first amount is the sum of the others, but for what rounding explains."""
    whole, *parts = amounts
    total = sum((part.to_unit(whole.unit).value for part in parts), _NOTHING)
    slack = sum((Amount(ledger.tolerance([each]), each.unit).to_unit(whole.unit).value for each in amounts), _NOTHING)
    return abs(whole.value - total) <= slack


def _pairs(tables: StatementTables, name: str, concept: str) -> Iterator[_Pair]:
    """A table's column for this year with that for the year before: in the same table, else in the earlier document's."""
    table = next((each for each in tables.statement_tables if each.name == name), None)
    column = _column(table, concept, "amount") if table else None
    if table is None or column is None:
        return
    fund = table.breakdown.columns[column].fund
    entries = tables.classifications.get(table.breakdown.by, {})
    here = _Side(tables.ledger, table, column)
    prior_column = _column(table, concept, "prior", fund)
    if prior_column is not None:
        yield _Pair(here, _Side(tables.ledger, table, prior_column), entries)
    earlier = earlier_document(tables.ledger)
    earlier_tables = StatementTables(earlier, tables.classifications) if earlier else None
    other = next((each for each in earlier_tables.statement_tables if each.name == name), None) if earlier_tables else None
    if earlier and other and other.breakdown.by == table.breakdown.by:
        column = _column(other, concept, "amount", fund)
        if column is not None:
            yield _Pair(here, _Side(earlier, other, column), entries)


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
        """What is printed for each line; None where two lines cannot be told apart."""
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
    """The same column of a table in two years."""

    here: _Side
    there: _Side
    entries: Mapping[str, ClassificationEntry]

    def total_line(self, concept: str) -> ChangeLine | None:
        """The total, with all its lines; None where the lines are not all of it, or the table is not about all of the figure."""
        now, then = self.here.cells(), self.there.cells()
        if not now or not then or "total" not in now or "total" not in then:
            return None
        tree = _Tree(self, now, then)
        if not all(tree.means_the_same(line) for line in {*now, *then} - {"total"}):
            return None
        whole = tree.line("total")
        return whole if self._covers_figure(concept, whole) else None

    def common_lines(self) -> Iterator[ChangeLine]:
        """Each line that both years have and that means the same in both."""
        now, then = self.here.cells() or {}, self.there.cells() or {}
        tree = _Tree(self, now, then)
        yield from (tree.line(key, alone=True) for key in now if key in then and tree.means_the_same(key))

    def _covers_figure(self, concept: str, whole: ChangeLine) -> bool:
        """Whether the table's total is the document's figure, in both years, as far as these are known."""
        figure, prior = self.here.ledger.known_value(concept, "amount"), prior_value(self.here.ledger, concept)
        if figure is None:
            return self.here.table.breakdown.columns[self.here.column].fund == "all"
        fits = _adds_up(self.here.ledger, [figure.amount, whole.amount])
        return fits and (prior is None or _adds_up(prior.source, [prior.amount, whole.then]))


@dataclass(frozen=True)
class _Tree:
    """The lines of a table in both years, the finer below the coarser."""

    pair: _Pair
    newer: Mapping[str, tuple[Row, TableCell]]
    older: Mapping[str, tuple[Row, TableCell]]

    def means_the_same(self, line: str) -> bool:
        """Whether a code means in one year what it means in the other; unknown codes must have one name."""
        entry = self.pair.entries.get(line)
        here, there = self.newer.get(line), self.older.get(line)
        if entry is None:
            return not (here and there) or without_number(here[0].name) == without_number(there[0].name)
        year = self.pair.here.ledger.statement.fiscal_year
        return (entry.since or 0) < year and (entry.until is None or entry.until >= year)

    def line(self, key: str, *, alone: bool = False) -> ChangeLine:
        """One line with those below it. Where a year does not have it, the others add up without it: then it is nothing."""
        here, there = self.newer.get(key), self.older.get(key)
        row, cell = here or there or self.newer["total"]
        side = self.pair.here if here else self.pair.there
        now = here[1].amount if here else Amount(_NOTHING, cell.amount.unit)
        then = there[1].amount if there else Amount(_NOTHING, cell.amount.unit)
        change = subtract_prior(self.pair.here.ledger, now, then, self.pair.there.ledger)
        change_line = ChangeLine(
            cell.anchor, row, side.ledger, now, then, change, self.pair.there.ledger, there[1].anchor if there else ""
        )
        return change_line if alone else _with_parts(change_line, [self.line(each) for each in self._lines_below(key)])

    def _lines_below(self, key: str) -> list[str]:
        """The lines of the next level, in the table's order; those that only the earlier table has come last."""
        levels = CODE_LEVELS.get(self.pair.here.table.breakdown.by, ())
        every = [line for line in dict.fromkeys((*self.newer, *self.older)) if line != "total"]
        if key == "total":
            return [line for line in every if not levels or not line.isdigit() or len(line) == levels[0]]
        if not key.isdigit() or len(key) not in levels[:-1]:
            return []
        length = levels[levels.index(len(key)) + 1]
        return [line for line in every if line.startswith(key) and len(line) == length and line.isdigit()]
