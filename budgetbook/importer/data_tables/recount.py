"""Compares the tables of a statement with what the rows of its data files add up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from budgetbook.content import table_rows
from budgetbook.content.content import Content
from budgetbook.content.row import Row
from budgetbook.diagnostics.problem import Message, Problem, message
from budgetbook.importer.data_tables import statement_files
from budgetbook.importer.data_tables.mapped_files import MappedTables
from budgetbook.importer.data_tables.table_sums import TableSums

_MOST = 50
"""Differences that are listed for one table."""


def compare_tables(statement: Path, mapped_tables: MappedTables, content: Content) -> list[Problem]:
    """The differences between the CSV files beside a statement and what its data files add up to."""
    problems: list[Problem] = []
    for name, sums in mapped_tables.tables.items():
        file = statement.with_suffix(f".{name}.csv")
        if not file.is_file():
            problems.append(Problem(file.as_posix(), 1, 1, "", message("no-such-file")))
            continue
        rows, more = table_rows.read_rows(file.as_posix(), file.read_bytes(), statement_files.find_columns(sums, content))
        problems += more
        if not more:
            problems += _compare_rows(file.as_posix(), rows.rows, rows.lines, sums)
    return problems


def _compare_rows(file: str, rows: Sequence[Row], lines: Sequence[int], sums: TableSums) -> list[Problem]:
    differences = list(_differences(file, rows, lines, sums))
    more = len(differences) - _MOST
    if more > 0:
        differences[_MOST:] = [Problem(file, 1, 1, "", message("data-more-of-a-kind", count=more, like=differences[0].message))]
    return differences


def _differences(file: str, rows: Sequence[Row], lines: Sequence[int], sums: TableSums) -> Iterator[Problem]:
    known_codes = set()
    for row, line in zip(rows, lines, strict=True):
        known_codes.add(row.code)
        line_sum = sums.lines.get(row.code or "")
        if line_sum is None:
            yield Problem(file, line, 1, "", message("recount-no-line", code=row.code or row.name))
            continue
        for key, old, new in (
            ("recount-amount", _write(row.values), _write(line_sum.values)),
            ("recount-name", row.name, line_sum.name),
            ("recount-origin", row.origin or "", sums.origin(line_sum)),
        ):
            if old != new:
                sentence: Message = message(key, code=row.code or "", found=old, expected=new)
                yield Problem(file, line, 1, "", sentence)
    for line_sum in sums.sorted_lines:
        if line_sum.code not in known_codes:
            yield Problem(file, 1, 1, "", message("recount-missing-line", code=line_sum.code))


def _write(values: Sequence[Decimal | None]) -> str:
    """Amounts by their worth: 7.0 and 7.00 are one."""
    return ", ".join("–" if value is None else f"{value.normalize():f}" for value in values)
