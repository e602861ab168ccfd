"""The items that a passage lists as what an amount holds: `人员经费60.00万元，主要包括：基本工资、奖金`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import read_unit
from budgetbook.arithmetic.passages.slip import narrow_digits

_OPEN_ENDS = ("等", "等支出", "等费用", "等方面支出", "等方面", "等项目", "等经费")


@dataclass(frozen=True, slots=True)
class ListedItems:
    """The names that a passage lists for a concept."""

    concept: str
    amount: Amount
    names: tuple[str, ...]
    is_whole: bool
    """False for a list that ends in 等: it names some only."""


def find_listed_items(text: str, lists: Mapping[str, Sequence[str]]) -> Iterator[ListedItems]:
    """Yield each list that follows the name of a concept and 主要包括."""
    for concept, names in lists.items():
        for match in _pattern(tuple(names)).finditer(narrow_digits(text)):
            amount = Amount(Decimal(match[1].replace(",", "")), read_unit(match[2]))
            item_list = match[3].strip()
            whole = not item_list.endswith(_OPEN_ENDS)
            items = re.split("、|，|,", item_list if whole else _drop_end(item_list))
            yield ListedItems(concept, amount, tuple(item.strip() for item in items if item.strip()), whole)


@lru_cache(maxsize=32)
def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    concept, amount = "|".join(map(re.escape, names)) or "(?!)", r"([0-9][0-9,]*(?:\.[0-9]+)?)\s?(万元|元)"
    return re.compile(rf"(?:{concept})(?:支出)?(?:为)?\s?{amount}[，,。]?\s?(?:主要包括|包括)[：:]?([^。；：]{{2,1000}})")


def _drop_end(item_list: str) -> str:
    return item_list.removesuffix(max((end for end in _OPEN_ENDS if item_list.endswith(end)), key=len))
