"""Encodes JSON files: UTF-8, keys in their order, one line per key, list item and row; and the JSON Schema of columns and rows.

Amounts are numbers, exact up to 15 digits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from budgetbook.opendata.tables.row_list import RowList
from budgetbook.opendata.tables.table import DataColumn


def as_json(value: Mapping[str, Any]) -> bytes:
    """Encode any JSON file of the site."""
    return b"".join(json_pieces(value))


def json_pieces(value: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the encoding in pieces. A value that is an iterator supplies encoded list items (see `join_pieces`)."""
    separator = "{"
    for key, part in value.items():
        yield f"{separator}\n{_text(key)}: ".encode()
        separator = ","
        if isinstance(part, RowList):
            yield from _row_list(part)
        elif isinstance(part, Iterator):
            yield b"["
            yield from part
            yield b"]"
        else:
            yield b"[%b]" % json_items(part) if isinstance(part, list) else _text(part).encode()
    yield b"\n}\n"


def join_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join encoded items from several pieces into one list."""
    separator = b""
    for piece in pieces:
        if piece:
            yield separator
            yield piece
            separator = b","


def encode_row(row: Sequence[object]) -> bytes:
    """One row, without line breaks inside."""
    return _COMPACT.encode(row).encode()


def _row_list(rows: RowList) -> Iterator[bytes]:
    names = [column.name for column in rows.columns]
    yield b'{"columns": %b, "rows": [' % _text(names).encode()
    yield from join_pieces(b"\n" + row if isinstance(row, bytes) else b"\n" + encode_row(row) for row in rows.rows)
    yield b"]}"


def json_items(things: Iterable[object]) -> bytes:
    """Encode list items, each on a line of its own and without line breaks inside."""
    return ",".join(f"\n{_text(thing)}" for thing in things).encode()


def _text(part: Any) -> str:
    return _JSON.encode(part)


def decimal_to_number(value: object) -> int | float:
    """Convert a Decimal for JSON and SQLite. Raises TypeError for any other type, so nothing becomes text unnoticed."""
    if not isinstance(value, Decimal):
        raise TypeError(f"no place for {type(value).__name__}")
    return int(value) if value == value.to_integral_value() else float(value)


_JSON = json.JSONEncoder(ensure_ascii=False, default=decimal_to_number)
_COMPACT = json.JSONEncoder(ensure_ascii=False, default=decimal_to_number, separators=(",", ":"))


def record_schema(columns: Iterable[DataColumn], explain: Mapping[str, str]) -> dict[str, Any]:
    """JSON Schema of one row as an object."""
    properties = {column.name: _describe(column, explain) for column in columns}
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def row_list_schema(columns: Sequence[DataColumn], explain: Mapping[str, str]) -> dict[str, Any]:
    """JSON Schema of rows under named columns (https://json-schema.org/draft/2020-12/schema)."""
    cells = [{"title": column.name, **_describe(column, explain)} for column in columns]
    row = {"type": "array", "prefixItems": cells, "minItems": len(cells), "items": False}
    properties = {"columns": {"const": [column.name for column in columns]}, "rows": {"type": "array", "items": row}}
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _describe(column: DataColumn, explain: Mapping[str, str]) -> dict[str, Any]:
    return {**_type(column), "description": explain[column.name]}


def _type(column: DataColumn) -> dict[str, Any]:
    if column.one_of:
        return {"enum": [*column.one_of, *([] if column.mandatory else [None])]}
    kind = {"text": "string", "integer": "integer", "decimal": "number", "truth": "boolean"}[column.kind]
    one = {"type": kind if column.mandatory else [kind, "null"], **({"pattern": column.pattern} if column.pattern else {})}
    return {"type": "array", "items": one} if column.is_list else one
