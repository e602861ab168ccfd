"""What all bodies give in; the files of each table and of all tables out: CSV, JSON, Parquet, SQLite, a workbook, the package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import Any

from budgetbook.infra.cache.files import make_writer
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import csv_json, datapackage, parquet, sqlite, xlsx
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.tables import column_docs
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import DataTable

MOST_IN_A_WORKBOOK = 30_000
"""Rows of all tables that one workbook holds: it is in memory whole while it is made, and again where it is opened."""


def table_files(builder: SharedFileBuilder) -> Iterator[DataFile]:
    """A few files a table, then those of all tables."""
    texts: dict[str, DataFile] = {}
    for table in TABLES.values():
        for file in _single_table_files(builder, table):
            texts.setdefault(table.name, file)
            yield file
    yield from _all_tables_files(builder)
    rows = _row_count(builder)
    yield DataFile("data/datapackage.json", lambda: csv_json.as_json(_package_descriptor(builder, texts)), rows=rows)


def _single_table_files(builder: SharedFileBuilder, table: DataTable) -> Iterator[DataFile]:
    """As CSV, as JSON with its schema, and as Parquet."""
    name, streams, stats = table.name, builder.streams, builder.streams.stats(table.name)
    build_file = partial(builder.build_file, tables=(name,), table=name, rows=stats.rows)
    yield build_file(f"data/{name}.csv", make_writer(lambda: chain([csv_json.csv_head(table)], streams.csv(name))))
    yield build_file(f"data/{name}.json", make_writer(lambda: _json_pieces(builder, table)))
    schema = f"data/schema/{name}.json"
    base = builder.content.site.address
    yield DataFile(schema, lambda: csv_json.as_json(csv_json.schema(table, base, builder.column_explanations)))
    yield build_file(f"data/{name}.parquet", lambda path: parquet.write(path, table, streams.rows(name), stats.places))


def _json_pieces(builder: SharedFileBuilder, table: DataTable) -> Iterator[bytes]:
    schema = f"{builder.content.site.address}data/schema/{table.name}.json"
    rows = csv_json.join_pieces(builder.streams.json(table.name))
    return csv_json.json_pieces({"$schema": schema, "table": table.name, "licence": datapackage.CC_BY["path"], "rows": rows})


def _all_tables_files(builder: SharedFileBuilder) -> Iterator[DataFile]:
    """The database, and the workbook where it stays small."""
    build_file = partial(builder.build_file, tables=tuple(TABLES), rows=_row_count(builder))
    explain = partial(column_docs.explain, builder.content)
    yield build_file("data/budgets.sqlite", lambda path: sqlite.write(path, builder.streams.rows, explain()))
    if _row_count(builder) <= MOST_IN_A_WORKBOOK:
        yield build_file("data/budgets.xlsx", make_writer(lambda: [_build_workbook(builder)]))


def _row_count(builder: SharedFileBuilder) -> int:
    return sum(builder.streams.stats(name).rows for name in TABLES)


def _build_workbook(builder: SharedFileBuilder) -> bytes:
    lines = [
        *column_docs.opening_lines(builder.content, "about-tables"),
        *(f"{name}: {text}" for name, text in builder.column_explanations.items()),
    ]
    sheets = xlsx.table_worksheets({name: list(builder.streams.rows(name)) for name in TABLES})
    return xlsx.as_xlsx(column_docs.workbook_title(builder.content), lines, sheets)


def _package_descriptor(builder: SharedFileBuilder, texts: dict[str, DataFile]) -> dict[str, Any]:
    statements = records(TABLES["statements"], builder.streams.rows("statements"))
    return datapackage.build_descriptor(builder.content, statements, texts, builder.column_explanations)
