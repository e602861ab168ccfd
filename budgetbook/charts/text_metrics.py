"""Estimates how wide words are set, and breaks them into lines. Pure arithmetic: no font is read.

A reader's own font sets the words, so the widths err on the generous side.
"""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import category, east_asian_width

_WIDTHS = {**dict.fromkeys(" .,;:'|!iljI()[]", 0.32), **dict.fromkeys("ftr-", 0.4), **dict.fromkeys("mwMW%@", 0.9)}
_CACHE_SIZE = 10_000
"""Cached widths and lines: the dictionary's names are in every statement's charts."""
_NOT_FIRST = "，。、；：？！）」』】》〉”’％%,.;:?!)"
_NOT_LAST = "（「『【《〈“‘(¥￥"
_BREAK_AFTER = " -/"


@lru_cache(_CACHE_SIZE)
def measure(words: str, size: float) -> float:
    """About how wide one line of words is, in pixels, with letters of `size` pixels."""
    return sum([size * _width(c) for c in words])


@cache
def _width(character: str) -> float:
    if _combines(character):
        return 0.0
    return 1.0 if _wide(character) else _WIDTHS.get(character, 0.68 if character.isupper() else 0.58)


@lru_cache(_CACHE_SIZE)
def wrap(words: str, size: float, room: float) -> tuple[str, ...]:
    """Words in lines of at most `room` pixels: broken at spaces and between Chinese characters, never before a stop.

    A single word that is wider than `room` keeps a line for itself.
    """
    lines = [""]
    for piece in _pieces(words):
        if lines[-1] and measure((lines[-1] + piece).rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return tuple(_without_widow([line.rstrip() for line in lines]))


def _without_widow(lines: list[str]) -> list[str]:
    """No single Chinese character alone on the last line: one more comes down to it."""
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 3 and _wide(lines[-2][-1]):
        return [*lines[:-2], lines[-2][:-1], lines[-2][-1] + lines[-1]]
    return lines


def _pieces(words: str) -> list[str]:
    """The parts that a line may not break: a word with its stop, a Chinese character with the mark that belongs to it."""
    pieces: list[str] = []
    for c in words:
        if pieces and not _may_break(pieces[-1][-1], c):
            pieces[-1] += c
        else:
            pieces.append(c)
    return pieces


def _may_break(left: str, right: str) -> bool:
    if right in _NOT_FIRST or right == " " or left in _NOT_LAST or _combines(right):
        return False
    if left == "\N{NO-BREAK SPACE}" or (left in "-/" and right.isdecimal()):  # 2024/25, 2024-25
        return False
    return left in _BREAK_AFTER or _wide(left) or _wide(right)


@cache
def _wide(character: str) -> bool:
    """Wide in Chinese print. Of what is so in some places only (class A), marks and signs are; letters with accents and signs of
    currencies are not."""
    kind = east_asian_width(character)
    return kind in "WF" or (kind == "A" and category(character)[0] not in "LM" and category(character) != "Sc")


@cache
def _combines(character: str) -> bool:
    """True for a character that stands on the letter before it."""
    return category(character) in ("Mn", "Me")
