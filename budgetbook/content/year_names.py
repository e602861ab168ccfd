"""What readers call a budget year: FY2025, 2024/25, 令和6, 民國114."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field

from budgetbook.content.fields import FIRST_YEAR, HOLE, LAST_YEAR, PrintedText
from budgetbook.content.model import Record

_PARTS = ("year", "next", "previous", "yy", "next_yy", "previous_yy", "era", "era_year")
Whole = Annotated[int, BeforeValidator(int)]
_YEARS = range(FIRST_YEAR - 50, LAST_YEAR + 2)
"""The years that documents can speak of."""


class Era(Record):
    """An era by whose years readers count."""

    name: PrintedText = ""
    """Its name, 令和; absent where a number says it."""
    since: Whole = Field(alias="from")
    """The calendar year that is its first; before our own, a negative number."""
    first: PrintedText = ""
    """What its first year is called, where that is no 1: 元."""


def find_strange_part(pattern: str) -> str:
    """The first hole of a pattern that no part of a year fills; empty if there is none."""
    return next((hole for hole in HOLE.findall(pattern) if hole not in _PARTS), "")


def name_years(pattern: str, eras: Sequence[Era]) -> dict[int, str]:
    """The name of every year that documents can speak of, by the year after which it is called."""
    return {year: _name_year(pattern, year, eras) for year in _YEARS}


def _name_year(pattern: str, year: int, eras: Iterable[Era]) -> str:
    era = max((each for each in eras if each.since <= year), key=lambda each: each.since, default=None)
    if era is None and "{era" in pattern:
        return str(year)  # before the first era that the country lists
    era_year = year - era.since + 1 if era else 0
    parts = {
        "year": year, "next": year + 1, "previous": year - 1,
        "yy": f"{year % 100:02}", "next_yy": f"{(year + 1) % 100:02}", "previous_yy": f"{(year - 1) % 100:02}",
        "era": era.name if era else "", "era_year": era.first if era and era_year == 1 and era.first else era_year,
    }  # fmt: skip
    return re.sub(HOLE, lambda match: str(parts[match[1]]), pattern)
