"""Encodes tables as CSV: RFC 4180, UTF-8 with a BOM (spreadsheets garble Chinese without one), numbers unquoted, an empty cell
where there is no value.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetbook.opendata.tables.table import DataTable, Row, Value


def csv_head(table: DataTable) -> bytes:
    """The header line, with the BOM."""
    return csv_document([table.names])


def csv_document(lines: Iterable[Sequence[Value]]) -> bytes:
    """A whole file, with the BOM."""
    return b"\xef\xbb\xbf" + _csv(lines)


def csv_lines(table: DataTable, rows: Iterable[Row]) -> bytes:
    """One CSV line per row."""
    del table  # a piece has no header line
    return _csv(rows)


def _csv(lines: Iterable[Sequence[Value]]) -> bytes:
    buffer = io.StringIO()
    cells = ([value if isinstance(value, str) else _cell(value) for value in line] for line in lines)
    csv.writer(buffer, lineterminator="\r\n").writerows(cells)
    return buffer.getvalue().encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
