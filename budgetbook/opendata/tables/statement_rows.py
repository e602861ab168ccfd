"""What the API's documents hold as rows under named columns, and the rows of a statement in that form.

A statement's document is laid out as the document that it is about: the tables with their columns, then each line once with its
numbers. What rows have in common is left out: ids and pages are given below the statement, and what the line or the table says is
not said again with each number. The sentences of checks stand on the pages. Of checks that hold only the names are given: their
numbers are those of the figures, and the tables of all statements have them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import groupby
from typing import Any

from budgetbook.arithmetic.money import Amount
from budgetbook.content.text import Language
from budgetbook.content.units import Unit
from budgetbook.opendata.tables.row_list import RowList
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.site_schema import in_each_language
from budgetbook.opendata.tables.table import DataColumn, Value

Record = Mapping[str, Any]
_PAGE = DataColumn("page")
_FACTOR = DataColumn("factor", "decimal", mandatory=True)
_COLUMN = DataColumn("column", "integer", mandatory=True)
_PRINTED_NUMBERS = DataColumn("numbers", is_list=True)
_ADDENDS = DataColumn("addends", "integer", mandatory=True, is_list=True)
_PLACE = DataColumn("place", mandatory=True)
_CHECKS = DataColumn("checks", mandatory=True, is_list=True)
_OWN = (_PAGE, _FACTOR, _COLUMN, _PRINTED_NUMBERS, _ADDENDS, _PLACE, _CHECKS)


def _columns(table: str, *names: str) -> tuple[DataColumn, ...]:
    own = {column.name: column for column in TABLES[table].columns}
    return tuple(own[name] for name in names)


def _all_but(table: str, *names: str) -> tuple[DataColumn, ...]:
    return tuple(column for column in TABLES[table].columns if column.name not in names)


_FIGURES = (
    *_columns("figures", "figure", "concept", "project", "fact", "line", "name", "measure", "year", "role"),
    *_columns("figures", "printed", "unit", "amount", "state", "at"),
    _PAGE,
    *_columns("figures", "phase", "direction", "expenditure_type", "memorandum", "additive"),
)  # fmt: skip
_TABLE_COLUMNS = (
    *_columns("breakdowns", "table"),
    _COLUMN,
    *_columns("figures", "concept", "role", "year", "unit"),
    _FACTOR,
    *_columns("figures", "fund", "phase", "direction", "expenditure_type", "memorandum"),
)
_LINES = (
    *_columns("breakdowns", "line", "code", "printed_name", "name", "total", "parent", "at"),
    _PAGE,
    _PRINTED_NUMBERS,
    _ADDENDS,
)
_FINDINGS = (*_all_but("findings", "entity", "statement", "year", "note", "page"), _PAGE)
_HOLDS = (_PLACE, *_columns("findings", "rule"), _CHECKS)
CONCEPT_FIGURES = (
    *_columns("figures", "figure", "statement", "year", "role", "printed", "unit", "amount", "state", "at"),
    _PAGE,
    *_columns("figures", "phase", "additive"),
)
_STATEMENT_ROWS: dict[str, tuple[DataColumn, ...]] = {
    "figures": _FIGURES,
    "tables": (*_columns("breakdowns", "table", "table_name", "classified_by", "at"), _PAGE),
    "columns": _TABLE_COLUMNS,
    "lines": _LINES,
    "findings": _FINDINGS,
    "holds": _HOLDS,
    "projects": (*_all_but("projects", "statement", "page"), _PAGE),
    "indicators": (*_all_but("indicators", "statement", "page"), _PAGE),
    "evaluations": (*_all_but("evaluations", "statement", "page"), _PAGE),
}
"""Columns of each part of a statement's document, before the languages of a site are known."""
API_COLUMNS = {
    column.name: column for columns in (*_STATEMENT_ROWS.values(), CONCEPT_FIGURES) for column in columns if column in _OWN
}
"""Columns that the API alone has."""


@lru_cache(maxsize=16)
def statement_columns(languages: tuple[Language, ...], printed_in: Language) -> dict[str, tuple[DataColumn, ...]]:
    """Columns of each part of a statement's document. A line has its printed name, and none of ours in the same language."""
    return {
        part: tuple(
            each
            for column in columns
            for each in in_each_language(column, languages)
            if not (part == "lines" and column.name == "name" and each.lang == printed_in)
        )
        for part, columns in _STATEMENT_ROWS.items()
    }


