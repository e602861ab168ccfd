"""A slip that a passage shows, and the text of a passage as the other modules read it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = str.maketrans("０１２３４５６７８９．％();:", "0123456789.%（）；：")
_TITLE = re.compile(r"《[^《》]{0,200}》")
_QUOTATION = re.compile(r"“[^“”]{0,200}”")
_CONTEXT = 6
"""Characters beside a mark that show where it stands."""


@dataclass(frozen=True, slots=True)
class PassageSlip:
    """Words in question as printed, and what would be right, where that can be told."""

    words: str
    """As printed."""
    right_words: str = ""
    is_right: bool = False
    """True if the passage was compared and is as it should be."""


def narrow_digits(text: str) -> str:
    """The text with half-width digits and full-width marks, each character in its place."""
    return text.translate(_WIDE)


def hide_titles(text: str) -> str:
    """The text with the words between 《 and 》 blotted out: the title of a law may hold another year or a form's words."""
    return _TITLE.sub(lambda match: "□" * len(match[0]), text)


def hide_quoted(text: str) -> str:
    """The text with titles and the words between “ and ” blotted out: whoever quotes a form's words did not leave them there."""
    return _QUOTATION.sub(lambda match: "□" * len(match[0]), hide_titles(text))


def show_before(text: str, start: int, end: int) -> str:
    """The characters from `start` to `end` with the last few before them."""
    return text[max(0, start - _CONTEXT) : end]


def show_after(text: str, start: int) -> str:
    """The character at `start` with the next few."""
    return text[start : start + 1 + _CONTEXT]
