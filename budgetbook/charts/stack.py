"""The stacked bar: parts of a whole on one horizontal bar, each with its words below it.

A hundred yuan are a bar cut into a hundred slices. Parts without room for words below them are listed with swatches instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from budgetbook.charts.drawing import PALETTE, ChartForm, ChartRow, ChartSpec, Theme
from budgetbook.charts.layers import (
    DESCRIPTION_CHANNEL,
    EDGE,
    GAP,
    LABEL,
    LINE,
    SMALL,
    Datum,
    LayerCanvas,
    MarkStyle,
    Span,
    datum,
    legend_swatches,
    pixel,
    scale,
    scaled_channel,
    span,
    tidy,
    to_pixel,
    tone_channels,
    visible,
    widest,
)
from budgetbook.charts.text_metrics import wrap

_THICK = 36
_SHADES = (1.0, 0.55, 0.3)
_LEAD = 14  # from the bar down to the words


def stack(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """The parts in their order; what is zero has no place on the bar and is told in a line below. Returns the height."""
    parts = [row for row in drawing.rows if row.value > 0]
    nothing = [row for row in drawing.rows if row.value <= 0]
    domain = span([float(max(sum((row.value for row in parts), Decimal(0)), Decimal(drawing.slices)))])
    room = (0.0, float(sheet.right))
    shades = _shades(parts)
    data = _parts(parts, shades)
    sheet.paint(visible(data, domain, room), _bar(sheet.theme), x=scale(domain, room))
    if drawing.slices:
        _slits(sheet, drawing.slices)
    seams = [tidy(to_pixel(part["end"], domain, room)) for part, _ in pairwise(data)]
    sheet.lines([{"x": x, "x2": x, "y": 0, "y2": _THICK} for x in seams], "paper", 2)
    starts = [to_pixel(d["start"], domain, room) for d in data]
    top = _write_below(sheet, parts, starts) or _write_list(sheet, parts, shades, _THICK + 2.0 * GAP)
    return _zeros(sheet, nothing, top)


def _parts(rows: Sequence[ChartRow], shades: Sequence[float]) -> list[Datum]:
    data, level = list[Datum](), Decimal(0)
    for row, shade in zip(rows, shades, strict=True):
        data.append(datum(row, start=float(level), end=float(level + row.value), shade=shade, y=_THICK / 2))
        level += row.value
    return data


def _shades(rows: Sequence[ChartRow]) -> list[float]:
    """Rows of one tone are paler from row to row."""
    counts_by_tone = Counter[str]()
    shades = []
    for row in rows:
        shades.append(_SHADES[min(counts_by_tone[row.tone], len(_SHADES) - 1)])
        counts_by_tone[row.tone] += 1
    return shades


@cache
def _bar(theme: Theme) -> MarkStyle:
    mark = {"type": "bar", "orient": "horizontal", "size": _THICK, **EDGE}
    ends = {"x": scaled_channel("start"), "x2": {"shorthand": "drawn:Q"}, "y": pixel("y")}
    opacity = {"shorthand": "shade:Q", "scale": None, "legend": None}
    return MarkStyle(mark, {**ends, "fillOpacity": opacity, "description": DESCRIPTION_CHANNEL, **tone_channels(theme)})


def _slits(sheet: LayerCanvas, slices: int) -> None:
    """Cuts between the slices: one line of paper across the bar, broken so that it shows at each cut only; tenths wider."""
    slice_ = sheet.right / slices
    for step, cut in ((slice_, 0.8), (10 * slice_, 2.4))[sheet.width == "narrow" :]:  # too fine for a phone: tenths alone
        dash = (tidy(cut), tidy(step - cut), tidy(cut / 2 - step))
        line = [{"x": 0, "x2": sheet.right - 2, "y": _THICK / 2, "y2": _THICK / 2}]
        sheet.lines(line, "paper", _THICK, dash)


def _write_below(sheet: LayerCanvas, rows: Sequence[ChartRow], starts: Sequence[float]) -> float:
    """Words right below their parts, each led to by a line; 0 where they have no room beside each other."""
    room = sheet.right / max(len(rows), 1) - 2 * GAP
    blocks = [wrap(row.label, LABEL, max(room, 60)) for row in rows]
    widths = [max(widest([row.text]) + 4, widest(lines)) + 2 * GAP for row, lines in zip(rows, blocks, strict=True)]
    if not rows or sum(widths) - 2 * GAP > sheet.right or max(map(len, blocks)) > 2:
        return 0
    lefts = spread_blocks(starts, widths, (0.0, float(sheet.right) + 2 * GAP))
    top = float(_THICK + _LEAD)
    leads = []
    for row, lines, left, start in zip(rows, blocks, lefts, starts, strict=True):
        leads.append({"x": tidy(start + 3), "y": _THICK + 3, "x2": tidy(left + 3), "y2": top - 1})
        sheet.write("value", row.text, left, top + LINE / 2)
        for number, line in enumerate(lines, 1):
            sheet.write("label", line, left, top + LINE * (number + 0.5))
    sheet.lines(leads, "line", 1)
    return top + LINE * (1 + max(map(len, blocks)))


def _write_list(sheet: LayerCanvas, rows: Sequence[ChartRow], shades: Sequence[float], top: float) -> float:
    """A line for each part: a key, the value, the label."""
    words = 24 + widest(row.text for row in rows) + GAP + 4  # values are set bold
    swatches = list[Datum]()
    for row, shade in zip(rows, shades, strict=True):
        swatches.append({"y": top + LINE / 2, "tone": row.tone, "shade": shade})
        sheet.write("value", row.text, 24, top + LINE / 2)
        for line in wrap(row.label, LABEL, sheet.right - words):
            sheet.write("label", line, words, top + LINE / 2)
            top += LINE
        top += GAP / 2
    legend_swatches(sheet, swatches, 7)
    return top


def _zeros(sheet: LayerCanvas, rows: Sequence[ChartRow], top: float) -> float:
    """What is zero: a short upright line, as for every zero, then the value and the label."""
    if not rows:
        return top
    top += GAP
    words = 12 + widest((row.text for row in rows), SMALL) + GAP
    ticks = []
    for row in rows:
        ticks.append(datum(row, x=1, y=tidy(top + LINE / 2)))
        sheet.write("none", row.text, 12, top + LINE / 2)
        for line in wrap(row.label, SMALL, sheet.right - words):
            sheet.write("none", line, words, top + LINE / 2)
            top += LINE
    sheet.paint(ticks, _tick(sheet.theme))
    return top


@cache
def _tick(theme: Theme) -> MarkStyle:
    look = {"orient": "vertical", "size": 12, "thickness": 2, "fill": PALETTE[theme]["line"], "opacity": 1}
    return MarkStyle({"type": "tick", **look}, {"x": pixel("x"), "y": pixel("y"), "description": DESCRIPTION_CHANNEL})


def spread_blocks(ideal_starts: Sequence[float], sizes: Sequence[float], room: Span) -> list[float]:
    """Where blocks begin: each as near to where it is wanted as its neighbours and the room allow, in their order."""
    begins, free = list[float](), room[0]
    for want, size in zip(ideal_starts, sizes, strict=True):
        begins.append(max(free, want))
        free = begins[-1] + size
    free = room[1]
    for number in reversed(range(len(begins))):
        begins[number] = min(begins[number], free - sizes[number])
        free = begins[number]
    return begins


STACK = ChartForm("stack", stack)
