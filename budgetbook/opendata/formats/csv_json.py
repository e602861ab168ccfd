"""Encodes tables as CSV and JSON.

CSV: RFC 4180, UTF-8 with a BOM (spreadsheets garble Chinese without one), numbers unquoted, an empty cell where there is no
value. JSON: the schema a file follows, and the rows as objects; amounts are numbers, exact up to 15 digits.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from budgetbook.infra.cache.files import make_writer
from budgetbook.opendata.formats.datapackage import CC_BY
from budgetbook.opendata.formats.format import TableSource
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.table import DataColumn, DataTable, Row, Value


def csv_head(table: DataTable) -> bytes:
    """The header line, with the BOM."""
    return _csv([table.names]).encode("utf-8-sig")


def csv_lines(table: DataTable, rows: Iterable[Row]) -> bytes:
    """One CSV line per row."""
    del table  # a piece has no header line
    return _csv([value if isinstance(value, str) else _cell(value) for value in row] for row in rows).encode()


def _csv(lines: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue()


def write_csv(source: TableSource, table: DataTable, path: Path) -> None:
    """Write a table's CSV file."""
    make_writer(lambda: chain([csv_head(table)], source.pieces(table.name, "csv")))(path)


def write_json(source: TableSource, table: DataTable, path: Path) -> None:
    """Write a table's JSON file, which names its schema."""
    schema_address = f"{source.content.site.address}data/schema/{table.name}.json"
    rows = join_pieces(source.pieces(table.name, "json"))
    head = {"$schema": schema_address, "table": table.name, "licence": CC_BY["path"]}
    make_writer(lambda: json_pieces({**head, "rows": rows}))(path)


def json_rows(table: DataTable, rows: Iterable[Row]) -> bytes:
    """Encode rows as objects, one per line."""
    return json_items(records(table, rows))


def as_json(value: Mapping[str, Any]) -> bytes:
    """Encode any JSON file of the site: UTF-8, keys in their order, one line per key and per list item."""
    return b"".join(json_pieces(value))


def json_pieces(value: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the encoding in pieces. A value that is an iterator supplies encoded list items (see `join_pieces`)."""
    separator = "{"
    for key, part in value.items():
        yield f"{separator}\n{_text(key)}: ".encode()
        separator = ","
        if isinstance(part, Iterator):
            yield b"["
            yield from part
            yield b"]"
        else:
            yield b"[%b]" % json_items(part) if isinstance(part, list) else _text(part).encode()
    yield b"\n}\n"


def json_items(things: Iterable[object]) -> bytes:
    """Encode list items, each on a line of its own and without line breaks inside."""
    return ",".join(f"\n{_text(thing)}" for thing in things).encode()


def join_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join encoded items from several pieces into one list."""
    separator = b""
    for piece in pieces:
        if piece:
            yield separator
            yield piece
            separator = b","


def _text(part: Any) -> str:
    return _JSON.encode(part)


def decimal_to_number(value: object) -> int | float:
    """Convert a Decimal for JSON and SQLite. Raises TypeError for any other type, so nothing becomes text unnoticed."""
    if not isinstance(value, Decimal):
        raise TypeError(f"no place for {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)


_JSON = json.JSONEncoder(ensure_ascii=False, default=decimal_to_number)


def row_schema(table: DataTable, explain: Mapping[str, str]) -> dict[str, Any]:
    """JSON Schema of one row as an object."""
    properties = {column.name: {**_type(column), "description": explain[column.name]} for column in table.columns}
    return {"type": "object", "required": list(table.names), "additionalProperties": False, "properties": properties}


def schema(table: DataTable, base: str, explain: Mapping[str, str]) -> dict[str, Any]:
    """JSON Schema of a file of rows (https://json-schema.org/draft/2020-12/schema)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{base}data/schema/{table.name}.json",
        "title": table.name,
        "type": "object",
        "required": ["$schema", "table", "licence", "rows"],
        "properties": {
            "$schema": {"type": "string"},
            "table": {"const": table.name},
            "licence": {"type": "string"},
            "rows": {"type": "array", "items": row_schema(table, explain)},
        },
    }


def _type(column: DataColumn) -> dict[str, Any]:
    if column.one_of:
        return {"enum": [*column.one_of, *([] if column.mandatory else [None])]}
    kind = {"text": "string", "integer": "integer", "decimal": "number", "truth": "boolean"}[column.kind]
    return {"type": kind if column.mandatory else [kind, "null"]}


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
