"""Where a language puts the sign of a currency: `$1.2 million`, `1,2 millones de €`, `−£340`.

Its pattern is that of CLDR for amounts of money, in the holes that all texts of languages have: `{minus}{sign}{digits}`.
"""

from __future__ import annotations

import re
import unicodedata

SIGN_BEFORE = "{minus}{sign}{digits}"
_PATTERN = re.compile(r"(?:\{(?:minus|sign|digits)\}[ \u00a0\u202f]?){3}")
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def has_currency_sign(name: str) -> bool:
    """True for $, £, R$; false for 元, kr, CHF."""
    return any(unicodedata.category(letter) == "Sc" for letter in name)


def is_sign_pattern(text: str) -> bool:
    """True if a pattern has each of its three holes once, with at most a space after each."""
    return bool(_PATTERN.fullmatch(text)) and len(set(re.findall(r"\w+", text))) == len(("minus", "sign", "digits"))


def stands_before(pattern: str) -> bool:
    """True of a language that has the sign before the digits."""
    return pattern.index("{sign}") < pattern.index("{digits}")


def place_sign(sign: str, digits: str, pattern: str, minus: str) -> str:
    """Put the sign of a currency and a number together. `digits` may begin with the minus and end with a word for their size.

    A sign in letters never touches a digit: `CHF 340` where `$340` has no space.
    """
    number = digits.removeprefix(minus)
    if sign[-1:].isalpha():
        pattern = pattern.replace("{sign}{digits}", f"{{sign}}{_NO_BREAK_SPACE}{{digits}}")
    if sign[:1].isalpha():
        pattern = pattern.replace("{digits}{sign}", f"{{digits}}{_NO_BREAK_SPACE}{{sign}}")
    return pattern.format(minus=minus if number != digits else "", sign=sign, digits=number)
