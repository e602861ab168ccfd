"""Shares in a sentence on structure: a whole, then parts with an amount and a percentage each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from budgetbook.arithmetic.money import Amount, round_half_up
from budgetbook.arithmetic.passages.amount_list import AmountList
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import narrow_digits
from budgetbook.content.units import PERCENT

_NUMBER = r"(?<![0-9,.])(?<![0-9,.]\s)[0-9][0-9,]*(?:\.[0-9]+)?"
_MONEY = re.compile(rf"({_NUMBER})\s?(亿元|万元|元)")
_LEVEL = re.compile(rf"((?:增加|增长|减少|下降|降低)[了额约为]{{0,2}}\s?)?({_NUMBER})\s?(亿元|万元|元)")
_PART = re.compile(rf"({_NUMBER})\s?(亿元|万元|元)[，,（]?\s?占([^0-9，。；：]{{0,24}})({_NUMBER})\s?%")
_LEADS = re.compile(r"(?:主要用于以下方面|用于以下方面|其中|包括|分别为|构成如下|按[^，。；：0-9]{1,12}(?:分类|划分))[：，,]")
_USES = "用于以下方面"
_MORE = re.compile("其中|占|比上年|较上年|预算|减|增|结转")
"""Words that make an amount of a list something else than a part: of which, last year's, a change."""

_MOST_LEADS = 10
"""Words in a sentence that may come before its parts; each is tried, so a text of nothing else takes no longer."""


@dataclass(frozen=True, slots=True)
class PrintedShare:
    """A part of a whole with the percentage printed beside it."""

    amount: Amount
    share: Amount
    whole: Amount

    @property
    def true_share(self) -> Amount:
        """The share that the amounts give, at the places printed."""
        return Amount(round_half_up(self._ratio(Decimal(0), Decimal(0)), _places(self.share.value)), PERCENT)

    @property
    def is_right(self) -> bool:
        """True if amounts that round to the printed ones give the printed share, rounded or cut off."""
        half_part, half_whole, step = _half_step(self.amount), _half_step(self.whole), _step(self.share.value)
        least, most = self._ratio(-half_part, half_whole), self._ratio(half_part, -half_whole)
        return least <= self.share.value + step and self.share.value - step / 2 <= most

    def _ratio(self, part_error: Decimal, whole_error: Decimal) -> Decimal:
        part, whole = self.amount.to_base_unit() + part_error, self.whole.to_base_unit() + whole_error
        return part / whole * 100 if whole > 0 else Decimal(0)


def find_structures(text: str) -> Iterator[tuple[PrintedShare, ...]]:
    """Yield the shares of each sentence whose parts, two at least, each have one, and whose whole is known for certain.

    It is the last amount before the parts if they make it up, or if all shares but one are right of it. Otherwise the shares may
    be of any whole.
    """
    for sentence in narrow_digits(text).split("。"):
        for lead in islice(_LEADS.finditer(sentence), _MOST_LEADS):
            lead_amounts, parts_text = _amounts(sentence[: lead.start()]), sentence[lead.end() :]
            shares = tuple(_shares(parts_text, lead_amounts[-1])) if lead_amounts else ()
            if (
                len(shares) > 1
                and len(shares) == len(_amounts(parts_text))
                and (_makes_up_whole(shares) or _is_confirmed(shares, parts_text))
            ):
                yield shares
                break


def find_unfilled_wholes(text: str) -> Iterator[AmountList]:
    """Yield each whole with parts whose shares are 100 % together, one of them right, while the parts are more or less than it.

    So the sentence itself says that it names every part; each may have its change beside it.
    """
    for sentence in narrow_digits(text).split("。"):
        for lead in islice(_LEADS.finditer(sentence), _MOST_LEADS):
            next_lead = _LEADS.search(sentence, lead.end())
            levels = read_levels(sentence[: lead.start()])
            shares = tuple(_shares(sentence[lead.end() : next_lead.start() if next_lead else None], levels[-1])) if levels else ()
            if (
                len(shares) > 1
                and is_hundred(shares)
                and any(each.is_right and each.amount.value for each in shares)
                and not (_makes_up_whole(shares) or _has_room(shares))
            ):
                yield AmountList(levels[-1], tuple(each.amount for each in shares))


