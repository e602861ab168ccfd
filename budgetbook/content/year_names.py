"""What readers call a budget year: FY2025, 2024/25, 令和6, 民國114."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from budgetbook.content.fields import FIRST_YEAR, HOLE, LAST_YEAR, PrintedText, fault
from budgetbook.content.model import Record

_PARTS = ("year", "next", "previous", "yy", "next_yy", "previous_yy", "era", "era_year")
_YEARS = range(FIRST_YEAR - 50, LAST_YEAR + 2)
"""The years that documents can speak of."""
_FIRST_OF_ALL = -6000
_LIFETIME = 50
"""Years within which two of one name would be taken for each other: FY24 is no year of a hundred years ago."""
_WHOLE = re.compile(r"-?[0-9]{1,4}")


def _read_first_year(text: Any) -> int:
    """Read the calendar year that an era begins with."""
    year = int(text) if isinstance(text, int) or (isinstance(text, str) and _WHOLE.fullmatch(text)) else None
    if year is None or not _FIRST_OF_ALL <= year <= LAST_YEAR:
        raise fault("not-first-of-an-era", first=_FIRST_OF_ALL, last=LAST_YEAR, found=text)
    return year


class Era(Record):
    """An era by whose years readers count."""

    name: PrintedText = ""
    """Its name, 令和; absent where a number says it."""
    since: Annotated[int, BeforeValidator(_read_first_year)] = Field(alias="from")
    """The calendar year that is its first; before our own, a negative number."""
    first: PrintedText = ""
    """What its first year is called, where that is no 1: 元."""


def find_strange_part(pattern: str) -> str:
    """The first hole of a pattern that no part of a year fills; empty if there is none."""
    return next((hole for hole in HOLE.findall(pattern) if hole not in _PARTS), "")


def find_twin_era(eras: Sequence[Era]) -> int | None:
    """The place of the first era that begins with the same year as one before it; None if there is none."""
    first_years = [era.since for era in eras]
    return next((place for place, year in enumerate(first_years) if year in first_years[:place]), None)


def find_twin_years(pattern: str, eras: Sequence[Era]) -> tuple[int, int] | None:
    """Two years of one lifetime that this pattern gives the same name; None if there are none."""
    latest_years: dict[str, int] = {}
    for year, name in name_years(pattern, eras).items():
        if year < FIRST_YEAR:
            continue  # of no budget that the site can have
        if year - latest_years.get(name, 0) < _LIFETIME:
            return latest_years[name], year
        latest_years[name] = year
    return None


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
