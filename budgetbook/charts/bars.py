"""Charts made of horizontal bars: items, pairs, changes, the bridge, and a quantity against its measure.

Each function draws on a canvas and returns the height in pixels that it filled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby, pairwise

from budgetbook.charts.drawing import PALETTE, ChartForm, ChartRow, ChartSpec, Theme
from budgetbook.charts.layers import (
    DESCRIPTION_CHANNEL,
    GAP,
    LABEL,
    LINE,
    Columns,
    Datum,
    LayerCanvas,
    MarkStyle,
    Span,
    bars,
    columns,
    datum,
    label,
    legend_swatches,
    pixel,
    scale,
    scaled_channel,
    span,
    tidy,
    to_pixel,
    widest,
)
from budgetbook.charts.text_metrics import wrap


def items(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """Bars from the largest to the smallest; the remainder last, whatever its size."""
    rows = sorted(drawing.rows, key=lambda row: (row.tone == "rest", -row.value))
    return _bar_list(sheet, [[row] for row in rows], rows, 0.0, 16)


def pairs(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """For each label its bars, one a series; each panel has a scale of its own, and a heading that sets it apart."""
    top = 0.0
    for panel, panel_rows in groupby(drawing.rows, key=lambda row: row.panel):
        if panel:
            top = _heading(sheet, panel, top + (GAP + 12 if top else 0))
        groups = [list(group) for _, group in groupby(panel_rows, key=lambda row: row.label)]
        top = _bar_list(sheet, groups, drawing.rows, top, 13)
    return top


def _heading(sheet: LayerCanvas, words: str, top: float) -> float:
    sheet.write("panel", words, 0, top + LINE / 2)
    sheet.lines([{"x": 0, "x2": sheet.right, "y": top + LINE + 2, "y2": top + LINE + 2}], "line", 0.5)
    return top + LINE + GAP + 4


def _bar_list(sheet: LayerCanvas, groups: list[list[ChartRow]], rows: Sequence[ChartRow], top: float, thick: int) -> float:
    """Groups of bars under one another on one scale, in columns that suit all of `rows`. Returns where they end."""
    where = columns(sheet, rows, widest(row.text for row in rows) + GAP)
    domain = span(float(row.value) for group in groups for row in group)
    data: list[Datum] = []
    for group in groups:
        start, top = label(sheet, group[0].label, where, top, (thick + 4) * len(group) - 4)
        for number, row in enumerate(group):
            y = tidy(start + (thick + 4) * number + thick / 2)
            data.append(datum(row, start=0, end=float(row.value), y=y))
            sheet.write("value", row.text, to_pixel(max(0.0, float(row.value)), domain, where.room) + 6, y)
            if row.series:
                sheet.write("series-end", row.series, where.room[0] - GAP, y)
    bars(sheet, data, domain, where.room, thick)
    if domain[0] < 0:
        _zero(sheet, data, domain, where.room, thick)
    return top - 12


def _zero(sheet: LayerCanvas, data: Sequence[Datum], domain: Span, room: Span, thick: int) -> None:
    """The line that bars go out from, to the right above zero and to the left below it."""
    zero = tidy(to_pixel(0, domain, room))
    sheet.lines([{"x": zero, "x2": zero, "y": d["y"] - thick / 2 - 4, "y2": d["y"] + thick / 2 + 4} for d in data], "line", 1)


def changes(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """Bars to the right of one line for what rises, to the left for what falls; the sign and the side both tell which."""
    thick, top, data = 16, 0.0, list[Datum]()
    falls, rises = ([row.text for row in drawing.rows if (row.value < 0) == is_fall] for is_fall in (True, False))
    where = columns(sheet, drawing.rows, widest(rises) + GAP if rises else 2.0)
    room = (where.room[0] + (widest(falls) + GAP if falls else 0), where.room[1])
    domain = span(float(row.value) for row in drawing.rows)
    for row in drawing.rows:
        start, top = label(sheet, row.label, where, top, thick)
        y = tidy(start + thick / 2)
        end = to_pixel(float(row.value), domain, room)
        data.append(datum(row, start=0, end=float(row.value), y=y))
        sheet.write("value-end" if row.value < 0 else "value", row.text, end + (-6 if row.value < 0 else 6), y)
    bars(sheet, data, domain, room, thick)
    _zero(sheet, data, domain, room, thick)
    return top - 12


def bridge(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """From the first whole to the last, a bar for each change. An arrowhead tells up from down, as the text's sign does."""
    thick, top, data = 18, 0.0, list[Datum]()
    where = columns(sheet, drawing.rows, widest(row.text for row in drawing.rows) + GAP + 14)
    steps = steps_of(drawing.rows)
    domain, cut = cut_of([end for _, end in steps], bool(drawing.cut_note))
    for row, (start, end) in zip(drawing.rows, steps, strict=True):
        begin, top = label(sheet, row.label, where, top, thick)
        left = max(start, domain[0])
        data.append(datum(row, start=left, end=end, y=tidy(begin + thick / 2)))
        text_offset = 20 if row.tone in ("up", "down") else 6
        sheet.write("value", row.text, to_pixel(max(left, end), domain, where.room) + text_offset, begin + thick / 2)
    sheet.lines(list(_levels(data, domain, where, thick)), "line", 1, x=scale(domain, where.room))
    bars(sheet, data, domain, where.room, thick)
    if domain[0] < 0:
        _zero(sheet, data, domain, where.room, thick)
    _arrowheads(sheet, data, domain, where.room)
    if cut:
        _tear(sheet, [d["y"] for d in data if d["tone"] == "whole"], where.room[0], thick)
    return top - 12


