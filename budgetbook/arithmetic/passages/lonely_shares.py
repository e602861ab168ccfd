"""Shares that are of nothing: `医疗支出4.01万元，占支出总预算48.60%`, in a document that prints no amount of which that is so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_share_percent
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import PassageSlip, hide_quoted, narrow_digits
from budgetbook.content.units import PERCENT

_SHARE = re.compile(
    r"(?<![0-9.,])(?<![0-9.,]\s)([0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?)\s?(亿元|万元|元)[，,、（]?\s?占([^0-9，。；：]{0,24}?)\s?([0-9]{1,3}(?:\.[0-9]{1,6})?)\s?%"
)
_WHOLE = re.compile(
    r"(?:的|比|了|为|本|年|当年|全年|年度|全部|部门|单位|一般公共预算|财政拨款|财政|拨款|预算|决算|收入|支出|总|合计|总计|总额|比重|比例)*"
)
"""The name of a whole that every document prints; another one (全部住房支出) it may leave out."""
_FEWEST_DIGITS = 3
"""Digits of a percentage that is not what it is by chance."""
_HUNDRED = 100
_MARGIN = Decimal("1.05")
"""How much further than the printed digits reach a whole is looked for, so that no rounding is overlooked."""


@dataclass(frozen=True)
class Wholes:
    """Every amount of money that a document prints, of which a share may be."""

    amounts: tuple[Amount, ...]
    """From the smallest."""
    values: tuple[Decimal, ...]
    """The same in yuan."""

    @classmethod
    def collect(cls, amounts: Iterable[Amount]) -> Wholes:
        """Sort the amounts of a document."""
        sorted_amounts = sorted((amount for amount in amounts if amount.is_money and amount.value > 0), key=Amount.to_base_unit)
        return cls(tuple(sorted_amounts), tuple(map(Amount.to_base_unit, sorted_amounts)))

    def have(self, part: Amount, share: Amount) -> bool:
        """True if a part is this share of one of them, rounded or cut off."""
        own_part = part.to_base_unit()
        half = Amount(part.slack, part.unit).to_base_unit()
        low = (own_part - half) * 100 / (share.value + share.rounding_step) / _MARGIN
        rest = share.value - share.rounding_step
        high = (own_part + half) * 100 / rest * _MARGIN if rest > 0 else Decimal("Infinity")
        near_amounts = self.amounts[bisect_left(self.values, low) : bisect_right(self.values, high)]
        return any(compare_share_percent(share, part.to_unit(each.unit), each)[0].verdict != "fails" for each in near_amounts)


def read_shares(text: str, wholes: Wholes) -> Iterator[PassageSlip]:
    """Yield each part with its share, as printed; it is right if `wholes` have an amount of which it is that share."""
    plain_text = hide_quoted(narrow_digits(text))
    for match in _SHARE.finditer(plain_text):
        part = Amount(Decimal(match[1].replace(",", "")), read_unit(match[2]))
        share = Amount(Decimal(match[4]), PERCENT)
        if (
            _WHOLE.fullmatch(match[3])
            and part.value
            and len(share.value.as_tuple().digits) >= _FEWEST_DIGITS
            and 0 < share.value < _HUNDRED
        ):
            yield PassageSlip(text[match.start() : match.end()], is_right=wholes.have(part, share))
