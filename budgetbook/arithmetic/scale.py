"""Measures that set a figure beside another, so that its size can be grasped: per person, per resident, share of a whole.

They are always our own arithmetic, and are worked out only where the document gives both numbers, or the number of residents has
a source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, percent_of, round_half_up
from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.content.content import Content
from budgetbook.content.entity import Residents
from budgetbook.content.site_files import Scale
from budgetbook.content.units import PERCENT, Units

RESIDENTS = "residents"
"""What a measure names instead of a concept to be divided by the people who live in a body's area."""


@dataclass(frozen=True, slots=True)
class ScaledFigure:
    """One measure of a statement, and the two numbers that it was worked out from."""

    name: str
    """Its name in `site.yaml`."""
    scale: Scale
    value: Amount
    """Money, in the unit of its currency, for each of those that it was divided by; or per cent."""
    dividend: Amount
    divisor: Amount
    residents: Residents | None
    """Where the divisor comes from, if it is no figure of the document."""
    fails: bool
    """True if a check of one of the two amounts fails."""


def scale_figures(content: Content, ledger: Ledger, findings: tuple[Finding, ...]) -> Iterator[ScaledFigure]:
    """Yield the site's measures that a statement has the numbers for."""
    residents = content.entities[ledger.statement.entity].residents
    failing_concepts = {each.concept for each in findings if each.role == "amount" and rate_outcome(each) == "fails"}
    for name, scale in content.site.scales.items():
        value = ledger.known_value(scale.of, "amount")
        by_residents = scale.by == RESIDENTS
        divisor = _residents_amount(residents, content.units) if by_residents else _amount(ledger, scale.by)
        if value is None or divisor is None or not _can_divide(value.amount, divisor):
            continue
        result = _divide(value.amount, divisor)
        fails = not failing_concepts.isdisjoint({scale.of, scale.by})
        yield ScaledFigure(name, scale, result, value.amount, divisor, residents if by_residents else None, fails)


def _amount(ledger: Ledger, concept: str) -> Amount | None:
    value = ledger.known_value(concept, "amount")
    return value.amount if value else None


def _residents_amount(residents: Residents | None, units: Units) -> Amount | None:
    return Amount(Decimal(residents.value), units.usual_for("people")) if residents else None


def _can_divide(dividend: Amount, divisor: Amount) -> bool:
    """True for money by a count, or by money of the same currency."""
    is_alike = not divisor.is_money or divisor.unit.currency == dividend.unit.currency
    return dividend.is_money and dividend.value >= 0 and divisor.value > 0 and is_alike


def _divide(dividend: Amount, divisor: Amount) -> Amount:
    """Divide: money by money gives per cent, money by a count the unit of its currency; small results have more decimals."""
    if divisor.is_money:
        share = 100 * dividend.to_base_unit() / divisor.to_base_unit()
        places = 1 if share >= 1 else 2 if share >= Decimal("0.01") else 4
        return Amount(percent_of(dividend.to_base_unit(), divisor.to_base_unit(), places), PERCENT)
    each = dividend.to_base_unit() / divisor.to_base_unit()
    return Amount(round_half_up(each, 0 if each >= 100 else 2), dividend.unit.base)
