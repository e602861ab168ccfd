"""Joins the lines of all pages to paragraphs, without page numbers, running heads and tables of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.document import Paragraph, SourceLocation
from budgetbook.importer.readers.pdf_lines import PdfLine

# Each run of blanks is taken whole or not at all, so that the time grows with the length alone.
_PAGE_NUMBER = re.compile(
    r"[-—–－―~·•\s]*+(?P<word>第)?\s*+(?P<number>\d{1,4})\s*+(?:/\s*+\d{1,4}|页?\s*+[,，/]?\s*+共\s*+\d{1,4}\s*+页|页)?[-—–－―~·•\s]*+"
)
_MARGIN = 0.1
"""Page numbers stand in the upper or lower tenth of a page,"""
_HEAD_MARGIN = 0.085
"""and running heads a little closer to the edge."""
_NEARLY_FULL = 0.8
"""Share of the text's width that a line has which only stops because the next word is long."""
_COLUMN_WIDTH = 15
"""Characters of the narrowest column of running text."""
_TABLE_WORDS = re.compile(r"表(?:\s*[（(]?续.{0,2}[）)]?)?$|单位\s*[:：]|^注\s*[:：]")


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of the running text of a page, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLayout:
    """The typesetting of the running text of a document; lengths in points."""

    margins: dict[int, Margins]
    pitch: float
    size: float
    has_indents: bool
    """True if the first line of a paragraph is indented."""

    def goes_on(self, previous: PdfLine, line: PdfLine) -> bool:
        """True if `line` continues the one before, on the same page or the next."""
        if abs(previous.size - line.size) > 1 or self._is_apart(previous, line):
            return False
        if line_joining.goes_on(previous.text, line.text):
            return True
        if self._is_full(previous, line) and self._begins_within(previous, line):
            return True
        return self._is_flush(line) and self._is_unfinished(previous, line)

    def _is_apart(self, previous: PdfLine, line: PdfLine) -> bool:
        return previous.page == line.page and line.top - previous.top > max(2 * self.pitch, 2.5 * line.size)

    def _is_full(self, previous: PdfLine, line: PdfLine) -> bool:
        """True if the next word did not fit on the line."""
        word = line_joining.measure_width(line_joining.first_word(line.text)) * line.size / 2
        return previous.x1 + word > self.margins[previous.page].right - 1.2 * line.size

    def _is_flush(self, line: PdfLine) -> bool:
        """True if a line begins at the left margin where a new paragraph would be indented."""
        return self.has_indents and line.x0 - self.margins[line.page].left <= 0.5 * line.size

    def _is_unfinished(self, previous: PdfLine, line: PdfLine) -> bool:
        """True if the line before nearly fills the width and stops within a sentence: a word or a number did not fit."""
        margins = self.margins[previous.page]
        is_wide = previous.x1 - margins.left > _NEARLY_FULL * (margins.right - margins.left)
        return is_wide and not previous.text.endswith(line_joining.SENTENCE_ENDS) and not line_joining.is_item(line.text)

    def fills_column(self, previous: PdfLine, line: PdfLine, neighbours: Sequence[PdfLine]) -> bool:
        """True if text without indents, narrower than the page allows, goes on: its lines end where their neighbours do."""
        if self.has_indents or abs(previous.size - line.size) > 1 or self._is_apart(previous, line):
            return False
        if line_joining.is_item(line.text) or previous.text.endswith(line_joining.SENTENCE_ENDS):
            return False
        starts_below = abs(previous.x0 - line.x0) <= previous.size / 2
        is_long = len(previous.text) >= _COLUMN_WIDTH
        alike = [one for one in neighbours if one.page == previous.page and abs(one.x1 - previous.x1) <= previous.size / 2]
        return starts_below and is_long and len(alike) > 1

    def _begins_within(self, previous: PdfLine, line: PdfLine) -> bool:
        ends_sentence = previous.text.endswith(line_joining.SENTENCE_ENDS)
        inset = line.x0 - self.margins[line.page].left > line.size
        if line_joining.is_item(line.text):
            return self.has_indents and not inset and not ends_sentence and not line_joining.is_heading(line.text)
        return not ends_sentence or (self.has_indents and not inset)


def measure_layout(lines: Sequence[PdfLine], widths: dict[int, float]) -> TextLayout:
    """Measure margins, line pitch, size and indents from most of the text."""
    size = _commonest(round(line.size, 1) for line in lines for _ in line.text)
    margins = _margins([line for line in lines if abs(line.size - size) <= 1] or lines, widths)
    insets = [line.x0 - margins[line.page].left for line in lines if _is_long(line, widths)]
    inset = sum(1.2 * size < indent < 3.5 * size for indent in insets)
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 4 * size]
    return TextLayout(margins, median(steps) if steps else 1.5 * size, size, inset >= max(1, 0.1 * len(insets)))


