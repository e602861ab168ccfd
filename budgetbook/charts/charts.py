"""A Drawing (rows of figures, their words already written) in; a Vega-Lite specification, made with Altair, out.

The only module that imports altair, and only where a look of marks is met for the first time: Altair writes each once,
and what differs from chart to chart (data, scales, size) is put in. The kinds are in `bars.py`, `stack.py` and `years.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from budgetbook.charts.bars import against, bridge, changes, cut_of, items, pairs, steps_of
from budgetbook.charts.drawing import PALETTE, Drawing, Kind, Row, Theme, Tone, Width
from budgetbook.charts.lettering import wrap
from budgetbook.charts.sheet import GAP, LINE, SMALL, Layer, Sheet, tidy
from budgetbook.charts.stack import stack
from budgetbook.charts.years import years

__all__ = ["FONT", "PALETTE", "Drawing", "Kind", "Row", "Theme", "Tone", "Width", "build", "height"]

FONT = "Budgetbook Sans"
"""The family of the committed font: see `fonts/README.md`."""


def build(drawing: Drawing, width: Width, theme: Theme = "page") -> dict[str, Any]:
    """The Vega-Lite specification of a drawing, as plain data. Raises ValueError for a drawing without rows."""
    if not drawing.rows:
        raise ValueError("a chart needs at least one row")
    sheet = Sheet(width, PALETTE[theme])
    down = _notes(sheet, drawing, _KINDS[drawing.kind](sheet, drawing))
    spec: dict[str, Any] = {**_frame(), "width": sheet.right, "height": down}
    if theme != "page":
        spec["background"] = sheet.colours["paper"]
    return {**spec, "layer": [_layer(layer) for layer in sheet.layers()]}


def height(drawing: Drawing, width: Width) -> float:
    """How high a drawing is, in pixels; nothing is drawn."""
    sheet = Sheet(width, PALETTE["page"])
    return _notes(sheet, drawing, _KINDS[drawing.kind](sheet, drawing))


def _layer(layer: Layer) -> dict[str, Any]:
    """One layer: what Altair wrote for its look, with this chart's data and scales."""
    scales = {name: channel["scale"] for name, channel in layer.channels.items() if channel.get("scale")}
    bare = {name: {k: v for k, v in c.items() if k != "scale"} if name in scales else c for name, c in layer.channels.items()}
    described = repr((layer.mark, bare))  # faster to write than JSON
    if described not in _LOOKS:
        _LOOKS[described] = _look(json.dumps([layer.mark, bare], sort_keys=True))
    look = _LOOKS[described]
    encoding = look["encoding"] | {name: {**look["encoding"][name], "scale": scale} for name, scale in scales.items()}
    return {"mark": look["mark"], "encoding": encoding, "data": {"values": layer.data}}


_LOOKS: dict[str, dict[str, Any]] = {}
"""Each look that was met, as Altair writes it: it is shared by all specifications, and nobody changes it."""


@cache
def _look(described: str) -> dict[str, Any]:
    """A look of marks as Altair writes it, without data. Its own checks take most of its time and are left to the tests."""
    alt, (mark, channels) = _altair(), json.loads(described)
    made = {name: getattr(alt, name[0].upper() + name[1:])(**channel) for name, channel in channels.items()}
    valued = {name: alt.value(channel["value"]) for name, channel in channels.items() if "value" in channel}
    with alt.utils.schemapi.debug_mode(False):
        chart = alt.Chart(alt.Data(values=[]), mark=alt.MarkDef(**mark)).encode(**made | valued)
        spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


@cache
def _frame() -> dict[str, Any]:
    """What all charts share: no padding, independent scales, our font."""
    alt = _altair()
    with alt.utils.schemapi.debug_mode(False):
        empty = alt.layer(
            alt.Chart(alt.Data(values=[]), mark=alt.MarkDef(type="point")),
            padding=0, autosize={"type": "none"}, config={"font": FONT, "view": {"stroke": None}},
            resolve={"scale": {"x": "independent", "y": "independent"}},
        )  # fmt: skip
        spec: dict[str, Any] = empty.to_dict(validate=False)
    return {key: value for key, value in spec.items() if key not in ("layer", "data")}


def _altair() -> Any:
    import altair  # half a second: paid only where a chart must really be drawn

    return altair


def _notes(sheet: Sheet, drawing: Drawing, top: float) -> float:
    """Writes the notes under the chart, that of a cut axis only where it is cut; returns the height of all."""
    cut = drawing.kind == "bridge" and cut_of([end for _, end in steps_of(drawing.rows)], bool(drawing.cut_note))[1]
    words = [*([drawing.cut_note] if cut else []), *drawing.notes]
    lines = [line for note in words for line in wrap(note, SMALL, sheet.right)]
    top += GAP if lines else 0
    for number, line in enumerate(lines):
        sheet.write("note", line, 0, top + LINE * (number + 0.5))
    return tidy(top + LINE * len(lines) + 2)


_KINDS: dict[Kind, Callable[[Sheet, Drawing], float]] = {
    "stack": stack,
    "bridge": bridge,
    "pairs": pairs,
    "items": items,
    "changes": changes,
    "against": against,
    "years": years,
}
