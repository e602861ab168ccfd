"""Finds the columns of a map among the headings of a data file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.content.table_map import MapFile
from budgetbook.diagnostics.problem import did_you_mean, message
from budgetbook.importer.data_tables.problem_list import ProblemList
from budgetbook.importer.data_tables.raw_table import RawTable


class HeadingIndex:
    """The columns of a file by the headings that its map uses."""

    def __init__(self, raw: RawTable, settings: MapFile, problems: ProblemList) -> None:
        self.raw, self.settings, self.problems = raw, settings, problems
        problems.headings = raw.headings
        self.columns: dict[str, int] = {}
        """Heading of the map -> column of the file, counted from 0."""
        self.is_complete = True
        for heading in dict.fromkeys(self._used_headings()):
            self._locate(heading)
        row_column = self.columns.get(settings.row_column or "")
        self.compared_columns = tuple(column for column in range(len(raw.headings)) if column != row_column)
        """The columns by which two rows are told apart."""

    def _used_headings(self) -> Iterator[str]:
        settings = self.settings
        told_columns = (settings.row_column, settings.year_column, settings.stage_column, settings.currency_column)
        yield from filter(None, told_columns)
        for choice in (settings.keep, settings.leave_out, settings.totals, *(table.keep for table in settings.tables.values())):
            yield from choice
        yield from (amount.column for amount in settings.amounts)
        for table in settings.tables.values():
            for level in table.levels:
                yield from level.code
                yield from filter(None, (level.name,))

    def _locate(self, heading: str) -> None:
        places = self._find((heading, *self.settings.columns.get(heading, ())))
        if len(places) == 1:
            self.columns[heading] = places[0]
            return
        self.is_complete = False
        if places:
            text = message("data-heading-twice", heading=heading, first=places[0] + 1, second=places[1] + 1)
            self.problems.report(self.raw.heading_row, places[1], text)
        else:
            hint = did_you_mean(heading, filter(None, self.raw.headings))
            self.problems.report(self.raw.heading_row, -1, message("data-no-such-heading", heading=heading), hint)

    def _find(self, names: Iterable[str]) -> list[int]:
        words = {" ".join(name.removeprefix("#").split()) for name in names}
        return [column for column, heading in enumerate(self.raw.headings) if heading in words]
