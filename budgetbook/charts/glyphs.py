"""Characters that the fonts of cards lack, read from a font's character map."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from budgetbook.charts.theme import EUROPEAN_FONT, FONT, font_for

FONTS = Path(__file__).parent / "fonts"


def choose_font(words: str, script: str = "latin", first_choice: str = "") -> str:
    """The family that draws all of a text: the first choice, that of its language's script, or that of Europe's letters.

    A text is set in one family. The engine would set the whole of it in any font of the machine where a letter is lacking.
    """
    families = [first_choice] if first_choice else []
    families += [font_for(script), FONT, EUROPEAN_FONT]
    if families[0] == FONT and _usual(words):
        return FONT
    return min(families, key=lambda family: len(_find_missing(words, family)))


def missing_glyphs(words: str, script: str = "latin") -> str:
    """The characters that would show as a box in a picture, each once, in order."""
    return "" if _usual(words) else _find_missing(words, choose_font(words, script))


def _find_missing(words: str, family: str) -> str:
    return "".join(c for c in dict.fromkeys(words) if c.isprintable() and c not in _drawable(family))


def _usual(words: str) -> bool:
    """True if all of it is in GB2312, which the common font covers: then the font need not be read."""
    try:
        words.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def _drawable(family: str) -> frozenset[str]:
    """Characters listed in subtable format 12 of a font's `cmap` (OpenType specification)."""
    font = next(FONTS.glob(f"{family.replace(' ', '')}.[ot]tf")).read_bytes()
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
