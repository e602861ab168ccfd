"""Reads the ruled tables of PDF pages and joins those that continue over pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.readers import line_joining, pdf_lines
from budgetbook.importer.readers.document import DocumentTable, GridCell, SourceLocation
from budgetbook.importer.readers.pdf_lines import Char, PdfLine

Box = tuple[float, float, float, float]
_TOLERANCE = 3.0
"""Points by which two edges may differ and still be one."""
_FORM = re.compile(r"(?:项目|部门|单位|政策|预算单位|部门[（(]单位[）)])名称|填报单位|主管部门|项目单位|申报单位")
"""A label that begins a form: the next form of its kind is no continuation of the one before."""
_CONTINUATION = re.compile(r"[（(]?续(?:表)?\s*\d*[）)]?")


@dataclass(frozen=True, slots=True)
class RuledCell:
    """One cell of a page: its rows, its edges in points, and its text."""

    row: int
    row_span: int
    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class TablePart:
    """The part of a table on one page."""

    page: int
    top: float
    bottom: float
    edges: list[float]
    row_count: int
    cells: list[RuledCell]
    caption: tuple[str, ...] = ()

    def row_texts(self, number: int) -> tuple[str, ...]:
        """The texts of a row from left to right; empty beyond the last row."""
        return tuple(cell.text for cell in self.cells if cell.row == number)


@dataclass(slots=True)
class JoinedTable:
    """A table as far as its pages have been read."""

    parts: list[TablePart]
    notes: list[str] = field(default_factory=list)
    note_lines: list[PdfLine] = field(default_factory=list)

    def take(self, part: TablePart) -> bool:
        """Add a page's part if it continues this table; returns whether it does."""
        first, last = self.parts[0], self.parts[-1]
        if self.notes or part.page != last.page + 1 or not _repeats(part.caption, first.caption):
            return False
        head = _count_repeated_head_rows(first, part)
        if _begins_a_form(first, part, head) or not (head or _has_same_columns(self._edges(), part)):
            return False
        part.cells = [cell for cell in part.cells if cell.row >= head]
        self.parts.append(part)
        return True

    def _edges(self) -> list[float]:
        return _merge_near([edge for part in self.parts for edge in part.edges], _TOLERANCE)

    def build_table(self, number: int) -> DocumentTable:
        """The joined parts as one grid."""
        edges = self._edges()
        rows: list[tuple[GridCell | None, ...]] = []
        for part in self.parts:
            first = min((cell.row for cell in part.cells), default=0)
            rows.extend(_fill_grid(part, first, edges, (number, len(rows))))
        return DocumentTable(
            tuple(rows), SourceLocation(self.parts[0].page, table=number), self.parts[0].caption, tuple(self.notes)
        )


def read_table_part(page: int, boxes: Sequence[Box], chars: Sequence[Char]) -> tuple[TablePart | None, list[Char]]:
    """Assign characters to the boxes of the cells. Returns the part, and the characters outside all boxes."""
    column_edges = _merge_near([x for box in boxes for x in (box[0], box[2])], 1.0)
    row_edges = _merge_near([y for box in boxes for y in (box[1], box[3])], 1.0)
    places = {place: index for index, box in enumerate(boxes) for place in _covered_places(box, column_edges, row_edges)}
    cell_chars: dict[int, list[Char]] = {}
    free_chars: list[Char] = []
    for char in chars:
        row = bisect_right(row_edges, (char["top"] + char["bottom"]) / 2) - 1
        owner = places.get((row, bisect_right(column_edges, (char["x0"] + char["x1"]) / 2) - 1))
        (free_chars if owner is None else cell_chars.setdefault(owner, [])).append(char)
    if len(column_edges) < 3 or not any(not char["text"].isspace() for own in cell_chars.values() for char in own):
        # One column of boxes is framed text, and boxes without text are ornament.
        return None, list(chars)
    cells = [_read_ruled_cell(box, row_edges, cell_chars.get(index, [])) for index, box in enumerate(boxes)]
    cells.sort(key=lambda cell: (cell.row, cell.x0))
    return TablePart(page, row_edges[0], row_edges[-1], column_edges, len(row_edges) - 1, cells), free_chars


def _read_ruled_cell(box: Box, row_edges: list[float], chars: list[Char]) -> RuledCell:
    lines = pdf_lines.find_lines(chars)
    text = line_joining.join_cell((line.text, line.x1 - line.x0 > box[2] - box[0] - 1.5 * line.size) for line in lines)
    first, last = _nearest_edge(row_edges, box[1]), _nearest_edge(row_edges, box[3])
    return RuledCell(first, max(1, last - first), box[0], box[2], text)


def _covered_places(box: Box, column_edges: list[float], row_edges: list[float]) -> Iterable[tuple[int, int]]:
    for row in range(_nearest_edge(row_edges, box[1]), _nearest_edge(row_edges, box[3])):
        for column in range(_nearest_edge(column_edges, box[0]), _nearest_edge(column_edges, box[2])):
            yield row, column


def _merge_near(values: list[float], tolerance: float) -> list[float]:
    """Sort values and drop those within `tolerance` of the one before."""
    distinct_values: list[float] = []
    for value in sorted(values):
        if not distinct_values or value - distinct_values[-1] > tolerance:
            distinct_values.append(value)
    return distinct_values


def _nearest_edge(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _fill_grid(part: TablePart, first: int, edges: list[float], place: tuple[int, int]) -> list[tuple[GridCell | None, ...]]:
    table, rows_before = place
    grid: list[list[GridCell | None]] = [[None] * (len(edges) - 1) for _ in range(part.row_count - first)]
    for cell in part.cells:
        start, end = _nearest_edge(edges, cell.x0), _nearest_edge(edges, cell.x1)
        spot = SourceLocation(part.page, table=table, row=rows_before + cell.row - first + 1, column=start + 1)
        grid[cell.row - first][start] = GridCell(cell.text, spot, cell.row_span, max(1, end - start))
    return [tuple(row) for row in grid]


def _has_same_columns(edges: list[float], part: TablePart) -> bool:
    """True if the edges agree. A short part, such as a total at the top of a page, may have merged some."""
    if abs(edges[0] - part.edges[0]) > _TOLERANCE or abs(edges[-1] - part.edges[-1]) > _TOLERANCE:
        return False
    edges_agree = all(min(abs(edge - one) for one in edges) <= _TOLERANCE for edge in part.edges)
    return edges_agree and (len(part.edges) == len(edges) or part.row_count <= 3)


def _count_repeated_head_rows(first: TablePart, part: TablePart) -> int:
    """The number of rows at the top that repeat the first rows of the table."""
    count = 0
    while (
        count < min(first.row_count, part.row_count, 8)
        and any(part.row_texts(count))
        and part.row_texts(count) == first.row_texts(count)
    ):
        count += 1
    # If a cell reaches below the rows that agree, they are not a whole head.
    return count if all(cell.row >= count or cell.row + cell.row_span <= count for cell in part.cells) else 0


def _begins_a_form(first: TablePart, part: TablePart, head: int) -> bool:
    label, first_label = next(filter(None, part.row_texts(head)), ""), next(filter(None, first.row_texts(head)), "")
    return label == first_label and bool(_FORM.match(label))


def _repeats(caption: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """True if every line above the part also stands above the beginning of the table, apart from （续）."""
    known_lines = {_CONTINUATION.sub("", line).replace(" ", "") for line in first}
    return all(_CONTINUATION.sub("", line).replace(" ", "") in known_lines | {""} for line in caption)
