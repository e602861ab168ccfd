"""A body's ledgers in; a concept's value for each year out, planned and spent apart, with every document that says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import said_here
from budgetbook.arithmetic.rules.years import chain_slack
from budgetbook.infra.base.record import record

Stage = Literal["budget", "adjusted", "execution"]
STAGES: tuple[Stage, ...] = ("budget", "adjusted", "execution")
"""What was planned at first, the plan as changed, what was spent."""

_OF_BASIS: dict[str, Stage] = {"adjusted-budget": "adjusted", "executed": "execution", "final-accounts": "execution"}


@record
class Value:
    """One number that one document gives for a year."""

    year: int
    stage: Stage
    amount: Amount
    ledger: Ledger
    computed: bool
    """Whether it had to be worked out from other numbers of that document."""

    @property
    def statement(self) -> str:
        """The document, by its statement's id."""
        return self.ledger.statement.id


@record
class Point:
    """One year of a series: what the year's own document says (else the first that speaks of it), and what others say instead."""

    first: Value
    others: tuple[Value, ...] = ()


def of(ledgers: Iterable[Ledger], concept: str) -> dict[Stage, dict[int, Point]]:
    """The series of one concept by stage and year; a stage without a value is left out."""
    said = [value for ledger in ledgers for value in _values(ledger, concept)]
    found: dict[Stage, dict[int, Point]] = {}
    for stage in STAGES:
        points = {year: _point(v for v in said if (v.stage, v.year) == (stage, year)) for year in _years(said, stage)}
        if points:
            found[stage] = points
    return found


def _years(values: list[Value], stage: Stage) -> list[int]:
    return sorted({value.year for value in values if value.stage == stage})


def _values(ledger: Ledger, concept: str) -> Iterator[Value]:
    """What one statement says: its own year, the budget beside what was spent, and the year compared with."""
    statement, figure = ledger.statement, ledger.figure(concept)
    own: Stage = "execution" if statement.phase == "final-accounts" else "budget"
    year = figure.as_of.year if figure and figure.as_of else statement.fiscal_year
    if known := ledger.known(concept, "amount"):
        yield Value(year, own, known.amount, ledger, known.computed)
    if planned := ledger.known(concept, "budget"):
        yield Value(year, "budget", planned.amount, ledger, planned.computed)
    if changed := ledger.known(concept, "adjusted"):
        yield Value(year, "adjusted", changed.amount, ledger, changed.computed)
    if (compared := statement.compares_with) and (before := said_here(ledger, concept)):
        stage = _OF_BASIS.get((figure.basis if figure else None) or compared.basis, own)
        yield Value(before.year, stage, before.amount, ledger, before.how == "computed")


def _point(values: Iterable[Value]) -> Point:
    first, *rest = sorted(values, key=_rank)
    return Point(first, tuple(value for value in rest if _differs(first, value)))


def _rank(value: Value) -> tuple[bool, int, bool]:
    """The year's own document first, then the older ones; of two of a year the budget."""
    statement = value.ledger.statement
    return statement.fiscal_year != value.year, statement.fiscal_year, statement.phase == "final-accounts"


def _differs(first: Value, other: Value) -> bool:
    """Whether another document gives another number, by more than rounding explains."""
    here, there = first.amount, other.amount.to(first.amount.unit)
    return abs(here.value - there.value) > chain_slack(first.ledger, other.ledger, here, other.amount)
