"""Lists in a sentence whose parts are more than their whole: 车辆32辆，其中：执法执勤用车30辆，其他用车4辆."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.amount_list import AmountList
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import hide_quoted, narrow_digits

_AMOUNT = r"(?<![0-9.,])(?<![0-9.,]\s)([0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)\s?(亿元|万元|元|辆|人|名|台|个|所|家|间|处|批次|人次)"
_WHOLE = re.compile(rf"{_AMOUNT}[，,；;：:]?\s?其中[：:，,]?")
_PART = re.compile(rf"\s?[^0-9]{{1,30}}?(?:为|共|计|约)?\s?{_AMOUNT}")
_SHARE = re.compile(r"\s?占[^0-9]{0,24}[0-9]{1,3}(?:\.[0-9]{1,4})?\s?%")
_NO_PART = re.compile("其中|比|较|上年|增|减|预算|完成|实有|实际|现有|在职|退休|离休|购置|报废|更新|另")
"""Words of a clause that is no part of the whole before it: a comparison, people beside posts, what was bought."""
_CHANGE_BEFORE = re.compile("(?:增加|增长|上升|减少|下降|降低|增减)[了额数约为]{0,2}\\s?$")
"""What ends the words before an amount that is a change, and no whole of what is listed after it."""
_BRACKETS = re.compile("（[^（）]{0,40}）")
_MOST_PARTS = 30
_LISTED_WHOLE = re.compile(
    rf"{_AMOUNT}[，,；;：:]?\s?(?:占[^，。；：0-9]{{0,24}}[0-9.]{{1,6}}\s?%[，,]\s?)?(?:其中|包括)[：:，,]?"
)
NO_SUM = re.compile("其中|比|较|上年|结余|结转|增|减|完成|另")
"""The same where what is listed nearly comes to the whole: 纳入预算管理的资金 is a part."""
_FEWEST_PARTS = 3
_LARGEST_GAP = Decimal("0.001")
"""Part of the whole that a list may miss it by and still be meant to make it up."""


def find_overfull_lists(text: str) -> Iterator[AmountList]:
    """Yield each list with a part above its whole, or with parts that are more together.

    Together they are held against the whole only where each is a count, or has its share of it: other lists may name one money
    twice.
    """
    for sentence in _split_sentences(text):
        for match in _WHOLE.finditer(sentence):
            if _is_change(sentence, match):
                continue
            whole = _read_amount(match[1], match[2])
            next_whole = _WHOLE.search(sentence, match.end())
            parts, share_count = read_parts(sentence[match.end() : next_whole.start() if next_whole else None], whole)
            are_alike = share_count == len(parts) or not whole.is_money
            if larger_part := next((part for part in parts if _exceeds(part, whole, 1)), None):
                yield AmountList(whole, (larger_part,))
            elif are_alike and _are_too_many(parts, whole):
                yield AmountList(whole, tuple(parts))


def find_near_lists(text: str) -> Iterator[AmountList]:
    """Yield each list of money, three parts at least, that misses its whole by so little that a digit of one must be wrong."""
    for sentence in _split_sentences(text):
        for match in _LISTED_WHOLE.finditer(sentence):
            if _is_change(sentence, match):
                continue
            whole = _read_amount(match[1], match[2])
            parts, share_count = read_parts(sentence[match.end() :], whole, NO_SUM)
            each = AmountList(whole, tuple(parts))
            gap = abs(each.total.value - whole.value)
            finest_step = min(amount.to_unit(whole.unit).slack for amount in (whole, *parts))  # 180 beside 509.54 drops zeros
            slack = (len(parts) + 1) * finest_step
            if whole.is_money and len(parts) >= _FEWEST_PARTS and not share_count and slack < gap <= whole.value * _LARGEST_GAP:
                yield each


def _split_sentences(text: str) -> list[str]:
    """The sentences of a text, without what stands in brackets behind a part: 小学141所（含民办5所）."""
    return _BRACKETS.sub(lambda match: "" if "含" in match[0] else match[0], hide_quoted(narrow_digits(text))).split("。")


def _is_change(sentence: str, whole: re.Match[str]) -> bool:
    return bool(_CHANGE_BEFORE.search(sentence, max(0, whole.start() - 8), whole.start()))


def _are_too_many(parts: Sequence[Amount], whole: Amount) -> bool:
    """True if parts are more than their whole, unless the first of them make it up, so that the others are a second list."""
    totals = [AmountList(whole, tuple(parts[:count])).total for count in range(2, len(parts) + 1)]
    return bool(totals) and _exceeds(totals[-1], whole, len(parts)) and whole.value not in [each.value for each in totals]


def read_parts(text: str, whole: Amount, other_words: re.Pattern[str] = _NO_PART) -> tuple[Sequence[Amount], int]:
    """The amounts of the clauses up to the first that is no part, and how many of them have a share."""
    parts: list[Amount] = []
    share_count = 0
    for clause in re.split("[，；;、]|,(?![0-9]{3})", text)[: 2 * _MOST_PARTS]:
        if other_words.search(clause):
            break
        if parts and _SHARE.fullmatch(clause):
            share_count += 1
        elif (match := _PART.fullmatch(clause)) and _is_alike(match[2], whole):
            parts.append(_read_amount(match[1], match[2]))
        else:
            break
    return parts, share_count


def _is_alike(unit: str, whole: Amount) -> bool:
    return unit == whole.unit or (whole.is_money and Amount(Decimal(0), read_unit(unit)).is_money)


def _read_amount(number: str, unit: str) -> Amount:
    return Amount(Decimal(number.replace(",", "")), read_unit(unit))


def _exceeds(part: Amount, whole: Amount, count: int) -> bool:
    """True if an amount is more than the whole by more than the rounding of so many parts explains."""
    own_part = part.to_unit(whole.unit)
    return own_part.value > whole.value + whole.slack + count * own_part.slack
