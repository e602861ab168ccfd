"""Guesses the value that a person meant where only its spelling is wrong, for the hint of a message.

No guess is ever taken as the value: it is shown, and a person types it. Where two readings are possible (15,66 may be 15.66 or a
list) there is no guess.
"""

from __future__ import annotations

import re
from datetime import date

LONGEST = 60
"""Characters of a value for which a guess is made: a longer one is no number with a slip in it."""

_SIGNS = str.maketrans({**dict.fromkeys("。．·・﹒", "."), **dict.fromkeys("，﹐٬", ","), **dict.fromkeys("－−﹣–—‐‑‒", "-")})
# Not NFKC, which would also turn a raised footnote 2 into a digit of the number before it.
_WIDE = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
_LOOKS = str.maketrans({**dict.fromkeys("OoＯｏ〇○Ο", "0"), **dict.fromkeys("lI|", "1")})
_ALIKE = re.compile(r"[0-9OolI|〇○Ο.,-]*[0-9][0-9OolI|〇○Ο.,-]*")
_GROUPED_NUMBER = re.compile(r"-?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+)(\.[0-9]+)?")
_SPACED_NUMBER = re.compile(r"-?[1-9][0-9]{0,2}( [0-9]{3})+(\.[0-9]+)?")
_ALONE = re.compile(r"(?P<before>[^0-9.,+-]*)(?P<number>[-+]?[.,]?[0-9][0-9., ]*)(?P<after>[^0-9]*)")
_DAY = re.compile(r"([0-9]{4})[年/.-]([0-9]{1,2})[月/.-]([0-9]{1,2})日?")
_BRACKETED_NUMBER = re.compile(r"\(([0-9.,]+)\)")


def guess_number(text: str) -> str:
    """A guess at a number as plain digits with a point, or ""."""
    plain = _narrow(text)
    if _ALIKE.fullmatch(plain):
        plain = plain.translate(_LOOKS)
    if bracket_match := _BRACKETED_NUMBER.fullmatch(plain):
        plain = f"-{bracket_match[1]}"  # accountants write negative numbers in brackets
    match = _ALONE.fullmatch(plain)
    if match is None:
        return ""
    digits = re.sub(r" ?\. ?", ".", match["number"].strip()).rstrip(".,").removeprefix("+")
    digits = f"0{digits}" if digits.startswith(".") else digits
    if _SPACED_NUMBER.fullmatch(digits):
        digits = digits.replace(" ", "")
    return digits.replace(",", "") if _GROUPED_NUMBER.fullmatch(digits) else ""


def only_signs(text: str) -> bool:
    """True if a number differs from plain digits only by full-width characters or thousands commas."""
    return len(text) <= LONGEST and _GROUPED_NUMBER.fullmatch(_narrow(text)) is not None


def guess_year(text: str) -> str:
    """A guess at a year as four digits, or ""."""
    match = re.fullmatch(r"((?:19|20)[0-9]{2})\s?(年|年度)?", _narrow(text).translate(_LOOKS))
    return match[1] if match else ""


def guess_day(text: str) -> str:
    """A guess at a date as 2023-01-31, from 2023年1月31日, 2023/1/31 or 2023.1.31, or ""."""
    match = _DAY.fullmatch(_narrow(text).replace(" ", ""))
    try:
        return date(*(int(part) for part in match.groups())).isoformat() if match else ""
    except ValueError:
        return ""


def guess_flag(text: str) -> str:
    """A guess at `true` or `false` from other words for it, or ""."""
    word = _narrow(text).lower()
    return (
        "true"
        if word in ("是", "真", "yes", "y", "true", "1")
        else "false"
        if word in ("否", "假", "no", "n", "false", "0")
        else ""
    )


def guess_slug(text: str) -> str:
    """A guess at a slug, from a name with capitals, full-width letters, spaces or underscores, or ""."""
    plain = re.sub(r"[\s_./-]+", "-", _narrow(text).lower()).strip("-")
    return plain if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plain) else ""


def guess_hash(text: str) -> str:
    """A guess at a SHA-256 hash in lower case, without spaces and its prefix, or ""."""
    plain = re.sub(r"\s", "", text[:100].translate(_WIDE)).lower().removeprefix("sha256").lstrip(":-")
    return plain if re.fullmatch("[0-9a-f]{64}", plain) else ""


def _narrow(text: str) -> str:
    """Half-width, with ordinary signs, without surrounding quotes and spaces; "" if too long to be a slip."""
    if len(text) > LONGEST:
        return ""
    narrow = text.translate(_SIGNS).translate(_WIDE)
    return narrow.strip("\"'“”‘’「」 \t")
