"""Compares printed numbers as the intervals of all values that they may have been rounded, or cut off, from.

After XBRL's Calculations 1.1: a sum is wrong only where the interval of the total and the sum of the intervals of its parts do
not meet. One fact printed twice to the same digit is one number, so there any difference counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Literal, NamedTuple

from budgetbook.arithmetic.money import Amount, percent_of, round_half_up
from budgetbook.content.units import PERCENT

Outcome = Literal["holds", "rounding", "fails"]

_ZERO, _HUNDRED = Decimal(0), Decimal(100)


class ComparisonResult(NamedTuple):
    """The outcome of a comparison."""

    verdict: Outcome
    difference: Decimal
    """Printed minus computed, in the printed number's unit."""
    cut: bool = False
    """True if the numbers agree only because one of them was cut off instead of rounded."""


def total_slack(amounts: Iterable[Amount]) -> Decimal:
    """Sum of the slack of amounts in one unit."""
    return sum((amount.slack for amount in amounts), _ZERO)


def compare_sum(whole: Amount, total: Amount, parts: Iterable[Amount]) -> ComparisonResult:
    """Compare a whole with the total of its parts, all in one unit: |difference| <= (n + 1) * u / 2 if all have the step u.

    A single part is the same number as its whole.
    """
    amounts = tuple(parts)
    if len(amounts) == 1 and total == amounts[0]:
        return compare_same(whole, amounts[0])
    difference, slack = whole.value - total.value, total_slack(amounts)
    if abs(difference) <= slack + whole.slack:
        return ComparisonResult("rounding" if difference else "holds", difference)
    coarser = all(whole.rounding_step > amount.rounding_step for amount in amounts if amount.value)
    is_cut = coarser and _is_cut(whole, total, slack)
    return ComparisonResult("rounding" if is_cut else "fails", difference, is_cut)


def compare_same(printed_amount: Amount, other: Amount) -> ComparisonResult:
    """Compare two amounts that stand for one fact, in the unit of the first.

    To the same step they must be equal; else the finer one has to round to the coarser, or to have been cut off to it.
    """
    converted_amount = other.to_unit(printed_amount.unit)
    difference = printed_amount.value - converted_amount.value
    coarse, fine = sorted((printed_amount, converted_amount), key=lambda amount: -_printed_step(amount))
    if not difference or not coarse.is_money or _printed_step(coarse) == _printed_step(fine):
        return ComparisonResult("fails" if difference else "holds", difference)
    if abs(difference) <= (_printed_step(coarse) + _printed_step(fine)) / 2:
        return ComparisonResult("rounding", difference)
    is_cut = _is_cut(coarse, fine, _ZERO)
    return ComparisonResult("rounding" if is_cut else "fails", difference, is_cut)


def compare_again(printed_amount: Amount, other: Amount) -> ComparisonResult:
    """Compare a figure with the same figure printed again.

    Fewer decimals than the other time, as in a headline (1429 beside 1429.52), are fewer digits, whatever the section's habit.
    """
    result = compare_same(printed_amount, other)
    as_printed = compare_same(replace(printed_amount, step=None), replace(other, step=None))
    return as_printed if result.verdict == "fails" else result


def compare_equal(amount: Amount, other: Amount, terms: Iterable[Amount]) -> ComparisonResult:
    """Compare two facts that must be equal, in one unit; each was rounded for itself, the first perhaps from its terms."""
    difference = amount.value - other.value
    if abs(difference) <= total_slack((*terms, other)):
        return ComparisonResult("rounding" if difference else "holds", difference)
    return compare_same(amount, other)


def compare_limit(part: Amount, whole: Amount, terms: Iterable[Amount]) -> ComparisonResult:
    """Compare what may not exceed a whole with it, in the unit of the part; the difference is what the whole has left."""
    limit = whole.to_unit(part.unit)
    remainder = limit.value - part.value
    if remainder >= 0:
        return ComparisonResult("holds", remainder)
    return ComparisonResult("rounding" if -remainder <= total_slack((limit, *terms)) else "fails", remainder)


def compare_change_percent(printed_percent: Amount, amount: Amount, prior: Amount) -> tuple[ComparisonResult, Amount]:
    """Compare a printed percentage with the change from `prior` to `amount`, and give the one that these make."""
    change = amount.value - prior.value
    quotients = [abs(current - base) / abs(base) for current, base in product(_ends(amount), _ends(prior)) if base]
    low = _ZERO if abs(change) <= amount.slack + prior.slack else min(quotients)
    return _compare_quotient(printed_percent, abs(change), abs(prior.value), low, max(quotients))


