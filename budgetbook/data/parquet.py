"""A table and its rows in; one Parquet file out, amounts as exact decimals.

The only module that imports arro3, the small Python side of the Rust library of Apache Arrow.
"""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

from budgetbook.data.columns import Column, Row, Table, Value

SCALE = 6
"""Digits after the point that an amount has at least room for."""


def as_parquet(table: Table, rows: list[Row]) -> bytes:
    """The whole file, compressed with Zstandard. The same rows give the same bytes."""
    from arro3 import core
    from arro3 import io as parquet

    arrays: dict[str, Any] = {}
    for index, column in enumerate(table.columns):
        values = [row[index] for row in rows]
        arrays[column.name] = _array(core, column, values)
    out = io.BytesIO()
    parquet.write_parquet(core.Table.from_pydict(arrays), out, compression="zstd(3)", created_by="budgetbook")
    return out.getvalue()


def _array(core: Any, column: Column, values: list[Value]) -> Any:
    """Decimals go by way of text, so that no float comes near them."""
    kinds = core.DataType
    plain = {"text": kinds.string(), "integer": kinds.int32(), "truth": kinds.bool()}
    if column.kind != "decimal":
        return core.Array(values, type=plain[column.kind])
    texts = [None if value is None else f"{value:f}" for value in values]
    finest = max((-int(v.as_tuple().exponent) for v in values if isinstance(v, Decimal)), default=0)
    return core.Array(texts, type=kinds.string()).cast(kinds.decimal128(38, max(SCALE, finest)))
