"""What all bodies give in; the files of each table and of all tables out: CSV, JSON, Parquet, SQLite, a workbook, the package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from budgetbook.infra.cache.files import poured
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import csv_json, datapackage, parquet, sqlite, xlsx
from budgetbook.opendata.shared_files import Making
from budgetbook.opendata.tables import column_docs
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Table

MOST_IN_A_WORKBOOK = 30_000
"""Rows of all tables that one workbook holds: it is in memory whole while it is made, and again where it is opened."""


def of(making: Making) -> Iterator[DataFile]:
    """A few files a table, then those of all tables."""
    texts: dict[str, DataFile] = {}
    for table in TABLES.values():
        for file in _of_table(making, table):
            texts.setdefault(table.name, file)
            yield file
    yield from _of_all(making)
    rows = _rows(making)
    yield DataFile("", "data/datapackage.json", rows, lambda: csv_json.as_json(_package(making, texts)))


def _of_table(making: Making, table: Table) -> Iterator[DataFile]:
    """As CSV, as JSON with its schema, and as Parquet."""
    name, streams, size = table.name, making.streams, making.streams.size(table.name)
    of = partial(making.file, tables=(name,), table=name, rows=size.rows)
    yield of(f"data/{name}.csv", poured(lambda: chain([csv_json.csv_head(table)], streams.csv(name))))
    yield of(f"data/{name}.json", poured(lambda: _json(making, table)))
    schema = f"data/schema/{name}.json"
    base = making.content.site.address
    yield DataFile("", schema, 0, lambda: csv_json.as_json(csv_json.schema(table, base, making.explained)))
    yield of(f"data/{name}.parquet", lambda path: parquet.write(path, table, streams.rows(name), size.places))


def _json(making: Making, table: Table) -> Iterator[bytes]:
    schema = f"{making.content.site.address}data/schema/{table.name}.json"
    rows = csv_json.joined(making.streams.json(table.name))
    return csv_json.json_pieces({"$schema": schema, "table": table.name, "licence": datapackage.CC_BY["path"], "rows": rows})


def _of_all(making: Making) -> Iterator[DataFile]:
    """The database, and the workbook where it stays small."""
    of = partial(making.file, tables=tuple(TABLES), rows=_rows(making))
    explain = partial(column_docs.explain, making.content)
    yield of("data/budgets.sqlite", lambda path: sqlite.write(path, making.streams.rows, explain()))
    if _rows(making) <= MOST_IN_A_WORKBOOK:
        yield of("data/budgets.xlsx", poured(lambda: [_workbook(making)]))


def _rows(making: Making) -> int:
    return sum(making.streams.size(name).rows for name in TABLES)


def _workbook(making: Making) -> bytes:
    lines = [
        *column_docs.opening(making.content, "about-tables"),
        *(f"{name}: {text}" for name, text in making.explained.items()),
    ]
    sheets = xlsx.tables({name: list(making.streams.rows(name)) for name in TABLES})
    return xlsx.as_xlsx(column_docs.titled(making.content), lines, sheets)


def _package(making: Making, texts: dict[str, DataFile]) -> dict[str, Any]:
    statements = records(TABLES["statements"], making.streams.rows("statements"))
    return datapackage.of(making.content, statements, texts, making.explained)
