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
from budgetbook.arithmetic.prior_year import apart, earlier_document, year_before
from budgetbook.arithmetic.statement_tables import Cell, Sheet, Tables, without_number
from budgetbook.content.model import ClassificationEntry, Fund
from budgetbook.content.statement import Row
from budgetbook.infra.base.record import record

_LEVELS = {"functional": (3, 5, 7), "economic": (3, 5)}
_NOTHING = Decimal(0)


@record
class Line:
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
    parts: tuple[Line, ...] = ()
    """Lines that make up exactly this one in both years."""

    @property
    def size(self) -> Decimal:
        """How far it moved, whichever way, in yuan."""
        return abs(self.change.base())


@record
class Changes:
    """What changed in a whole, the largest change first; what did not change is left out."""

    whole: Line | None
    """None for a list of figures that belong to no one whole."""
    lines: tuple[Line, ...]

    @property
    def complete(self) -> bool:
        """Whether the lines are all that the whole is made of."""
        return self.whole is not None


def of_table(tables: Tables, names: Sequence[str], concept: str) -> Changes | None:
    """By the first of some tables that has all lines of the whole in both years; None where none has."""
    for name in names:
        for pair in _pairs(tables, name, concept):
            whole = pair.whole(concept)
            if whole is not None and whole.parts:
                return Changes(whole, _ranked(whole.parts))
    return None


def lines_before(tables: Tables, name: str) -> dict[str, Line]:
    """The lines of a table that the earlier document's has too, by their anchors, with what its first column has for them."""
    sheet = next((each for each in tables.sheets if each.name == name), None)
    columns = sheet.breakdown.columns if sheet else ()
    for pair in _pairs(tables, name, columns[0].concept) if columns and columns[0].role == "amount" else ():
        if pair.there.ledger is not tables.ledger:
            return {line.anchor: line for line in pair.shared()}
    return {}


def of_parts(ledger: Ledger, concept: str) -> Changes | None:
    """By the parts of a figure, where they make it up in both years."""
    whole = _figure(ledger, concept, {concept})
    return Changes(whole, _ranked(whole.parts)) if whole and whole.parts else None


def of_figures(ledger: Ledger, concepts: Iterable[str]) -> Changes:
    """Some figures that have both years, a whole standing for its parts: no complete list of anything."""
    lines = {concept: line for concept in concepts if (line := _figure(ledger, concept, set(ledger.concepts)))}
    inside = {part for concept in lines for part in _below(ledger, concept)}
    inside |= {concept for concept in lines if not lines.keys().isdisjoint(ledger.concepts[concept].at_most)}
    return Changes(None, _ranked([line for concept, line in lines.items() if concept not in inside]))


def _ranked(lines: Iterable[Line]) -> tuple[Line, ...]:
    found = (each for line in lines for each in _spread(line) if each.change.value)
    return tuple(sorted(found, key=lambda line: -line.size))


def _spread(line: Line) -> Iterator[Line]:
    """The line, or what it is made of where anything in it moved by more than the line as a whole."""
    if any(each.size > line.size for each in _inside(line)):
        for part in line.parts:
            yield from _spread(part)
    else:
        yield line


def _inside(line: Line) -> Iterator[Line]:
    for part in line.parts:
        yield part
        yield from _inside(part)


def _below(ledger: Ledger, concept: str) -> set[str]:
    """Everything that a concept is made of, or that is some of it."""
    found: set[str] = set()
    ahead = [concept]
    while ahead:
        about = ledger.concepts[ahead.pop()]
        fresh = {*about.parts, *about.of_which} - found
        found |= fresh
        ahead += fresh
    return found


def _figure(ledger: Ledger, concept: str, seen: set[str]) -> Line | None:
    """A figure in both years, with its parts where they make it up."""
    now, before = ledger.known(concept, "amount"), year_before(ledger, concept)
    if now is None or before is None or not now.amount.is_money:
        return None
    change = apart(ledger, now.amount, before.amount, before.source)
    inner = ledger.concepts[concept].parts if concept in ledger.concepts else ()
    parts = [_figure(ledger, part, {*seen, part}) for part in inner if part not in seen]
    line = Line(concept, None, ledger, now.amount, before.amount, change, before.source, concept)
    return _with_parts(line, [part for part in parts if part])


def _with_parts(line: Line, parts: list[Line]) -> Line:
    """The line with those parts, where in both years they make it up but for rounding."""
    now = [line.amount, *(part.amount for part in parts)]
    then = [line.then, *(part.then for part in parts)]
    if not (parts and _adds_up(line.home, now) and _adds_up(line.source, then)):
        return line
    return replace(line, parts=tuple(parts))


def _adds_up(ledger: Ledger, amounts: list[Amount]) -> bool:
    """Whether the first amount is the sum of the others, but for what rounding explains."""
    whole, *parts = amounts
    total = sum((part.to(whole.unit).value for part in parts), _NOTHING)
    slack = sum((Amount(ledger.tolerance([each]), each.unit).to(whole.unit).value for each in amounts), _NOTHING)
    return abs(whole.value - total) <= slack


