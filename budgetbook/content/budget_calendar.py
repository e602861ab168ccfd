"""When a country's budget year begins, and what readers call it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from budgetbook.content.fields import LanguageTag, PatternText, fault
from budgetbook.content.model import Record
from budgetbook.content.year_names import Era, name_years


def _read_month_and_day(text: object) -> str:
    """A day of every year, as 04-01. Raises a fault for anything else."""
    try:
        if not isinstance(text, str) or len(text) != len("04-01"):
            raise ValueError
        date.fromisoformat(f"2001-{text}")
    except ValueError:
        raise fault("not-a-date", found=str(text)[:40]) from None
    return text


MonthAndDay = Annotated[str, BeforeValidator(_read_month_and_day)]


class Calendar(Record):
    """When a budget year begins, and after which calendar year it is called."""

    starts: MonthAndDay = "01-01"
    """The month and day of its first day: 04-01."""
    named_by: Literal["start", "end"] = "start"
    """The day whose calendar year it is called after: its first or its last."""
    label: dict[LanguageTag, PatternText] = Field(default_factory=dict)
    """By language: what readers call it, `FY{year}`, `{year}/{next_yy}`, `{era}{era_year}`; its number, where nothing is said.
    Also: {next}, {previous}, {yy}, {previous_yy}."""
    eras: tuple[Era, ...] = ()
    """The eras by whose years readers count."""

    @property
    def year_names(self) -> dict[str, dict[int, str]]:
        """By language: the name of each year."""
        return {lang: name_years(pattern, self.eras) for lang, pattern in self.label.items()}

    @cached_property
    def years_by_name(self) -> dict[str, int]:
        """The number of each year by what readers of some language call it, where that is more than a number."""
        names = ((name, year) for names in self.year_names.values() for year, name in names.items())
        return {name: year for name, year in names if not name.isdecimal()}

    def first_day(self, year: int) -> date:
        """The first day of a budget year."""
        is_before = self.named_by == "end" and self.starts != "01-01"
        return date.fromisoformat(f"{year - is_before}-{self.starts}")

    def last_day(self, year: int) -> date:
        """The last day of a budget year."""
        return self.first_day(year + 1) - timedelta(days=1)
