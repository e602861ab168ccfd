"""Changes that a sentence tells beside their amount: `医疗支出20.00万元，比上年增加1.00万元，增长0.05%`, which is 5.26 %.

No figure has to hold them, so items without a table are looked at as well. What is found is for a person to judge: a
percentage is right if it is one of any amount near it, this year's or last year's, rounded or cut off.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

from budgetbook.arithmetic.comparison import compare_implied_percent, compare_share_percent
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted, narrow_digits
from budgetbook.content.units import PERCENT

_NUMBER = r"(?<![0-9.,])(?<![0-9.,]\s)([0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?)"
_AMOUNT = re.compile(rf"{_NUMBER}\s?(亿元|万元|元)")
_RISES, _FALLS = "增加|增长|上升|提高", "减少|下降|降低|压减"
_CHANGE = re.compile(
    rf"({_RISES}|{_FALLS})[了额数约为]{{0,2}}\s?{_NUMBER}\s?(亿元|万元|元)"
    rf"(?:[，,、（]?\s?(?:同比)?(?:{_RISES}|{_FALLS}|增幅|降幅|减幅)?(?:幅度|率)?[了约为达]{{0,2}}\s?{_NUMBER}\s?%(?!个?百分))?"
)
_BASIS = (
    r"(?:同比|[比较与和同][0-9上去前一年度初末同期全本预决算执行数调整安排实际收支出入总额的计完成对相比较与和各均，,、\s]{1,24})"
)
_SHARE = r"(?:(?:占|完成)[^，。；：]{0,40}%[，,]?\s?)?"
_COMPARISON = re.compile(rf"[，,、。（]?\s?{_SHARE}(?:收、?支)?{_BASIS}")
_NEXT_COMPARISON = re.compile(rf"[，,；。）]?\s?(?:主要)?(?:原因)?[^。0-9]{{0,120}}?[，；。]?\s?{_BASIS}")
_BUDGET = re.compile("完成[^，。；：0-9]{0,12}$")
_PART = "其中"
_GAP = re.compile(r"[，,]?\s?")
_RESTATEMENTS = ("口径", "剔除", "扣除", "不含", "年均")
_FARTHEST = 80
"""Characters between an amount and its change."""
_CHANGE_WORDS = ("增", "减", "降", "升", "提高")
"""What ends the words before an amount that is a change and not a level."""


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """An amount with its change as one sentence tells it."""

    amount: Amount
    change: Amount
    """Below 0 for a fall, in the unit of the amount."""
    percent: Amount | None
    words: str
    """The change as printed."""

    @property
    def prior(self) -> Amount:
        """What amount and change leave of the year before."""
        step = self.amount.rounding_step + self.change.rounding_step
        return Amount(self.amount.value - self.change.value, self.amount.unit, step)


def find_wrong_percents(text: str, amounts: Iterable[Amount] = ()) -> Iterator[PassageSlip]:
    """Yield each change whose percentage is that of no amount of the text, nor of `amounts` near it, and the right one."""
    bases = [*amounts, *read_amounts(text)]
    for each in find_sentence_changes(text):
        if each.percent is None or not each.change.value or any(_fits(each, base) for base in bases):
            continue
        try:
            comparison, right_percent = compare_implied_percent(each.percent, each.amount, each.change)
        except ZeroDivisionError:
            continue
        if comparison.verdict == "fails":
            yield PassageSlip(each.words, f"{right_percent.value}%")


def find_rises_from_below_zero(text: str) -> Iterator[PassageSlip]:
    """Yield each rise that is more than the amount that it led to, and the amount."""
    for each in find_sentence_changes(text):
        if -each.prior.value > each.amount.slack + each.change.slack:
            yield PassageSlip(each.words, f"{each.amount.value:,f}{each.amount.unit}")


def read_amounts(text: str) -> list[Amount]:
    """Every amount of money in a text, changes among them."""
    return [_read(match[1], match[2]) for match in _AMOUNT.finditer(narrow_digits(text))]


def find_sentence_changes(text: str) -> Iterator[SentenceChange]:
    """Yield each change that stands close behind its amount, and each further comparison of the same amount."""
    plain_text = hide_quoted(narrow_digits(text))
    levels = deque(_find_levels(plain_text))
    level: Amount | None = None
    end = 0
    for match in _CHANGE.finditer(plain_text):
        earlier_amounts = [levels.popleft() for _ in range(_count_until(levels, match.start()))]
        if earlier_amounts:
            level = _level_before(plain_text, earlier_amounts, match) or _level_of_two(plain_text, earlier_amounts, match)
        elif level and not _NEXT_COMPARISON.fullmatch(plain_text, end, match.start()):
            level = None
        end = match.end()
        for _ in range(_count_until(levels, end)):
            levels.popleft()
        if level and not _is_restated(plain_text, match.start()):
            yield _build_change(level, match, text)


def _count_until(levels: Iterable[re.Match[str]], end: int) -> int:
    """How many of the amounts ahead stand before a place."""
    return sum(1 for _ in takewhile(lambda each: each.end() <= end, levels))


def _find_levels(text: str) -> list[re.Match[str]]:
    """The amounts of a text but for the budgets that a rate of completion names."""
    return [each for each in _AMOUNT.finditer(text) if not _BUDGET.search(text, max(0, each.start() - 20), each.start())]


def _level_before(text: str, amounts: list[re.Match[str]], change: re.Match[str]) -> Amount | None:
    """The amount that a change is of, if only the words of a comparison stand between the two.

    `收入总计900万元，其中结转30万元，较上年增加90万元`: what rises by more than a part is the whole.
    """
    *others, amount = amounts
    is_close = change.start() - amount.end() <= _FARTHEST and _COMPARISON.fullmatch(text, amount.end(), change.start())
    is_change = text[max(0, amount.start() - 4) : amount.start()].rstrip("了为约 ").endswith(_CHANGE_WORDS)
    if not is_close or is_change:
        return None
    level = _read(amount[1], amount[2])
    if others and _PART in text[others[-1].end() : amount.start()] and not _is_above_zero(level, change):
        return _read(others[-1][1], others[-1][2])
    return level


def _is_above_zero(level: Amount, change: re.Match[str]) -> bool:
    """True if a change may have led to an amount: a rise is no more than what it led to."""
    size = _read(change[2], change[3]).to_unit(level.unit)
    return change[1] not in _RISES.split("|") or size.value <= level.value + level.slack + size.slack


def _level_of_two(text: str, amounts: list[re.Match[str]], change: re.Match[str]) -> Amount | None:
    """This year's amount, if a change follows the amounts of two years and is what they differ by."""
    if len(amounts) < 2 or not _GAP.fullmatch(text, amounts[-1].end(), change.start()):
        return None
    first, second = (_read(each[1], each[2]) for each in amounts[-2:])
    size, other = _read(change[2], change[3]).to_unit(first.unit), second.to_unit(first.unit)
    is_difference = abs(abs(first.value - other.value) - size.value) <= first.slack + other.slack + size.slack
    rises = change[1] in _RISES.split("|")
    return first if is_difference and (first.value > other.value) == rises else None


