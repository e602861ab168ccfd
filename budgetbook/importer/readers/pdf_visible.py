"""Takes out of a PDF page what its reader does not see, or does not take for text: hidden characters, marks, overprints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from budgetbook.importer.readers import pdf_lines
from budgetbook.importer.readers.document import Omission, OmissionKind, SourceLocation
from budgetbook.importer.readers.pdf_lines import Box, Char

_MARK = re.compile(r"[0-9０-９*＊※①-⑳a-zA-Z()（）\[\]〔〕注,，、†‡§]+")
_SHIFT = 0.12
"""A small character is raised or lowered if its baseline differs by this many times the size of its neighbor."""
_SMALLER, _FAR_SHIFT = 0.9, 0.25
"""One that is hardly smaller must stand farther off. A much smaller digit right behind another is a mark on any line."""
_NEAR_GAP = 0.6
"""Times the neighbor's size: the gap beyond which a small character is no mark of its neighbor."""
_WIDE = 2.5
"""Times the size: the gap that parts two columns."""
_SCAN = 0.8
"""Share of the characters of a page under which hidden ones are no recognised layer."""
FEW = 20
"""A recognised layer has at least as many characters."""
_MOST = 40
"""Omissions of one page that are listed."""


@dataclass(frozen=True, slots=True)
class VisibleText:
    """What the reader of a page sees of its characters."""

    chars: list[Char]
    omissions: tuple[Omission, ...] = ()
    is_recognised: bool = False
    """True if the page is a picture and its characters are what a machine recognised in it."""


def select_visible(chars: Sequence[Char], page: int, shown_box: Box, picture_share: float) -> VisibleText:
    """Part the characters that can be seen from all others, and name these.

    `picture_share` is the part of the page that pictures cover.
    """
    upright = pdf_lines.select_upright(chars)
    reasons = [char["hidden"] or ("" if pdf_lines.is_on_page(char, shown_box) else "clipped") for char in upright]
    layer = sum(_is_under_scan(char) and not char["text"].isspace() for char in upright)
    words = sum(not char["text"].isspace() for char in upright)
    if picture_share > 0.6 and layer >= max(FEW, _SCAN * words):
        kept_chars = [char for char in upright if pdf_lines.is_on_page(char, shown_box)]
        return VisibleText(kept_chars, (Omission("recognised", f"p{page}"),), is_recognised=True)
    omissions: list[Omission] = []
    for kind in ("hidden", "struck", "covered", "clipped"):
        left_out = [char for char, reason in zip(upright, reasons, strict=True) if reason == kind]
        omissions += _name_lines(kind, page, left_out)
    visible, overprinted_chars = _drop_overprinted([char for char, reason in zip(upright, reasons, strict=True) if not reason])
    visible, marks = _drop_marks(visible)
    aslant_words = "".join(char["text"] for char in chars if not pdf_lines.is_upright(char))
    omissions += [Omission("aslant", str(SourceLocation(page=page)), aslant_words)] if aslant_words.strip() else []
    omissions += _name_lines("overprinted", page, overprinted_chars) + _name_lines("mark", page, marks)
    return VisibleText(visible, tuple(omissions[:_MOST]))


def _is_under_scan(char: Char) -> bool:
    """True for a character of the layer under or over the picture of a scan."""
    return char["hidden"] == "hidden" or bool(char["covered_by_picture"])


def _name_lines(kind: OmissionKind, page: int, chars: Iterable[Char]) -> list[Omission]:
    lines = pdf_lines.find_lines(chars)
    return [Omission(kind, str(SourceLocation(page=page)), line.text) for line in lines]


def _drop_overprinted(chars: Sequence[Char]) -> tuple[list[Char], list[Char]]:
    """Drop the pieces of lines in which differing characters, digits among them, are printed over each other."""
    dropped_ids: set[int] = set()
    for row in _upright_rows(chars):
        for segment in _split_columns(row):
            if _is_overprinted(segment):
                dropped_ids |= {id(char) for char in segment}
    return [c for c in chars if id(c) not in dropped_ids], [c for c in chars if id(c) in dropped_ids]


def _is_overprinted(segment: Sequence[Char]) -> bool:
    visible = [char for char in segment if not char["text"].isspace()]
    for index, char in enumerate(visible):
        for other in visible[max(0, index - 2) : index]:
            has_digit = char["text"].isdigit() or other["text"].isdigit()
            if has_digit and char["text"] != other["text"] and pdf_lines.overlaps(char, other):
                return True
    return False


def _drop_marks(chars: Sequence[Char]) -> tuple[list[Char], list[Char]]:
    """Drop small raised or lowered digits and signs beside larger text; a square of m² stays."""
    marks: set[int] = set()
    squares: set[int] = set()
    for row in _upright_rows(chars):
        visible = [char for char in row if not char["text"].isspace()]
        for index in _find_marks(visible):
            is_square = index > 0 and visible[index - 1]["text"] in ("m", "M") and visible[index]["text"] in ("2", "3")
            (squares if is_square else marks).add(id(visible[index]))
    kept_chars = [{**c, "text": {"2": "²", "3": "³"}[c["text"]]} if id(c) in squares else c for c in chars if id(c) not in marks]
    return kept_chars, [c for c in chars if id(c) in marks]


def _find_marks(row: Sequence[Char]) -> list[int]:
    """The indices of marks in a row, from left to right."""
    mark_indices: list[int] = []
    for index, char in enumerate(row):
        left = next((i for i in range(index - 1, -1, -1) if i not in mark_indices[-8:]), None)
        right = next((i for i in range(index + 1, min(len(row), index + 6)) if not _is_small(row[i], char)), None)
        neighbors = [
            row[other]
            for other in (left, right)
            if other is not None and _is_near(row[other], char, row[min(other, index) : max(other, index) + 1])
        ]
        if _MARK.fullmatch(char["text"]) and any(_is_shifted(char, one) for one in neighbors):
            mark_indices.append(index)
    return mark_indices


def _is_small(char: Char, like: Char) -> bool:
    return abs(float(char["size"] - like["size"])) < 0.1 * float(like["size"])


def _is_near(neighbor: Char, char: Char, span_chars: Sequence[Char]) -> bool:
    """True if no gap parts a character from its neighbor."""
    room = _NEAR_GAP * max(float(neighbor["size"]), float(char["size"]))
    return all(float(b["x0"] - a["x1"]) < room for a, b in pairwise(span_chars))


def _is_shifted(char: Char, neighbor: Char) -> bool:
    size, shift = float(neighbor["size"]), abs(float(char["baseline"] - neighbor["baseline"]))
    if float(char["size"]) <= pdf_lines.SMALL * size:
        return shift > _SHIFT * size or (char["text"].isdigit() and neighbor["text"].isdigit() and neighbor["x0"] < char["x0"])
    return float(char["size"]) <= _SMALLER * size and shift > _FAR_SHIFT * size


def _upright_rows(chars: Iterable[Char]) -> list[list[Char]]:
    rows = pdf_lines.group_rows(char for char in chars if not pdf_lines.is_sideways(char))
    return [sorted(row, key=lambda c: float(c["x0"])) for row in rows]


def _split_columns(row: Sequence[Char]) -> list[list[Char]]:
    """Split a row at the wide gaps between columns."""
    segments: list[list[Char]] = [[row[0]]]
    for previous, char in pairwise(row):
        if float(char["x0"] - previous["x1"]) > _WIDE * float(char["size"]):
            segments.append([])
        segments[-1].append(char)
    return segments
