"""Builds the Vega-Lite specification of a chart with Altair.

The only module that imports altair, and only for a mark style that it has not met before: Altair writes each style once, and what
differs from chart to chart (data, scales, size) is filled in. The forms are in `bars`, `stack` and `years`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from budgetbook.charts.bars import cut_of, steps_of
from budgetbook.charts.drawing import PALETTE, PIXELS, ChartForm, ChartRow, ChartSpec, Theme, Tone, Width
from budgetbook.charts.layers import GAP, LINE, SMALL, Layer, LayerCanvas, MarkStyle, tidy
from budgetbook.charts.text_metrics import wrap
from budgetbook.charts.vega_templates import Spec, fill_template

__all__ = ["FONT", "PALETTE", "PIXELS", "ChartForm", "ChartRow", "ChartSpec", "Theme", "Tone", "Width", "build", "height"]

FONT = "Budgetbook Sans"
"""The family of the committed font: see `fonts/README.md`."""


def build(drawing: ChartSpec, width: Width, theme: Theme = "page") -> Spec:
    """The Vega-Lite specification of a chart, as plain data. Raises ValueError for a chart without rows."""
    layers, size = _draw_layers(drawing, width, theme)
    paper = {} if theme == "page" else {"background": PALETTE[theme]["paper"]}
    return _vega_lite_spec(layers, size) | paper


def compile_vega(drawing: ChartSpec, width: Width, compiler: Callable[[Spec], Spec]) -> Spec:
    """The Vega specification of a chart for a page; `compiler` turns Vega-Lite into Vega."""
    layers, size = _draw_layers(drawing, width, "page")
    return fill_template(layers, size, lambda some: compiler(_vega_lite_spec(some, size)))


def height(drawing: ChartSpec, width: Width) -> float:
    """Height of a chart in pixels, without drawing it."""
    return float(_draw_layers(drawing, width, "page")[1]["height"])


def _draw_layers(drawing: ChartSpec, width: Width, theme: Theme) -> tuple[list[Layer], Spec]:
    """The layers of a chart, and its size."""
    if not drawing.rows:
        raise ValueError("a chart needs at least one row")
    sheet = LayerCanvas(width, theme)
    total_height = _notes(sheet, drawing, drawing.form.draw(sheet, drawing))
    return sheet.layers(), {"width": sheet.right, "height": total_height}


def _vega_lite_spec(layers: Sequence[Layer], size: Spec) -> Spec:
    return {**_frame(), **size, "layer": [_layer(layer) for layer in layers]}


def _layer(layer: Layer) -> Spec:
    """One layer: Altair's output for its style, with this chart's data and scales."""
    look = _altair_spec(layer.look)
    encoding = look["encoding"] | {name: {**look["encoding"][name], "scale": scale} for name, scale in layer.scales.items()}
    return {"mark": look["mark"], "encoding": encoding, "data": {"values": layer.data}}


@cache
def _altair_spec(look: MarkStyle) -> Spec:
    """A mark style as Altair writes it, without data. Altair's own validation takes most of its time and is left to the tests."""
    alt = _altair()
    channels = {name: getattr(alt, name[0].upper() + name[1:])(**channel) for name, channel in look.channels.items()}
    with alt.utils.schemapi.debug_mode(False):
        chart = alt.Chart(alt.Data(values=[]), mark=alt.MarkDef(**look.mark)).encode(**channels)
        spec: Spec = chart.to_dict(validate=False)
    return spec


@cache
def _frame() -> Spec:
    """What all charts share: no padding, independent scales, our font."""
    alt = _altair()
    with alt.utils.schemapi.debug_mode(False):
        empty = alt.layer(
            alt.Chart(alt.Data(values=[]), mark=alt.MarkDef(type="point")),
            padding=0, autosize={"type": "none"}, config={"font": FONT, "view": {"stroke": None}},
            resolve={"scale": {"x": "independent", "y": "independent"}},
        )  # fmt: skip
        spec: Spec = empty.to_dict(validate=False)
    return {key: value for key, value in spec.items() if key not in ("layer", "data")}


def _altair() -> Any:
    import altair  # half a second: paid only where a chart must really be drawn

    return altair


def _notes(sheet: LayerCanvas, drawing: ChartSpec, top: float) -> float:
    """Writes the notes under the chart, that of a cut axis only where it is cut; returns the height of all."""
    cut = drawing.cut_note and cut_of([end for _, end in steps_of(drawing.rows)], may_cut=True)[1]
    words = [*([drawing.cut_note] if cut else []), *drawing.notes]
    lines = [line for note in words for line in wrap(note, SMALL, sheet.right)]
    top += GAP if lines else 0
    for number, line in enumerate(lines):
        sheet.write("note", line, 0, top + LINE * (number + 0.5))
    return tidy(top + LINE * len(lines) + 2)
