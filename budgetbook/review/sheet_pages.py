"""The sheets of a workbook as pages: cells as they read, with the letters of columns and the numbers of rows beside them.

Only what can be seen is shown. Empty rows and columns are left out, which the letters and numbers tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from budgetbook.content.control_list import ControlLine, tokens_of
from budgetbook.content.document_places import name_column
from budgetbook.importer.readers import workbook
from budgetbook.importer.readers.sheet import Sheet
from budgetbook.importer.readers.sheet_grid import VisibleCell, list_visible_cells
from budgetbook.review.printed_numbers import NumberKey, NumberSpot
from budgetbook.review.source_pages import PageBlock, PageCell, PageRun, SourcePage

_ROWS_PER_PAGE = 120
"""Rows of a sheet that are shown at once; a longer sheet takes several pages."""


@dataclass(slots=True)
class _CellNumber:
    """One number of a cell's text, and the number of the control list that it is."""

    start: int
    digits: str
    """As printed, without a sign."""
    key: NumberKey | None = None


@dataclass(slots=True)
class _NumberedCell:
    """A cell with its text, and the numbers in it."""

    place: VisibleCell
    text: str
    numbers: list[_CellNumber] = field(default_factory=list)

    def build(self, row_span: int, column_span: int) -> PageCell:
        """The cell as it is shown."""
        return PageCell(tuple(self._cut()), row_span, column_span)

    def _cut(self) -> Iterator[PageRun]:
        end = 0
        for number in self.numbers:
            if number.key is not None:
                if number.start > end:
                    yield PageRun(self.text[end : number.start])
                end = number.start + len(number.digits)
                yield PageRun(self.text[number.start : end], number.key)
        if self.text[end:]:
            yield PageRun(self.text[end:])


def lay_out_sheets(data: bytes, lines: Iterable[ControlLine]) -> tuple[tuple[SourcePage, ...], dict[NumberKey, NumberSpot]]:
    """The sheets that can be seen, and on which page each number is. Raises UnreadableDocumentError."""
    lines_by_sheet: dict[str, list[ControlLine]] = defaultdict(list)
    for line in lines:
        if line.area:
            lines_by_sheet[line.area.sheet].append(line)
    pages: list[SourcePage] = []
    spots: dict[NumberKey, NumberSpot] = {}
    for sheet in workbook.read_sheets(data):
        cells = _list_cells(sheet)
        _pair(cells, lines_by_sheet[sheet.name])
        for part in _divide(cells):
            pages.append(SourcePage(blocks=(_lay_out(part),), name=sheet.name))
            keys = (number.key for cell in part for number in cell.numbers if number.key)
            spots |= {key: NumberSpot(len(pages)) for key in keys}
    return tuple(pages), spots


def _list_cells(sheet: Sheet) -> list[_NumberedCell]:
    if sheet.is_hidden:
        return []
    cells = [_NumberedCell(cell, "\n".join(cell.lines)) for cell in list_visible_cells(sheet) if cell.lines]
    for cell in cells:
        cell.numbers = [_CellNumber(start, token.digits.removeprefix("-")) for start, token in tokens_of(cell.text)]
    return cells


def _pair(cells: Sequence[_NumberedCell], lines: Sequence[ControlLine]) -> None:
    """Give each number of the control list the number of a cell: first the lines of one cell, then those of a table's caption."""
    by_row: dict[int, list[_NumberedCell]] = defaultdict(list)
    for cell in cells:
        by_row[cell.place.top].append(cell)
    for line in sorted(lines, key=_measure_area):
        area = line.area
        if area is None:
            continue
        inner = [
            cell
            for row in range(area.top, area.bottom + 1)
            for cell in by_row.get(row, ())
            if area.left <= cell.place.left <= area.right
        ]
        # A label stands in the cell before, and is read together with its value.
        _pair_line(line, [*inner, *(cell for cell in by_row.get(area.top, ()) if cell not in inner)])


def _measure_area(line: ControlLine) -> int:
    area = line.area
    return (area.bottom - area.top + 1) * (area.right - area.left + 1) if area else 0


def _pair_line(line: ControlLine, cells: Sequence[_NumberedCell]) -> None:
    free = [number for cell in cells for number in cell.numbers if number.key is None]
    for rank, token in enumerate(line.tokens):
        digits = token.digits.removeprefix("-")
        number = next((each for each in free if each.key is None and each.digits.replace(",", "") == digits), None)
        if number:
            number.key = line.place, rank


def _divide(cells: Sequence[_NumberedCell]) -> Iterator[list[_NumberedCell]]:
    """Yield the cells of each page."""
    parts: dict[int, list[_NumberedCell]] = defaultdict(list)
    row_numbers = {row: index for index, row in enumerate(sorted({cell.place.top for cell in cells}))}
    for cell in cells:
        parts[row_numbers[cell.place.top] // _ROWS_PER_PAGE].append(cell)
    yield from parts.values()


def _lay_out(cells: Sequence[_NumberedCell]) -> PageBlock:
    """The grid of a page: the rows and columns in which a text begins, merged cells over all of those that they take."""
    rows, columns = sorted({cell.place.top for cell in cells}), sorted({cell.place.left for cell in cells})
    by_position = {(cell.place.top, cell.place.left): cell for cell in cells}
    hidden_cells: set[tuple[int, int]] = set()
    grid: list[tuple[PageCell, ...]] = []
    for row in rows:
        shown_cells: list[PageCell] = []
        for column in columns:
            if (row, column) in hidden_cells:
                continue
            cell = by_position.get((row, column))
            if cell is None:
                shown_cells.append(PageCell(()))
                continue
            own_rows = [each for each in rows if cell.place.top <= each <= cell.place.bottom]
            own_columns = [each for each in columns if cell.place.left <= each <= cell.place.right]
            hidden_cells |= {(each_row, each_column) for each_row in own_rows for each_column in own_columns}
            shown_cells.append(cell.build(len(own_rows), len(own_columns)))
        grid.append(tuple(shown_cells))
    return PageBlock("sheet", (), tuple(grid), tuple(map(str, rows)), tuple(map(name_column, columns)))
