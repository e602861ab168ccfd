"""The plural categories of a language: which form of a word stands after a number, by rules in the notation of CLDR.

A rule is written as the Unicode repository of languages has it: `v = 0 and i % 10 = 2..4 and i % 100 != 12..14`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

Category = Literal["zero", "one", "two", "few", "many"]
"""The categories that a language may have beside `other`, which is all the rest."""
USUAL_PLURALS: Mapping[Category, str] = {"one": "n = 1"}
if TYPE_CHECKING:
    PluralForm = str
else:  # a closed list, for the files
    PluralForm = Category | Literal["other"]
_RELATION = re.compile(
    r"([nivwft])(?: ?% ?([1-9][0-9]{0,7}))? ?(!?=) ?([0-9]{1,8}(?:\.\.[0-9]{1,8})?(?: ?, ?[0-9]{1,8}(?:\.\.[0-9]{1,8})?){0,40})"
)
LONGEST_RULE = 1000


class PluralRuleError(ValueError):
    """A rule that is not in the notation of CLDR."""


@dataclass(frozen=True, slots=True)
class _Relation:
    """`i % 10 = 2..4`."""

    operand: str
    modulus: int | None
    is_equal: bool
    ranges: tuple[tuple[int, int], ...]

    def holds(self, number: Decimal) -> bool:
        value = _OPERANDS[self.operand](number)
        value = value % self.modulus if self.modulus else value
        return any(value == int(value) and low <= value <= high for low, high in self.ranges) == self.is_equal


Rule = tuple[tuple[_Relation, ...], ...]
"""Some groups of relations: it holds where all of one group hold."""


@lru_cache(maxsize=256)
def read_rule(text: str) -> Rule:
    """Read a rule. Raises PluralRuleError."""
    if len(text) > LONGEST_RULE:
        raise PluralRuleError
    return tuple(tuple(_read_relation(each.strip()) for each in group.split(" and ")) for group in text.split(" or "))


def _read_relation(text: str) -> _Relation:
    match = _RELATION.fullmatch(text)
    if match is None:
        raise PluralRuleError
    ends = [each.strip().partition("..") for each in match[4].split(",")]
    ranges = tuple((int(low), int(high or low)) for low, _, high in ends)
    return _Relation(match[1], int(match[2]) if match[2] else None, match[3] == "=", ranges)


def choose_category(number: Decimal, rules: Mapping[Category, str]) -> str:
    """The category of a number as it is written: 1.0 need not be of that of 1."""
    for category, text in rules.items():
        if any(all(relation.holds(number) for relation in group) for group in read_rule(text)):
            return category
    return "other"


def _decimals(number: Decimal) -> str:
    return f"{abs(number):f}".partition(".")[2]


_OPERANDS: Mapping[str, Callable[[Decimal], Decimal]] = {
    "n": abs,
    "i": lambda number: Decimal(int(abs(number))),
    "v": lambda number: Decimal(len(_decimals(number))),
    "w": lambda number: Decimal(len(_decimals(number).rstrip("0"))),
    "f": lambda number: Decimal(_decimals(number) or 0),
    "t": lambda number: Decimal(_decimals(number).rstrip("0") or 0),
}
"""What a letter stands for: the number, its whole part, how many decimals, those but for zeros at the end, and the decimals."""
