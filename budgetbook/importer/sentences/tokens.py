"""A piece of a paragraph: a number with its unit, a year, a name, a word of the field, a mark, other text."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a paragraph."""

    kind: str
    """number, year, item, code-number, last-year, this-year, name, both, code, bracket, mark, text, or a class of `words`."""
    start: int
    end: int
    text: str
    concepts: tuple[str, ...] = ()
    unit: str = ""
    """Of a number: a unit of a figure, `other`, or nothing."""
    item_path: tuple[str, ...] = ()
    """类, 款 and 项 by name, as far down as the text goes."""
    unit_end: int = 0
