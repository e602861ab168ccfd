"""What a chart shows: a ChartSpec, rows of figures with all their words.

No module of charts formats a number: labels, values and series are drawn as given.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Form = Literal["bars", "hundred", "changes", "pairs", "dots", "squares", "years"]
"""How a chart is drawn: one of the functions of `bar_charts`, `dot_charts`, `part_charts` and `year_charts`."""
Tone = Literal["main", "before", "rest", "whole"]
"""A figure of now, one that it is compared with, what is not itemised, a total."""
Width = Literal["narrow", "wide"]

PIXELS: dict[Width, int] = {"narrow": 320, "wide": 680}
TONES: tuple[Tone, ...] = ("main", "before", "rest", "whole")


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One figure, with all the words that the chart shows of it."""

    label: str
    """The category, in one language."""
    value: Decimal
    """In base unit: yuan, people, square metres, or yuan out of 100."""
    text: str
    """The value in the reader's words, printed as its label: `954.12万元`."""
    description: str
    """A whole sentence, for the aria-label and the tooltip."""
    series: str = ""
    """The second dimension, drawn as it comes: `2022` and `2023`, `编制` and `实有`."""
    tone: Tone = "main"
    panel: str = ""
    """The heading of a panel with a scale of its own; the rows of one panel stand together."""
    note: str = ""
    """The one annotation of a chart, written below the label of the row that it is about."""
    shown_year: str = ""
    """Of a point of a line, whose series is the number of a year: what stands below it, `2024/25`; that number, where empty."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What one chart shows, in one language, before any thought of its width."""

    form: Form
    rows: tuple[ChartRow, ...]
    tag: str
    """What `lang` says of its words."""
    unit: str
    """The unit of the values."""
    changes: tuple[tuple[str, str], ...] = ()
    """Of years: for a label, the change from its first year to its last, in words."""

    @property
    def mark_count(self) -> int:
        """How many marks are read out one by one: of posts and people, one for both."""
        return len(self.rows) // (2 if self.form == "squares" else 1)