def concept_row(figure: Record, lang: Language) -> list[Value]:
    """The row of a figure in the document of its concept, with its id and page below the statement; `lang` is any language."""
    statement = str(figure["statement"])
    page = str(figure[f"page_{lang}"]).removeprefix(f"{lang}/{statement}/")
    record = {**figure, "figure": str(figure["figure"]).removeprefix(f"{statement}/"), "page": page}
    return [record[column.name] for column in CONCEPT_FIGURES]


@dataclass(frozen=True)
class StatementRows:
    """Makes the parts of one statement's document from its records of the tables."""

    statement: str
    records: Mapping[str, Sequence[Record]]
    languages: tuple[Language, ...]
    printed_in: Language

    @cached_property
    def _columns(self) -> dict[str, tuple[DataColumn, ...]]:
        return statement_columns(self.languages, self.printed_in)

    def build_parts(self) -> dict[str, RowList]:
        """Every part, by name."""
        cells = {line: list(group) for line, group in groupby(filter(is_cell, self.records["figures"]), lambda r: r["line"])}
        holds: list[Record] = []
        others: list[Record] = []
        for finding in self.records["findings"]:
            (holds if finding["verdict"] == "holds" else others).append(finding)
        lines = self.records["breakdowns"]
        tables = {line["table"]: line for line in reversed(lines)}
        """The first line of each table, which tells about the table."""
        part_records: dict[str, Iterable[Record]] = {
            "figures": (figure for figure in self.records["figures"] if not is_cell(figure)),
            "tables": reversed(tables.values()),
            "columns": _table_columns(lines, cells),
            "lines": (_line(line, tables[line["table"]], cells.get(line["line"], [])) for line in lines),
            "findings": others,
            "holds": _checks_that_hold(holds),
            **{name: self.records[name] for name in ("projects", "indicators", "evaluations")},
        }
        return {
            name: RowList(self._columns[name], [self._row(name, each) for each in rows]) for name, rows in part_records.items()
        }

    def _row(self, part: str, record: Record) -> list[Value]:
        """A record's cells, with ids and the page below the statement."""
        row: list[Value] = []
        for column in self._columns[part]:
            value = self._page(record, part) if column == _PAGE else record[column.name]
            row.append(value.removeprefix(f"{self.statement}/") if isinstance(value, str) else value)
        return row

    def _page(self, record: Record, part: str) -> str | None:
        """The page below that of the statement.

        A line's figure or finding has none of its own; nor has a line whose page is its table's with `#line-` and its id's end.
        """
        lang = self.languages[0]
        page = str(record[f"page_{lang}"]).removeprefix(f"{lang}/{self.statement}/")
        if part == "tables":
            return page.partition("#")[0]
        if part != "lines":
            return None if record.get("line") else page
        return None if page == f"{record['table']}/#line-{str(record['line']).rpartition('/')[2]}" else page


def _checks_that_hold(findings: list[Record]) -> Iterator[Record]:
    """The names of the checks of each place and rule; an id is the place with the name."""
    names: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        place, _, name = str(finding["finding"]).rpartition("/")
        names.setdefault((place, str(finding["rule"])), []).append(name)
    return ({"place": place, "rule": rule, "checks": checks} for (place, rule), checks in names.items())


def is_cell(figure: Record) -> bool:
    """True for a number in a column of a table; its id ends with the column."""
    return bool(figure["line"]) and str(figure["figure"]).rpartition("/")[2].isdecimal()


def _column_number(figure: Record) -> int:
    return int(str(figure["figure"]).rpartition("/")[2])


def _table_columns(lines: Sequence[Record], cells: Mapping[Value, Sequence[Record]]) -> Iterator[Record]:
    """Each column of each table, as its first number has it."""
    columns: dict[tuple[str, int], Record] = {}
    for line in lines:
        for cell in cells.get(line["line"], ()):
            key = str(line["table"]), _column_number(cell)
            if key not in columns:
                columns[key] = {**cell, "table": key[0], "column": key[1], "factor": _factor(cell)}
    return iter(columns.values())


def _factor(cell: Record) -> Value:
    """What one of the unit of a column of money is in the unit of its currency; 1 for other units."""
    unit = cell["unit"]
    return Amount(Decimal(1), unit).to_base_unit() if isinstance(unit, Unit) else Decimal(1)


def _line(line: Record, table: Record, cells: Sequence[Record]) -> Record:
    """A line with its numbers as printed, by column; its place, where it is not that of the table."""
    numbers_by_column = {_column_number(cell): str(cell["printed"]) for cell in cells}
    numbers = [numbers_by_column.get(column) for column in range(1, max(numbers_by_column, default=0) + 1)]
    addends = [_column_number(cell) for cell in cells if cell["additive"]]
    return {**line, "at": None if line["at"] == table["at"] else line["at"], "numbers": numbers, "addends": addends}
