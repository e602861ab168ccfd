"""Splits the records of a statement into the rows that the database keeps, and the values that many rows share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from budgetbook.opendata.formats.sqlite_layout import DatabaseLayout
from budgetbook.opendata.tables.table import Value

Record = dict[str, Value]
Insert = Callable[[str, Sequence[Any]], None]


@dataclass
class RowSplitter:
    """Splits records into rows and the values that rows share, and hands both to `insert` as (table, cells)."""

    layout: DatabaseLayout
    insert: Insert
    _numbers: dict[str, dict[tuple[Value, ...], int]] = field(default_factory=dict)

    @property
    def _page(self) -> str:
        """The column of the page in the first language."""
        return f"page_{self.layout.languages[0]}"

    def add_statement(self, statement: Record, lines: list[Record], figures: list[Record], findings: list[Record]) -> None:
        """Add all rows of one statement."""
        source = self._share("sources", statement)
        prefix = f"{statement['statement']}/"
        numbers = {line["line"]: number for number, line in enumerate(lines, 1)}
        pages = {line["line"]: line[self._page] for line in lines}
        for number, line in enumerate(lines, 1):
            self.insert("line_rows", (source, number, *self._line_cells(line, numbers)))
        for number, figure in enumerate(figures, 1):
            place, _, tail = _cut_prefix(figure["figure"], prefix).rpartition("/")
            subject = self._subject_cells(figure, place, numbers, pages, prefix)
            kind, label = self._share("figure_kinds", figure), self._share("labels", figure)
            own = figure["printed"], figure["amount"]
            self.insert("figure_rows", (source, number, *subject, tail, kind, label, *self._codes_and_place(figure), *own))
        for number, finding in enumerate(findings, 1):
            place, _, name = _cut_prefix(finding["finding"], prefix).rpartition("/")
            subject = self._subject_cells(finding, place, numbers, pages, prefix)
            self.insert("finding_rows", (source, number, *subject, *self._finding_cells(finding, name, prefix)))

    def _share(self, table: str, record: Record) -> int:
        """Number of the values of a record in a table of shared values."""
        values = tuple([record[column] for column in self.layout.shared_values[table]])
        numbers = self._numbers.setdefault(table, {})
        if values not in numbers:
            numbers[values] = len(numbers) + 1
            self.insert(table, (len(numbers), *values))
        return numbers[values]

    def _codes_and_place(self, record: Record) -> tuple[int | None, int | None]:
        codes = self._share("codes", record) if any(record[name] is not None for name in self.layout.codes) else None
        return codes, None if record["at"] is None else self._share("places", record)

    def _line_cells(self, line: Record, numbers: dict[Value, int]) -> tuple[Any, ...]:
        tail = str(line["line"]).split("/", 3)[3]
        has_class = any(line[column] is not None for column in self.layout.coarsest)
        code = None if line["code"] == (tail if has_class else None) else line["code"]
        printed_name = None if line["printed_name"] == line[self.layout.printed_name] else line["printed_name"]
        folder, address = f"{self.layout.languages[0]}/{line['statement']}/", line[self._page]
        page = None if address == f"{folder}{line['table']}/#line-{tail}" else _cut_prefix(address, folder)
        names = self._share("document_tables", line), tail, line["position"], code, printed_name, self._share("labels", line)
        return *names, line["total"], numbers.get(line["parent"]), *self._codes_and_place(line), page

    def _subject_cells(
        self, record: Record, place: str, numbers: dict[Value, int], pages: dict[Value, Value], prefix: str
    ) -> tuple[int | None, int | None]:
        """Number of the line, and of the subject where there is no line or the page is another than the line's."""
        line, page = numbers.get(record["line"]), record[self._page]
        if line is not None and page == pages[record["line"]]:
            return line, None
        what = next((what for what in ("line", "concept", "project", "fact") if record.get(what) is not None), None)
        return line, self._share(
            "subjects", {"place": place, "what": what, "page": _cut_prefix(page, f"{self.layout.languages[0]}/{prefix}")}
        )

    def _finding_cells(self, finding: Record, name: str, prefix: str) -> tuple[Any, ...]:
        is_as_printed = finding["computed"] == finding["printed"]
        kind = self._share("finding_kinds", {**finding, "name": name, "is_as_printed": is_as_printed})
        own_computed = None if is_as_printed else finding["computed"]
        cause = None if finding["cause"] is None else _cut_prefix(finding["cause"], prefix)
        own = [finding[column] for column in ("difference", "difference_amount", *self.layout.columns("note"))]
        return kind, finding["printed"], own_computed, *own, cause, finding["passage"]


def _cut_prefix(text: Value, prefix: str) -> str:
    """An id or address below that of the statement, which every one of a statement's rows begins with."""
    return str(text).removeprefix(prefix)
