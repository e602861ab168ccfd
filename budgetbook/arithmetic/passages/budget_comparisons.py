"""An outcome beside its budget in a passage.

Example: 年初预算为160.00万元，支出决算为150.00万元，完成年初预算的93.75%，决算数小于预算数.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import hide_quoted, narrow_digits
from budgetbook.content.figure import BudgetOutcome
from budgetbook.content.units import PERCENT

_NUMBER, _UNIT = r"([0-9][0-9,]*(?:\.[0-9]+)?)", r"\s?(亿元|万元|元)"
_AMOUNTS = re.compile(
    rf"(?:年初|全年)预算(?:数|安排)?(?:为|是)?\s?{_NUMBER}{_UNIT}[，,；。]\s?[^，。；：0-9]{{0,12}}(?:决算|执行)(?:数)?(?:为|是)?\s?{_NUMBER}{_UNIT}"
)
_OF_ADJUSTED = re.compile(
    rf"调整后?的?预算(?:数)?(?:为|是)?\s?{_NUMBER}{_UNIT}[，,；]\s?[^，。；：0-9]{{0,12}}(?:决算|执行)(?:数)?(?:为|是)?\s?{_NUMBER}{_UNIT}"
    rf"[，,；]\s?(?:完成(?:了)?年初预算(?:数)?的?\s?[0-9.,]{{1,12}}\s?%[，,；]\s?)?完成(?:了)?调整后?的?预算(?:数)?的?\s?{_NUMBER}\s?%"
)
_RATE = re.compile(rf"完成(?:了)?(?:年初|全年)?预算(?:数)?的?\s?{_NUMBER}\s?%")
_WORDS: dict[BudgetOutcome, re.Pattern[str]] = {
    "above": re.compile("决算数?(?:大于|高于|多于|超过|超出)(?:年初|全年)?预算"),
    "below": re.compile("决算数?(?:小于|低于|少于)(?:年初|全年)?预算"),
    "equal": re.compile("决算数?(?:等于(?:年初|全年)?预算|与(?:年初|全年)?预算数?(?:持平|相等|一致))"),
}
_ADJUSTMENT = "调整"


@dataclass(frozen=True, slots=True)
class BudgetComparison:
    """A budget and its outcome in one unit, with what the passage says of the two."""

    budget: Amount
    outcome: Amount
    rate: Amount | None
    """The rate of completion as printed."""
    word: BudgetOutcome | None


def find_budget_comparisons(text: str) -> Iterator[BudgetComparison]:
    """Yield each budget that its outcome follows; an adjusted one only where the rate is said to be of it."""
    plain_text = hide_quoted(narrow_digits(text))
    for match in _OF_ADJUSTED.finditer(plain_text):
        budget, outcome = _read_amount(match[1], match[2]), _read_amount(match[3], match[4])
        yield BudgetComparison(budget, outcome.to_unit(budget.unit), _read_amount(match[5], PERCENT), None)
    matches = list(_AMOUNTS.finditer(plain_text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(plain_text)
        tail = plain_text[match.end() : end]
        if _ADJUSTMENT not in match[0] + tail:
            budget, outcome = _read_amount(match[1], match[2]), _read_amount(match[3], match[4])
            yield BudgetComparison(budget, outcome.to_unit(budget.unit), _only_rate(tail), _only_word(tail))


def _read_amount(number: str, unit: str) -> Amount:
    return Amount(Decimal(number.replace(",", "")), read_unit(unit))


def _only_rate(tail: str) -> Amount | None:
    rates = _RATE.findall(tail)
    return _read_amount(rates[0], PERCENT) if len(rates) == 1 else None


def _only_word(tail: str) -> BudgetOutcome | None:
    words = [word for word, pattern in _WORDS.items() if pattern.search(tail)]
    return words[0] if len(words) == 1 else None
