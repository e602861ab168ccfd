"""Percentages of a change that were worked out from this year's amount: `300万元，比上年增加50万元，增长16.67%`, which is 20%.

Only such a one is told. Any other percentage may be one of the whole, or of several things together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_implied_percent
from budgetbook.arithmetic.money import Amount, round_half_up
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import PassageSlip, narrow_digits
from budgetbook.content.units import PERCENT

_NUMBER = r"([0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)"
_UNIT = r"\s?(亿元|万元|元)"
_RISES, _FALLS = "增加|增长|上升|提高", "减少|下降|降低|压减"
_CHANGE = re.compile(
    rf"(?<![0-9.,]){_NUMBER}{_UNIT}[，,]?\s?(?:占[^，。；：]{{1,24}}%[，,]\s?)?(?:同比|[比较与])([^，。；：0-9]{{0,10}}(?:20[0-9]{{2}}\s?年)?[^，。；：0-9]{{0,12}}?)"
    rf"({_RISES}|{_FALLS})了?\s?{_NUMBER}{_UNIT}[，,、]\s?(?:同比)?(?:{_RISES}|{_FALLS}|增幅|降幅|减幅)[了率为]{{0,2}}\s?{_NUMBER}\s?%"
)
_RESTATEMENTS = ("口径", "剔除", "扣除", "不含")
_FEWEST_DIGITS = 3
"""Digits of a percentage that is not what it is by chance."""


def find_wrong_bases(text: str) -> Iterator[PassageSlip]:
    """Yield each change with a percentage that is its share of this year's amount, and the percentage of the year before."""
    narrow_text = narrow_digits(text)
    for match in _CHANGE.finditer(narrow_text):
        amount, change = _read(match[1], match[2]), _read(match[5], match[6])
        if right_percent := _correct(match[7], amount, change.to_unit(amount.unit), match[4], match[3]):
            yield PassageSlip(text[match.start(4) : match.end()], right_percent)


def _correct(number: str, amount: Amount, change: Amount, direction: str, basis: str) -> str:
    """The percentage as it should be; "" where the printed one is right, or may be of something else."""
    percent = Amount(Decimal(number.replace(",", "")), PERCENT)
    places = max(0, -int(percent.value.as_tuple().exponent))
    if any(word in basis for word in _RESTATEMENTS) or len(percent.value.as_tuple().digits) < _FEWEST_DIGITS or not amount.value:
        return ""
    if round_half_up(change.value / amount.value * 100, places) != percent.value:
        return ""
    signed_change = change if direction in _RISES.split("|") else Amount(-change.value, change.unit, change.step)
    try:
        comparison, right_percent = compare_implied_percent(percent, amount, signed_change)
    except ZeroDivisionError:
        return ""
    return f"{right_percent.value}%" if comparison.verdict == "fails" else ""


def _read(number: str, unit: str) -> Amount:
    return Amount(Decimal(number.replace(",", "")), read_unit(unit))
