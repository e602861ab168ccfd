"""A table and its rows in; one Parquet file out, amounts as exact decimals.

The only module that imports arro3, the small Python side of the Rust library of Apache Arrow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from budgetbook.data.columns import Column, Row, Table, Value

SCALE = 6
"""Digits after the point that an amount has at least room for."""
GROUP = 16_384
"""Rows that are held and written together."""


def write(path: Path, table: Table, rows: Iterable[Row], places: Mapping[str, int]) -> None:
    """The whole file, compressed with Zstandard. The same rows give the same bytes.

    `places` has, for each column of decimals, the digits after the point of its finest value, where there are some.
    """
    from arro3 import core
    from arro3 import io as parquet

    kinds = {column.name: _kind(core, column, places.get(column.name, 0)) for column in table.columns}
    schema = core.Schema([core.Field(name, kind, nullable=True) for name, kind in kinds.items()])
    batches = (_batch(core, schema, table, group) for group in _groups(rows))
    reader = core.RecordBatchReader.from_batches(schema, batches)
    parquet.write_parquet(reader, path, compression="zstd(3)", created_by="budgetbook", max_row_group_size=GROUP)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """As many rows as a group has, whatever bodies they are of."""
    left = iter(rows)
    while group := list(islice(left, GROUP)):
        yield group


def _kind(core: Any, column: Column, places: int) -> Any:
    kinds = core.DataType
    if column.kind == "decimal":
        return kinds.decimal128(38, max(SCALE, places))
    return {"text": kinds.string(), "integer": kinds.int32(), "truth": kinds.bool()}[column.kind]


def _batch(core: Any, schema: Any, table: Table, rows: list[Row]) -> Any:
    cells = zip(*rows, strict=True)
    arrays = [_array(core, schema.field(each.name).type, each, values) for each, values in zip(table.columns, cells, strict=True)]
    return core.RecordBatch.from_arrays(arrays, schema=schema)


def _array(core: Any, kind: Any, column: Column, values: tuple[Value, ...]) -> Any:
    """Decimals go by way of text, so that no float comes near them."""
    if column.kind != "decimal":
        return core.Array(values, type=kind)
    texts = [f"{value:f}" if isinstance(value, Decimal) else None for value in values]
    return core.Array(texts, type=core.DataType.string()).cast(kind)
