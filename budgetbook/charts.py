"""A Drawing (rows of figures, their words already written) in; a Vega-Lite specification, made with Altair, out.

The only module that imports altair, and only inside `build`. The kinds are in `bars.py` and `wholes.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from budgetbook.bars import against, bridge, cut_of, items, pairs, steps_of
from budgetbook.drawing import PALETTE, Drawing, Kind, Row, Theme, Tone, Width
from budgetbook.lettering import wrap
from budgetbook.sheet import GAP, LINE, SMALL, Sheet, tidy
from budgetbook.wholes import hundred, itemised

__all__ = ["FONT", "PALETTE", "Drawing", "Kind", "Row", "Theme", "Tone", "Width", "build"]

FONT = "Budgetbook Sans"
"""The family of the committed font: see `fonts/README.md`."""


def build(drawing: Drawing, width: Width, theme: Theme = "page") -> dict[str, Any]:
    """The Vega-Lite specification of a drawing, as plain data. Raises ValueError for a drawing without rows."""
    import altair as alt  # half a second: paid only where a chart must really be drawn

    if not drawing.rows:
        raise ValueError("a chart needs at least one row")
    # Altair checks each piece against its schema as it is made, which takes most of the time; the tests check the whole.
    with alt.utils.schemapi.debug_mode(False), alt.data_transformers.enable(consolidate_datasets=False):
        sheet = Sheet(alt, width, PALETTE[theme])
        height = _note(sheet, _noted(drawing), _KINDS[drawing.kind](sheet, drawing))
        frame: dict[str, Any] = {"width": sheet.right, "height": height, "padding": 0, "autosize": {"type": "none"}}
        if theme != "page":
            frame["background"] = sheet.colours["paper"]
        frame["resolve"] = {"scale": {"x": "independent", "y": "independent"}}
        frame["config"] = {"font": FONT, "view": {"stroke": None}}
        spec: dict[str, Any] = alt.layer(*sheet.layers(), **frame).to_dict(validate=False)
    return spec


def _noted(drawing: Drawing) -> str:
    """The note; a bridge whose axis is not cut does not say that it is."""
    if drawing.kind == "bridge" and not cut_of([end for _, end in steps_of(drawing.rows)], bool(drawing.note))[1]:
        return ""
    return drawing.note


def _note(sheet: Sheet, words: str, top: float) -> float:
    """Writes the note under the chart; returns the height of all."""
    lines = wrap(words, SMALL, sheet.right) if words else []
    top += GAP if lines else 0
    for number, line in enumerate(lines):
        sheet.write("note", line, 0, top + LINE * (number + 0.5))
    return tidy(top + LINE * len(lines) + 2)


_KINDS: dict[Kind, Callable[[Sheet, Drawing], float]] = {
    "hundred": hundred,
    "bridge": bridge,
    "pairs": pairs,
    "items": items,
    "against": against,
    "itemised": itemised,
}
