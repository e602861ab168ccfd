"""The canvas that every kind of chart is drawn on, and the marks that they share.

A layer is plain data, which `vega_lite` turns into Vega-Lite with Altair. Lengths are in the figures' own unit on an x scale;
heights are in pixels, because rows differ in height where labels wrap. No axes: each mark carries its own label.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from budgetbook.charts.drawing import PALETTE, PIXELS, TONES, ChartRow, Theme, Width
from budgetbook.charts.text_metrics import measure, wrap

Datum = dict[str, Any]
Channel = dict[str, Any]
"""The arguments of one of Altair's channels: `{"shorthand": "start:Q", "axis": None}`."""
Span = tuple[float, float]

ZERO = "zero"  # how a row without a length looks
EDGE = {"strokeWidth": 1, "strokeDash": [3, 2]}
LABEL, SMALL, LINE, GAP = 13, 12.5, 18, 8  # the sizes of letters, the height of a line of them, and the room between things


@dataclass(frozen=True, slots=True, eq=False)
class MarkStyle:
    """How marks look, and which of their data they show. Styles are created by cached functions and compared by identity."""

    mark: Datum
    channels: dict[str, Channel]


@dataclass(frozen=True, slots=True)
class Layer:
    """Marks of one style."""

    look: MarkStyle
    data: list[Datum]
    scales: dict[str, Datum]
    """Scales that differ from chart to chart, by channel."""


@dataclass(slots=True)
class LayerCanvas:
    """What has been put on the paper so far: layers in the order of painting, and the words, which come on top."""

    width: Width
    theme: Theme
    mark_layers: list[Layer] = field(default_factory=list)
    texts_by_style: dict[str, list[Datum]] = field(default_factory=dict)

    @property
    def right(self) -> int:
        """The width of the paper, in pixels."""
        return PIXELS[self.width]

    def write(self, style: str, words: str, x: float, y: float) -> None:
        """Words from `x` on; in a style ending in `-end`, up to `x`; in `-middle`, around it. `y` is the middle of their line."""
        self.texts_by_style.setdefault(style, []).append({"text": words, "x": tidy(x), "y": tidy(y)})

    def paint(self, data: Sequence[Datum], look: MarkStyle, **scales: Datum) -> None:
        """One layer; nothing where there is no data."""
        if data:
            self.mark_layers.append(Layer(look, list(data), scales))

    def layers(self) -> list[Layer]:
        """All that is on the paper."""
        for style, data in self.texts_by_style.items():
            self.paint(data, _words(style, self.theme))
        return self.mark_layers

    def lines(self, data: Sequence[Datum], colour: str, thick: float, dash: tuple[float, ...] = (), **scales: Datum) -> None:
        """Straight lines from x, y to x2, y2, in pixels; upright ones from `end`, y to y2, where x has a scale.

        They are seen and not read out. `dash` is how they are broken: a stroke, a gap, and where in them a line begins.
        """
        self.paint(data, _rule(colour, thick, dash, bool(scales), self.theme), **scales)


@cache
def _words(style: str, theme: Theme) -> MarkStyle:
    name, _, side = style.partition("-")
    loud = name in ("label", "value")
    mark = {
        "type": "text", "baseline": "middle", "aria": False,
        "align": {"": "left", "end": "right", "middle": "center"}[side],
        "fontSize": LABEL if loud else SMALL,
        "fill": PALETTE[theme]["text" if loud else "muted"],
    }  # fmt: skip
    weight = {"fontWeight": 600} if name == "value" else {}
    return MarkStyle(mark | weight, {"x": pixel("x"), "y": pixel("y"), "text": {"shorthand": "text:N"}})


@cache
def _rule(colour: str, thick: float, dash: tuple[float, ...], upright: bool, theme: Theme) -> MarkStyle:
    mark = {"type": "rule", "aria": False, "stroke": PALETTE[theme][colour], "strokeWidth": thick}
    dash_style = {"strokeDash": dash[:2], "strokeDashOffset": dash[2]} if dash else {}
    ends = {"x": scaled_channel("end")} if upright else {"x": pixel("x"), "x2": {"shorthand": "x2:Q"}}
    return MarkStyle(mark | dash_style, {**ends, "y": pixel("y"), "y2": {"shorthand": "y2:Q"}})


@cache
def _bar(thick: int, theme: Theme) -> MarkStyle:
    mark = {"type": "bar", "orient": "horizontal", "size": thick, **EDGE}
    ends = {"x": scaled_channel("start"), "x2": {"shorthand": "drawn:Q"}}
    return MarkStyle(mark, {**ends, "y": pixel("y"), "description": DESCRIPTION_CHANNEL, **tone_channels(theme)})


@cache
def _swatch_style(tone: str, shade: float, theme: Theme) -> MarkStyle:
    """A small square, filled in its tone, or outlined like the box or the rest that it stands for."""
    colours, pale = PALETTE[theme], tone in ("rest", "whole", "none")
    edge = {"stroke": colours["text" if tone == "whole" else "line"], "strokeWidth": 1.25 if tone == "whole" else 1}
    fill = colours["paper" if tone == "none" else "rest" if pale else tone]
    look = {"shape": "square", "size": 110, "fill": fill, "fillOpacity": shade, **(edge if pale else {"stroke": None})}
    return MarkStyle({"type": "point", "aria": False, "opacity": 1, **look}, {"x": pixel("x"), "y": pixel("y")})


