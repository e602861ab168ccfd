"""Groups the characters of one PDF page into lines, and drops doubled characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from budgetbook.importer.readers import line_joining

Char = dict[str, Any]
"""One character as `PaintedPage` describes it."""
Box = tuple[float, float, float, float]
"""Left, upper, right and lower edge, in points from the upper left corner."""
_SPACE = 0.4
"""A gap of this many times the character's size is a space,"""
_WIDE = 2.5
"""and one of this many separates two texts that share a line."""

_SAME_LINE = 0.4
"""Baselines that differ by less than this many times the size are one line,"""
_MARK_REACH = 0.6
"""and by less than this beside a small mark."""
_MUCH_SMALLER = 0.4
"""Text of at most this many times the size of large letters behind it, such as a watermark, is on a line of its own."""
SMALL = 0.75
"""A character of at most this many times another's size is small beside it."""


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line and its edges, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    segments: tuple[str, ...]
    """The text, split at wide gaps."""
    page: int = 0
    number: int = 0


def select_upright(chars: Iterable[Char]) -> list[Char]:
    """The characters that are neither slanted like a watermark nor turned over."""
    return [c for c in chars if is_upright(c)]


def is_upright(char: Char) -> bool:
    """True unless a character is slanted or runs backwards."""
    return not _is_aslant(char) and not char.get("reversed")


def is_on_page(char: Char, box: Box) -> bool:
    """True if a character is within the part of the page that is shown."""
    return box[0] <= _middle(char, "x") <= box[2] and box[1] <= _middle(char, "y") <= box[3]


def is_in_margin(char: Char, height: float, share: float = 0.085) -> bool:
    """True within the upper or lower margin of a page."""
    return not share * height < _middle(char, "y") < (1 - share) * height


def find_lines(chars: Iterable[Char]) -> list[PdfLine]:
    """The upright lines from the top down, then the sideways ones."""
    upright: list[Char] = []
    sideways: list[Char] = []
    for char in chars:
        (sideways if is_sideways(char) else upright).append(char)
    return [*_group_lines(upright), *_group_lines([_turn_upright(char) for char in sideways])]


def is_sideways(char: Char) -> bool:
    """True for a character written up or down the page."""
    a, b = _slope(char)
    return b > a


def find_turn(char: Char) -> int:
    """By how many degrees clockwise a page has to be turned for a character to stand upright; 0 for one that does."""
    if is_sideways(char):
        return 90 if char["matrix"][1] > 0 else 270
    return 180 if char["matrix"][0] < 0 and char["matrix"][3] < 0 else 0


def _is_aslant(char: Char) -> bool:
    a, b = _slope(char)
    return min(a, b) > 0.1 * max(a, b)


def _slope(char: Char) -> tuple[float, float]:
    return abs(float(char["matrix"][0])), abs(float(char["matrix"][1]))


def _middle(char: Char, axis: str) -> float:
    start, end = ("x0", "x1") if axis == "x" else ("top", "bottom")
    return float(char[start] + char[end]) / 2


def _turn_upright(char: Char) -> Char:
    """The character as if the page were turned so that it stands upright; `original` keeps it as it was."""
    if char["matrix"][1] > 0:
        place = {"x0": -char["bottom"], "x1": -char["top"], "top": char["x0"], "bottom": char["x1"], "baseline": char["foot"]}
    else:
        place = {"x0": char["top"], "x1": char["bottom"], "top": -char["x1"], "bottom": -char["x0"], "baseline": -char["foot"]}
    return {"text": char["text"], "size": char["size"], "original": char, **place}


def group_rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Group upright characters by the line on which they stand, whatever their fonts: boxes differ, baselines agree."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: float(c["baseline"])):
        if rows and _shares_line(char, rows[-1][0]):
            rows[-1].append(char)
        else:
            rows.append([char])
    return rows


def _shares_line(char: Char, first: Char) -> bool:
    """True for a character on the line of another, or one of half its size that is raised or lowered beside it."""
    smaller, larger = sorted((float(char["size"]), float(first["size"])))
    reach = _MARK_REACH * larger if smaller <= SMALL * larger else _SAME_LINE * larger
    if smaller <= _MUCH_SMALLER * larger:
        reach = _SAME_LINE * smaller
    return float(char["baseline"] - first["baseline"]) < reach


def _group_lines(chars: list[Char]) -> list[PdfLine]:
    text_lines = (_build_line(row) for row in group_rows(chars))
    return [line for line in text_lines if line is not None]


def _build_line(chars: list[Char]) -> PdfLine | None:
    row = _drop_doubles(sorted(chars, key=lambda c: float(c["x0"])))
    visible_chars = [c for c in row if not c["text"].isspace()]
    if not visible_chars:
        return None
    segments = tuple(filter(None, (line_joining.clean(run) for run in _split_segments(row))))
    size = sorted(float(c["size"]) for c in visible_chars)[len(visible_chars) // 2]
    original_chars = [c.get("original", c) for c in visible_chars]
    left, right = min(c["x0"] for c in original_chars), max(c["x1"] for c in original_chars)
    top, bottom = min(c["top"] for c in original_chars), max(c["bottom"] for c in original_chars)
    return PdfLine(" ".join(segments), left, right, top, bottom, size, segments) if segments else None


def _drop_doubles(row: Sequence[Char]) -> list[Char]:
    """Drop the second of two equal characters over each other, by which some programs print bold."""
    unique_chars: list[Char] = []
    for char in row:
        if not any(c["text"] == char["text"] and overlaps(c, char) for c in unique_chars[-3:]):
            unique_chars.append(char)
    return unique_chars


def overlaps(first: Char, second: Char) -> bool:
    """True if two characters of a line lie over each other by more than half of the narrower one."""
    shared_width = float(min(first["x1"], second["x1"]) - max(first["x0"], second["x0"]))
    return shared_width > 0.5 * max(0.1, min(float(first["x1"] - first["x0"]), float(second["x1"] - second["x0"])))


def _split_segments(row: list[Char]) -> list[str]:
    """Split the text at wide gaps; a smaller gap is a space."""
    visible_chars = [c for c in row if not c["text"].isspace()]
    texts = [visible_chars[0]["text"]]
    spaces = [c["x0"] for c in row if c["text"].isspace()]
    for previous, char in pairwise(visible_chars):
        gap = float(char["x0"] - previous["x1"]) / max(1.0, float(char["size"]))
        if gap > _WIDE:
            texts.append(char["text"])
        else:
            has_space = gap > _SPACE or any(previous["x0"] < x <= char["x0"] for x in spaces)
            texts[-1] += " " * has_space + char["text"]
    return texts
