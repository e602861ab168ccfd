"""The open data, each form read by another library than the one that wrote it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from sample_content import LANGUAGES

from budgetbook.opendata.tables.site_schema import data_tables
from budgetbook.opendata.tables.table import Value

Plain = list[list[object]]

TABLES = data_tables(LANGUAGES, LANGUAGES[0])
"""All tables, for the languages of the tests' content."""


def plain(value: Value) -> object:
    """A cell as every form can hold it: an amount as the nearest float."""
    return float(value) if isinstance(value, Decimal) else value


def from_csv(path: Path, name: str, part: str = "") -> Plain:
    """By pandas, every cell as text first."""
    import pandas as pd  # here and below: slow to import, and most runs read no data file

    frame = pd.read_csv(path / f"{name}{part}.csv.gz", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    read: dict[str, Callable[[str], object]] = {
        "text": str,
        "integer": int,
        "decimal": float,
        "truth": lambda text: text == "true",
    }
    kinds = [read[column.kind] for column in TABLES[name].columns]
    return [[kind(cell) if cell else None for kind, cell in zip(kinds, row, strict=True)] for row in frame.values.tolist()]


def from_parquet(path: Path, name: str) -> Plain:
    """By DuckDB."""
    import duckdb

    cursor = duckdb.connect().execute(f"SELECT * FROM read_parquet('{path / name}.parquet')")  # noqa: S608
    assert tuple(each[0] for each in cursor.description or ()) == TABLES[name].names
    return [[plain(value) for value in row] for row in cursor.fetchall()]


def from_sqlite(path: Path, name: str, part: str = "") -> Plain:
    """By Python's own SQLite, which is another than the one that wrote it."""
    with sqlite3.connect(f"file:{path / f'budgets{part}.sqlite'}?mode=ro", uri=True) as database:
        cursor = database.execute(f'SELECT * FROM "{name}"')  # noqa: S608
        assert tuple(each[0] for each in cursor.description) == TABLES[name].names
        found = [list(row) for row in cursor]
    kinds = [column.kind for column in TABLES[name].columns]
    read: dict[str, Callable[[Any], object]] = {"truth": bool, "decimal": float, "text": str, "integer": int}
    return [[None if v is None else read[k](v) for k, v in zip(kinds, row, strict=True)] for row in found]


def from_xlsx(path: Path, name: str) -> Plain:
    """By openpyxl."""
    import openpyxl

    sheet = openpyxl.load_workbook(path / "budgets.xlsx", data_only=True)[name]
    rows: Any = sheet.iter_rows(values_only=True)
    head, *found = rows
    assert head == TABLES[name].names
    kinds = [column.kind for column in TABLES[name].columns]
    cells = [[float(v) if k == "decimal" and v is not None else v for k, v in zip(kinds, row, strict=True)] for row in found]
    return [row for row in cells if any(cell is not None for cell in row)]


FORMS = {"csv": from_csv, "parquet": from_parquet, "sqlite": from_sqlite, "xlsx": from_xlsx}
