"""Opens a data file, whatever its format, and finds its headings."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from budgetbook.content.table_map import MapFile
from budgetbook.importer.data_tables import csv_rows
from budgetbook.importer.data_tables.raw_table import MOST_ROWS, ROWS_PER_SECOND, RawFile, RawRow, RawTable
from budgetbook.importer.readers import process_limits, sheet_rows
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.readers.file_bytes import read_bytes

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How a workbook of the new kind begins, and one of the old kind."""


def open_table(data_file: RawFile, settings: MapFile) -> RawTable:
    """Open a data file and read its headings. Raises UnreadableDocumentError for a file that is not as its map says."""
    data = read_bytes(data_file.path)
    sha256 = hashlib.sha256(data).hexdigest()
    if data_file.package_sha256 not in ("", sha256):
        raise UnreadableDocumentError("data-other-hash", file=data_file.name)
    sheet, rows = "", csv_rows.read_rows(data, settings)
    if data.startswith(_WORKBOOKS):
        sheet = _choose_sheet(sheet_rows.list_sheets(data), settings.sheet)
        rows = (RawRow(*row) for row in sheet_rows.read_rows(data, sheet))
    bounded_rows = _limit_rows(rows)
    heading = next((row for row in bounded_rows if row.number >= settings.heading_row), None)
    if heading is None or heading.number != settings.heading_row:
        raise UnreadableDocumentError("data-no-headings", file=data_file.name, row=settings.heading_row)
    headings = tuple(_clean_heading(cell) for cell in heading.cells)
    return RawTable(data_file.name, sha256, headings, heading.number, bounded_rows, sheet)


def _choose_sheet(sheets: list[str], name: str | None) -> str:
    if name is None and len(sheets) == 1:
        return sheets[0]
    if name not in sheets:
        key = "data-which-sheet" if name is None else "data-no-sheet"
        raise UnreadableDocumentError(key, sheet=name or "", sheets=", ".join(sheets[:20]))
    return name


def _limit_rows(rows: Iterator[RawRow]) -> Iterator[RawRow]:
    """The rows that are not empty, each thousand granted its time, and no more than any publisher has."""
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise UnreadableDocumentError("data-many-rows", most=f"{MOST_ROWS:,}")
        if count % ROWS_PER_SECOND == 0:
            process_limits.grant_time(1)
        if not row.is_empty:
            yield row


def _clean_heading(text: str) -> str:
    """A heading on one line, without the # by which some programs mark the line of headings as a comment."""
    return re.sub(r"\s{1,100}", " ", text).removeprefix("#").strip()
