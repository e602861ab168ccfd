"""The notation of places in a document, in control lists and statements: `p6 l9-12`, `t3`, `收支总表!A5:G20`, `f2 p1`.

A place in a PDF, a web page or a Word file is a path of steps. One in a workbook is written as spreadsheets write it: the sheet's
name and its cells. Of a document in several files, the number of the file stands before: `f2 收支总表!C7`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_COUNT = "[1-9][0-9]{0,6}"
_FILE = f"f{_COUNT}"
STEP = f"[fptrcl]{_COUNT}"
_CELL = f"[A-Z]{{1,3}}{_COUNT}"
_BARE_NAME = r"[^\s'!:0-9\[\]\-(][^\s'!:\[\]]{0,60}"
_QUOTED_NAME = r"'(?:[^'\r\n]|''){1,120}'"
SHEET_AREA = rf"(?:{_FILE} )?(?:{_BARE_NAME}|{_QUOTED_NAME})!{_CELL}(?::{_CELL})?"
"""Pattern of cells of a workbook: 收支总表!C7, 'a sheet'!A5:G20."""
_AREA = re.compile(rf"(?:f(?P<file>{_COUNT}) )?(?P<sheet>{_BARE_NAME}|{_QUOTED_NAME})!(?P<first>{_CELL})(?::(?P<last>{_CELL}))?")
_PLAIN = re.compile(_BARE_NAME)
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class SheetArea:
    """Cells of one sheet of a workbook, from corner to corner."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    file: int = 0
    """Which of several files; 0 if there is only one."""

    def contains(self, other: SheetArea) -> bool:
        """True if all cells of the other area are cells of this one."""
        return (
            (self.file, self.sheet) == (other.file, other.sheet)
            and self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def __str__(self) -> str:
        name = self.sheet if _PLAIN.fullmatch(self.sheet) else f"'{self.sheet.replace(chr(39), chr(39) * 2)}'"
        first, last = _write_cell(self.top, self.left), _write_cell(self.bottom, self.right)
        return f"{f'f{self.file} ' if self.file else ''}{name}!{first if first == last else f'{first}:{last}'}"


def read_area(text: str) -> SheetArea | None:
    """The cells that a text names; None if it is no place in a workbook."""
    match = _AREA.fullmatch(text)
    if match is None:
        return None
    name = match["sheet"]
    sheet = name[1:-1].replace("''", "'") if name.startswith("'") else name
    top, left = _read_cell(match["first"])
    bottom, right = _read_cell(match["last"] or match["first"])
    return SheetArea(sheet, top, left, bottom, right, int(match["file"] or 0))


def name_column(column: int) -> str:
    """The letters of a sheet's column, counted from 1: C, AA."""
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def _write_cell(row: int, column: int) -> str:
    return f"{name_column(column)}{row}"


def _read_cell(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(text[len(letters) :]), column