def _pairs(tables: Tables, name: str, concept: str) -> Iterator[_Pair]:
    """A table's column for this year with that for the year before: in the same table, else in the earlier document's."""
    sheet = next((each for each in tables.sheets if each.name == name), None)
    column = _column(sheet, concept, "amount") if sheet else None
    if sheet is None or column is None:
        return
    fund = sheet.breakdown.columns[column].fund
    known = tables.classifications.get(sheet.breakdown.by, {})
    here = _Side(tables.ledger, sheet, column)
    beside = _column(sheet, concept, "prior", fund)
    if beside is not None:
        yield _Pair(here, _Side(tables.ledger, sheet, beside), known)
    earlier = earlier_document(tables.ledger)
    before = Tables(earlier, tables.classifications) if earlier else None
    other = next((each for each in before.sheets if each.name == name), None) if before else None
    if earlier and other and other.breakdown.by == sheet.breakdown.by:
        column = _column(other, concept, "amount", fund)
        if column is not None:
            yield _Pair(here, _Side(earlier, other, column), known)


def _column(sheet: Sheet, concept: str, role: str, fund: Fund | None = None) -> int | None:
    for number, column in enumerate(sheet.breakdown.columns):
        if (column.concept, column.role) == (concept, role) and fund in (None, column.fund):
            return number
    return None


@dataclass(frozen=True)
class _Side:
    """One column of a table: a document's amounts of one year, by line."""

    ledger: Ledger
    sheet: Sheet
    column: int

    def cells(self) -> dict[str, tuple[Row, Cell]] | None:
        """What is printed for each line; None where two lines cannot be told apart."""
        found: dict[str, tuple[Row, Cell]] = {}
        for row in self.sheet.rows:
            cell = self.sheet.cell(row, self.column)
            if cell is not None and cell.line in found:
                return None
            if cell is not None:
                found[cell.line] = row, cell
        return found


@dataclass(frozen=True)
class _Pair:
    """The same column of a table in two years."""

    here: _Side
    there: _Side
    known: Mapping[str, ClassificationEntry]

    def whole(self, concept: str) -> Line | None:
        """The total, with all its lines; None where the lines are not all of it, or the table is not about all of the figure."""
        now, then = self.here.cells(), self.there.cells()
        if not now or not then or "total" not in now or "total" not in then:
            return None
        tree = _Tree(self, now, then)
        if not all(tree.same(line) for line in {*now, *then} - {"total"}):
            return None
        whole = tree.line("total")
        return whole if self._all_of(concept, whole) else None

    def shared(self) -> Iterator[Line]:
        """Each line that both years have and that means the same in both."""
        now, then = self.here.cells() or {}, self.there.cells() or {}
        tree = _Tree(self, now, then)
        yield from (tree.line(key, alone=True) for key in now if key in then and tree.same(key))

    def _all_of(self, concept: str, whole: Line) -> bool:
        """Whether the table's total is the document's figure, in both years, as far as these are known."""
        figure, before = self.here.ledger.known(concept, "amount"), year_before(self.here.ledger, concept)
        if figure is None:
            return self.here.sheet.breakdown.columns[self.here.column].fund == "all"
        fits = _adds_up(self.here.ledger, [figure.amount, whole.amount])
        return fits and (before is None or _adds_up(before.source, [before.amount, whole.then]))


@dataclass(frozen=True)
class _Tree:
    """The lines of a table in both years, the finer below the coarser."""

    pair: _Pair
    newer: Mapping[str, tuple[Row, Cell]]
    older: Mapping[str, tuple[Row, Cell]]

    def same(self, line: str) -> bool:
        """Whether a code means in one year what it means in the other; unknown codes must have one name."""
        entry = self.pair.known.get(line)
        here, there = self.newer.get(line), self.older.get(line)
        if entry is None:
            return not (here and there) or without_number(here[0].name) == without_number(there[0].name)
        year = self.pair.here.ledger.statement.fiscal_year
        return (entry.since or 0) < year and (entry.until is None or entry.until >= year)

    def line(self, key: str, *, alone: bool = False) -> Line:
        """One line with those below it. Where a year does not have it, the others add up without it: then it is nothing."""
        here, there = self.newer.get(key), self.older.get(key)
        row, cell = here or there or self.newer["total"]
        side = self.pair.here if here else self.pair.there
        now = here[1].amount if here else Amount(_NOTHING, cell.amount.unit)
        then = there[1].amount if there else Amount(_NOTHING, cell.amount.unit)
        change = apart(self.pair.here.ledger, now, then, self.pair.there.ledger)
        made = Line(cell.anchor, row, side.ledger, now, then, change, self.pair.there.ledger, there[1].anchor if there else "")
        return made if alone else _with_parts(made, [self.line(each) for each in self._below(key)])

    def _below(self, key: str) -> list[str]:
        """The lines of the next level, in the table's order; those that only the earlier table has come last."""
        levels = _LEVELS.get(self.pair.here.sheet.breakdown.by, ())
        every = [line for line in dict.fromkeys((*self.newer, *self.older)) if line != "total"]
        if key == "total":
            return [line for line in every if not levels or not line.isdigit() or len(line) == levels[0]]
        if not key.isdigit() or len(key) not in levels[:-1]:
            return []
        length = levels[levels.index(len(key)) + 1]
        return [line for line in every if line.startswith(key) and len(line) == length and line.isdigit()]
