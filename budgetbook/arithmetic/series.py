"""Time series of a concept: budget and execution by year, from all documents of one entity, with their disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import prior_in_document
from budgetbook.content.stages import Phase, Stage

Step = Literal["proposed", "budget", "adjusted", "partial", "execution"]
STEPS: tuple[Step, ...] = ("proposed", "budget", "adjusted", "partial", "execution")
"""The budget as proposed, the initial and the adjusted budget, what was spent in a part of the year, and in all of it."""

_OF_PHASE: dict[Phase, Step] = {
    "proposed": "proposed", "approved": "budget", "adjusted": "adjusted", "executed": "execution",
}  # fmt: skip
_OF_BASIS: dict[str, Step] = {
    "initial-budget": "budget", "adjusted-budget": "adjusted", "executed": "execution", "final-accounts": "execution",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeriesValue:
    """A number that one document gives for one year."""

    year: int
    step: Step
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


def build_series(ledgers: Iterable[Ledger], concept: str) -> dict[Step, dict[int, YearPoint]]:
    """Series of one concept by step and year; steps without a value are left out."""
    values = _of_one_currency([value for ledger in ledgers for value in _values(ledger, concept)])
    series: dict[Step, dict[int, YearPoint]] = {}
    for step in STEPS:
        points = {year: _point(v for v in values if (v.step, v.year) == (step, year)) for year in _years(values, step)}
        if points:
            series[step] = points
    return series


def _of_one_currency(values: list[SeriesValue]) -> list[SeriesValue]:
    """Those in the currency of the newest document: years in another are not compared with it."""
    if not values:
        return []
    newest = max(values, key=lambda value: value.ledger.statement.fiscal_year)
    return [value for value in values if value.amount.unit.currency == newest.amount.unit.currency]


def _years(values: list[SeriesValue], step: Step) -> list[int]:
    return sorted({value.year for value in values if value.step == step})


def step_of(stage: Stage) -> Step:
    """The step that documents of a stage report."""
    return "partial" if stage.is_partial else _OF_PHASE[stage.phase]


def _values(ledger: Ledger, concept: str) -> Iterator[SeriesValue]:
    """Yield what one statement says: its own year, the budgets beside the amount spent, and the year compared with."""
    statement, figure = ledger.statement, ledger.figure(concept)
    own_step = step_of(statement.phase)
    year = figure.as_of.year if figure and figure.as_of else statement.fiscal_year
    if own_value := ledger.known_value(concept, "amount"):
        yield SeriesValue(year, own_step, own_value.amount, ledger, own_value.is_computed)
    if budget_value := ledger.known_value(concept, "budget"):
        yield SeriesValue(year, "budget", budget_value.amount, ledger, budget_value.is_computed)
    if adjusted_value := ledger.known_value(concept, "adjusted"):
        yield SeriesValue(year, "adjusted", adjusted_value.amount, ledger, adjusted_value.is_computed)
    if (comparison := statement.compares_with) and (prior := prior_in_document(ledger, concept)):
        basis = (figure.basis if figure else None) or comparison.basis
        # What was spent by the same day of the year before, for all that the document says.
        step = own_step if own_step == "partial" and basis == "executed" else _OF_BASIS.get(basis, own_step)
        yield SeriesValue(prior.year, step, prior.amount, ledger, prior.how == "computed")


def _point(values: Iterable[SeriesValue]) -> YearPoint:
    first, *rest = sorted(values, key=_rank)
    return YearPoint(first, tuple(value for value in rest if _contradicts(first, value)))


def _contradicts(first: SeriesValue, other: SeriesValue) -> bool:
    """True if another document gives another number where there can be but one: a budget is adjusted, and reported on, more than
    once a year, and each document of a step speaks for itself."""
    return first.step in ("budget", "execution") and not _reports(other) and _differs(first, other)


def _reports(value: SeriesValue) -> bool:
    """True if a value is the own figure of a document of its year and step."""
    statement = value.ledger.statement
    return statement.fiscal_year == value.year and step_of(statement.phase) == value.step


def _rank(value: SeriesValue) -> tuple[bool, bool, int, int]:
    """Sort key: the year's own document first, then older ones; of two documents of one year, the latest that reports this step,
    before any that only mentions it."""
    statement = value.ledger.statement
    is_own, reports, order = statement.fiscal_year == value.year, _reports(value), statement.phase.order
    return not is_own, not reports, statement.fiscal_year, -order if reports else order


def _differs(first: SeriesValue, other: SeriesValue) -> bool:
    """True if another document gives another number, by more than rounding explains."""
    return compare_same(first.amount, other.amount).verdict == "fails"
