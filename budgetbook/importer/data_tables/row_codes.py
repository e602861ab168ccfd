"""Reads the codes of a row of a data file, from the coarsest to the finest, by the levels that the map gives its tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from budgetbook.content.table_map import MapFile, MapLevel
from budgetbook.diagnostics.problem import Message, message
from budgetbook.importer.data_tables.problem_list import ProblemList
from budgetbook.importer.data_tables.raw_table import RawRow


class CodeLevel(NamedTuple):
    """One level of a table's codes, by the columns in which a file has it."""

    code_columns: tuple[int, ...]
    digits: int | None
    name_column: int | None
    is_numbered: bool


class CodeStep(NamedTuple):
    """A code of one row on one level, with its name."""

    level: int
    code: str
    name: str
    upper_code: str


class RowCodeReader:
    """Reads the codes of one file's rows, and reports those that do not stand below each other."""

    def __init__(self, columns: Mapping[str, int], settings: MapFile, problems: ProblemList) -> None:
        self.columns, self.settings, self.problems = columns, settings, problems
        self.levels = {name: tuple(self._locate_level(each) for each in table.levels) for name, table in settings.tables.items()}
        self._zeros = {columns[heading]: min(count, 60) for heading, count in settings.zeros.items() if heading in columns}
        self._lengths: dict[tuple[str, int], int] = {}
        self._name_numbers: dict[tuple[str, str], dict[str, int]] = {}

    def _locate_level(self, level: MapLevel) -> CodeLevel:
        columns = self.columns
        name_column = columns.get(level.name, -1) if level.name else None
        return CodeLevel(tuple(columns.get(each, -1) for each in level.code), level.digits, name_column, level.numbered)

    def read(self, row: RawRow, table_name: str) -> list[CodeStep]:
        """The codes of a row from the coarsest to the finest; none if they do not stand below each other."""
        table = self.settings.tables[table_name]
        steps: list[CodeStep] = []
        for index, level in enumerate(self.levels[table_name]):
            parts = [self._code_part(row.cell(column), column) for column in level.code_columns]
            code = table.code_joint.join(filter(None, parts))[: level.digits]
            upper_code = steps[-1].code if steps else ""
            if code in ("", upper_code):
                continue  # nothing finer here: the row belongs to the level above
            if not code.startswith(upper_code):
                self._report(row, level.code_columns[-1], message("data-code-elsewhere", code=code, upper=upper_code))
                return []
            if table.code_joint and any(table.code_joint in part for part in parts):
                self._report(row, level.code_columns[-1], message("data-code-joined", code=code, sign=table.code_joint))
                return []
            if not table.code_joint and self._lengths.setdefault((table_name, index), len(code)) != len(code):
                length = self._lengths[table_name, index]
                self._report(row, level.code_columns[-1], message("data-code-length", code=code, expected=length))
                return []
            name = row.cell(level.name_column) if level.name_column is not None else ""
            name = table.names.get(code) or name
            if level.is_numbered:
                code += self._number_name(table_name, code, name)
            steps.append(CodeStep(index, code, name, upper_code))
        if not steps:
            column = self.levels[table_name][0].code_columns[0]
            self._report(row, column, message("data-no-code"), message("data-name-the-row"))
        return steps

    def _number_name(self, table: str, code: str, name: str) -> str:
        """Two digits that tell a name from the others of its code; those beyond 99 share one, and are reported for it."""
        numbers = self._name_numbers.setdefault((table, code), {})
        return f"{min(numbers.setdefault(name, len(numbers) + 1), 99):02}"

    def _code_part(self, text: str, column: int) -> str:
        """What a column adds to a code, with the zeros that a program has dropped and without what it has added."""
        code = text.removesuffix(self.settings.code_end) if self.settings.code_end else text
        return code.zfill(self._zeros.get(column, 0)) if code else ""

    def _report(self, row: RawRow, column: int, text: Message, hint: Message | None = None) -> None:
        self.problems.report(row.number, column, text, hint)
