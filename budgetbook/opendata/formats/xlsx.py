"""Writes Excel workbooks for people: one per statement in the document's own units, and one with every table.

The only module that imports xlsxwriter. Text is written as text, whatever it begins with. A number is a number with as many
decimal places as printed, and beside it, as text, exactly what is printed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgetbook.infra.cache.files import make_writer
from budgetbook.opendata.formats.format import TableSource
from budgetbook.opendata.tables import column_docs
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import Value

_CREATION_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook has no clock: the same rows give the same bytes
_WIDEST, _NARROWEST = 60, 9
_WIDE = re.compile("[\u2e81-\U0010ffff]")
_ABOUT_SHEET = "说明 About"
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class WorksheetSpec:
    """One worksheet: its name, which is adapted to Excel's rules, its heading lines and its rows."""

    name: str
    heads: Sequence[Sequence[str]]
    """One line per language, with a text for each column."""
    rows: Sequence[Sequence[Value]]


def as_xlsx(title: str, intro_lines: Sequence[str], sheets: Sequence[WorksheetSpec]) -> bytes:
    """A workbook whose first sheet explains the others. The same sheets give the same bytes."""
    buffer = io.BytesIO()
    with _workbook(buffer, title) as book:
        formats = _Formats(book)
        _explain(book, formats, title, intro_lines)
        for name, sheet in zip(_sheet_names([sheet.name for sheet in sheets]), sheets, strict=True):
            _write(book.add_worksheet(name), formats, sheet)
    return buffer.getvalue()


_LONGEST_NAME = 31  # in UTF-16, as Excel counts
_NOT_IN_A_NAME = str.maketrans("[]:*?/\\", "［］：＊？／＼")


def _sheet_names(names: Sequence[str]) -> list[str]:
    """Names that Excel accepts: no forbidden characters, no apostrophe at an end, not too long, distinct regardless of case."""
    unique_names: list[str] = []
    for name in names:
        plain, number = "".join(c for c in name.translate(_NOT_IN_A_NAME) if c.isprintable()).strip("' ") or "–", 1
        short = _cut(plain, _LONGEST_NAME)
        while short.casefold() in {each.casefold() for each in (*unique_names, _ABOUT_SHEET, "History")}:
            number += 1
            short = f"{_cut(plain, _LONGEST_NAME - len(f' {number}'))} {number}"
        unique_names.append(short)
    return unique_names


def _cut(text: str, most: int) -> str:
    """The beginning of a text, at most `most` UTF-16 units long."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").rstrip("' ")


@contextmanager
def _workbook(buffer: io.BytesIO, title: str) -> Iterator[Any]:
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(buffer, _SAFE) as book:
        book.set_properties({"title": title, "created": _CREATION_DATE})
        yield book


class _Formats:
    """Cell formats, each created once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._numbers: dict[int, Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"valign": "top"})
        self.prose = book.add_format({"text_wrap": True, "valign": "top"})

    def number(self, value: Decimal) -> Any:
        """Format with the number's own decimal places: 104.30 keeps its 0."""
        places = max(0, -int(value.as_tuple().exponent))
        if places not in self._numbers:
            pattern = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._book.add_format({"num_format": pattern, "valign": "top"})
        return self._numbers[places]


def _explain(book: Any, formats: _Formats, title: str, intro_lines: Sequence[str]) -> None:
    sheet = book.add_worksheet(_ABOUT_SHEET)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, title, formats.title)
    for line, text in enumerate(intro_lines, 2):
        sheet.write_string(line, 0, text, formats.prose)


def _write(sheet: Any, formats: _Formats, spec: WorksheetSpec) -> None:
    """Write a sheet: frozen headings, columns as wide as their content, an autofilter."""
    for line, head in enumerate(spec.heads):
        for column, text in enumerate(head):
            sheet.write_string(line, column, text, formats.head)
    first = len(spec.heads)
    for line, row in enumerate(spec.rows, first):
        for column, value in enumerate(row):
            _cell(sheet, formats, line, column, value)
    for column in range(len(spec.heads[0])):
        cells = (*(head[column] for head in spec.heads), *(row[column] for row in spec.rows))
        sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, *map(_width, cells)) + 2))
    sheet.freeze_panes(first, 1)
    sheet.autofilter(first - 1, 0, max(first, first + len(spec.rows) - 1), len(spec.heads[0]) - 1)


def _cell(sheet: Any, formats: _Formats, line: int, column: int, value: Value) -> None:
    """Write a cell; None leaves it empty. Text is never taken for a formula, a link or a number."""
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(line, column, value, formats.text)
        case Decimal():
            sheet.write_number(line, column, float(value), formats.number(value))
        case int():
            sheet.write_number(line, column, value, formats.text)
        case _:
            sheet.write_string(line, column, value, formats.text)


def _width(value: Value) -> int:
    """Width in Latin letters; a Chinese character counts twice."""
    text = f"{value:,f}" if isinstance(value, Decimal) else "" if value is None else str(value)
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text)))


def write(source: TableSource, path: Path) -> None:
    """Write the workbook of all tables, one sheet each."""
    lines = [
        *column_docs.opening_lines(source.content, "about-tables"),
        *(f"{name}: {text}" for name, text in column_docs.explain_in_each_language(source.content).items()),
    ]
    sheets = [WorksheetSpec(name, (table.names,), list(source.rows(name))) for name, table in site_tables(source.content).items()]
    make_writer(lambda: [as_xlsx(column_docs.workbook_title(source.content), lines, sheets)])(path)
