"""Characters that the font of charts and cards lacks, read from the font's character map."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FONT = Path(__file__).parent / "fonts" / "BudgetbookSans.otf"


def missing_glyphs(words: str) -> str:
    """The characters that would show as a box in a picture, each once, in order."""
    return "" if _usual(words) else "".join(c for c in dict.fromkeys(words) if c.isprintable() and c not in _drawable())


def _usual(words: str) -> bool:
    """True if all of it is in GB2312, which the font covers: then the font need not be read."""
    try:
        words.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _drawable() -> frozenset[str]:
    """Characters listed in subtable format 12 of the font's `cmap` (OpenType specification)."""
    font = FONT.read_bytes()
    tables = {font[offset : offset + 4]: _number(font, offset + 8) for offset in range(12, 12 + 16 * _number(font, 4, 2), 16)}
    start, characters = tables[b"cmap"], set[str]()
    for offset in range(start + 4, start + 4 + 8 * _number(font, start + 2, 2), 8):
        subtable = start + _number(font, offset + 4)
        if _number(font, subtable, 2) == 12:
            groups = range(subtable + 16, subtable + 16 + 12 * _number(font, subtable + 12), 12)
            characters |= {chr(code) for group in groups for code in range(_number(font, group), _number(font, group + 4) + 1)}
    return frozenset(characters)


def _number(font: bytes, offset: int, size: int = 4) -> int:
    return int.from_bytes(font[offset : offset + size], "big")
