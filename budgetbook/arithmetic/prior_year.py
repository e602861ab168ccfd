"""A ledger and a concept in; its figure of the year before out, and where that comes from.

Three places are asked in turn: what this document prints; what its printed figures give, be it by its parts or by the
change that it prints; the body's own document of the year before. Pages, charts and prose all ask here, so that no two of
them say different things. Rules never do: they test what this document says by itself.
"""

from __future__ import annotations

from typing import Literal

from budgetbook.arithmetic.ledger import Known, Ledger, Term
from budgetbook.arithmetic.money import Amount, rounded
from budgetbook.content.statement import Basis
from budgetbook.infra.base.record import record

How = Literal["printed", "computed", "earlier"]

_LIKE: dict[str, tuple[Basis, ...]] = {
    "budget": ("unstated", "initial-budget"),
    "final-accounts": ("unstated", "executed", "final-accounts"),
}
"""By the kind of a document: the figures that last year's document of its kind can stand for. What was spent is no measure
for a plan, so a budget that compares itself with spending is never given last year's budget, nor the other way round."""


@record
class Before:
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
    def computed(self) -> bool:
        """Whether the document that it is from prints no such number."""
        return bool(self.terms)


@record
class Change:
    """What lies between a year's figure and that of the year before."""

    amount: Amount
    """With its sign, in the unit of `known`."""
    known: Known
    """This year's figure."""
    before: Before


def year_before(ledger: Ledger, concept: str) -> Before | None:
    """The figure of the year before by the best of the three ways; None where none of them leads to one."""
    return said_here(ledger, concept) or _said_then(ledger, concept)


def change_since(ledger: Ledger, concept: str) -> Change | None:
    """This year's figure less that of the year before, no finer than the coarser of two documents prints."""
    now, before = ledger.known(concept, "amount"), year_before(ledger, concept)
    if now is None or before is None:
        return None
    return Change(apart(ledger, now.amount, before.amount, before.source), now, before)


def compared_year(ledger: Ledger) -> int | None:
    """The year that figures are set beside: the document's own word, else the last one where its document is there."""
    statement = ledger.statement
    if statement.compares_with:
        return statement.compares_with.year
    return statement.fiscal_year - 1 if earlier_document(ledger) else None


def said_here(ledger: Ledger, concept: str) -> Before | None:
    """What this document itself gives: the figure as printed, the sum of its parts, or what the printed change implies."""
    year = _year(ledger, concept) - _years_between(ledger)
    if known := ledger.known(concept, "prior"):
        return Before(known.amount, "computed" if known.computed else "printed", year, ledger, known.terms)
    said = ledger.said_of_prior(concept) if _of_that_year(ledger, concept) else None
    return Before(said[0], "computed", year, ledger, said[1]) if said else None  # a prior that is printed is known above


def _of_that_year(ledger: Ledger, concept: str) -> bool:
    """Whether a printed change is one from the figure compared with, and not from another year's or another kind's."""
    figure, compared = ledger.figure(concept), ledger.statement.compares_with
    says = figure.printed if figure else None
    if figure is None or says is None:
        return False
    basis = figure.basis or (compared.basis if compared else None)
    return (says.year is None or compared is None or says.year == compared.year) and says.basis in (None, basis)


def _said_then(ledger: Ledger, concept: str) -> Before | None:
    """What the document of the year before says of its own year, where the two figures are of one kind."""
    figure, about = ledger.figure(concept), ledger.concepts.get(concept)
    earlier = earlier_document(ledger, figure.basis if figure else None)
    there = earlier.known(concept, "amount") if earlier else None
    if about is None or about.measure == "year" or earlier is None or there is None:
        return None
    year, unit = _year(earlier, concept), ledger.unit(concept)
    if year != _year(ledger, concept) - _years_between(ledger) or _held(ledger, concept) != _held(earlier, concept):
        return None
    if there.amount.unit != unit and not (there.amount.is_money and Amount(there.amount.value, unit).is_money):
        return None
    return Before(there.amount, "earlier", year, earlier, there.terms)


def earlier_document(ledger: Ledger, basis: Basis | None = None) -> Ledger | None:
    """The body's document of the same kind for the year compared with; None where this one compares with something else."""
    statement, compared = ledger.statement, ledger.statement.compares_with
    with_what = basis or (compared.basis if compared else "unstated")
    if with_what not in _LIKE[statement.phase]:
        return None
    return ledger.others.get(f"{statement.entity}/{statement.fiscal_year - _years_between(ledger)}-{statement.phase}")


def apart(ledger: Ledger, now: Amount, then: Amount, source: Ledger) -> Amount:
    """`now` less `then`, in the unit of `now`; where they are from two documents, to the digits that both of them print."""
    value = now.value - then.to(now.unit).value
    if source is ledger or not now.is_money:
        return Amount(value, now.unit)
    steps = [Amount(each.precision.get(a.unit, value), a.unit).to(now.unit).value for each, a in ((ledger, now), (source, then))]
    exponent = max(int(step.normalize().as_tuple().exponent) for step in steps)
    return Amount(rounded(value, max(0, -exponent)), now.unit)


def _years_between(ledger: Ledger) -> int:
    """How many years back the document looks: one, where it does not say."""
    compared = ledger.statement.compares_with
    return ledger.statement.fiscal_year - compared.year if compared else 1


def _year(ledger: Ledger, concept: str) -> int:
    """The year that a document's figure speaks of: its own, or that of the day on which things were counted."""
    figure = ledger.figure(concept)
    return figure.as_of.year if figure and figure.as_of else ledger.statement.fiscal_year


def _held(ledger: Ledger, concept: str) -> bool:
    """Whether a 0 stands for money that another body keeps: no such 0 is set beside money of one's own."""
    figure = ledger.figure(concept)
    return figure is not None and figure.state == "held-centrally"
