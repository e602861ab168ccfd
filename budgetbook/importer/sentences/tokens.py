"""The tokens of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKS = frozenset("，,。；;：:！？!?、")
"""Punctuation that parts clauses, or things within one."""
DIGITS = frozenset("0123456789")
"""The digits of numbers that are read; other scripts have more, which `str.isdigit` counts as well."""
NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
BY_FUNCTION = re.compile("按(?:支出)?功能(?:科目)?分类|支出功能分类")
"""What a paragraph or heading says that breaks money down by function."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a paragraph; offsets count in its text."""

    kind: str
    """number, year, item, code-number, last-year, this-year, name, both, code, bracket, mark, text, or a class of `words`."""
    start: int
    end: int
    text: str
    concepts: tuple[str, ...] = ()
    unit: str = ""
    """Of a number: the unit of a figure, `other`, or ""."""
    item_path: tuple[str, ...] = ()
    """类, 款 and 项 by name, as far down as the text goes."""
    code: str = ""
    """The code that the text prints with these names: 2101101 of (210类)…(11款)…(01项)."""
    unit_end: int = 0
