"""The tables that rows of a data file add up to: a tree of codes with the rows behind every line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from budgetbook.content.table_map import MapAmount
from budgetbook.importer.data_tables.raw_table import RawTable

Values = list[Decimal | None]
"""A value for each column of amounts; None where no row has any."""


@dataclass(slots=True)
class RowRanges:
    """Numbers of rows, as they come: 12-19, 25."""

    ranges: list[list[int]] = field(default_factory=list)

    def add(self, number: int) -> None:
        """Add one row."""
        if self.ranges and number in (self.ranges[-1][1], self.ranges[-1][1] + 1):
            self.ranges[-1][1] = number
        else:
            self.ranges.append([number, number])

    def __str__(self) -> str:
        return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in self.ranges)


@dataclass(slots=True)
class LineSum:
    """One line of a table: what the rows of its code, and of all finer codes below it, add up to."""

    code: str
    level: int
    """From 0, the coarsest."""
    name: str
    values: Values
    upper_code: str = ""
    """The code right above in the rows; empty of the coarsest."""
    rows: RowRanges = field(default_factory=RowRanges)
    first_row: int = 0
    """The row of the file in which the code was met first."""
    own_row: int = 0
    """A row that has this code and no finer one; 0 if there is none."""
    has_finer: bool = False
    """True if a row has a finer code below it."""
    own: LineSum | None = None
    """What the rows that have this code and no finer one add up to; kept only where it can become a line."""

    def add(self, values: Sequence[Decimal | None], row: int) -> None:
        """Add the amounts of one row."""
        add_values(self.values, values)
        self.rows.add(row)

    def add_own(self, values: Sequence[Decimal | None], row: int) -> None:
        """Add the amounts of a row that has no finer code."""
        if self.own is None:
            self.own = LineSum("", self.level + 1, self.name, [None] * len(self.values), first_row=row)
        self.own.add(values, row)


@dataclass(slots=True)
class TableSums:
    """One table as added up."""

    name: str
    amounts: tuple[MapAmount, ...]
    file: str
    """How the origin of a line begins: the file, and its sheet if it is a workbook."""
    joined_by: str = ""
    """What stands between the parts of its codes."""
    lines: dict[str, LineSum] = field(default_factory=dict)
    """By code, in the order in which they were met."""
    total: LineSum = field(default_factory=lambda: LineSum("", 0, "", []))
    """What all rows add up to."""
    largest_row: tuple[int, Sequence[Decimal | None]] | None = None
    """The row with the largest amount in the first column, and all its amounts."""
    printed_total: Values | None = None
    """What the file itself prints as the total."""
    total_row: int = 0
    """The row that prints it."""

    @property
    def own_total(self) -> Decimal | None:
        """What the rows add up to in the column of the table's own figure, else in the first."""
        roles = [amount.role for amount in self.amounts]
        return self.total.values[roles.index("amount") if "amount" in roles else 0]

    @property
    def sorted_lines(self) -> list[LineSum]:
        """The lines as a tree is read: a code before those below it."""
        return sorted(self.lines.values(), key=lambda line: line.code)

    def is_below(self, code: str, upper_code: str) -> bool:
        """True if a code is that of a line below another."""
        return code != upper_code and code.startswith(upper_code + self.joined_by)

    def split_headings(self, fill: str, names: Mapping[str, str]) -> None:
        """Make what a line has beside its finer lines a finer line, whose code is filled up; one that is there already stays."""
        for line in list(self.lines.values()):
            if line.own is None or not line.own_row or not line.has_finer:
                continue
            finer = next(
                each.code for each in self.lines.values() if each.level > line.level and self.is_below(each.code, line.code)
            )
            code = line.code + (fill * len(finer))[: len(finer) - len(line.code)]
            if code not in self.lines:
                line.own.code, line.own.name = code, names.get(code, line.name)
                self.lines[code], line.own_row = line.own, 0

    def add_coarsest(self) -> LineSum:
        """The sum of the lines that stand below no other one: of a file that prints sums of its own."""
        total = LineSum("", 0, "", [None] * len(self.amounts))
        coarser = ""
        for line in self.sorted_lines:
            if not coarser or not self.is_below(line.code, coarser):
                coarser = line.code
                add_values(total.values, line.values)
                for first, last in line.rows.ranges:
                    total.rows.ranges.append([first, last])
        total.rows.ranges.sort()
        return total

    def origin(self, line: LineSum) -> str:
        """Where a line comes from: `spending.csv#12-19`, `budget.xlsx!Spending#4`."""
        return f"{self.file}#{line.rows}"

    def lines_of_level(self, level: int) -> Iterable[LineSum]:
        """The lines of one level, from 0."""
        return (line for line in self.sorted_lines if line.level == level)


@dataclass
class FileSums:
    """What one file adds up to."""

    raw: RawTable
    tables: dict[str, TableSums]
    years: dict[str, int] = field(default_factory=dict)
    """The years that its rows name -> the first row that does."""
    stages: dict[str, int] = field(default_factory=dict)
    currencies: dict[str, int] = field(default_factory=dict)
    row_numbers: set[int] = field(default_factory=set)
    """The numbers of all its rows in the original."""
    row_count: int = 0
    """Rows that count."""
    left_out_count: int = 0


def add_values(values: Values, more: Sequence[Decimal | None]) -> None:
    """Add amounts column by column, in place; an empty cell adds nothing."""
    for column, value in enumerate(more):
        if value is not None:
            known_value = values[column]
            values[column] = value if known_value is None else known_value + value
