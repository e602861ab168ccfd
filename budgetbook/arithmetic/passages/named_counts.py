"""A number of things in a passage, and the things named after it: `设4个内设机构，包括：办公室、采编部、阅览部。`"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from budgetbook.arithmetic.passages.slip import hide_titles, narrow_digits

_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_NUMERAL = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
_BRACKETS = re.compile(r"（[^（）]{0,80}）")
_JOINT = re.compile("和|与|及|以及")


@dataclass(frozen=True, slots=True)
class NamedCount:
    """How many things a passage says there are, and how many it names."""

    printed_count: int
    name_count: int
    is_right: bool
    """True if the names can be as many as printed: 和 may join two names or stand within one."""


def find_named_counts(text: str, things: Sequence[str]) -> Iterator[NamedCount]:
    """Yield each count that a list of names follows in the same sentence; a list that ends in 等 names only some."""
    for match in _pattern(tuple(things)).finditer(hide_titles(narrow_digits(text))):
        names = [name for name in _BRACKETS.sub("", match["names"]).split("、") if name.strip()]
        printed_count = _read_number(match["before"] or match["after"])
        if len(names) > 1 and not re.search("等|[0-9]|（|）", "".join(names)):
            joints = sum(len(_JOINT.findall(name)) for name in names)
            yield NamedCount(printed_count, len(names), len(names) <= printed_count <= len(names) + joints)


@lru_cache(maxsize=8)
def _pattern(things: Sequence[str]) -> re.Pattern[str]:
    thing = "|".join(map(re.escape, things)) or "(?!)"
    return re.compile(
        rf"(?:(?P<before>{_NUMERAL})\s?个\s?(?:{thing})|(?:{thing})\s?(?P<after>{_NUMERAL})\s?个)"
        r"[，,：]\s?(?:分别为|分别是|包括|即|为|是|有|具体为|具体包括)[：，,]?\s?(?P<names>[^。；：，]{2,600})(?=[。；]|$)"
    )


def _read_number(numeral: str) -> int:
    """A number below 100 in digits or Chinese numerals."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)
