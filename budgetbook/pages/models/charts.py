"""A chart as pages show it, with its data and its files."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.charts.drawing import ChartSpec
from budgetbook.pages.models.money_tree import MoneyTree


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
    """What it has found; where that cannot be said, what it shows."""
    topic: str
    """What it shows, its years and its unit, where the title does not say so."""
    sentence: str
    drawing: ChartSpec
    table: TableView
    notes: tuple[str, ...]
    """What stands below the drawing: which items are zero, what the signs beside values mean."""
    page_address: str
    """The address of the page that it belongs to."""
    source: str
    """The document and this site, in one line."""
    tree: MoneyTree | None = None
    """For the classes of a table: the same money as a tree that opens, which the page shows instead of the drawing."""

    @property
    def address(self) -> str:
        """Its place on the page of frames, where it is shown alone."""
        return f"{frames_address(self.page_address)}#chart-{self.id}"

    @property
    def specifications(self) -> str:
        """The address of the file with the specification of each chart of the page."""
        return f"{self.page_address}charts.json"


def frames_address(page_address: str) -> str:
    """The address of the page whose charts other sites put into frames."""
    return f"{page_address}chart/"
