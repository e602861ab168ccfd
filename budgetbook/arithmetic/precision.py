"""What the last digit of a printed amount of money is worth, told by how its section or table writes numbers.

37.5 beside 37.42 stands for 37.50, since that section drops zeros; 17,192 beside 346.30 is a whole number of 万元. One section
says nothing about another: a chapter on receptions is printed to the yuan where the totals are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from budgetbook.content.figure import Figure
from budgetbook.content.model import Concept
from budgetbook.content.statement import StatementFile
from budgetbook.content.units import Unit

_Column = tuple[str, Unit]
"""A section with a money unit: what is printed there in that unit."""


class _PrintedNumber(NamedTuple):
    value: Decimal
    unit: Unit
    place: str


@dataclass(frozen=True, slots=True)
class _Habit:
    """How a section writes the numbers of one unit."""

    finest: int
    """Most decimal places that it prints."""
    drops_zeros: bool
    """True if it prints 37.5 beside 37.42."""
    is_whole: bool
    """True if an integer stands for a whole number of the unit, not for one whose decimals are 0."""

    def places(self, scale: int) -> int:
        """Decimal places that a number of this scale is known to."""
        if scale == 0:
            return 0 if self.is_whole else self.finest
        return self.finest if self.drops_zeros else scale


@dataclass(frozen=True)
class Precision:
    """The habits of a statement's text, by section and unit."""

    _habits: Mapping[_Column, _Habit]

    def step(self, value: Decimal, unit: Unit, place: str) -> Decimal:
        """Worth of one unit in the last place of a number printed at a place."""
        scale, habit = _scale(value), self._habits.get((_section(place), unit))
        return Decimal(1).scaleb(-(habit.places(scale) if habit else scale))


def measure_precision(statement: StatementFile, concepts: Mapping[str, Concept]) -> Precision:
    """Read the habits of a statement's text from all amounts of money that it prints; tables are measured by themselves."""
    scales: dict[_Column, list[int]] = defaultdict(list)
    for number in _printed_money(statement, concepts):
        if number.value:
            scales[_section(number.place), number.unit].append(_scale(number.value))
    return Precision({column: _habit(each) for column, each in scales.items()})


def finest_step(values: Iterable[Decimal | None]) -> Decimal:
    """Worth of one unit in the last place of a table's numbers: the finest that any of its cells prints."""
    return Decimal(1).scaleb(-max((_scale(value) for value in values if value is not None), default=0))


def _habit(scales: list[int]) -> _Habit:
    finest = max(scales)
    integers = sum(not scale for scale in scales)
    drops_zeros = any(0 < scale < finest for scale in scales)
    return _Habit(finest, drops_zeros, is_whole=not drops_zeros or 2 * integers > len(scales))


def _printed_money(statement: StatementFile, concepts: Mapping[str, Concept]) -> Iterator[_PrintedNumber]:
    """Yield every amount of money that the text prints, changes and repeated figures among them."""
    for concept, figure in statement.figures.items():
        if concept not in concepts or concepts[concept].measure in ("money", None):
            yield from _numbers_of(figure, statement.unit)
    for breakdown in statement.breakdowns.values():
        for line in breakdown.lines.values():
            yield from _numbers_of(line, statement.unit)
    for project in statement.projects.values():
        unit = project.unit or statement.unit
        values = (project.amount, project.budget, project.adjusted)
        yield from (_PrintedNumber(value, unit, project.at) for value in values if value is not None)


def _numbers_of(figure: Figure, unit: Unit) -> Iterator[_PrintedNumber]:
    own_unit = figure.unit or unit
    change = figure.printed.change if figure.printed and not figure.printed.unit else None
    for value in (figure.amount, figure.prior, figure.budget, figure.adjusted, change):
        if value is not None and own_unit.kind == "money":
            yield _PrintedNumber(value, own_unit, figure.at)
    for reading in figure.readings:
        reading_unit = reading.unit or own_unit
        if reading_unit.kind == "money":
            yield _PrintedNumber(reading.amount, reading_unit, reading.at)


def _section(place: str) -> str:
    """Top-level section of a place: 四 for 四（二）3."""
    return place.partition("（")[0]


def _scale(value: Decimal) -> int:
    """Number of digits after the decimal point."""
    return max(0, -int(value.as_tuple().exponent))
