"""One whole broken down twice: 按支出功能分类，包括…；按支出用途分类，包括…. If one makes it, so should the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.amount_list import AmountList
from budgetbook.arithmetic.passages.overfull_lists import NO_SUM, read_parts
from budgetbook.arithmetic.passages.shares import read_levels
from budgetbook.arithmetic.passages.slip import hide_quoted, narrow_digits

_LEAD = re.compile(
    r"按(?:照)?[^，,。；：0-9]{0,12}(?:功能|用途|经济|性质|类别|来源)(?:分类|科目|划分|类别|性质|项目|支出|分){0,3}[，,：]?\s?(?:主要)?(?:包括|分为|其中|是|为|有)?[：，,]?"
)
_LARGEST_GAP = Decimal("0.1")
"""Part of the whole beyond which a list is not meant to make it up."""


def find_unlike_breakdowns(texts: Sequence[str]) -> Iterator[tuple[int, AmountList]]:
    """Yield each breakdown, with the index of its text, that misses a whole which another breakdown of it makes."""
    group: list[tuple[int, AmountList]] = []
    whole: Amount | None = None
    for index, text in enumerate(texts):
        plain_text = hide_quoted(narrow_digits(text))
        leads = list(_LEAD.finditer(plain_text))
        levels = read_levels(plain_text[: leads[0].start()] if leads else plain_text)
        if levels:
            yield from _judge(group)
            group, whole = [], levels[-1]
        ends = [*(lead.start() for lead in leads[1:]), len(plain_text)]
        for lead, end in zip(leads, ends, strict=False):
            parts = read_parts(plain_text[lead.end() : end].partition("。")[0], whole, NO_SUM)[0] if whole else ()
            if whole and len(parts) > 1:
                group.append((index, AmountList(whole, tuple(parts))))
    yield from _judge(group)


def _judge(group: Sequence[tuple[int, AmountList]]) -> Iterator[tuple[int, AmountList]]:
    """The wrong breakdowns of one whole, if another is right."""
    wrong = [(index, each) for index, each in group if not _makes_whole(each)]
    if len(wrong) < len(group):
        yield from ((i, each) for i, each in wrong if abs(each.total.value - each.whole.value) <= each.whole.value * _LARGEST_GAP)


def _makes_whole(each: AmountList) -> bool:
    parts = [part.to_unit(each.whole.unit) for part in each.parts]
    return compare_sum(each.whole, each.total, parts).verdict != "fails"
