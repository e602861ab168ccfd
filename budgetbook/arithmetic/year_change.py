"""The change of one figure since the year compared with: as printed, as computed, and the prior year that it implies."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from budgetbook.arithmetic.comparison import compare_implied_percent
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import Term, step_of
from budgetbook.content.units import PERCENT, Unit

_SIGNS = {"increase": 1, "decrease": -1}


def compute_change(ledger: Ledger, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
    """Amount minus prior, with its terms; None if either is unknown."""
    current, prior = ledger.known_value(concept, "amount"), ledger.known_value(concept, "prior")
    if current is None or prior is None or (current.is_computed != prior.is_computed and _may_be_wider(ledger, concept)):
        return None
    terms = (
        Term("", concept, "amount", current.amount, current.is_computed),
        Term("−", concept, "prior", prior.amount, prior.is_computed),
    )
    return Amount(current.amount.value - prior.amount.value, current.amount.unit, step_of(terms)), terms


def _may_be_wider(ledger: Ledger, concept: str) -> bool:
    """True if what only some places count in a whole is printed as well, so that the parts need not be all of it."""
    return bool(ledger.optional_parts(concept, "amount") or ledger.optional_parts(concept, "prior"))


def read_printed_change(ledger: Ledger, concept: str) -> Amount | None:
    """The size of the change that the document prints, in the figure's unit; None if it prints none.

    A change printed in another unit is converted, unless the unit is a slip.
    """
    figure, own_unit = ledger.figure(concept), ledger.unit(concept)
    if figure is None or figure.printed is None or figure.printed.change is None:
        return None
    if (figure.printed.unit or own_unit) != own_unit and not has_slip_of_unit(ledger, concept):
        return ledger.amount_at(figure.printed.change, figure.printed.unit or own_unit, figure.at).to_unit(own_unit)
    return ledger.amount_at(figure.printed.change, own_unit, figure.at)


def has_slip_of_unit(ledger: Ledger, concept: str) -> bool:
    """True if a change is printed in another unit than its figure, yet its digits are nearer to the difference of the two
    years if they are read in the figure's own; without last year's figure, if only then the percentage comes out.
    """
    figure, change = ledger.figure(concept), compute_change(ledger, concept)
    if figure is None or figure.printed is None or figure.printed.unit is None:
        return False
    if change is None:
        own_unit = ledger.unit(concept)
        return _gives_percent(ledger, concept, own_unit) and not _gives_percent(ledger, concept, figure.printed.unit)
    size, digits = abs(change[0].value), figure.printed.change
    if not size or not digits:
        return False
    converted_amount = Amount(digits, figure.printed.unit).to_unit(change[0].unit)
    return _distance(digits, size) < _distance(converted_amount.value, size)


def _gives_percent(ledger: Ledger, concept: str, unit: Unit) -> bool:
    """True if the percentage that is printed is that of the change to this year's amount, the change read in a unit."""
    figure, amount = ledger.statement.figures[concept], ledger.printed_amount(concept, "amount")
    words = figure.printed
    if words is None or words.change is None or words.percent is None or words.direction not in _SIGNS or amount is None:
        return False
    size = ledger.amount_at(words.change, unit, figure.at).to_unit(amount.unit)
    change = Amount(_SIGNS[words.direction] * size.value, size.unit, size.step)
    if amount.value <= change.value:
        return False
    return compare_implied_percent(Amount(words.percent, PERCENT), amount, change)[0][0] != "fails"


def find_stated_prior(ledger: Ledger, concept: str) -> tuple[Amount, tuple[Term, ...]] | None:
    """The prior year's figure as printed, or as the amount and the printed change imply it, with its terms."""
    figure, amount = ledger.figure(concept), ledger.printed_amount(concept, "amount")
    if printed_prior := ledger.printed_amount(concept, "prior"):
        return printed_prior, (Term("", concept, "prior", printed_prior),)
    printed_change = figure.printed if figure else None
    if amount is None or printed_change is None or printed_change.direction is None or printed_change.unit is not None:
        return None
    if printed_change.direction == "unchanged":
        return amount, (Term("", concept, "amount", amount),)
    change = read_printed_change(ledger, concept)
    if change is None:
        return None
    rises = printed_change.direction == "increase"
    implied_prior = Amount(
        amount.value - change.value if rises else amount.value + change.value,
        amount.unit,
        amount.rounding_step + change.rounding_step,
    )
    sign: Literal["+", "−"] = "−" if rises else "+"
    return implied_prior, (Term("", concept, "amount", amount), Term(sign, concept, "change", change))


def _distance(first: Decimal, second: Decimal) -> Decimal:
    """How many times the larger of two numbers is the smaller one."""
    return max(first / second, second / first)
