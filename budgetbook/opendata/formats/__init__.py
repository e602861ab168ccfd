"""The download formats, one module each, and `FORMATS`, the list of them.

The parts of `opendata` that build files import it, as does whatever needs to know which formats there are.
"""

from __future__ import annotations

from budgetbook.opendata.formats import csv_gzip, parquet, sqlite, xlsx
from budgetbook.opendata.formats.format import Format

FORMATS = (
    Format("csv.gz", "application/gzip", write_table=csv_gzip.write, format_rows=csv_gzip.compress_rows),
    Format("parquet", "application/vnd.apache.parquet", ("arro3",), write_table=parquet.write),
    Format("sqlite", "application/vnd.sqlite3", ("apsw",), write_all_tables=sqlite.write, is_slow=True),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ("xlsxwriter",),
        write_all_tables=xlsx.write,
        max_rows=30_000,  # a workbook is held in memory when written, and again when opened
    ),
)
"""All formats, in the order of a table's files on the data page."""
SLOW_SUFFIXES = {each.suffix for each in FORMATS if each.is_slow}