def _levels(data: Sequence[Datum], domain: Span, where: Columns, thick: int) -> Iterator[Datum]:
    """A line from the end of each bar down to the bar that goes on from there; it stops for a label that is in its way."""
    for upper, lower in pairwise(data):
        start, end = upper["y"] + thick / 2, lower["y"] - thick / 2
        lines = wrap(lower["label"], LABEL, where.labels)
        if where.labels_above and widest(lines) + 12 > to_pixel(upper["end"], domain, where.room):
            yield {"end": upper["end"], "y": start, "y2": end - 2 - LINE * len(lines)}
            start = end - 3
        yield {"end": upper["end"], "y": start, "y2": end}


def steps_of(rows: Sequence[ChartRow]) -> list[Span]:
    """Where each bar starts and ends: a whole starts at zero, a change at the level that the row before it left."""
    steps, level = list[Span](), Decimal(0)
    for row in rows:
        start = Decimal(0) if row.tone == "whole" else level
        level = start + row.value
        steps.append((float(start), float(level)))
    return steps


def cut_of(levels: Sequence[float], may_cut: bool) -> tuple[Span, bool]:
    """The scale starts at zero, unless the changes are small beside the whole and a note is there to say that it is cut."""
    low, high = min(levels), max(levels)
    if may_cut and 0 < low < high and high - low < 0.5 * high:
        return (low - 0.7 * (high - low), high), True
    return span(levels), False


def _arrowheads(sheet: LayerCanvas, data: Sequence[Datum], domain: Span, room: Span) -> None:
    for tone, shape in (("up", "triangle-up"), ("down", "triangle-down")):
        some = [{"tip": max(d["start"], d["end"]), "y": d["y"]} for d in data if d["tone"] == tone]
        sheet.paint(some, _arrowhead(shape, tone, sheet.theme), x=scale(domain, room))


@cache
def _arrowhead(shape: str, tone: str, theme: Theme) -> MarkStyle:
    mark = {"type": "point", "shape": shape, "size": 70, "xOffset": 11, "aria": False, "stroke": None, "opacity": 1}
    return MarkStyle({**mark, "fill": PALETTE[theme][tone]}, {"x": scaled_channel("tip"), "y": pixel("y")})


def _tear(sheet: LayerCanvas, middles: Sequence[float], left: float, thick: int) -> None:
    """Two slanting strokes of paper through each bar that would begin at zero, were there room."""
    half = thick / 2 + 1
    strokes = [{"x": left + x, "x2": left + x + 7, "y": y + half, "y2": y - half} for y in middles for x in (12, 20)]
    sheet.lines(strokes, "paper", 3)


def comparison_bars(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """For each label an outlined box (posts, a budget: any tone but main), and in it a filled bar (people, what was spent)."""
    thick, key, top = 2 * LINE, 20, 0.0
    texts = widest(_series_and_text(row) for row in drawing.rows) + GAP + key
    where = columns(sheet, [ChartRow(row.label, row.value, "", "") for row in drawing.rows], texts)
    domain = span(float(row.value) for row in drawing.rows)
    swatches, middles = list[Datum](), list[Datum]()
    for words, rows in groupby(drawing.rows, key=lambda row: row.label):
        begin, top = label(sheet, words, where, top, thick)
        middles.append({"y": tidy(begin + thick / 2)})
        for number, row in enumerate(rows):
            y = begin + LINE * (number + 0.5)
            sheet.write("value", _series_and_text(row), where.room[1] + GAP + key, y)
            swatches.append({"y": y, "tone": "main" if row.tone == "main" else "whole", "shade": 1.0})
            mark = [datum(row, start=0, end=float(row.value), y=begin + thick / 2)]
            if row.tone == "main":
                bars(sheet, mark, domain, where.room, 14)
            else:
                sheet.paint(mark, _box(sheet.theme), x=scale(domain, where.room))
    if domain[0] < 0:
        _zero(sheet, middles, domain, where.room, thick)
    legend_swatches(sheet, swatches, where.room[1] + GAP + 6)
    return top - 12


def _series_and_text(row: ChartRow) -> str:
    return f"{row.series} {row.text}" if row.series else row.text


@cache
def _box(theme: Theme) -> MarkStyle:
    """Outlined, and so thick that a filled bar stands in it."""
    look = {"fill": PALETTE[theme]["rest"], "stroke": PALETTE[theme]["text"], "strokeWidth": 1.25}
    mark = {"type": "bar", "orient": "horizontal", "size": 2 * LINE - 8, **look}
    return MarkStyle(
        mark, {"x": scaled_channel("start"), "x2": {"shorthand": "end:Q"}, "y": pixel("y"), "description": DESCRIPTION_CHANNEL}
    )


ITEMS = ChartForm("items", items)
PAIRS = ChartForm("pairs", pairs)
CHANGES = ChartForm("changes", changes)
BRIDGE = ChartForm("bridge", bridge)
COMPARISON_BARS = ChartForm("against", comparison_bars)
