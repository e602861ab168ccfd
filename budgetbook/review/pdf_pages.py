"""Draws the pages of a PDF, and finds where on them its numbers stand. Runs in the importer's sandbox, as every reader does."""

from __future__ import annotations

import ctypes
import io
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from budgetbook.content.control_list import NUMBER, ControlLine, narrow_digits
from budgetbook.review.printed_numbers import NumberKey, NumberSpot, PageBox
from budgetbook.review.source_pages import PageShape, SourcePage

PIXELS = 1500
"""Width of a drawn page; of a tall one, so many that it has no more than twice as many lines."""
_DEVICE = 100_000
"""Steps in which positions on a page are measured."""


@dataclass(frozen=True, slots=True)
class _FoundNumber:
    digits: str
    box: PageBox


def locate_numbers(path: Path, lines: Iterable[ControlLine]) -> tuple[tuple[SourcePage, ...], dict[NumberKey, NumberSpot]]:
    """The pages, and where each number of the control list is on it; one cut by a line break may be missing."""
    import pypdfium2

    lines_by_page: dict[int, list[ControlLine]] = defaultdict(list)
    for line in lines:
        lines_by_page[line.steps.get("p", 0)].append(line)
    pages, spots = [], dict[NumberKey, NumberSpot]()
    with pypdfium2.PdfDocument(path) as document:
        for index in range(len(document)):
            page = document[index]
            found_numbers, turn = _find_numbers(page)
            width, height = page.get_size()
            shape = PageShape(height, width) if turn % 180 else PageShape(width, height)
            pages.append(SourcePage(shape, index + 1))
            spots |= _match(index + 1, lines_by_page[index + 1], found_numbers)
            page.close()
    return tuple(pages), spots


def draw_page(path: Path, number: int) -> bytes:
    """One page as PNG, turned as it is read. Raises IndexError if there is no such page."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        page = document[number - 1]
        turn = _find_numbers(page)[1]
        width, height = page.get_size()
        if turn % 180:
            width, height = height, width
        scale = min(PIXELS / max(width, 1), 2 * PIXELS / max(height, 1))
        stream = io.BytesIO()
        page.render(scale=scale, rotation=turn).to_pil().save(stream, "PNG")
        return stream.getvalue()


def _find_numbers(page: Any) -> tuple[list[_FoundNumber], int]:
    """The numbers of a page in the order of reading, and by how many degrees it has to be turned to be read."""
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    matches = list(NUMBER.finditer(narrow_digits(text)))
    indices = _index_characters(text_page, text)
    turn = _find_turn(page, text_page, [indices[match.start()] for match in matches])
    found_numbers = []
    for match in matches:
        boxes = [text_page.get_charbox(index) for index in indices[match.start() : match.end()]]
        edges = min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
        found_numbers.append(_FoundNumber(match[0].replace(",", ""), _to_parts(page, turn, edges)))
    text_page.close()
    return _sort_for_reading(found_numbers), turn


def _index_characters(text_page: Any, text: str) -> list[int]:
    """For each character of the text, its index in the page; a character outside of the basic plane counts once there."""
    indices = list(range(text_page.count_chars()))
    return indices if len(indices) >= len(text) else [*indices, *[indices[-1] if indices else 0] * (len(text) - len(indices))]


def _find_turn(page: Any, text_page: Any, indices: Sequence[int]) -> int:
    import pypdfium2.raw as pdfium

    angles = Counter(
        round(math.degrees(pdfium.FPDFText_GetCharAngle(text_page.raw, index)) / 90) * 90 % 360 for index in indices[:200]
    )
    angle = angles.most_common(1)[0][0] if angles else 0
    # Many tables in landscape are written sideways on a page that is itself turned, so that they are upright as they are.
    return (360 - angle - page.get_rotation()) % 360 if angles[angle] > 0.6 * angles.total() else 0


def _to_parts(page: Any, turn: int, edges: tuple[float, float, float, float]) -> PageBox:
    """Edges in points, from the lower left corner, as parts of the page as it is drawn."""
    import pypdfium2.raw as pdfium

    corners = []
    for x, y in ((edges[0], edges[1]), (edges[2], edges[3])):
        x_step, y_step = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, _DEVICE, _DEVICE, turn // 90, x, y, x_step, y_step)
        corners.append((x_step.value / _DEVICE, y_step.value / _DEVICE))
    (x0, y0), (x1, y1) = corners
    return round(min(x0, x1), 5), round(min(y0, y1), 5), round(abs(x1 - x0), 5), round(abs(y1 - y0), 5)


def _sort_for_reading(found_numbers: Iterable[_FoundNumber]) -> list[_FoundNumber]:
    """Lines from the top down, each from left to right. Numbers whose middles are less than half a line apart share one."""
    rows: list[list[_FoundNumber]] = []
    for each in sorted(found_numbers, key=lambda number: number.box[1] + number.box[3] / 2):
        middle = each.box[1] + each.box[3] / 2
        first = rows[-1][0].box if rows else None
        if first and middle - (first[1] + first[3] / 2) < 0.5 * max(first[3], each.box[3]):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [each for row in rows for each in sorted(row, key=lambda number: number.box[0])]


def _match(page: int, lines: Sequence[ControlLine], found_numbers: Sequence[_FoundNumber]) -> dict[NumberKey, NumberSpot]:
    """Pair the numbers of a page with those found on it: in order, or by their digits where the order differs."""
    keys = [((line.place, rank), token.digits.removeprefix("-")) for line in lines for rank, token in enumerate(line.tokens)]
    printed_digits, found_digits = [digits for _, digits in keys], [each.digits for each in found_numbers]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, printed_digits, found_digits, autojunk=False).get_matching_blocks():
        pairs |= {block.a + step: block.b + step for step in range(block.size)}
    free: dict[str, list[int]] = defaultdict(list)
    taken_indices = set(pairs.values())
    for index, digits in enumerate(found_digits):
        if index not in taken_indices:
            free[digits].append(index)
    for index, digits in enumerate(printed_digits):
        if index not in pairs and free[digits]:
            pairs[index] = free[digits].pop(0)
    return {keys[index][0]: NumberSpot(page, found_numbers[other].box) for index, other in pairs.items()}
