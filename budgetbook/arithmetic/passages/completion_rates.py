"""Rates of completion beside their two amounts, in any order: `支出646万元，预算为955万元，完成预算的97.64%`, which is 67.64 %.

What is found is for a person to judge: a rate is right if it is one of any two amounts near it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_share_percent
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.sentence_changes import read_amounts
from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted, narrow_digits
from budgetbook.content.units import PERCENT

_AMOUNT = r"(?<![0-9.,])(?<![0-9.,]\s)([0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?)\s?(亿元|万元|元)"
_BUDGET = r"(?:年初|全年)?预算(?:数|安排)?(?:为|是)?\s?"
_OUTCOME = r"(?:支出|决算|执行|实际)(?:支出|决算|执行)?(?:数)?(?:为|是)?\s?"
_RATE = r"[，,；]\s?完成(?:了)?(?:年初|全年)?预算(?:数)?的?\s?([0-9]{1,5}(?:\.[0-9]{1,6})?)\s?%"
_BUDGET_FIRST = re.compile(rf"{_BUDGET}{_AMOUNT}[，,；]\s?[^，。；：0-9]{{0,12}}{_OUTCOME}{_AMOUNT}{_RATE}")
_OUTCOME_FIRST = re.compile(rf"{_OUTCOME}{_AMOUNT}[，,；]\s?[^，。；：0-9]{{0,12}}{_BUDGET}{_AMOUNT}{_RATE}")
_FORM_RATES = (0, 100)
"""What forms print as a rate of nothing."""


def find_wrong_rates(text: str, amounts: Iterable[Amount] = ()) -> Iterator[PassageSlip]:
    """Yield each rate that is of no two amounts of the text, nor of `amounts` near it, and the right one."""
    plain_text = hide_quoted(narrow_digits(text))
    near_amounts = [amount for amount in (*amounts, *read_amounts(text)) if amount.value]
    for pattern, is_budget_first in ((_BUDGET_FIRST, True), (_OUTCOME_FIRST, False)):
        for match in pattern.finditer(plain_text):
            first, second = (Amount(Decimal(match[n].replace(",", "")), read_unit(match[n + 1])) for n in (1, 3))
            budget, outcome = (first, second) if is_budget_first else (second, first)
            rate = Amount(Decimal(match[5]), PERCENT)
            if not budget.value or rate.value in _FORM_RATES or _is_of_two(rate, outcome, budget, near_amounts):
                continue
            right_rate = compare_share_percent(rate, outcome.to_unit(budget.unit), budget)[1]
            yield PassageSlip(text[match.start() : match.end()], f"{right_rate.value}%")


def _is_of_two(rate: Amount, outcome: Amount, budget: Amount, near_amounts: Sequence[Amount]) -> bool:
    """True if the outcome is this rate of an amount near it, or another amount this rate of the budget."""
    pairs = [(budget, outcome), *((each, outcome) for each in near_amounts), *((budget, each) for each in near_amounts)]
    return any(compare_share_percent(rate, part.to_unit(whole.unit), whole)[0].verdict != "fails" for whole, part in pairs)
