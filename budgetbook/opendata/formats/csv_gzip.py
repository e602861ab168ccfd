"""Writes a table as CSV compressed with gzip, a tenth of the bytes, from the compressed lines of each entity."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from budgetbook.infra.cache.files import make_writer
from budgetbook.opendata.formats import csv_text, gzip_pieces
from budgetbook.opendata.formats.format import TableSource
from budgetbook.opendata.tables.table import DataTable, Row

SUFFIX = "csv.gz"


def write(source: TableSource, table: DataTable, path: Path) -> None:
    """Write a table's file."""
    head = gzip_pieces.compress_piece(csv_text.csv_head(table))
    make_writer(lambda: gzip_pieces.join_gzip(chain([head], source.pieces(table.name, SUFFIX))))(path)


def compress_rows(table: DataTable, rows: Iterable[Row]) -> bytes:
    """The lines of some rows, compressed to stand in the table's file."""
    return gzip_pieces.compress_piece(csv_text.csv_lines(table, rows))
