"""The values of a finding as readers are shown them: in the unit that is printed, without digits that only conversion made."""

from __future__ import annotations

from typing import overload

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, count_places, round_half_up, without_trailing_zeros
from budgetbook.content.units import Unit


def find_unit(finding: Finding) -> Unit:
    """Unit of the printed value; one without a name where that is no amount."""
    return finding.printed_value.unit if isinstance(finding.printed_value, Amount) else Unit("")


def find_printed_unit(finding: Finding, ledger: Ledger) -> Unit:
    """Unit in which the document prints a change."""
    figure = ledger.figure(finding.concept)
    return (figure.printed.unit if figure and figure.printed else None) or find_unit(finding)


def find_printed_value(finding: Finding, ledger: Ledger) -> Amount | str | None:
    """The printed value; a change is in the unit that the document prints, even if that is the wrong one."""
    if finding.rule != "change" or not isinstance(finding.printed_value, Amount):
        return finding.printed_value
    return Amount(finding.printed_value.value, find_printed_unit(finding, ledger))


def find_difference(finding: Finding) -> Amount | None:
    """Absolute difference between printed and computed value."""
    if finding.difference is None:
        return None
    unit = next((v.unit for v in (finding.printed_value, finding.computed_value) if isinstance(v, Amount)), Unit(""))
    return without_zeros_of_conversion(Amount(abs(finding.difference), unit))


_PLACES_OF_MONEY = 2


@overload
def without_zeros_of_conversion(value: Amount) -> Amount: ...
@overload
def without_zeros_of_conversion(value: Amount | str | None) -> Amount | str | None: ...
def without_zeros_of_conversion(value: Amount | str | None) -> Amount | str | None:
    """Money without the zeros that another unit's places leave behind its own: 1,234.567800 万元, printed 12,345,678.00 元."""
    if not isinstance(value, Amount) or not value.is_money or count_places(value.value) <= _PLACES_OF_MONEY:
        return value
    short = without_trailing_zeros(value.value)
    return Amount(short if count_places(short) > _PLACES_OF_MONEY else round_half_up(short, _PLACES_OF_MONEY), value.unit)
