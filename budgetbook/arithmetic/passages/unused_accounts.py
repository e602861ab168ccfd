"""Accounts that a passage says the body has no money in: `本部门2024年度没有政府性基金预算财政拨款支出。`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetbook.arithmetic.passages.slip import hide_quoted, narrow_digits

_FUNDS = {"政府性基金": "government-funds", "国有资本经营": "state-capital"}
_OWNERS = "本部门|本单位|我部门|我单位|本局|我局|本院|我院|本校|我校|本镇|我镇|本街道|我街道"
_NONE = re.compile(
    rf"(?:^|[，。；：])\s?(?:{_OWNERS})?(?:(?P<year>(?:19|20)[0-9]{{2}})\s?年度?)?(?:{_OWNERS})?(?:没有|无|未安排|不涉及)(?:使用)?"
    r"(?P<fund>政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:安排的?)?(?P<side>收入和支出|收入支出|收支|收入|支出|预算)?(?=[，。；]|$)"
)
_OF_A_TABLE = ("本表", "此表", "该表", "空表")
_REVENUE = {"government-funds": "government-funds-appropriation", "state-capital": "state-capital-appropriation"}
_EXPENDITURE = {"government-funds": "government-funds-expenditure", "state-capital": "state-capital-expenditure"}


def find_unused_accounts(text: str, year: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the account of each sentence that says so of the year, and the figures that then must be 0.

    The note of a table speaks of the table, which has a rule of its own.
    """
    if any(word in text for word in _OF_A_TABLE):
        return
    for match in _NONE.finditer(hide_quoted(narrow_digits(text))):
        fund = _FUNDS[match["fund"]]
        if match["year"] in (None, str(year)):
            yield fund, _concepts(fund, match["side"] or "")


def _concepts(fund: str, side: str) -> tuple[str, ...]:
    if side == "收入":
        return (_REVENUE[fund],)
    return (_EXPENDITURE[fund],) if side == "支出" else (_REVENUE[fund], _EXPENDITURE[fund])
