"""The lines of all pages in; what they are as paragraphs, without page numbers, running heads and contents, out."""

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
"""The upper and the lower tenth of a page can hold page numbers,"""
_HEAD_MARGIN = 0.085
"""and somewhat less a running head."""
_TABLE_WORDS = re.compile(r"表(?:\s*[（(]?续.{0,2}[）)]?)?$|单位\s*[:：]|^注\s*[:：]")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the running text of a page begins and ends."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class TextLayout:
    """How the running text of a document is set."""

    margins: dict[int, Margins]
    pitch: float
    size: float
    has_indents: bool
    """True where a paragraph's first line begins further in."""

    def goes_on(self, previous: PdfLine, line: PdfLine) -> bool:
        """True where a line continues the one before, on the same page or the next."""
        if abs(previous.size - line.size) > 1 or self._is_apart(previous, line):
            return False
        if line_joining.goes_on(previous.text, line.text):
            return True
        return self._is_full(previous, line) and self._begins_within(previous, line)

    def _is_apart(self, previous: PdfLine, line: PdfLine) -> bool:
        return previous.page == line.page and line.top - previous.top > max(2 * self.pitch, 2.5 * line.size)

    def _is_full(self, previous: PdfLine, line: PdfLine) -> bool:
        """No room was left for the next word."""
        word = line_joining.measure_width(line_joining.first_word(line.text)) * line.size / 2
        return previous.x1 + word > self.margins[previous.page].right - 1.2 * line.size

    def _begins_within(self, previous: PdfLine, line: PdfLine) -> bool:
        ends_sentence = previous.text.endswith(line_joining.SENTENCE_ENDS)
        inset = line.x0 - self.margins[line.page].left > line.size
        if line_joining.is_item(line.text):
            return self.has_indents and not inset and not ends_sentence and not line_joining.is_heading(line.text)
        return not ends_sentence or (self.has_indents and not inset)


def measure_layout(lines: Sequence[PdfLine], widths: dict[int, float]) -> TextLayout:
    """The margins, the distance of lines and the size that most of the text has."""
    size = _commonest(round(line.size, 1) for line in lines for _ in line.text)
    margins = _margins([line for line in lines if abs(line.size - size) <= 1] or lines, widths)
    insets = [line.x0 - margins[line.page].left for line in lines if _is_long(line, widths)]
    inset = sum(1.2 * size < indent < 3.5 * size for indent in insets)
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and 0 < b.top - a.top < 4 * size]
    return TextLayout(margins, median(steps) if steps else 1.5 * size, size, inset >= max(1, 0.1 * len(insets)))


def _is_long(line: PdfLine, widths: dict[int, float]) -> bool:
    return len(line.segments) == 1 and line.x1 - line.x0 > 0.5 * widths[line.page]


def _margins(lines: Sequence[PdfLine], widths: dict[int, float]) -> dict[int, Margins]:
    """A page's own margins where it has lines enough to tell; else those of the pages that are as wide."""
    long = [line for line in lines if _is_long(line, widths)] or list(lines)
    usual = {wide: _edges([line for line in long if widths[line.page] == wide] or long) for wide in widths.values()}
    pages: dict[int, list[PdfLine]] = {}
    for line in long:
        pages.setdefault(line.page, []).append(line)
    return {page: _edges(pages[page]) if len(pages.get(page, [])) >= 4 else usual[wide] for page, wide in widths.items()}


def _edges(lines: Sequence[PdfLine]) -> Margins:
    starts, ends = sorted(line.x0 for line in lines), sorted(line.x1 for line in lines)
    # One line of many that sticks out is no margin.
    outlier_count = len(lines) // 20
    return Margins(starts[outlier_count], ends[-1 - outlier_count])


def _commonest(values: Iterable[float]) -> float:
    return Counter(values).most_common(1)[0][0]


def find_page_furniture(lines: Sequence[PdfLine], heights: dict[int, float]) -> set[tuple[int, int]]:
    """Page and number of the lines that belong to the page and not to the text."""
    return _find_page_numbers(lines, heights) | _find_running_heads(lines, heights)


def _in_margin(line: PdfLine, height: float, share: float) -> bool:
    return line.bottom < share * height or line.top > (1 - share) * height


def _find_page_numbers(lines: Sequence[PdfLine], heights: dict[int, float]) -> set[tuple[int, int]]:
    """A number in the margin counts only if it counts pages, or says that it is one."""
    candidates = {}
    for line in lines:
        match = _PAGE_NUMBER.fullmatch(line.text)
        if match and _in_margin(line, heights[line.page], _MARGIN):
            candidates[line.page, line.number] = line.page - int(match["number"]), match["number"] != line.text
    usual = Counter(shift for shift, _ in candidates.values())
    return {place for place, (shift, has_marks) in candidates.items() if has_marks or usual[shift] > 1 or shift == 0}


def _find_running_heads(lines: Sequence[PdfLine], heights: dict[int, float]) -> set[tuple[int, int]]:
    """The same words at the same height of several pages. The title of a table that goes on is none."""
    places: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for line in lines:
        if _in_margin(line, heights[line.page], _HEAD_MARGIN) and not _TABLE_WORDS.search(line.text):
            words = re.sub(r"\d+", "0", line.text)
            places.setdefault((words, round(line.top / 3)), []).append((line.page, line.number))
    often = max(3, 0.3 * len(heights))
    return {place for same in places.values() if len(same) >= often for place in same}


def drop_contents(lines: Sequence[PdfLine]) -> list[PdfLine]:
    """The lines but for a table of contents: its dots, or page numbers at the right of a page that is called 目录."""
    pages = {line.page for line in lines if re.fullmatch(r"目\s*[录錄次]", line.text)}
    return [line for line in lines if not line_joining.is_contents_line(line.text) and not (line.page in pages and _leads(line))]


def _leads(line: PdfLine) -> bool:
    return len(line.segments) > 1 and bool(re.fullmatch(r"[(（]?\d{1,3}[)）]?", line.segments[-1]))


def join_paragraphs(lines: Sequence[PdfLine], layout: TextLayout) -> list[Paragraph]:
    """Lines in order as paragraphs."""
    groups: list[list[PdfLine]] = []
    for line in lines:
        if groups and layout.goes_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join_paragraph(group, layout) for group in groups]


def _join_paragraph(group: list[PdfLine], layout: TextLayout) -> Paragraph:
    title = group[0].size > layout.size + 1 and len(group) < 3 and not group[-1].text.endswith("。")
    located_lines = [(line.text, SourceLocation(line.page, line.number)) for line in group]
    return line_joining.join_paragraph(located_lines, heading=True if title else None)