def compare_implied_percent(printed_percent: Amount, amount: Amount, change: Amount) -> tuple[ComparisonResult, Amount]:
    """Compare a printed percentage with `change`, below 0 for a fall, that led to `amount`, and give the one that these make.

    The base is what they leave of the year before. A change of 0 that has a percentage was rounded to 0. Raises
    ZeroDivisionError if the base may be 0 or below.
    """
    half = change.rounding_step / 2
    sizes = _ends(change) if change.value else (-half, _ZERO, half)
    pairs = [(size, current - size) for current, size in product(_ends(amount), sizes)]
    if any(base <= 0 for _, base in pairs):
        raise ZeroDivisionError("a change from nothing")
    quotients = [abs(size) / base for size, base in pairs]
    base = amount.value - change.value
    return _compare_quotient(printed_percent, abs(change.value), base, min(quotients), max(quotients))


def compare_share_percent(printed_percent: Amount, part: Amount, whole: Amount) -> tuple[ComparisonResult, Amount]:
    """Compare a printed percentage with `part` in `whole`, both in one unit, and give the one that these make."""
    quotients = [one / all_of_it for one, all_of_it in product(_ends(part), _ends(whole)) if all_of_it]
    return _compare_quotient(printed_percent, part.value, whole.value, min(quotients), max(quotients))


def _compare_quotient(
    printed_percent: Amount, part: Decimal, whole: Decimal, low: Decimal, high: Decimal
) -> tuple[ComparisonResult, Amount]:
    """Compare a percentage at the places printed, where the exact quotient lies between `low` and `high`."""
    places, half = max(0, -int(printed_percent.value.as_tuple().exponent)), printed_percent.rounding_step / 2
    computed_percent = Amount(percent_of(part, whole, places), PERCENT)
    difference = printed_percent.value - computed_percent.value
    if not difference:
        return ComparisonResult("holds", difference), computed_percent
    if low * _HUNDRED - half <= printed_percent.value <= high * _HUNDRED + half and low != high:
        return ComparisonResult("rounding", difference), computed_percent
    is_cut = _is_cut(printed_percent, Amount(part / whole * _HUNDRED, PERCENT), _ZERO)
    is_rounded = is_cut or _has_filled_place(printed_percent, low, high) or _is_rounded_twice(printed_percent, part, whole)
    return ComparisonResult("rounding" if is_rounded else "fails", difference, is_cut), computed_percent


def _has_filled_place(percent: Amount, low: Decimal, high: Decimal) -> bool:
    """True if a percentage was rounded to one place fewer than it has, and that place filled with 0: 2.40 for 2.374."""
    digits = percent.value.as_tuple()
    if int(digits.exponent) >= -1 or digits.digits[-1]:
        return False
    half = percent.rounding_step * 5
    return low * _HUNDRED - half <= percent.value <= high * _HUNDRED + half


def _is_rounded_twice(percent: Amount, part: Decimal, whole: Decimal) -> bool:
    """True if a percentage was rounded to one place more than it has, and then again: 33.1 for 33.047, by way of 33.05."""
    places = max(0, -int(percent.value.as_tuple().exponent))
    return round_half_up(percent_of(part, whole, places + 1), places) == percent.value


def _ends(amount: Amount) -> Iterator[Decimal]:
    currency = amount.unit.currency
    slack = (
        max(amount.slack, currency.working_step / 2) if currency and not amount.unit.exponent and amount.value else amount.slack
    )
    yield amount.value - slack
    yield amount.value + slack


def _is_cut(coarse: Amount, fine: Amount, slack: Decimal) -> bool:
    """True if the coarse number may be the fine one, which is known to `slack`, without its last digits."""
    rest = abs(fine.value) - abs(coarse.value)
    return bool(coarse.value) and coarse.value * fine.value > 0 and -slack <= rest < coarse.rounding_step + slack


def _printed_step(amount: Amount) -> Decimal:
    """Step of an amount in a comparison of two; a printed 0 without decimals says that there is none, so it is exact."""
    says_none = not amount.value and amount.step in (None, 1) and amount.value.as_tuple().exponent == 0
    return _ZERO if says_none else amount.rounding_step
