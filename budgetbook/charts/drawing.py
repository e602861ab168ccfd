"""What a chart shows: a ChartSpec, rows of figures with all their words, and the colours of each theme.

No module of charts formats a number: labels, values, series and panels are drawn as given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

Tone = Literal["main", "second", "rest", "up", "down", "whole"]
Width = Literal["narrow", "wide"]
Theme = Literal["page", "light", "dark"]

PIXELS: dict[Width, int] = {"narrow": 320, "wide": 680}
TONES: tuple[Tone, ...] = ("main", "second", "rest", "up", "down", "whole")

_LIGHT = {
    "main": "#2b5480", "second": "#868c95", "rest": "#efebe2", "up": "#b5541c", "down": "#1d7874", "whole": "#3b424c",
    "text": "#1c2127", "muted": "#59616b", "line": "#7f858d", "paper": "#ffffff",
}  # fmt: skip
_DARK = {
    "main": "#7fb0e4", "second": "#757d87", "rest": "#262b31", "up": "#ee9560", "down": "#4cc0b5", "whole": "#c8ced6",
    "text": "#e8eaed", "muted": "#a7aeb8", "line": "#858d97", "paper": "#15181c",
}  # fmt: skip
_PAGE = {name: "var(--paper)" if name == "paper" else f"var(--chart-{name})" for name in _LIGHT}
PALETTE: dict[Theme, dict[str, str]] = {"page": _PAGE, "light": _LIGHT, "dark": _DARK}
"""Colours of marks and words per theme; `page` names CSS variables, which the style sheet defines."""
FAILS = "#b0122f"
"""The accent of the light pages: what does not add up."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One figure, with all the words that the chart shows of it."""

    label: str
    """The category, in one language."""
    value: Decimal
    """In base unit: yuan, people, square metres, yuan out of 100, or per cent."""
    text: str
    """The value in the reader's words, printed as its label: `954.12万元`."""
    description: str
    """A whole sentence, for the aria-label and the tooltip."""
    series: str = ""
    """The second dimension, drawn as it comes: `2022` and `2023`, `编制` and `实有`."""
    tone: Tone = "main"
    panel: str = ""
    """The heading of a panel with a scale of its own; the rows of one panel stand together."""


@dataclass(frozen=True, slots=True)
class ChartForm:
    """How a chart is drawn: one of the forms of `bars.py`, `stack.py` and `years.py`."""

    name: str
    draw: Callable[[Any, ChartSpec], float] = field(repr=False)
    """Puts a chart on a LayerCanvas; returns its height in pixels. Not in the repr, which fingerprints are made of."""


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What one chart shows, in one language, before any thought of its width and colours."""

    form: ChartForm
    rows: tuple[ChartRow, ...]
    lang: Literal["zh", "en"]
    notes: tuple[str, ...] = ()
    """Sentences drawn small under the chart: what a sign beside a value means."""
    cut_note: str = ""
    """Of a bridge: a note that its axis is cut. The axis is cut only if a note is given, and the note is drawn only if it is
    cut."""
    slices: int = 0
    """Of a stack: how many equal slices the whole is cut into, 100 for a hundred yuan; 0 for none."""
