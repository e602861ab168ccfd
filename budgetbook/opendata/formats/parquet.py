"""Writes a table as Parquet, amounts as exact decimals.

The only module that imports arro3, the small Python side of Apache Arrow's Rust library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import IO, Any

from budgetbook.opendata.formats.format import TableSource
from budgetbook.opendata.tables.table import DataColumn, DataTable, Row, Value

SCALE = 6
"""Minimum number of decimal places of an amount."""


def write(source: TableSource, table: DataTable, path: Path, group_size: int = 16_384) -> None:
    """Write a table's file, compressed with Zstandard. The same rows give the same bytes.

    `group_size` rows are held in memory and written together.
    """
    from arro3 import core
    from arro3 import io as parquet

    places = source.stats(table.name).places
    kinds = {column.name: _kind(core, column, places.get(column.name, 0)) for column in table.columns}
    schema = core.Schema([core.Field(name, kind, nullable=True) for name, kind in kinds.items()])
    batches = (_batch(core, schema, table, group) for group in _groups(source.rows(table.name), group_size))
    with path.open("wb") as file:
        trap: Any = _ErrorTrap(file)
        reader = core.RecordBatchReader.from_batches(schema, trap.read(batches))
        parquet.write_parquet(reader, trap, compression="zstd(3)", created_by="budgetbook", max_row_group_size=group_size)
    if trap.error:
        raise trap.error


class _ErrorTrap:
    """Wraps the reader and the file given to arro3, and keeps the first error, which arro3 would report as its own."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.error: Exception | None = None

    def read(self, batches: Iterator[Any]) -> Iterator[Any]:
        """Yield batches up to the first that fails."""
        try:
            yield from batches
        except Exception as error:  # noqa: BLE001 - whatever it is: it is raised when the library is done
            self.error = error

    def write(self, data: bytes) -> int:
        """Write to the file unless an error has occurred."""
        try:
            return len(data) if self.error else self._file.write(data)
        except OSError as error:
            self.error = error
            return len(data)

    def seek(self, *place: int) -> int:
        """Required of a file object; arro3 never moves the position."""
        return self._file.seek(*place)

    def flush(self) -> None:
        """Required of a file object; nothing is buffered here."""


def _groups(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """Yield rows in groups of `size`, across entities."""
    left = iter(rows)
    while group := list(islice(left, size)):
        yield group


def _kind(core: Any, column: DataColumn, places: int) -> Any:
    kinds = core.DataType
    if column.kind == "decimal":
        return kinds.decimal128(38, max(SCALE, places))
    return {"text": kinds.string(), "integer": kinds.int32(), "truth": kinds.bool()}[column.kind]


def _batch(core: Any, schema: Any, table: DataTable, rows: list[Row]) -> Any:
    cells = zip(*rows, strict=True)
    arrays = [_array(core, schema.field(each.name).type, each, values) for each, values in zip(table.columns, cells, strict=True)]
    return core.RecordBatch.from_arrays(arrays, schema=schema)


def _array(core: Any, kind: Any, column: DataColumn, values: tuple[Value, ...]) -> Any:
    """An Arrow array of a column. Decimals are passed as text, so they never become floats."""
    if column.kind != "decimal":
        return core.Array(values, type=kind)
    texts = [f"{value:f}" if isinstance(value, Decimal) else None for value in values]
    return core.Array(texts, type=core.DataType.string()).cast(kind)