def _is_restated(text: str, start: int) -> bool:
    """True if the comparison before a change is with last year as counted otherwise."""
    clause = re.split("[。；]", text[max(0, start - 60) : start])[-1]
    return any(word in clause for word in _RESTATEMENTS)


def _build_change(level: Amount, match: re.Match[str], text: str) -> SentenceChange:
    size = _read(match[2], match[3]).to_unit(level.unit)
    change = size if match[1] in _RISES.split("|") else Amount(-size.value, size.unit, size.step)
    percent = Amount(Decimal(match[4].replace(",", "")), PERCENT) if match[4] else None
    return SentenceChange(level, change, percent, text[match.start() : match.end()])


def _fits(each: SentenceChange, base: Amount) -> bool:
    """True if the percentage is that of the change in an amount, or in what the change leaves of it."""
    if each.percent is None or not base.value:
        return False
    size = Amount(abs(each.change.value), each.change.unit, each.change.step)
    own_base = base.to_unit(size.unit)
    try:
        verdict = compare_implied_percent(each.percent, own_base, each.change)[0].verdict
    except ZeroDivisionError:
        verdict = "fails"
    return verdict != "fails" or compare_share_percent(each.percent, size, own_base)[0].verdict != "fails"


def _read(number: str, unit: str) -> Amount:
    return Amount(Decimal(number.replace(",", "")), read_unit(unit))
