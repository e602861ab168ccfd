"""All tables in; one SQLite file out: keys, references, indexes, full-text search in both languages, and what each column means.

The only module that imports apsw, which brings a SQLite of its own: the same file everywhere, with the trigram tokenizer that
finds Chinese and English alike from three characters on (shorter ones: `name_zh LIKE '%收入%'` on the table itself).
Datasette opens it as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from budgetbook.content.model import Language
from budgetbook.data.columns import TABLES, Column, Row, Table, Value
from budgetbook.data.rows import Rows

APPLICATION = int.from_bytes(b"BUDG", "big")
"""The file's application id, which tells our databases from others."""
_KINDS = {"text": "TEXT", "integer": "INTEGER", "decimal": "NUMERIC", "truth": "INTEGER"}


def as_sqlite(made: Rows, explain: Mapping[str, Mapping[Language, str]]) -> bytes:
    """The whole database; `explain` has, for each column, its meaning by language. The same rows give the same bytes."""
    import apsw

    database: Any = apsw.Connection(":memory:")
    database.execute(f"PRAGMA page_size = 4096; PRAGMA application_id = {APPLICATION}; BEGIN")
    for name, table in TABLES.items():
        database.execute(_definition(table))
        _fill(database, name, table.names, made[name])
    database.execute(
        'CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "zh" TEXT, "en" TEXT, PRIMARY KEY ("table", "column"))'
    )
    described = (
        (name, column, explain[column]["zh"], explain[column]["en"]) for name, table in TABLES.items() for column in table.names
    )
    _fill(database, "columns", ("table", "column", "zh", "en"), described)
    for statement in (*_indexes(), *_searches()):
        database.execute(statement)
    database.execute("COMMIT; ANALYZE; VACUUM")
    return bytes(database.serialize("main"))


def _fill(database: Any, table: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    marks = ", ".join("?" * len(columns))
    database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', (tuple(map(_cell, row)) for row in rows))  # noqa: S608 - our own names


def _cell(value: Value) -> str | int | float | None:
    """Money as a whole number where it is one, else as a float; what was printed stands beside it as text, exactly."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return int(value) if isinstance(value, bool) else value


def _definition(table: Table) -> str:
    columns = [_column(column, column.name == table.key) for column in table.columns]
    references = [
        f'FOREIGN KEY ("{column.name}") REFERENCES "{column.refers}" ("{TABLES[column.refers].key}")'
        for column in table.columns
        if column.refers
    ]
    return f'CREATE TABLE "{table.name}" (\n  {", ".join([*columns, *references])}\n)'.replace(", ", ",\n  ")


def _column(column: Column, key: bool) -> str:
    rule = " PRIMARY KEY NOT NULL" if key else " NOT NULL" if column.required else ""
    return f'"{column.name}" {_KINDS[column.kind]}{rule}'


def _indexes() -> Iterator[str]:
    """One on each reference, and on the year."""
    for name, table in TABLES.items():
        for column in table.columns:
            if column.refers or column.name == "year":
                yield f'CREATE INDEX "{name}_{column.name}" ON "{name}" ("{column.name}")'


def _searches() -> Iterator[str]:
    """A full-text index beside each table, over the table's own text."""
    for name, table in TABLES.items():
        columns = ", ".join(f'"{column}"' for column in table.searched)
        yield f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({columns}, content="{name}", tokenize=\'trigram\')'
        yield f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')'  # noqa: S608 - our own names
