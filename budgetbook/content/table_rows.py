"""The rows of a large table, read from the CSV file beside its statement: `2024-budget.expenditure-by-function.csv`.

Its first line names the columns: `code`, `name`, one for each column of the table, `origin`. A number is written as in YAML; an
empty cell is a cell that the document leaves empty, which is no 0. `origin` names the rows of the publisher's file that the line
was added up from: `spending.csv#12-19`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from budgetbook.content.breakdown import Column
from budgetbook.content.fields import read_number, read_printed_text
from budgetbook.content.row import Row
from budgetbook.content.yaml.encoding import decode_text
from budgetbook.diagnostics.problem import Message, Problem, message

MAX_BYTES = 50_000_000
"""Bytes of one table: some half a million lines, far more than any body publishes."""
MOST_PROBLEMS = 200
"""Problems that are reported for one file: a table as broken as this is made anew."""
_SHOWN_LENGTH = 200
"""Characters of a line that a problem shows."""


class TableRows(NamedTuple):
    """The rows of one file, and the line of the file on which each stands."""

    rows: tuple[Row, ...]
    lines: tuple[int, ...]


def head_of(columns: Iterable[Column]) -> tuple[str, ...]:
    """The first line of the file of a table with these columns."""
    return ("code", "name", *(f"{each.concept}/{each.fund}/{each.role}" for each in columns), "origin")


def write_rows(columns: Sequence[Column], rows: Iterable[Row]) -> str:
    """The file of a table."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head_of(columns))
    for row in rows:
        values = ("" if value is None else f"{value:f}" for value in row.values)
        writer.writerow((row.code or "", row.name, *values, row.origin or ""))
    return text.getvalue()


def read_rows(file: str, raw: bytes, columns: Sequence[Column]) -> tuple[TableRows, list[Problem]]:
    """Read the rows of a table with these columns, or list every problem of form (never both)."""
    text, problems = decode_text(file, raw, MAX_BYTES)
    if problems:
        return TableRows((), ()), problems
    reader = _LineReader(file, text, head_of(columns))
    rows = tuple(reader.read())
    return (TableRows((), ()), reader.problems) if reader.problems else (TableRows(rows, tuple(reader.row_lines)), [])


class _LineReader:
    """Walks through the lines of one file."""

    def __init__(self, file: str, text: str, head: tuple[str, ...]) -> None:
        self.file, self.head, self.text_lines = file, head, text.split("\n")
        self.records = csv.reader((f"{line}\n" for line in self.text_lines), strict=True)
        self.problems: list[Problem] = []
        self.row_lines: list[int] = []
        self.code_lines: dict[str, int] = {}

    def read(self) -> Iterator[Row]:
        """Yield each row that is well-formed; whatever is not becomes a problem."""
        records = self._records()
        if next(records, (1, None))[1] != list(self.head):
            self._report(1, message("table-head", expected=",".join(self.head)))
            return
        for line, record in records:
            if len(self.problems) == MOST_PROBLEMS:
                return
            if record and (row := self._row(line, record)):
                self.row_lines.append(line)
                yield row

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the line on which it begins; a name may go on over several."""
        line = 1
        try:
            for record in self.records:
                yield line, record
                line = self.records.line_num + 1
        except csv.Error:
            self._report(line, message("table-not-csv"))

    def _row(self, line: int, record: list[str]) -> Row | None:
        if len(record) != len(self.head):
            self._report(line, message("wrong-number-of-values", found=len(record), expected=len(self.head)))
            return None
        code, name, *cells, origin = record
        if code and self.code_lines.setdefault(code, line) != line:
            self._report(line, message("repeated-code", code=code))
        try:
            values = tuple(_read_cell(cell) for cell in cells)
            texts = [read_printed_text(text) if text else None for text in (code, origin)]
            return Row.model_construct(code=texts[0], name=read_printed_text(name), values=values, at=None, origin=texts[1])
        except PydanticCustomError as error:
            fields = {key: value for key, value in (error.context or {}).items() if key != "key"}
            self._report(line, message(error.type, **fields))
            return None

    def _report(self, line: int, text: Message) -> None:
        source = self.text_lines[line - 1][:_SHOWN_LENGTH] if line <= len(self.text_lines) else ""
        self.problems.append(Problem(self.file, line, 1, "", text, source=source))


def _read_cell(text: str) -> Decimal | None:
    return read_number(text) if text else None
