"""A concept's figure of the year before, and where it comes from.

Three sources are tried in turn: what this document prints; what follows from its printed figures (a sum of parts, a printed
change); the entity's own document of the year before. Pages, charts and prose all ask here, so they cannot disagree. Rules never
do: they test what a document says on its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, round_half_up
from budgetbook.arithmetic.term import KnownValue, Term
from budgetbook.arithmetic.year_change import find_stated_prior
from budgetbook.content.figure import Basis
from budgetbook.content.stages import Phase

How = Literal["printed", "computed", "earlier"]

_LIKE: dict[Phase, tuple[Basis, ...]] = {
    "proposed": ("unstated",),
    "approved": ("unstated", "initial-budget"),
    "adjusted": ("unstated", "adjusted-budget"),
    "executed": ("unstated", "executed", "final-accounts"),
}
"""Bases of comparison, by phase, that last year's document of the same stage can supply. Spending is no measure for a plan, so a
budget that compares itself with spending is never given last year's budget, nor the reverse."""


@dataclass(frozen=True, slots=True)
class PriorValue:
    """A figure of the year before, with its origin."""

    amount: Amount
    how: How
    year: int
    """Year that the figure refers to."""
    source: Ledger
    """Ledger of the document that prints the figure or from which it was computed."""
    terms: tuple[Term, ...] = ()
    """Terms it was computed from; empty if it is printed."""

    @property
    def is_computed(self) -> bool:
        """True if the document it comes from does not print the number."""
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class YearChange:
    """The change between a figure and that of the year before."""

    amount: Amount
    """Signed change, in the unit of `current`."""
    current: KnownValue
    """This year's figure."""
    prior: PriorValue


def prior_value(ledger: Ledger, concept: str) -> PriorValue | None:
    """The figure of the year before from the best of the three sources; None if none has it."""
    return prior_in_document(ledger, concept) or _prior_in_earlier_document(ledger, concept)


def change_since(ledger: Ledger, concept: str) -> YearChange | None:
    """This year's figure minus the year before's, no finer than the coarser of the two documents prints; None if either is
    unknown."""
    current, prior = ledger.known_value(concept, "amount"), prior_value(ledger, concept)
    if current is None or prior is None:
        return None
    return YearChange(subtract_prior(ledger, current.amount, prior.amount, prior.source), current, prior)


def compared_year(ledger: Ledger) -> int | None:
    """Year that figures are compared with: as the document states it, else the year before if its document exists."""
    statement = ledger.statement
    if statement.compares_with:
        return statement.compares_with.year
    return statement.fiscal_year - 1 if earlier_document(ledger) else None


def prior_in_document(ledger: Ledger, concept: str) -> PriorValue | None:
    """The prior figure according to this document: as printed, as the sum of its parts, or as the printed change implies."""
    year = _year(ledger, concept) - _years_between(ledger)
    if value := ledger.known_value(concept, "prior"):
        return PriorValue(value.amount, "computed" if value.is_computed else "printed", year, ledger, value.terms)
    implied_prior = find_stated_prior(ledger, concept) if _is_of_compared_year(ledger, concept) else None
    # A printed prior was returned above, so this one can only be implied.
    return PriorValue(implied_prior[0], "computed", year, ledger, implied_prior[1]) if implied_prior else None


def _is_of_compared_year(ledger: Ledger, concept: str) -> bool:
    """True if a printed change refers to the figure compared with, not to another year or basis."""
    figure, comparison = ledger.figure(concept), ledger.statement.compares_with
    printed_change = figure.printed if figure else None
    if figure is None or printed_change is None:
        return False
    basis = figure.basis or (comparison.basis if comparison else None)
    return (
        printed_change.year is None or comparison is None or printed_change.year == comparison.year
    ) and printed_change.basis in (None, basis)


def _prior_in_earlier_document(ledger: Ledger, concept: str) -> PriorValue | None:
    """The figure that last year's document gives for its own year, if the two figures are of the same kind."""
    figure, definition = ledger.figure(concept), ledger.concepts.get(concept)
    earlier = earlier_document(ledger, figure.basis if figure else None)
    earlier_value = earlier.known_value(concept, "amount") if earlier else None
    if definition is None or definition.measure == "year" or earlier is None or earlier_value is None:
        return None
    year, unit = _year(earlier, concept), ledger.unit(concept)
    if year != _year(ledger, concept) - _years_between(ledger):
        return None
    if _is_held_centrally(ledger, concept) != _is_held_centrally(earlier, concept):
        return None
    is_same_money = earlier_value.amount.is_money and unit.currency == earlier_value.amount.unit.currency
    if earlier_value.amount.unit != unit and not is_same_money:
        return None
    return PriorValue(earlier_value.amount, "earlier", year, earlier, earlier_value.terms)


def earlier_document(ledger: Ledger, basis: Basis | None = None) -> Ledger | None:
    """Ledger of the entity's document of the same stage for the year compared with.

    None if it is not there, or if the comparison is with another kind of figure.
    """
    statement, comparison = ledger.statement, ledger.statement.compares_with
    with_what = basis or (comparison.basis if comparison else "unstated")
    if with_what not in _LIKE[statement.phase.phase]:
        return None
    return ledger.others.get(f"{statement.entity}/{statement.fiscal_year - _years_between(ledger)}-{statement.phase}")


def subtract_prior(ledger: Ledger, amount: Amount, prior_amount: Amount, source: Ledger) -> Amount:
    """`amount` minus `prior_amount`, in the unit of `amount`; across two documents, rounded to the digits that both print."""
    value = amount.value - prior_amount.to_unit(amount.unit).value
    if source is ledger or not amount.is_money:
        return Amount(value, amount.unit)
    exponent = max(_last_place(amount), _last_place(prior_amount.to_unit(amount.unit)))
    return Amount(round_half_up(value, max(0, -exponent)), amount.unit)


def _last_place(amount: Amount) -> int:
    """Power of ten of the last digit that an amount is known to."""
    return min(int(number.normalize().as_tuple().exponent) for number in (amount.rounding_step, amount.value) if number)


def _years_between(ledger: Ledger) -> int:
    """Number of years that the document looks back; 1 if it does not say."""
    comparison = ledger.statement.compares_with
    return ledger.statement.fiscal_year - comparison.year if comparison else 1


def _year(ledger: Ledger, concept: str) -> int:
    """Year that a document's figure refers to: that of its counting day, else the fiscal year."""
    figure = ledger.figure(concept)
    return figure.as_of.year if figure and figure.as_of else ledger.statement.fiscal_year


def _is_held_centrally(ledger: Ledger, concept: str) -> bool:
    """True if a 0 means that another entity keeps the money; such a 0 is never compared with money of one's own."""
    figure = ledger.figure(concept)
    return figure is not None and figure.state == "held-centrally"
