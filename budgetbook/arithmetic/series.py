"""Time series of a concept: budget and execution by year, from all documents of one entity, with their disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import prior_in_document

Stage = Literal["budget", "adjusted", "execution"]
STAGES: tuple[Stage, ...] = ("budget", "adjusted", "execution")
"""The initial budget, the adjusted budget, and what was spent."""

_OF_BASIS: dict[str, Stage] = {"adjusted-budget": "adjusted", "executed": "execution", "final-accounts": "execution"}


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """A number that one document gives for one year."""

    year: int
    stage: Stage
    amount: Amount
    ledger: Ledger
    is_computed: bool
    """True if the document does not print the number itself."""

    @property
    def statement(self) -> str:
        """Id of the statement."""
        return self.ledger.statement.id


@dataclass(frozen=True, slots=True)
class YearPoint:
    """One year of a series: the value of the year's own document, else of the first that mentions it, and the values that
    differ."""

    first: SeriesValue
    others: tuple[SeriesValue, ...] = ()


def build_series(ledgers: Iterable[Ledger], concept: str) -> dict[Stage, dict[int, YearPoint]]:
    """Series of one concept by stage and year; stages without a value are left out."""
    values = _of_one_currency([value for ledger in ledgers for value in _values(ledger, concept)])
    series: dict[Stage, dict[int, YearPoint]] = {}
    for stage in STAGES:
        points = {year: _point(v for v in values if (v.stage, v.year) == (stage, year)) for year in _years(values, stage)}
        if points:
            series[stage] = points
    return series


def _of_one_currency(values: list[SeriesValue]) -> list[SeriesValue]:
    """Those in the currency of the newest document: years in another are not compared with it."""
    if not values:
        return []
    newest = max(values, key=lambda value: value.ledger.statement.fiscal_year)
    return [value for value in values if value.amount.unit.currency == newest.amount.unit.currency]


def _years(values: list[SeriesValue], stage: Stage) -> list[int]:
    return sorted({value.year for value in values if value.stage == stage})


def _values(ledger: Ledger, concept: str) -> Iterator[SeriesValue]:
    """Yield what one statement says: its own year, the budgets beside the amount spent, and the year compared with."""
    statement, figure = ledger.statement, ledger.figure(concept)
    own_stage: Stage = "execution" if statement.phase == "final-accounts" else "budget"
    year = figure.as_of.year if figure and figure.as_of else statement.fiscal_year
    if own_value := ledger.known_value(concept, "amount"):
        yield SeriesValue(year, own_stage, own_value.amount, ledger, own_value.is_computed)
    if budget_value := ledger.known_value(concept, "budget"):
        yield SeriesValue(year, "budget", budget_value.amount, ledger, budget_value.is_computed)
    if adjusted_value := ledger.known_value(concept, "adjusted"):
        yield SeriesValue(year, "adjusted", adjusted_value.amount, ledger, adjusted_value.is_computed)
    if (comparison := statement.compares_with) and (prior := prior_in_document(ledger, concept)):
        stage = _OF_BASIS.get((figure.basis if figure else None) or comparison.basis, own_stage)
        yield SeriesValue(prior.year, stage, prior.amount, ledger, prior.how == "computed")


def _point(values: Iterable[SeriesValue]) -> YearPoint:
    first, *rest = sorted(values, key=_rank)
    return YearPoint(first, tuple(value for value in rest if _differs(first, value)))


def _rank(value: SeriesValue) -> tuple[bool, int, bool]:
    """Sort key: the year's own document first, then older ones; of two documents of one year, the budget."""
    statement = value.ledger.statement
    return statement.fiscal_year != value.year, statement.fiscal_year, statement.phase == "final-accounts"


def _differs(first: SeriesValue, other: SeriesValue) -> bool:
    """True if another document gives another number, by more than rounding explains."""
    return compare_same(first.amount, other.amount).verdict == "fails"