def tone_channels(theme: Theme) -> dict[str, Channel]:
    """How marks of each tone are filled and edged. The rest is pale with a broken edge: no colour is needed to tell it."""
    looks, colours = (*TONES, ZERO), PALETTE[theme]
    fills = [colours["line" if look == ZERO else look] for look in looks]
    edges = [colours["line"] if look == "rest" else "transparent" for look in looks]
    return {
        name: {"shorthand": "look:N", "legend": None, "scale": {"domain": list(looks), "range": shades}}
        for name, shades in (("fill", fills), ("stroke", edges))
    }


def pixel(name: str) -> Channel:
    """A field that is already in pixels, from the left or from the top."""
    return {"shorthand": f"{name}:Q", "scale": None, "axis": None}


def scaled_channel(name: str) -> Channel:
    """A field in the figures' unit, which each layer brings a scale for."""
    return {"shorthand": f"{name}:Q", "axis": None}


def scale(domain: Span, room: Span) -> Datum:
    """`domain` of the figures' unit fills the pixels of `room`."""
    return {"domain": list(domain), "range": [tidy(end) for end in room], "nice": False, "zero": False}


DESCRIPTION_CHANNEL: Channel = {"shorthand": "description:N"}
"""Text that screen readers read out for a mark."""


def tidy(number: float) -> float:
    """Pixels to a hundredth: more is only weight."""
    return round(float(number), 2)


def datum(row: ChartRow, **more: Any) -> Datum:
    """What the published specification says of a row: its words and its value, beside where it is drawn."""
    words = {"label": row.label, "series": row.series, "panel": row.panel}
    captions = {key: word for key, word in words.items() if word}
    return {**captions, "value": float(row.value), "text": row.text, "description": row.description, "tone": row.tone, **more}


def span(values: Iterable[float]) -> Span:
    """From zero, always; a scale of zeros alone still needs a length."""
    ends = [0.0, *values]
    return (min(ends), max(ends)) if min(ends) < max(ends) else (0.0, 1.0)


def to_pixel(value: float, domain: Span, room: Span) -> float:
    """The pixel where a value stands."""
    return room[0] + (value - domain[0]) / (domain[1] - domain[0]) * (room[1] - room[0])


def widest(words: Iterable[str], size: float = LABEL) -> float:
    """The room that a column of words needs, in pixels."""
    return max((measure(word, size) for word in words), default=0.0)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a list of bars stand: narrow, a label is above its bars; wide, to their left."""

    labels: float
    """The room of the labels."""
    room: Span
    """From where to where bars go."""
    labels_above: bool


def columns(sheet: LayerCanvas, rows: Sequence[ChartRow], texts: float) -> Columns:
    """`texts` pixels are kept free for what stands at the end of each bar."""
    series = widest((row.series for row in rows), SMALL)
    series += GAP if series else 0
    end = sheet.right - texts
    if sheet.width == "narrow":
        return Columns(sheet.right, (series + 1, end), labels_above=True)
    labels = min(widest(row.label for row in rows), sheet.right * 0.34)
    return Columns(labels, (labels + 2 * GAP + series, end), labels_above=False)


def label(sheet: LayerCanvas, words: str, where: Columns, top: float, block: float) -> Span:
    """Writes a label for bars `block` pixels high; says where those bars begin and where the next label may."""
    lines = wrap(words, LABEL, where.labels)
    high = LINE * len(lines)
    start = top if where.labels_above else top + max(0.0, (block - high) / 2)
    for number, line in enumerate(lines):
        sheet.write("label", line, 0, start + LINE * (number + 0.5))
    if where.labels_above:
        return top + high + 2, top + high + 2 + block + 12
    return top + max(0.0, (high - block) / 2), top + max(high, block) + 12


def bars(sheet: LayerCanvas, data: Sequence[Datum], domain: Span, room: Span, thick: int) -> None:
    """Bars from `start` to `end`, in the order of their rows. A zero is a thin line in the colour of lines."""
    sheet.paint(visible(data, domain, room), _bar(thick, sheet.theme), x=scale(domain, room))


def visible(data: Sequence[Datum], domain: Span, room: Span) -> list[Datum]:
    """What would be thinner than a line is drawn as a line, two pixels thick; its value and its words stay what they are."""
    least = (domain[1] - domain[0]) / (room[1] - room[0]) * 2
    visible_data = []
    for d in data:
        length = d["end"] - d["start"]
        drawn_end = d["end"] if abs(length) >= least else d["start"] + (least if length >= 0 else -least)
        visible_data.append({**d, "drawn": tidy(drawn_end), "look": d["tone"] if length else ZERO})
    return visible_data


def legend_swatches(sheet: LayerCanvas, data: Sequence[Datum], x: float) -> None:
    """The small squares beside words."""
    for tone, shade in dict.fromkeys((d["tone"], d["shade"]) for d in data):
        some = [{"x": x, "y": d["y"]} for d in data if (d["tone"], d["shade"]) == (tone, shade)]
        sheet.paint(some, _swatch_style(tone, shade, sheet.theme))
