"""A table and its rows in; its bytes as CSV and as JSON out.

CSV: RFC 4180, UTF-8 with a BOM (without one a spreadsheet garbles Chinese), numbers bare, nothing known is an empty cell.
JSON: what it is, which schema it follows, and the rows as objects; amounts are numbers, exact as long as 15 digits are.
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
    """The first line of a file."""
    return _csv([table.names]).encode("utf-8-sig")


def csv_lines(table: DataTable, rows: Iterable[Row]) -> bytes:
    """A line a row."""
    del table  # its head is not repeated
    return _csv([value if isinstance(value, str) else _cell(value) for value in row] for row in rows).encode()


def _csv(lines: Iterable[Sequence[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue()


def write_csv(source: TableSource, table: DataTable, path: Path) -> None:
    """A table's file."""
    make_writer(lambda: chain([csv_head(table)], source.pieces(table.name, "csv")))(path)


def write_json(source: TableSource, table: DataTable, path: Path) -> None:
    """A table's file, which names its schema."""
    schema_address = f"{source.content.site.address}data/schema/{table.name}.json"
    rows = join_pieces(source.pieces(table.name, "json"))
    head = {"$schema": schema_address, "table": table.name, "licence": CC_BY["path"]}
    make_writer(lambda: json_pieces({**head, "rows": rows}))(path)


def json_rows(table: DataTable, rows: Iterable[Row]) -> bytes:
    """An object a row."""
    return json_items(records(table, rows))


def as_json(value: Mapping[str, Any]) -> bytes:
    """Any JSON file of the site: UTF-8, keys as given, a line for each key and for each item of a list under it."""
    return b"".join(json_pieces(value))


def json_pieces(value: Mapping[str, Any]) -> Iterator[bytes]:
    """The same piece by piece, for a list too long to hold: one that is an iterator has its items finished (`joined`)."""
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
    """Items of a list, a line each: no line ends but between two of them."""
    return ",".join(f"\n{_text(thing)}" for thing in things).encode()


def join_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Items of one list from several pieces."""
    separator = b""
    for piece in pieces:
        if piece:
            yield separator
            yield piece
            separator = b","


def _text(part: Any) -> str:
    return _JSON.encode(part)


def decimal_to_number(value: object) -> int | float:
    """A Decimal as JSON and SQLite have it. Raises TypeError for all else, so that nothing is turned into text unseen."""
    if not isinstance(value, Decimal):
        raise TypeError(f"no place for {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)


_JSON = json.JSONEncoder(ensure_ascii=False, default=decimal_to_number)


def row_schema(table: DataTable, explain: Mapping[str, str]) -> dict[str, Any]:
    """The JSON Schema of one row as an object."""
    properties = {column.name: {**_type(column), "description": explain[column.name]} for column in table.columns}
    return {"type": "object", "required": list(table.names), "additionalProperties": False, "properties": properties}


def schema(table: DataTable, base: str, explain: Mapping[str, str]) -> dict[str, Any]:
    """The JSON Schema of a file of rows (https://json-schema.org/draft/2020-12/schema)."""
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
