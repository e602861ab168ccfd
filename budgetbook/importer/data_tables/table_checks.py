"""What tables of data files can be held to by themselves: printed totals, printed sums, sides that balance, numbers of rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from budgetbook.importer.data_tables.mapped_files import MappedFile, MappedTables
from budgetbook.importer.data_tables.table_sums import LineSum, TableSums, add_values

CheckKind = Literal["total", "sum", "balance"]


@dataclass(frozen=True, slots=True)
class TableCheck:
    """Two amounts that must be equal."""

    kind: CheckKind
    table: str
    code: str
    """The line that it is about; empty for the total."""
    name: str
    column: str
    printed_amount: Decimal
    """What the file prints; of a balance, the amount of the first table."""
    computed_amount: Decimal
    """What the rows add up to; of a balance, the amount of the other table."""
    place: str
    """Where it is printed, or which rows it was added up from."""
    other: str = ""
    """The table of the other side."""

    @property
    def holds(self) -> bool:
        """True if the two are equal."""
        return self.printed_amount == self.computed_amount


def check_tables(mapped_tables: MappedTables) -> Iterator[TableCheck]:
    """Yield every check that the files allow."""
    for mapped_file in mapped_tables.files:
        for sums in mapped_file.sums.tables.values():
            yield from _check_total(sums)
            if mapped_file.settings.has_subtotals:
                yield from _check_sums(sums)
    tables = mapped_tables.tables
    for name, other in mapped_tables.table_map.balances:
        if name in tables and other in tables:
            yield from _check_balance(tables[name], tables[other])


def _check_total(sums: TableSums) -> Iterator[TableCheck]:
    for amount, printed_value, value in zip(sums.amounts, sums.printed_total or (), sums.total.values, strict=False):
        if printed_value is not None and value is not None:
            place = f"{sums.file}#{sums.total_row}"
            yield TableCheck("total", sums.name, "", "", amount.column, printed_value, value, place)


def _check_sums(sums: TableSums) -> Iterator[TableCheck]:
    """Hold each line that has finer lines right below it to their sum."""
    for line, finer_lines in _families(sums):
        values: list[Decimal | None] = [None] * len(sums.amounts)
        for each in finer_lines:
            add_values(values, each.values)
        for amount, printed_value, value in zip(sums.amounts, line.values, values, strict=True):
            if printed_value is not None and value is not None:
                place = sums.origin(line)
                yield TableCheck("sum", sums.name, line.code, line.name, amount.column, printed_value, value, place)


def _families(sums: TableSums) -> Iterator[tuple[LineSum, list[LineSum]]]:
    """Each line with those right below it, in one walk through the tree."""
    finer: dict[str, list[LineSum]] = {}
    ancestors: list[LineSum] = []
    for line in sums.sorted_lines:
        while ancestors and not sums.is_below(line.code, ancestors[-1].code):
            ancestors.pop()
        if ancestors:
            finer.setdefault(ancestors[-1].code, []).append(line)
        ancestors.append(line)
    yield from ((sums.lines[code], lines) for code, lines in finer.items())


def _check_balance(sums: TableSums, other: TableSums) -> Iterator[TableCheck]:
    """Hold the totals, and the lines of the coarsest level that both have, to each other in the last column of each."""
    pairs = [(sums.total, other.total)]
    pairs += [(line, other.lines[line.code]) for line in sums.lines_of_level(0) if line.code in other.lines]
    for line, other_line in pairs:
        value, other_value = line.values[-1], other_line.values[-1]
        if value is not None and other_value is not None:
            column, place = sums.amounts[-1].column, f"{sums.origin(line)}, {other.origin(other_line)}"
            yield TableCheck("balance", sums.name, line.code, line.name, column, value, other_value, place, other.name)


def find_lines_of_one_side(mapped_tables: MappedTables) -> Iterator[tuple[str, LineSum]]:
    """Yield the lines of the coarsest level that only one of two sides has, with their table."""
    tables = mapped_tables.tables
    for name, other in mapped_tables.table_map.balances:
        if name in tables and other in tables:
            for table, side in ((name, other), (other, name)):
                yield from ((table, line) for line in tables[table].lines_of_level(0) if line.code not in tables[side].lines)


def find_gaps(mapped_file: MappedFile) -> Iterator[tuple[int, int]]:
    """Yield where the numbers of rows of the original jump: the last before and the first after each gap."""
    if mapped_file.settings.row_column:
        numbers = sorted(mapped_file.sums.row_numbers)
        yield from ((first, second) for first, second in pairwise(numbers) if second > first + 1)
