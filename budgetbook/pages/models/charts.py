"""A chart as several kinds of pages show it, with its data and its files."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.charts.drawing import ChartSpec

FILES = (("SVG", "svg"), ("PNG", "png"), ("CSV", "csv"), ("Vega-Lite", "vl.json"))
"""The formats of a chart's files, and how their names end."""


@dataclass(frozen=True, slots=True)
class TableView:
    """A small table: `head` names the columns; in each row the first cell names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its title, its finding in one sentence, and its data."""

    id: str
    title: str
    sentence: str
    drawing: ChartSpec
    table: TableView
    notes: tuple[str, ...]
    """What the signs beside values mean."""
    unit: str
    """What the values of the drawing count, for data files: yuan, people, percent, …"""
    address: str
    """Of its own page; its files lie beside it."""
    source: str
    """The document and this site, in one line."""

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """(format, site address) of each of its files."""
        stem = self.address.rstrip("/")
        return tuple((name, f"{stem}.{end}") for name, end in FILES)
