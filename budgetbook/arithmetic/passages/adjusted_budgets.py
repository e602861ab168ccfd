"""A budget that was added to in the year: 年初预算800.00万元，年中追加300.00万元，调整预算1,100.00万元."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted, narrow_digits

_AMOUNT = r"([0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)\s?(亿元|万元|元)"
_ADDITION = re.compile(
    rf"年初预算(?:数|安排)?(?:为|是)?\s?{_AMOUNT}[，,]\s?(?:年中|当年|年内)?追加(?:预算|资金)?(?:为)?\s?{_AMOUNT}[，,]\s?"
    rf"(?:(?:年中|当年|年内)?(?:追减|调减|收回)(?:预算|资金)?(?:为)?\s?{_AMOUNT}[，,]\s?)?调整后?(?:的)?(?:全年)?预算数?(?:为|是)?\s?{_AMOUNT}"
)


def find_wrong_additions(text: str) -> Iterator[PassageSlip]:
    """Yield each adjusted budget that is not the first one with what was added and taken back in the same sentence."""
    for match in _ADDITION.finditer(hide_quoted(narrow_digits(text))):
        budget, addition, cut, adjusted_budget = (_read_amount(match, group) for group in (1, 3, 5, 7))
        if not (budget and addition and adjusted_budget):
            continue
        unit = adjusted_budget.unit
        terms = [amount.to_unit(unit) for amount in (budget, addition, *([cut] if cut else []))]
        total = terms[0].value + terms[1].value - sum((term.value for term in terms[2:]), Decimal(0))
        slack = sum((term.slack for term in terms), adjusted_budget.slack)
        if abs(total - adjusted_budget.value) > slack:
            yield PassageSlip(f"{match[7]}{unit}", f"{total:,f}{unit}")


def _read_amount(match: re.Match[str], group: int) -> Amount | None:
    return Amount(Decimal(match[group].replace(",", "")), read_unit(match[group + 1])) if match[group] else None
