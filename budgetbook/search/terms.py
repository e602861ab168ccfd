"""A text in; what it is found by out: its keys. `assets/search.js` cuts what a reader types in the same way.

A text is found by each three neighbouring characters of a Chinese run (and what is left of them at its end), each word, and each
number: a whole number without a unit (a year, a code) as it is written, every other as its digits and the power of ten of the
first of them, in yuan. So 104.30万元, 1,043,000 yuan and 1.043 million yuan have one key, `1043:6`, and a number without its unit
is looked for among keys that stand side by side.
"""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(r"[“”‘’\"'《》()〈〉「」]")
"""Quotes and brackets: documents put them now here, now there."""
_COMMAS = re.compile(r"[0-9]+(?:,[0-9]+)+")
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_RUN = re.compile(r"[㐀-鿿]+|[0-9]+(?:\.[0-9]+)?|[a-zà-ÿ]+")
_UNIT = re.compile(r" ?(?:([万亿]?元|[万亿])|(yuan|thousand|million|billion)(?: yuan)?(?![a-z]))")
_POWERS = {"元": 0, "万": 4, "万元": 4, "亿": 8, "亿元": 8, "yuan": 0, "thousand": 3, "million": 6, "billion": 9}


def plain(text: str) -> str:
    """A text as keys are made of it: one width, small letters, no quotes or brackets, no thousands commas."""
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower())
    return _COMMAS.sub(lambda found: found[0].replace(",", "") if _GROUPED.fullmatch(found[0]) else found[0], folded)


def keys(text: str) -> frozenset[str]:
    """The keys of a text."""
    written = plain(text)
    found: set[str] = set()
    for run in _RUN.finditer(written):
        word = run[0]
        if word[0] >= "㐀":
            found.update(word[start : start + 3] for start in range(len(word)))
        elif word[0].isdigit():
            found.add(_number(word, written, run.end()))
        else:
            found.add(singular(word))
    return frozenset(found)


def number_keys(text: str) -> frozenset[str]:
    """Those of the numbers in a text alone."""
    written = plain(text)
    return frozenset(_number(run[0], written, run.end()) for run in _RUN.finditer(written) if run[0][0].isdigit())


def _number(digits: str, text: str, end: int) -> str:
    """The key of a number, which ends there in a text. Its unit is words of the text as well."""
    unit = _UNIT.match(text, end)
    if unit is None and "." not in digits:
        return digits
    return amount_key(digits, _POWERS[unit[1] or unit[2]] if unit else 0)


def amount_key(digits: str, power: int) -> str:
    """Its digits, and the power of ten of the first: `104.30` times ten to the fourth is `1043:6`."""
    whole, _, fraction = digits.partition(".")
    every = whole + fraction
    significant = every.lstrip("0")
    if not significant:
        return "0:0"
    return f"{significant.rstrip('0')}:{len(whole) - 1 - (len(every) - len(significant)) + power}"


def singular(word: str) -> str:
    """Good enough for both sides to agree: expenses and expense, bodies and body."""
    if len(word) < 4 or word[-1] != "s" or word[-2] == "s":
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
