"""Reads the rows of one sheet of a workbook as data: every cell in its column, row by row, without keeping the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from types import ModuleType
from typing import NamedTuple

from budgetbook.importer.readers import package_limits, workbook
from budgetbook.importer.readers.sheet import PRECISION, CellStyle, CellValue, show_value


class ValueRow(NamedTuple):
    """One row: what its cells show, and by column, from 0, the numbers that they store."""

    number: int
    texts: tuple[str, ...]
    stored_numbers: Mapping[int, str]


def list_sheets(data: bytes) -> list[str]:
    """The names of the sheets of a workbook. Raises UnreadableDocumentError for one that cannot be read."""
    if data.startswith(b"PK"):
        package_limits.check_limits(data)
    with workbook.telling_damage():
        return list(_module(data).list_sheets(data))


def read_rows(data: bytes, sheet: str) -> Iterator[ValueRow]:
    """Yield each row of a sheet. Raises UnreadableDocumentError for a damaged file and a formula without a stored result."""
    with workbook.telling_damage():
        for number, cells in enumerate(_module(data).read_values(data, sheet), 1):
            yield _row(number, cells)


def _module(data: bytes) -> ModuleType:
    return import_module(f"budgetbook.importer.readers.{'xlsx_sheets' if data.startswith(b'PK') else 'xls_sheets'}")


def _row(number: int, cells: Sequence[CellValue]) -> ValueRow:
    stored_numbers = {column: _number(value) for column, (value, _) in enumerate(cells) if _is_number(value)}
    shown_cells = (show_value(value, CellStyle(number_format))[0].text.strip() for value, number_format in cells)
    return ValueRow(number, tuple(shown_cells), stored_numbers)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _number(value: object) -> str:
    """The number as a spreadsheet has it, without what a float adds."""
    return f"{Decimal(f'{value:{PRECISION}}'):f}"
