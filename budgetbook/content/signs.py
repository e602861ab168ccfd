"""Tells whether a document prints a number as negative, and how.

A minus stands right before the digits. So does the dash of a range (2023-2025, 5万元-10万元), of a code (201-05) and of a list
(-3辆公务用车). The characters around it tell them apart; where they do not, the dash is no minus.
"""

from __future__ import annotations

import re
from typing import Literal

Sign = Literal["", "-", "()"]
"""Positive; a minus; another way in which accounts print a negative number (brackets, a triangle, 负)."""
MINUS = "-−－﹣–"
_DASHES = f"{MINUS}—―‐‑~～"
_HAN = "\u4e00-\u9fff"
# Units of money and percentages: in a sentence, only these are ever negative.
_UNIT = re.compile(r"\s*(?:亿|万|千|百)?(?:元|美元|港元|[%％‰]|个?百分点)")
_CELL_ENDS = re.compile(rf"\s*(?:$|[|;；,，、。)）\]\r\n\t]|\s[{MINUS}0-9０-９])")
_RUN = re.compile(rf"[0-9０-９][,，.．]?([{_HAN}%％‰]{{1,4}})$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def sign_of(text: str, start: int, end: int) -> Sign:
    """The sign of the number at `text[start:end]`."""
    char_before, text_after = text[max(0, start - 1) : start], text[end : end + 8]
    if char_before and char_before in MINUS:
        return "-" if _is_minus(text[max(0, start - 9) : start - 1], text[start:end], text_after) else ""
    if not char_before:
        return ""
    in_brackets = char_before in "(（" and text_after[:1] in (")", "）") and bool(re.search("[.．,，]", text[start:end]))
    return "()" if in_brackets or char_before in "△▲负" else ""


def _is_minus(text_before: str, number: str, text_after: str) -> bool:
    """True if the dash between `text_before` and the number is a minus."""
    last = text_before[-1:]
    if not last or last in "\r\n|\t":  # where a line begins: a cell, or the dash of a list
        return bool(_CELL_ENDS.match(text_after) or _UNIT.match(text_after))
    if last.isspace():
        return not (_YEAR.fullmatch(number) and re.search(r"[0-9年]\s*$", text_before))
    if re.match(f"[{_HAN}]", last):
        run = _RUN.search(text_before)
        alike = run is not None and text_after.lstrip().startswith(run[1])
        return not alike and ("." in number or bool(_UNIT.match(text_after)))
    return not (last.isalnum() or last in _DASHES or last in ")）]】%％‰")
