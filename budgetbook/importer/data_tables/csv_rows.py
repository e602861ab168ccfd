"""Reads the rows of a CSV file in the encoding and with the delimiter that its map names."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator

from budgetbook.content.table_map import MapFile
from budgetbook.importer.data_tables.raw_table import MOST_COLUMNS, RawRow
from budgetbook.importer.readers.document import UnreadableDocumentError

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
_UNPACKED_BYTES = 200 * 2**20
"""Bytes of a compressed file once it is unpacked."""
_LONGEST_CELL = 50_000
"""Characters of one cell: beyond them a quotation mark has no partner."""


def read_rows(data: bytes, settings: MapFile) -> Iterator[RawRow]:
    """Yield each row, with the line on which it begins.

    Raises UnreadableDocumentError for bytes of another encoding and for what is no CSV.
    """
    encoding = "utf-8-sig" if settings.encoding == "utf-8" else settings.encoding
    stream = io.TextIOWrapper(io.BytesIO(_unpack(data)), encoding, newline="")  # by and by: the text takes four times the bytes
    csv.field_size_limit(_LONGEST_CELL)
    records, line = csv.reader(stream, delimiter=_DELIMITERS[settings.delimiter], strict=True), 1
    try:
        for cells in records:
            if len(cells) > MOST_COLUMNS:
                raise UnreadableDocumentError("data-many-columns", line=line, most=MOST_COLUMNS)
            yield RawRow(line, tuple(cell.strip() for cell in cells))
            line = records.line_num + 1
    except UnicodeError:
        raise UnreadableDocumentError("data-encoding", encoding=settings.encoding, line=line) from None
    except csv.Error:
        raise UnreadableDocumentError("data-not-csv", line=line) from None


def _unpack(data: bytes) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed_file:
            whole_data = packed_file.read(_UNPACKED_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableDocumentError("data-damaged-package") from error
    if len(whole_data) > _UNPACKED_BYTES:
        raise UnreadableDocumentError("import-bomb")
    return whole_data
