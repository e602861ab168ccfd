"""The parts of pages that list: entries of updates, the links between pages, tables that compare. Finished to the last word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from budgetbook.pages.models.parts import Link


@dataclass(frozen=True, slots=True)
class UpdateView:
    """What was added or corrected on one day."""

    id: str
    date: str
    """`2026-11-25`"""
    day: str
    """The same in words."""
    kind: str
    """new-statement, correction or site."""
    kind_word: str
    title: str
    """Kind and what it is about, for a feed."""
    text: str
    subject: Link | None


@dataclass(frozen=True, slots=True)
class Pager:
    """The links from one page of a long list to the others."""

    sentence: str
    """`page 2 of 11`"""
    current: str
    """The number of the page that is shown."""
    pages: tuple[Link, ...]
    """The first, the last and those nearby."""
    previous_page: Link | None
    next_page: Link | None


class ComparisonCell(NamedTuple):
    """One cell of a table that compares; a tuple, because a large site keeps millions."""

    text: str
    value: str = ""
    """What it is sorted by: a plain number; empty where there is none."""
    address: str = ""
    tag: str = ""
    """How sure it is: computed, held centrally; empty for a printed figure."""
    fails: bool = False
    """Whether something about the figure does not add up."""


@dataclass(frozen=True, slots=True)
class ComparisonColumn:
    """The head of a column."""

    name: str
    link: Link | None
    numeric: bool


@dataclass(frozen=True, slots=True)
class ComparisonTable:
    """A table of bodies and years, in the order in which a reader without script sees it."""

    title: str
    address: str
    columns: tuple[ComparisonColumn, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]
