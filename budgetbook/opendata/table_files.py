"""The files of each table and of all tables, in every format, with their schemas and the data package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import FORMATS, csv_json, datapackage
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import DataTable


def table_files(builder: SharedFileBuilder) -> Iterator[DataFile]:
    """Yield the files of each table, then those of all tables."""
    csv_files: dict[str, DataFile] = {}
    for table in TABLES.values():
        for file in _single_table_files(builder, table):
            if file.path.endswith(".csv"):
                csv_files[table.name] = file
            yield file
    yield from _all_tables_files(builder)
    rows = _row_count(builder)
    package = partial(_package_descriptor, builder, csv_files)
    yield DataFile("data/datapackage.json", lambda: csv_json.as_json(package()), rows=rows)


def _single_table_files(builder: SharedFileBuilder, table: DataTable) -> Iterator[DataFile]:
    """Yield a table in each format with a file per table, and its JSON Schema."""
    name, rows = table.name, builder.streams.stats(table.name).rows
    for each in FORMATS:
        if each.write_table:
            fill = partial(each.write_table, builder.streams, table)
            yield builder.build_file(f"data/{name}.{each.suffix}", fill, (name,), table=name, rows=rows)
    base = builder.content.site.address
    path = f"data/schema/{name}.json"
    yield DataFile(path, lambda: csv_json.as_json(csv_json.schema(table, base, builder.column_explanations)))


def _all_tables_files(builder: SharedFileBuilder) -> Iterator[DataFile]:
    """Yield all tables in each format with one file for them, unless they have too many rows for it."""
    rows = _row_count(builder)
    for each in FORMATS:
        if each.write_all_tables and (each.max_rows is None or rows <= each.max_rows):
            fill = partial(each.write_all_tables, builder.streams)
            yield builder.build_file(f"data/budgets.{each.suffix}", fill, tuple(TABLES), rows=rows)


def _row_count(builder: SharedFileBuilder) -> int:
    return sum(builder.streams.stats(name).rows for name in TABLES)


def _package_descriptor(builder: SharedFileBuilder, csv_files: dict[str, DataFile]) -> dict[str, Any]:
    statements = records(TABLES["statements"], builder.streams.rows("statements"))
    return datapackage.build_descriptor(builder.content, statements, csv_files, builder.column_explanations)
