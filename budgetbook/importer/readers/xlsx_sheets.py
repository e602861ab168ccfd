"""Reads the sheets of an Excel workbook (.xlsx) with openpyxl."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from budgetbook.importer.readers.document import Omission, UnreadableDocumentError
from budgetbook.importer.readers.sheet import CellStyle, CellValue, Sheet, name_apart

_FORMULA = re.compile(rb"<(?:\w{1,20}:)?f[ />]")
_WHITE = "FFFFFF"
_COLUMNS = 16_384
"""Columns of a sheet of Excel, whatever the file claims."""
_WHITE_THEME = 0
"""The colour of the paper in the colours of a theme."""


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield each sheet. Raises whatever openpyxl raises on a damaged file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that openpyxl does not know
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
        formulas = _find_formulas(data)
    names = name_apart(worksheet.title for worksheet in book.worksheets)
    for number, (worksheet, name) in enumerate(zip(book.worksheets, names, strict=True), 1):
        yield _XlsxSheet(worksheet, Sheet(name, number), formulas.get(worksheet.title, {})).read()
    for chart in book.chartsheets:
        yield Sheet(str(chart.title), 0, omissions=[Omission("embedded", str(chart.title))])


def list_sheets(data: bytes) -> list[str]:
    """The names of the sheets. Raises whatever openpyxl raises on a damaged file."""
    return [str(sheet.title) for sheet in _open_stream(data, stored_results=True).worksheets]


def read_values(data: bytes, name: str) -> Iterator[list[CellValue]]:
    """Yield the cells of each row of a sheet, one row at a time.

    Raises UnreadableDocumentError for a formula whose result nobody stored: its cell looks empty, and is not.
    """
    formula_rows = _open_stream(data, stored_results=False)[name].iter_rows() if _has_formulas(data) else None
    for number, cells in enumerate(_open_stream(data, stored_results=True)[name].iter_rows(), 1):
        for cell, formula in zip(cells, next(formula_rows) if formula_rows else (), strict=False):
            if cell.value is None and formula.data_type == "f":
                raise UnreadableDocumentError("data-formula", place=f"{name}!{get_column_letter(formula.column)}{number}")
        yield [(cell.value, "General" if cell.value is None else str(cell.number_format)) for cell in cells]


def _open_stream(data: bytes, *, stored_results: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that openpyxl does not know
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=stored_results, keep_links=False)
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # what a file says of its size may be wrong
    return book


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(_FORMULA.search(package.read(name)) for name in names)


def _find_formulas(data: bytes) -> dict[str, dict[str, str]]:
    """Sheet -> cell -> its formula; a cell whose formula has no stored result shows nothing before a spreadsheet reckons it."""
    if not _has_formulas(data):
        return {}
    book: Workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    return {
        sheet.title: {cell.coordinate: str(cell.value) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        for sheet in book.worksheets
    }


class _XlsxSheet:
    """Walks through one sheet."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet, formulas: dict[str, str]) -> None:
        self.worksheet, self.sheet, self.formulas = worksheet, sheet, formulas
        sheet.is_hidden = worksheet.sheet_state != "visible"
        self.styles: dict[int, CellStyle] = {}

    def read(self) -> Sheet:
        """All of the sheet."""
        self._find_hidden_lines()
        areas = self.worksheet.merged_cells.ranges
        self.sheet.merged_areas = [((area.min_row, area.min_col), (area.max_row, area.max_col)) for area in areas]
        # Only the cells that the file has: a sheet may claim to be a million rows long.
        for position, cell in sorted(self.worksheet._cells.items()):
            if isinstance(cell, Cell):
                self._read_cell(position, cell)
            else:  # covered by a merged cell
                self.sheet.set_cell(position, None, CellStyle(is_ruled=_is_ruled(cell)))
        drawings: Any = self.worksheet
        self.sheet.omissions += [Omission("picture", self.sheet.name) for _ in drawings._images]
        self.sheet.omissions += [Omission("embedded", self.sheet.name) for _ in drawings._charts]
        return self.sheet

    def _read_cell(self, position: tuple[int, int], cell: Cell) -> None:
        place = f"{get_column_letter(position[1])}{position[0]}"
        if cell.comment:
            self.sheet.omit("comment", position, str(cell.comment.text))
        if cell.data_type == "e":
            self.sheet.set_error(position, str(cell.value), self._style(cell))
        elif cell.value is None and place in self.formulas:
            self.sheet.omit("formula", position, self.formulas[place])
            self.sheet.set_cell(position, None, self._style(cell))
        else:
            self.sheet.set_cell(position, cell.value, self._style(cell))

    def _find_hidden_lines(self) -> None:
        for row, height in self.worksheet.row_dimensions.items():
            if height.hidden or height.height == 0:
                self.sheet.hidden_rows.add(row)
        for letter, width in self.worksheet.column_dimensions.items():
            if width.hidden or width.width == 0:
                first = width.min or column_index_from_string(letter)
                self.sheet.hidden_columns.update(range(first, min(width.max or first, _COLUMNS) + 1))

    def _style(self, cell: Cell) -> CellStyle:
        """The look of a cell; many cells share one."""
        style = self.styles.get(cell.style_id)
        if style is None:
            is_white = _is_white(cell.font) and cell.fill.fill_type is None
            unseen_kind = "struck" if cell.font.strike else "hidden" if is_white else None
            style = CellStyle(str(cell.number_format), _is_ruled(cell), unseen_kind)  # type: ignore[arg-type]
            self.styles[cell.style_id] = style
        return style


def _is_ruled(cell: Any) -> bool:
    edges = cell.border
    return any(edge is not None and edge.style for edge in (edges.left, edges.right))


def _is_white(font: Any) -> bool:
    colour = font.color
    if colour is None:
        return False
    if colour.type == "rgb":
        return str(colour.rgb).upper().endswith(_WHITE)
    return bool(colour.type == "theme" and colour.theme == _WHITE_THEME and not colour.tint)
