"""Reads the sheets of a workbook of the old kind (.xls) with xlrd. Results of formulas are always stored in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd.biffh import XLRDError
from xlrd.book import Book
from xlrd.sheet import Sheet as OldSheet

from budgetbook.importer.readers.document import Omission, OmissionKind, UnreadableDocumentError
from budgetbook.importer.readers.sheet import CellStyle, CellValue, Sheet, name_apart

_WHITE = 9
"""The number of white in the colours of the format."""
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0\x00\x10JFIF")


def read_sheets(data: bytes) -> Iterator[Sheet]:
    """Yield each sheet. Raises whatever xlrd raises on a damaged file, UnreadableDocumentError for one with a password."""
    book = _open_book(data)
    names = name_apart(book.sheet_names())
    for number, (worksheet, name) in enumerate(zip(book.sheets(), names, strict=True), 1):
        sheet = _XlsSheet(book, worksheet, Sheet(name, number, worksheet.visibility != 0)).read()
        if number == 1 and any(start in data for start in _PICTURES):  # xlrd does not tell on which sheet
            sheet.omissions.append(Omission("picture", "1–" + str(book.nsheets)))
        yield sheet


def list_sheets(data: bytes) -> list[str]:
    """The names of the sheets. Raises the same errors."""
    return list(_open_book(data).sheet_names())


def read_values(data: bytes, name: str) -> Iterator[list[CellValue]]:
    """Yield the cells of each row of a sheet. Raises the same errors."""
    book = _open_book(data)
    worksheet = book.sheet_by_name(name)
    for row in range(worksheet.nrows):
        yield [_read_value(book, worksheet.cell(row, column)) for column in range(worksheet.row_len(row))]


def _open_book(data: bytes) -> Book:
    try:
        return xlrd.open_workbook(file_contents=data, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    except XLRDError as error:
        if "encrypted" in str(error):
            raise UnreadableDocumentError("import-locked") from error
        raise


def _read_value(book: Book, cell: Any) -> CellValue:
    number_format = book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str
    match cell.ctype:
        case xlrd.XL_CELL_EMPTY | xlrd.XL_CELL_BLANK:
            return None, number_format
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#N/A"), number_format
        case xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, book.datemode), number_format
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value), number_format
        case _:
            return cell.value, number_format


class _XlsSheet:
    """Walks through one sheet."""

    def __init__(self, book: Book, worksheet: OldSheet, sheet: Sheet) -> None:
        self.book, self.worksheet, self.sheet = book, worksheet, sheet
        self.styles: dict[int, CellStyle] = {}

    def read(self) -> Sheet:
        """All of the sheet."""
        worksheet = self.worksheet
        self.sheet.hidden_rows = {row + 1 for row, info in worksheet.rowinfo_map.items() if info.hidden or info.height == 0}
        self.sheet.hidden_columns = {
            column + 1 for column, info in worksheet.colinfo_map.items() if info.hidden or info.width == 0
        }
        self.sheet.merged_areas = [((top + 1, left + 1), (bottom, right)) for top, bottom, left, right in worksheet.merged_cells]
        for row in range(worksheet.nrows):
            for column in range(worksheet.row_len(row)):
                self._read_cell(row, column)
        for (row, column), note in worksheet.cell_note_map.items():
            self.sheet.omit("comment", (row + 1, column + 1), str(note.text))
        return self.sheet

    def _read_cell(self, row: int, column: int) -> None:
        cell = self.worksheet.cell(row, column)
        if cell.ctype == xlrd.XL_CELL_EMPTY:
            return
        position, style = (row + 1, column + 1), self._style(cell.xf_index or 0)
        value: Any = cell.value
        if cell.ctype == xlrd.XL_CELL_ERROR:
            self.sheet.set_error(position, xlrd.error_text_from_code.get(value, "#N/A"), style)
        elif cell.ctype == xlrd.XL_CELL_DATE:
            self.sheet.set_cell(position, xlrd.xldate_as_datetime(value, self.book.datemode), style)
        elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
            self.sheet.set_cell(position, bool(value), style)
        else:
            self.sheet.set_cell(position, None if cell.ctype == xlrd.XL_CELL_BLANK else value, style)

    def _style(self, index: int) -> CellStyle:
        if index not in self.styles:
            look: Any = self.book.xf_list[index]
            font, edges = self.book.font_list[look.font_index], look.border
            unseen_kind: OmissionKind | None = None
            if font.struck_out:
                unseen_kind = "struck"
            elif font.colour_index == _WHITE and look.background.fill_pattern == 0:
                unseen_kind = "hidden"
            is_ruled = bool(edges.left_line_style or edges.right_line_style)
            self.styles[index] = CellStyle(self.book.format_map[look.format_key].format_str, is_ruled, unseen_kind)
        return self.styles[index]
