"""Items of the functional classification in a passage by 类, 款 and 项, with the amount that follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import narrow_digits

_NAME = r"[^“”、，。；：0-9（）.]{2,30}(?:（[^类款项（）]{1,8}）[^“”、，。；：0-9（）.]{1,30})?"
_PATH = re.compile(rf"(?<![^“”、，。；：0-9.])({_NAME})（类）\s?({_NAME})（款）\s?({_NAME})（项）")
_AMOUNT = re.compile(r"[^0-9。；]{0,24}([0-9][0-9,]*(?:\.[0-9]+)?)\s?(万元|亿元|元)")


@dataclass(frozen=True, slots=True)
class ItemPath:
    """The names of class, section and item as printed, and the first amount behind them."""

    names: tuple[str, str, str]
    amount: Amount | None


def find_item_paths(text: str) -> Iterator[ItemPath]:
    """Yield each path of three names."""
    narrow = narrow_digits(text)
    for match in _PATH.finditer(narrow):
        amount = _AMOUNT.match(narrow, match.end())
        value = Amount(Decimal(amount[1].replace(",", "")), read_unit(amount[2])) if amount else None
        yield ItemPath((match[1].strip(), match[2].strip(), match[3].strip()), value)
