"""The files of each table and of all tables, in every format, with the data package."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.data_parts import DataPart
from budgetbook.opendata.formats import FORMATS, csv_gzip, datapackage, json_text
from budgetbook.opendata.shared_files import SharedFileBuilder
from budgetbook.opendata.table_streams import TableStreams
from budgetbook.opendata.tables.rows import COMMON_TABLES, records
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import DataTable


def table_files(builder: SharedFileBuilder) -> Iterator[DataFile]:
    """Yield the files of each table, then those of all tables, each in as many parts as the data has."""
    csv_files: dict[str, DataFile] = {}
    for table in site_tables(builder.content).values():
        parts = builder.parts[:1] if table.name in COMMON_TABLES else builder.parts
        for part, streams in parts:
            name = table.name if table.name in COMMON_TABLES else f"{table.name}{part.suffix}"
            for file in _single_table_files(builder, table, name, streams):
                if file.path.endswith(csv_gzip.SUFFIX):
                    csv_files[name] = file
                yield file
    rows = _row_count(builder)
    for part, streams in builder.parts:
        yield from _all_tables_files(builder, part, streams, rows)
    package = partial(_package_descriptor, builder, csv_files)
    yield DataFile("data/datapackage.json", lambda: json_text.as_json(package()), rows=rows)


def _single_table_files(builder: SharedFileBuilder, table: DataTable, name: str, streams: TableStreams) -> Iterator[DataFile]:
    """Yield a table in each format with a file per table."""
    rows = streams.stats(table.name).rows
    for each in FORMATS:
        if each.write_table:
            fill = partial(each.write_table, streams, table)
            path = f"data/{name}.{each.suffix}"
            yield builder.build_file(path, fill, (table.name,), table=table.name, rows=rows, streams=streams)


def _all_tables_files(builder: SharedFileBuilder, part: DataPart, streams: TableStreams, rows: int) -> Iterator[DataFile]:
    """Yield all tables in each format with one file for them, unless they have too many rows for it."""
    for each in FORMATS:
        if each.write_all_tables and (each.max_rows is None or rows <= each.max_rows):
            fill = partial(each.write_all_tables, streams)
            path = f"data/budgets{part.suffix}.{each.suffix}"
            yield builder.build_file(path, fill, tuple(TABLES), rows=_part_rows(streams), streams=streams)


def _row_count(builder: SharedFileBuilder) -> int:
    return _part_rows(builder.streams)


def _part_rows(streams: TableStreams) -> int:
    return sum(streams.stats(name).rows for name in TABLES)


def _package_descriptor(builder: SharedFileBuilder, csv_files: dict[str, DataFile]) -> dict[str, Any]:
    statements = records(site_tables(builder.content)["statements"], builder.streams.rows("statements"))
    return datapackage.build_descriptor(builder.content, statements, csv_files, builder.column_explanations)
