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
_UNIT = re.compile(r" ?(?:([万亿]?元|[万亿])|(yuan|thousand|million|billion)(?![a-z]))")
_POWERS = {"元": 0, "万": 4, "万元": 4, "亿": 8, "亿元": 8, "yuan": 0, "thousand": 3, "million": 6, "billion": 9}


def plain(text: str) -> str:
    """A text as keys are made of it: one width, small letters, no quotes or brackets, no thousands commas."""
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower())
    return _COMMAS.sub(lambda found: found[0].replace(",", "") if _GROUPED.fullmatch(found[0]) else found[0], folded)


def keys(text: str) -> frozenset[str]:
    """The keys of a text."""
    written = plain(text)
    found: set[str] = set()
    at = 0
    while run := _RUN.search(written, at):
        word, at = run[0], run.end()
        if word[0] >= "㐀":
            found.update(word[start : start + 3] for start in range(len(word)))
        elif word[0].isdigit():
            key, at = _number(word, written, at)
            found.add(key)
        else:
            found.add(singular(word))
    return frozenset(found)


def _number(digits: str, text: str, at: int) -> tuple[str, int]:
    """The key of a number, and where the text goes on: behind its unit, unless that is the beginning of a longer word."""
    unit = _UNIT.match(text, at)
    if unit is None:
        return (digits if "." not in digits else amount_key(digits, 0)), at
    inside = unit[1] and "㐀" <= text[unit.end() : unit.end() + 1] <= "鿿"
    return amount_key(digits, _POWERS[unit[1] or unit[2]]), at if inside else unit.end()


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
