"""Writes all tables as one SQLite database: keys, references, indexes, full-text search and column documentation.

The three large tables are views (`sqlite_layout`): they have the same columns as everywhere, at a tenth of the bytes.

The only module that imports apsw, which brings its own SQLite: the same file everywhere, with the trigram tokenizer that finds
every script alike from three characters on (for shorter terms: `name_zh LIKE '%收入%'` on the table itself). Datasette
opens the file as it is.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from budgetbook.opendata.formats import sqlite_layout
from budgetbook.opendata.formats.format import TableSource
from budgetbook.opendata.formats.json_text import decimal_to_number
from budgetbook.opendata.formats.sqlite_layout import DatabaseLayout
from budgetbook.opendata.formats.sqlite_rows import RowSplitter
from budgetbook.opendata.tables import column_docs
from budgetbook.opendata.tables.level_columns import level_columns
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import DataColumn, DataTable, Row, Value

APPLICATION = int.from_bytes(b"BUDG", "big")
"""SQLite application id, which tells our databases from others."""
_EXCLUSIVE_PRAGMAS = ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -64000")
"""Nobody else has the file open, and an unfinished one is discarded: it need not be safe in between."""
_SEARCH_INDEX_SETTINGS = {"hashsize": 1 << 24, "automerge": 0, "crisismerge": 1000}
"""A full-text index is sorted in segments of 16 MB that are never merged: merging takes as long as everything else, and a query
over forty segments takes 3 ms."""
_LARGEST = 1 << 63
_KINDS = {"text": "TEXT", "integer": "INTEGER", "decimal": "NUMERIC", "truth": "INTEGER"}


def write(source: TableSource, path: Path) -> None:
    """Write the database into an empty file.

    The same rows give the same bytes. Rows are not held in memory: SQLite sorts its indexes in temporary files. Raises OSError.
    """
    import apsw

    try:
        with closing(apsw.Connection(str(path))) as database:
            _write_tables(database, source)
    except (apsw.FullError, apsw.IOError) as error:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from error


def _write_tables(database: Any, source: TableSource) -> None:
    rows, content = source.rows, source.content
    tables, explain = site_tables(content), column_docs.explain(content)
    plain_tables = {name: table for name, table in tables.items() if name not in sqlite_layout.VIEWS}
    layout = DatabaseLayout(content.languages, content.printed_in, tuple(level_columns(content.code_levels)))
    for setting in ("page_size = 4096", f"application_id = {APPLICATION}", *_EXCLUSIVE_PRAGMAS):
        database.execute(f"PRAGMA {setting}").fetchall()
    # SQLite has no decimal type; the column `printed` keeps the exact text beside each number
    database.convert_binding = lambda _cursor, _place, value: _number(value)
    database.execute("BEGIN")
    for name, table in plain_tables.items():
        database.execute(_definition(table, tables))
        _fill(database, name, table.names, rows(name))
    for definition in layout.definitions():
        database.execute(definition)
    _split_rows(database, rows, layout, tables)
    languages = ", ".join(f'"{lang}" TEXT' for lang in content.languages)
    database.execute(f'CREATE TABLE "columns" ("table" TEXT, "column" TEXT, {languages}, PRIMARY KEY ("table", "column"))')
    column_rows = (
        (name, column, *(explain[column][lang] for lang in content.languages))
        for name, table in tables.items()
        for column in table.names
    )
    _fill(database, "columns", ("table", "column", *content.languages), column_rows)
    for statement in (*_indexes(plain_tables), *sqlite_layout.indexes(), *_searches(plain_tables)):
        database.execute(statement)
    database.execute("COMMIT; ANALYZE")


def _split_rows(
    database: Any, rows: Callable[[str], Iterable[Row]], layout: DatabaseLayout, tables: Mapping[str, DataTable]
) -> None:
    """Fill what stands behind the views, a statement at a time: its rows follow each other in each table, in the same order."""

    def insert(table: str, cells: Sequence[Any]) -> None:
        cells_by_table.setdefault(table, []).append(cells)

    cells_by_table: dict[str, list[Sequence[Any]]] = {}
    splitter = RowSplitter(layout, insert)
    groups = {name: _StatementGroups(tables[name], rows(name)) for name in sqlite_layout.VIEWS}
    for statement in records(tables["statements"], rows("statements")):
        lines, figures, findings = (groups[name].take(statement["statement"]) for name in ("breakdowns", "figures", "findings"))
        splitter.add_statement(statement, lines, figures, findings)
        for table, cells in cells_by_table.items():
            marks = ", ".join("?" * len(cells[0]))
            database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', cells)  # noqa: S608 - our own names
        cells_by_table.clear()


class _StatementGroups:
    """The rows of a table, statement by statement."""

    def __init__(self, table: DataTable, rows: Iterable[Row]) -> None:
        self._groups = groupby(records(table, rows), lambda record: record["statement"])
        self._next = next(self._groups, None)

    def take(self, statement: Value) -> list[dict[str, Value]]:
        """The rows of a statement, if it is the next that has any."""
        if self._next is None or self._next[0] != statement:
            return []
        group = list(self._next[1])
        self._next = next(self._groups, None)
        return group


def _number(value: object) -> int | float:
    """Convert a Decimal; an integer beyond SQLite's 64 bits becomes the nearest float."""
    there = decimal_to_number(value)
    return there if -_LARGEST <= there < _LARGEST else float(there)


def _fill(database: Any, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - our own names


def _definition(table: DataTable, tables: Mapping[str, DataTable]) -> str:
    columns = [_column(column, column.name == table.primary_key) for column in table.columns]
    references = [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{column.refers}" ("{tables[column.refers].primary_key}")'
        for column in table.columns
        if column.refers and column.refers not in sqlite_layout.VIEWS
    ]
    return f'CREATE TABLE "{table.name}" (\n  {", ".join([*columns, *references])}\n)'.replace(", ", ",\n  ")


def _column(column: DataColumn, is_primary_key: bool) -> str:
    rule = " PRIMARY KEY NOT NULL" if is_primary_key else " NOT NULL" if column.mandatory else ""
    return f'"{column.name}" {_KINDS[column.kind]}{rule}'


def _indexes(plain_tables: Mapping[str, DataTable]) -> Iterator[str]:
    """An index on each reference and on each year."""
    for name, table in plain_tables.items():
        for column in table.columns:
            if column.refers in plain_tables or column.name == "year":
                yield f'CREATE INDEX "{name}_{column.name}" ON "{name}" ("{column.name}")'


def _searches(plain_tables: Mapping[str, DataTable]) -> Iterator[str]:
    """A full-text index per table that is no view, over the table's own text."""
    for name, table in plain_tables.items():
        columns = ", ".join(f'"{column}"' for column in table.search_columns)
        yield f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({columns}, content="{name}", tokenize=\'trigram\')'
        for setting, value in _SEARCH_INDEX_SETTINGS.items():
            yield f'INSERT INTO "{name}_fts" ("{name}_fts", rank) VALUES (\'{setting}\', {value})'  # noqa: S608 - our own names
        yield f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')'  # noqa: S608 - our own names
