"""Tells which rows of a data file count, which are left out on purpose, and which print a total."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from budgetbook.content.table_map import RowChoice
from budgetbook.importer.data_tables.raw_table import RawRow

Choice = Mapping[int, frozenset[str]]
"""Column, counted from 0 -> the values by which a row is chosen."""
RowKind = Literal["line", "total", "left-out", "unknown"]
BLANK = "blank"


def locate_choice(choice: RowChoice, columns: Mapping[str, int]) -> Choice:
    """A choice by the columns in which the file has its headings."""
    return {
        columns[heading]: frozenset("" if value == BLANK else value for value in values)
        for heading, values in choice.items()
        if heading in columns
    }


def matches_all(row: RawRow, choice: Choice) -> bool:
    """True if a row has one of the values in each of the columns."""
    return all(row.cell(column) in values for column, values in choice.items())


def find_match(row: RawRow, choice: Choice) -> int | None:
    """The first column in which a row has one of the values."""
    return next((column for column, values in choice.items() if row.cell(column) in values), None)


def find_mismatch(row: RawRow, choice: Choice) -> int:
    """The first column in which a row has none of the values. There must be one."""
    return next(column for column, values in choice.items() if row.cell(column) not in values)


def tell_kind(row: RawRow, keep: Choice, leave_out: Choice, totals: Choice) -> RowKind:
    """What a row is; unknown if nothing in the map names it, so that no row is lost in silence."""
    if find_match(row, totals) is not None:
        return "total"
    if find_match(row, leave_out) is not None:
        return "left-out"
    return "line" if matches_all(row, keep) else "unknown"
