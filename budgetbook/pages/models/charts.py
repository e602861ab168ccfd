"""A chart as pages show it, with its data and its files."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.charts.drawing import ChartSpec
from budgetbook.pages.models.money_tree import MoneyTree

FILES = (("SVG", "svg"), ("PNG", "png"), ("CSV", "csv"), ("Vega-Lite", "vl.json"))
"""The formats of a chart's files, and how their names end."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A small table: `head` names the columns, and the first cell of each row names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its title, its message in one sentence, and its data."""

    id: str
    title: str
    sentence: str
    drawing: ChartSpec
    table: TableView
    notes: tuple[str, ...]
    """Explains the signs beside values."""
    unit: str
    """The unit of the drawn values, for data files: yuan, people, percent, …"""
    address: str
    """The address of its own page; its files are beside it."""
    source: str
    """The document and this site, in one line."""
    tree: MoneyTree | None = None
    """For the classes of a table: the same money as a tree that opens, which the page shows instead of the drawing."""

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """(format, site address) of each of its files."""
        stem = self.address.rstrip("/")
        return tuple((name, f"{stem}.{end}") for name, end in FILES)
