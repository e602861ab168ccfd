"""The parts of pages that lie across years: frozen records in one language, finished to the last word, as in `elements.py`."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Html

from budgetbook.pages.models.parts import Link, Number


@dataclass(frozen=True, slots=True)
class SeriesCell:
    """One year of a series."""

    number: Number
    source: Link | None
    """The document that gives it, where it is not the year's own."""
    others: tuple[tuple[Number, Link], ...]
    """What other documents say of the year instead, and which."""


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One thing over the years, as planned or as it came out."""

    stage: str
    """`initial budget` or `final accounts`."""
    cells: tuple[SeriesCell | None, ...]
    """A year each; None where no document speaks of it."""


@dataclass(frozen=True, slots=True)
class SeriesTable:
    """Figures over the years, a column a year, the oldest first."""

    years: tuple[str, ...]
    groups: tuple[tuple[Link, tuple[SeriesRow, ...]], ...]
    """What the rows are about (a term on the page of a body, a body on the page of a term), and its rows."""
    several: bool
    """Whether there are rows of both kinds."""


@dataclass(frozen=True, slots=True)
class ExecutionRow:
    """One figure of a budget beside what became of it."""

    id: str
    name: Link
    depth: int
    budget: Number | None
    """The initial budget."""
    budget_elsewhere: tuple[Number, Link] | None
    """What the budget itself printed, where that is something else."""
    adjusted_budget: Number | None
    outcome: Number
    difference: str
    """`少3.20万元` / `32,000 yuan less`, computed; empty where there is no budget."""
    rate: str
    """Spent in the initial budget, `98.2%`; empty for a budget of 0."""
    rate_adjusted: str
    """Spent in the budget as changed."""
    reason: Html
    """The reason that the document gives; may be empty."""
