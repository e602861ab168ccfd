"""Encodes contributions as data that can hold no code, compressed, for the manifest and for the memory; and decodes them.

Anybody may have written what lies in `.cache`. It is JSON, and whatever JSON has no type for is one of a closed set of records:
decoding creates nothing else, whatever the bytes say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from itertools import starmap
from operator import attrgetter
from typing import Any, TypeVar

from markupsafe import Markup

from budgetbook.arithmetic.money import Amount
from budgetbook.content.text import Text
from budgetbook.content.units import Currency, Unit
from budgetbook.diagnostics.problem import Message, Problem
from budgetbook.infra.cache.compression import compress, decompress
from budgetbook.opendata.contributions import EntityEntry, StatementEntry
from budgetbook.opendata.tables.table import TableStats
from budgetbook.pages.compare_rows import ComparisonCell
from budgetbook.pages.line_feeds import FollowedLine, LineNews
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link
from budgetbook.pages.models.review import ReviewView
from budgetbook.search.entries import SearchContribution
from budgetbook.search.index import EntryBlock, SearchEntry
from budgetbook.validation.between_entities import CrossEntityClaim

_BYTES, _JSON = b"b", b"j"
"""The first byte: raw bytes follow, or a value in JSON."""
_JSON_NATIVE = {str, Unit, int, bool, type(None)}
"""Types that JSON has itself; a unit that stands alone is its name."""
_RECORDS: tuple[Any, ...] = (
    Currency,
    TableStats,
    FindingView,
    Link,
    ReviewView,
    Tally,
    ComparisonCell,
    FollowedLine,
    LineNews,
    Message,
    Problem,
    CrossEntityClaim,
    EntityEntry,
    StatementEntry,
    SearchContribution,
    SearchEntry,
    EntryBlock,
)
"""Records that may be encoded, by their fields in order. Creating one has no side effects."""


_Name = TypeVar("_Name", bound=Hashable)


class UnreadableError(Exception):
    """Bytes that `encode` did not write."""


def encode_values(values: Mapping[_Name, object]) -> dict[_Name, bytes]:
    """Each value as it is kept: encoded and compressed. Raises TypeError for an unknown type."""
    return {name: compress(encode(value)) for name, value in values.items()}


def decode_value(data: bytes) -> Any:
    """One value of `encode_values`. Raises UnreadableError."""
    return decode(decompress(data))


def encode(value: object) -> bytes:
    """Encode a value. Raises TypeError for an unknown type."""
    if type(value) is bytes:
        return _BYTES + value
    return _JSON + json.dumps(_to_json(value), ensure_ascii=False, separators=(",", ":")).encode()


def decode(data: bytes) -> Any:
    """Decode a value. Raises UnreadableError."""
    try:
        return data[1:] if data.startswith(_BYTES) else _DECODER.decode(data.removeprefix(_JSON).decode())
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadableError from error


def _to_json(value: Any) -> Any:
    """Convert to JSON's own types: a value of any other becomes an object whose only key names its type."""
    kind = type(value)
    return value if kind in _JSON_NATIVE else _WRITERS[kind](value)


def _write_amount(amount: Amount) -> dict[str, Any]:
    return {"Amount": [_to_json(cell) for cell in (amount.value, amount.step, *amount.unit.__getnewargs__())]}


def _read_amount(cells: list[Any]) -> Amount:
    value, step, *unit = cells
    return Amount(value, Unit(*unit), step)


def _write_list(value: list[Any]) -> dict[str, Any]:
    widths = {len(each) if type(each) is tuple else 0 for each in value}
    if len(widths) == 1 and widths != {0}:
        return {"table": [_write_column(column) for column in zip(*value, strict=True)]}
    return {"list": [_to_json(each) for each in value]}


def _write_column(cells: tuple[Any, ...]) -> Any:
    """Encode a column of like cells at once: for thousands of rows this takes a quarter of the time, to write and to read."""
    kinds = set(map(type, cells))
    if kinds <= _JSON_NATIVE:
        return list(cells)
    if kinds <= {Decimal, type(None)}:
        return {"decimals": [None if cell is None else str(cell) for cell in cells]}
    if kinds == {tuple} and {type(each) for cell in cells for each in cell} <= _JSON_NATIVE:
        return {"tuples": [list(cell) for cell in cells]}
    return [_to_json(cell) for cell in cells]


def _write_tuple(value: tuple[Any, ...]) -> dict[str, Any]:
    kinds = set(map(type, value))
    if len(value) > 1 and len(kinds) == 1 and (kind := kinds.pop()) in _CELLS:
        return {"alike": [kind.__name__, [_write_column(column) for column in zip(*map(_CELLS[kind], value), strict=True)]]}
    return {"tuple": [_to_json(each) for each in value]}


def _read_decimals(cells: list[str | None]) -> list[Decimal | None]:
    return [None if cell is None else Decimal(cell) for cell in cells]


def _read_table(columns: list[list[Any]]) -> list[tuple[Any, ...]]:
    return list(zip(*columns, strict=True))


def _read_alike(value: list[Any]) -> tuple[Any, ...]:
    name, columns = value
    return tuple(starmap(_KINDS[name], zip(*columns, strict=True)))


def _make_writer(name: str, cells: Callable[[Any], Iterable[Any]]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {name: [_to_json(cell) for cell in cells(value)]}


def _field_getter(kind: Any) -> Callable[[Any], tuple[Any, ...]]:
    return tuple if issubclass(kind, tuple) else attrgetter(*(field.name for field in fields(kind)))


_KINDS = {kind.__name__: kind for kind in _RECORDS}
_CELLS = {kind: _field_getter(kind) for kind in _RECORDS}
_WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    list: _write_list,
    tuple: _write_tuple,
    dict: _make_writer("dict", lambda value: (tuple(pair) for pair in value.items())),
    Decimal: lambda value: {"decimal": str(value)},
    Markup: lambda value: {"markup": str(value)},
    Text: _make_writer("Text", lambda value: (tuple(pair) for pair in value.items())),
    Amount: _write_amount,
    **{kind: _make_writer(kind.__name__, cells) for kind, cells in _CELLS.items()},
}


def _make_constructor(kind: Any) -> Callable[[list[Any]], Any]:
    return lambda cells: kind(*cells)


_READERS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "table": _read_table,
    "decimals": _read_decimals,
    "tuple": tuple,
    "tuples": lambda cells: list(map(tuple, cells)),
    "alike": _read_alike,
    "dict": dict,
    "decimal": Decimal,
    "markup": Markup,
    "Text": lambda cells: Text(dict(cells)),
    "Amount": _read_amount,
    **{name: _make_constructor(kind) for name, kind in _KINDS.items()},
}


def _decode_object(pairs: list[tuple[str, Any]]) -> Any:
    ((kind, cells),) = pairs
    return _READERS[kind](cells)


def _reject_number(text: str) -> Any:
    raise ValueError(text)


_DECODER = json.JSONDecoder(object_pairs_hook=_decode_object, parse_float=_reject_number, parse_constant=_reject_number)