def _is_long(line: PdfLine, widths: dict[int, float]) -> bool:
    return len(line.segments) == 1 and line.x1 - line.x0 > 0.5 * widths[line.page]


def _margins(lines: Sequence[PdfLine], widths: dict[int, float]) -> dict[int, Margins]:
    """The margins of each page; a page with few lines takes those of all pages of its width."""
    long = [line for line in lines if _is_long(line, widths)]
    if not long:  # a few short lines show where the text begins, and it ends as far from the other edge
        left = min(line.x0 for line in lines)
        return {page: Margins(left, max(wide - left, max(line.x1 for line in lines))) for page, wide in widths.items()}
    usual = {wide: _edges([line for line in long if widths[line.page] == wide] or long) for wide in widths.values()}
    pages: dict[int, list[PdfLine]] = {}
    for line in long:
        pages.setdefault(line.page, []).append(line)
    return {page: _edges(pages[page]) if len(pages.get(page, [])) >= 4 else usual[wide] for page, wide in widths.items()}


def _edges(lines: Sequence[PdfLine]) -> Margins:
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    # Ignore the outermost twentieth: a line that sticks out is no margin.
    outlier_count = len(lines) // 20
    return Margins(starts[outlier_count], ends[-1 - outlier_count])


def _commonest(values: Iterable[float]) -> float:
    return Counter(values).most_common(1)[0][0]


def find_page_furniture(lines: Sequence[PdfLine], heights: dict[int, float]) -> set[tuple[int, int]]:
    """(Page, line) of all lines that belong to the page and not to the text."""
    return _find_page_numbers(lines, heights) | _find_running_heads(lines, heights)


def _in_margin(line: PdfLine, height: float, share: float) -> bool:
    return line.bottom < share * height or line.top > (1 - share) * height


def _find_page_numbers(lines: Sequence[PdfLine], heights: dict[int, float]) -> set[tuple[int, int]]:
    """A number in the margin is a page number only if it counts with the pages, or is marked as one."""
    candidates = {}
    for line in lines:
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match and _in_margin(line, heights[line.page], _MARGIN):
            candidates[line.page, line.number] = line.page - int(match["number"]), match["number"] != line.text
    usual = Counter(shift for shift, _ in candidates.values())
    return {place for place, (shift, has_marks) in candidates.items() if has_marks or usual[shift] > 1 or shift == 0}


def _find_running_heads(lines: Sequence[PdfLine], heights: dict[int, float]) -> set[tuple[int, int]]:
    """Lines with the same words at the same height of several pages, except the title of a table that continues."""
    places: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for line in lines:
        if _in_margin(line, heights[line.page], _HEAD_MARGIN) and not _TABLE_WORDS.search(line.text):
            words = re.sub(r"\d+", "0", line.text)
            places.setdefault((words, round(line.top / 3)), []).append((line.page, line.number))
    often = max(3, 0.3 * len(heights))
    return {place for same in places.values() if len(same) >= often for place in same}


def drop_contents(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """Drop the table of contents: lines with dot leaders, and lines ending in a number on a page headed 目录."""
    contents = set(find_contents_lines(lines))
    return [line for line in lines if line.text not in contents]


def find_contents_lines(lines: Sequence[PdfLine]) -> list[str]:
    """The lines of the table of contents."""
    pages = {line.page for line in lines if re.fullmatch(r"目\s*[录錄次]", line.text)}
    return [line.text for line in lines if line_joining.is_contents_line(line.text) or (line.page in pages and _leads(line))]


def _leads(line: PdfLine) -> bool:
    return len(line.segments) > 1 and bool(re.fullmatch(r"[(（]?\d{1,3}[)）]?", line.segments[-1]))


def join_paragraphs(lines: Sequence[PdfLine], layout: TextLayout) -> list[Paragraph]:
    """Join lines, in order, to paragraphs."""
    groups: list[list[PdfLine]] = []
    for index, line in enumerate(lines):
        previous = lines[index - 1] if index else None
        neighbours = lines[max(0, index - 3) : index + 2]
        if previous and (layout.goes_on(previous, line) or layout.fills_column(previous, line, neighbours)):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join_paragraph(group, layout) for group in groups]


def _join_paragraph(group: list[PdfLine], layout: TextLayout) -> Paragraph:
    title = group[0].size > layout.size + 1 and len(group) < 3 and not group[-1].text.endswith("。")
    located_lines = [(line.text, SourceLocation(line.page, line.number)) for line in group]
    return line_joining.join_paragraph(located_lines, heading=True if title else None)
