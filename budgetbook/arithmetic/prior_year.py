"""A ledger and a concept in; its figure of the year before out, and where that comes from.

Three places are asked in turn: what this document prints; what its printed figures give, be it by its parts or by the
change that it prints; the body's own document of the year before. Pages, charts and prose all ask here, so that no two of
them say different things. Rules never do: they test what this document says by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from budgetbook.arithmetic.ledger import KnownValue, Ledger, Term
from budgetbook.arithmetic.money import Amount, round_half_up
from budgetbook.content.statement import Basis

How = Literal["printed", "computed", "earlier"]

_LIKE: dict[str, tuple[Basis, ...]] = {
    "budget": ("unstated", "initial-budget"),
    "final-accounts": ("unstated", "executed", "final-accounts"),
}
"""By the kind of a document: the figures that last year's document of its kind can stand for. What was spent is no measure
for a plan, so a budget that compares itself with spending is never given last year's budget, nor the other way round."""


@dataclass(frozen=True, slots=True)
class PriorValue:
    """A figure of the year before."""

    amount: Amount
    how: How
    year: int
    """The year that it speaks of."""
    source: Ledger
    """The document that it stands in, or in which it was worked out."""
    terms: tuple[Term, ...] = ()
    """What it was worked out from; empty where it is printed as it is."""

    @property
    def is_computed(self) -> bool:
        """Whether the document that it is from prints no such number."""
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class YearChange:
    """What lies between a year's figure and that of the year before."""

    amount: Amount
    """With its sign, in the unit of `known`."""
    current: KnownValue
    """This year's figure."""
    prior: PriorValue


def prior_value(ledger: Ledger, concept: str) -> PriorValue | None:
    """The figure of the year before by the best of the three ways; None where none of them leads to one."""
    return prior_in_document(ledger, concept) or _prior_in_earlier_document(ledger, concept)


def change_since(ledger: Ledger, concept: str) -> YearChange | None:
    """This year's figure less that of the year before, no finer than the coarser of two documents prints."""
    now, prior = ledger.known_value(concept, "amount"), prior_value(ledger, concept)
    if now is None or prior is None:
        return None
    return YearChange(subtract_prior(ledger, now.amount, prior.amount, prior.source), now, prior)


def compared_year(ledger: Ledger) -> int | None:
    """The year that figures are set beside: the document's own word, else the last one where its document is there."""
    statement = ledger.statement
    if statement.compares_with:
        return statement.compares_with.year
    return statement.fiscal_year - 1 if earlier_document(ledger) else None


def prior_in_document(ledger: Ledger, concept: str) -> PriorValue | None:
    """What this document itself gives: the figure as printed, the sum of its parts, or what the printed change implies."""
    year = _year(ledger, concept) - _years_between(ledger)
    if value := ledger.known_value(concept, "prior"):
        return PriorValue(value.amount, "computed" if value.is_computed else "printed", year, ledger, value.terms)
    implied_prior = ledger.prior_as_printed_or_implied(concept) if _is_of_compared_year(ledger, concept) else None
    return (
        PriorValue(implied_prior[0], "computed", year, ledger, implied_prior[1]) if implied_prior else None
    )  # a prior that is printed is known above


def _is_of_compared_year(ledger: Ledger, concept: str) -> bool:
    """Whether a printed change is one from the figure compared with, and not from another year's or another kind's."""
    figure, comparison = ledger.figure(concept), ledger.statement.compares_with
    says = figure.printed if figure else None
    if figure is None or says is None:
        return False
    basis = figure.basis or (comparison.basis if comparison else None)
    return (says.year is None or comparison is None or says.year == comparison.year) and says.basis in (None, basis)


def _prior_in_earlier_document(ledger: Ledger, concept: str) -> PriorValue | None:
    """What the document of the year before says of its own year, where the two figures are of one kind."""
    figure, definition = ledger.figure(concept), ledger.concepts.get(concept)
    earlier = earlier_document(ledger, figure.basis if figure else None)
    there = earlier.known_value(concept, "amount") if earlier else None
    if definition is None or definition.measure == "year" or earlier is None or there is None:
        return None
    year, unit = _year(earlier, concept), ledger.unit(concept)
    if year != _year(ledger, concept) - _years_between(ledger) or _is_held_centrally(ledger, concept) != _is_held_centrally(
        earlier, concept
    ):
        return None
    if there.amount.unit != unit and not (there.amount.is_money and Amount(there.amount.value, unit).is_money):
        return None
    return PriorValue(there.amount, "earlier", year, earlier, there.terms)


def earlier_document(ledger: Ledger, basis: Basis | None = None) -> Ledger | None:
    """The body's document of the same kind for the year compared with; None where this one compares with something else."""
    statement, comparison = ledger.statement, ledger.statement.compares_with
    with_what = basis or (comparison.basis if comparison else "unstated")
    if with_what not in _LIKE[statement.phase]:
        return None
    return ledger.others.get(f"{statement.entity}/{statement.fiscal_year - _years_between(ledger)}-{statement.phase}")


def subtract_prior(ledger: Ledger, now: Amount, then: Amount, source: Ledger) -> Amount:
    """`now` less `then`, in the unit of `now`; where they are from two documents, to the digits that both of them print."""
    value = now.value - then.to_unit(now.unit).value
    if source is ledger or not now.is_money:
        return Amount(value, now.unit)
    steps = [
        Amount(each.precision.get(a.unit, value), a.unit).to_unit(now.unit).value for each, a in ((ledger, now), (source, then))
    ]
    exponent = max(int(step.normalize().as_tuple().exponent) for step in steps)
    return Amount(round_half_up(value, max(0, -exponent)), now.unit)


def _years_between(ledger: Ledger) -> int:
    """How many years back the document looks: one, where it does not say."""
    comparison = ledger.statement.compares_with
    return ledger.statement.fiscal_year - comparison.year if comparison else 1


def _year(ledger: Ledger, concept: str) -> int:
    """The year that a document's figure speaks of: its own, or that of the day on which things were counted."""
    figure = ledger.figure(concept)
    return figure.as_of.year if figure and figure.as_of else ledger.statement.fiscal_year


def _is_held_centrally(ledger: Ledger, concept: str) -> bool:
    """Whether a 0 stands for money that another body keeps: no such 0 is set beside money of one's own."""
    figure = ledger.figure(concept)
    return figure is not None and figure.state == "held-centrally"
