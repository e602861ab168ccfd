"""Adds the rows of one data file up to the tables that its map names, and lists whatever the map does not foresee."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pydantic_core import PydanticCustomError

from budgetbook.content.fields import read_printed_text
from budgetbook.content.table_map import MapFile, NumberNotation
from budgetbook.diagnostics.problem import Message, message
from budgetbook.importer.data_tables.headings import HeadingIndex
from budgetbook.importer.data_tables.number_reader import NumberFormReader
from budgetbook.importer.data_tables.problem_list import ProblemList
from budgetbook.importer.data_tables.raw_table import RawRow, RawTable
from budgetbook.importer.data_tables.row_choice import Choice, find_mismatch, locate_choice, matches_all, tell_kind
from budgetbook.importer.data_tables.row_codes import CodeStep, RowCodeReader
from budgetbook.importer.data_tables.table_sums import FileSums, LineSum, TableSums, Values


@dataclass(frozen=True)
class TableDictionary:
    """What the dictionary of a site says of the codes of its tables."""

    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Table -> code -> name."""
    free_headings: frozenset[str] = frozenset()
    """The tables whose headings may hold money by the rules of the country."""


class FileAddition:
    """Walks through the rows of one file once.

    `dictionary` is None where there is no dictionary: a code is then without a name only where the file has a column for it.
    """

    def __init__(
        self, raw: RawTable, settings: MapFile, numbers: NumberNotation, dictionary: TableDictionary | None, problems: ProblemList
    ) -> None:
        self.raw, self.settings, self.problems, self.dictionary = raw, settings, problems, dictionary
        self.headings = HeadingIndex(raw, settings, problems)
        self.numbers = NumberFormReader(numbers)
        columns = self.headings.columns
        self.keep, self.leave_out, self.totals = (
            locate_choice(choice, columns) for choice in (settings.keep, settings.leave_out, settings.totals)
        )
        self.amount_columns = tuple(columns.get(each.column, -1) for each in settings.amounts)
        self.table_keeps: Mapping[str, Choice] = {n: locate_choice(t.keep, columns) for n, t in settings.tables.items()}
        self.codes = RowCodeReader(columns, settings, problems)
        origin = f"{raw.file}!{raw.sheet}" if raw.sheet else raw.file
        blank: Values = [None] * len(settings.amounts)
        self.sums = FileSums(
            raw,
            {
                name: TableSums(name, settings.amounts, origin, table.code_joint, total=LineSum("", 0, "", list(blank)))
                for name, table in settings.tables.items()
            },
        )
        self._seen_rows: set[int] = set()

    def add_up(self) -> FileSums:
        """Add up all rows. Nothing is read if a column of the map is missing."""
        if self.headings.is_complete:
            for row in self.raw.rows:
                self._take(row)
            for name, sums in self.sums.tables.items():
                if self.settings.has_subtotals:
                    sums.total = sums.add_coarsest()
                else:
                    if self.settings.own_rest:
                        sums.split_headings(self.settings.own_rest, self._names_of(name))
                    self._check_headings(sums)
                    self._check_largest(sums)
                if not sums.lines:
                    self.problems.report(self.raw.heading_row, -1, message("data-empty-table", table=name))
        self.sums.raw = replace(self.raw, rows=iter(()))  # all have been walked through
        return self.sums

    def _take(self, row: RawRow) -> None:
        number = self._original_row(row)
        self.sums.row_numbers.add(number)
        kind = tell_kind(row, self.keep, self.leave_out, self.totals)
        if kind == "left-out":
            self.sums.left_out_count += 1
        elif kind == "unknown":
            column = find_mismatch(row, self.keep)
            self._report(row, column, message("data-row-unnamed", value=row.cell(column)), message("data-name-the-row"))
        elif kind == "total":
            self._take_total(row)
        else:
            self._take_line(row, number)

    def _read_amounts(self, row: RawRow) -> list[Decimal | None]:
        values: list[Decimal | None] = []
        for column in self.amount_columns:
            stored_number = row.stored_numbers.get(column)
            try:
                values.append(self.numbers.read(row.cell(column)) if stored_number is None else Decimal(stored_number))
            except ValueError:
                values.append(None)
                self._report(row, column, message("data-not-a-number", found=row.cell(column)[:60]))
        return values

    def _take_total(self, row: RawRow) -> None:
        values = self._read_amounts(row)
        for name, sums in self.sums.tables.items():
            if not matches_all(row, self.table_keeps[name]) and len(self.sums.tables) > 1:
                continue
            if sums.printed_total not in (None, values):
                self._report(row, -1, message("data-two-totals", row=sums.total_row))
            sums.printed_total, sums.total_row = values, row.number

    def _take_line(self, row: RawRow, number: int) -> None:
        self.sums.row_count += 1
        values = self._read_amounts(row)
        self._note_facts(row)
        is_taken = False
        for name in self.settings.tables:
            if matches_all(row, self.table_keeps[name]):
                is_taken = True
                self._add_to(self.sums.tables[name], row, values, number)
        if not is_taken:
            self._report(row, -1, message("data-row-of-no-table"), message("data-name-the-row"))
        self._check_repeated(row)

    def _original_row(self, row: RawRow) -> int:
        column = self.headings.columns.get(self.settings.row_column or "")
        if column is None:
            return row.number
        text = row.cell(column)
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            self._report(row, column, message("data-not-a-row-number", found=text[:60]))
            return row.number
        return int(text)

    def _note_facts(self, row: RawRow) -> None:
        settings, sums = self.settings, self.sums
        for heading, facts in (
            (settings.year_column, sums.years),
            (settings.stage_column, sums.stages),
            (settings.currency_column, sums.currencies),
        ):
            if heading:
                column = self.headings.columns[heading]
                text = row.cell(column)
                if facts.setdefault(text, row.number) == row.number and len(facts) == 2:
                    self._report(row, column, message("data-two-values", first=next(iter(facts)), second=text))

    def _add_to(self, sums: TableSums, row: RawRow, values: list[Decimal | None], number: int) -> None:
        steps = self.codes.read(row, sums.name)
        if not steps:
            return
        if not self.settings.has_subtotals:
            sums.total.add(values, number)
        for step in steps[-1:] if self.settings.has_subtotals else steps:
            line = sums.lines.get(step.code)
            if line is None:
                line = sums.lines[step.code] = self._new_line(sums, row, step)
            elif step.name and step.name != line.name and step.level == line.level:
                text = message("data-two-names", code=step.code, first=line.name, second=step.name, row=line.first_row)
                self._report(row, self.codes.levels[sums.name][step.level].name_column or 0, text)
            line.add(values, number)
            line.has_finer |= step is not steps[-1]
        if any(values):
            sums.lines[steps[-1].code].own_row = row.number
        if self.settings.own_rest:
            sums.lines[steps[-1].code].add_own(values, number)
        largest = sums.largest_row
        if values[0] is not None and (largest is None or values[0] > (largest[1][0] or 0)):
            sums.largest_row = (row.number, values)

    def _new_line(self, sums: TableSums, row: RawRow, step: CodeStep) -> LineSum:
        level = self.codes.levels[sums.name][step.level]
        column = level.code_columns[-1]
        try:
            read_printed_text(step.code)
            name = read_printed_text(step.name or self._find_name(sums.name, step.code) or step.code)
        except PydanticCustomError:
            self._report(row, column, message("data-not-a-name", code=step.code), message("data-give-a-name"))
            name = step.code
        if name == step.code and (self.dictionary is not None or level.name_column is not None):
            self._report(row, column, message("data-no-name", code=step.code), message("data-give-a-name"))
        return LineSum(step.code, step.level, name, [None] * len(self.amount_columns), step.upper_code, first_row=row.number)

    def _find_name(self, table: str, code: str) -> str | None:
        return self.dictionary.names.get(table, {}).get(code) if self.dictionary else None

    def _names_of(self, table: str) -> Mapping[str, str]:
        """The names that the dictionary and the map have for the codes of a table, those of the map first."""
        known_names = self.dictionary.names.get(table, {}) if self.dictionary else {}
        return {**known_names, **self.settings.tables[table].names}

    def _check_repeated(self, row: RawRow) -> None:
        """Report a row that is like another in every column but that of row numbers."""
        if self.settings.rows_may_repeat:
            return
        key = hash(tuple(row.cell(column) for column in self.headings.compared_columns))
        if key in self._seen_rows:
            self._report(row, -1, message("data-row-twice"), message("data-rows-may-repeat"))
        self._seen_rows.add(key)

    def _check_headings(self, sums: TableSums) -> None:
        """Report codes that have money of their own beside that of finer codes below them."""
        if self.settings.headings_hold_money or (self.dictionary and sums.name in self.dictionary.free_headings):
            return
        for line in sums.lines.values():
            if line.own_row and line.has_finer:
                column = self.codes.levels[sums.name][line.level].code_columns[-1]
                self.problems.report(line.own_row, column, message("data-heading-with-money", code=line.code))

    def _check_largest(self, sums: TableSums) -> None:
        """Report a row that is as much as all others together: it may well be a total that nobody has named."""
        if self.settings.keep or self.settings.totals or self.sums.row_count < 3:
            return  # a person has looked at which rows count, or there are too few to tell
        if sums.largest_row and sums.total.values == [None if v is None else 2 * v for v in sums.largest_row[1]]:
            self.problems.report(sums.largest_row[0], -1, message("data-like-a-total"), message("data-name-the-row"))

    def _report(self, row: RawRow, column: int, text: Message, hint: Message | None = None) -> None:
        self.problems.report(row.number, column, text, hint)