def is_hundred(shares: tuple[PrintedShare, ...]) -> bool:
    """True if the shares add up to 100 %, each rounded or cut off."""
    gap = sum((each.share.value for each in shares), Decimal(0)) - 100
    return abs(gap) <= sum((_step(each.share.value) for each in shares), Decimal(0))


def _amounts(text: str) -> list[Amount]:
    return [Amount(Decimal(number.replace(",", "")), read_unit(unit)) for number, unit in _MONEY.findall(text)]


def read_levels(text: str) -> list[Amount]:
    """The amounts of a text that are no changes."""
    matches = _LEVEL.finditer(text)
    return [Amount(Decimal(match[2].replace(",", "")), read_unit(match[3])) for match in matches if not match[1]]


def _shares(text: str, whole: Amount) -> Iterator[PrintedShare]:
    for number, unit, _, share in _PART.findall(text):
        yield PrintedShare(
            Amount(Decimal(number.replace(",", "")), read_unit(unit)), Amount(Decimal(share.replace(",", "")), PERCENT), whole
        )


def _makes_up_whole(shares: tuple[PrintedShare, ...]) -> bool:
    whole = shares[0].whole
    gap = sum((each.amount.to_base_unit() for each in shares), Decimal(0)) - whole.to_base_unit()
    slack = sum((_half_step(each.amount) for each in shares), _half_step(whole))
    return whole.value > 0 and abs(gap) <= slack


def _has_room(shares: Sequence[PrintedShare]) -> bool:
    """True if what the parts leave of the whole is what their shares leave of 100 %, but for rounding: something is not named."""
    whole = shares[0].whole.to_base_unit()
    rest = whole - sum((each.amount.to_base_unit() for each in shares), Decimal(0))
    left_share = 100 - sum((each.share.value for each in shares), Decimal(0))
    slack = sum((_step(each.share.value) / 2 for each in shares), Decimal(0))
    return whole > 0 and abs(rest / whole * 100 - left_share) <= slack


def _is_confirmed(shares: Sequence[PrintedShare], parts_text: str) -> bool:
    """True if all shares but one, two at least, are right of the whole, and none is said to be of another."""
    wholes = {words for _, _, words, _ in _PART.findall(parts_text)}
    return len(wholes) == 1 and sum(each.is_right for each in shares) == len(shares) - 1 >= 2


def _step(value: Decimal) -> Decimal:
    """One unit in the last digit printed."""
    return Decimal(1).scaleb(-_places(value))


def _places(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _half_step(amount: Amount) -> Decimal:
    """Half a unit in the last digit printed, in yuan."""
    return Amount(_step(amount.value) / 2, amount.unit).to_base_unit()


@dataclass(frozen=True, slots=True)
class ListedParts(AmountList):
    """A whole of a sentence, and the amounts that it says it was used for."""

    @property
    def is_right(self) -> bool:
        """True if the parts are no more than the whole, but for rounding; a list need not name every part."""
        slack = sum((_half_step(part) for part in self.parts), _half_step(self.whole))
        return self.total.to_base_unit() <= self.whole.to_base_unit() + slack


def find_listed_parts(text: str) -> Iterator[ListedParts]:
    """Yield the list of each sentence on what a whole was used for, if every clause of it has one amount and is of a part."""
    for sentence in narrow_digits(text).split("。"):
        lead, use, parts_text = sentence.partition(_USES)
        wholes, clauses = _amounts(lead), [clause for clause in re.split("[；;]", parts_text) if clause.strip()]
        amounts = [_amounts(clause) for clause in clauses]
        if use and wholes and len(clauses) > 1 and all(len(each) == 1 for each in amounts) and not _MORE.search(parts_text):
            yield ListedParts(wholes[-1], tuple(amount for each in amounts for amount in each))
