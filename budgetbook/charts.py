"""A Drawing (rows of figures, their words already written) in; a Vega-Lite specification, made with Altair, out.

The only module that imports altair, and only inside `build`. Nothing is formatted here: labels, values, series and
panels are drawn as they come, in the reader's language. What the kinds share is in `sheet.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from budgetbook.lettering import wrap
from budgetbook.sheet import (
    EDGE,
    GAP,
    LABEL,
    LINE,
    PALETTE,
    SMALL,
    Columns,
    Datum,
    Drawing,
    Kind,
    Row,
    Sheet,
    Span,
    Theme,
    Tone,
    Width,
    bars,
    columns,
    datum,
    label,
    place,
    span,
    tidy,
    visible,
    widest,
)

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
    if drawing.kind == "bridge" and not _cut([end for _, end in _steps(drawing.rows)], bool(drawing.note))[1]:
        return ""
    return drawing.note


def _note(sheet: Sheet, words: str, top: float) -> float:
    """Writes the note under the chart; returns the height of all."""
    lines = wrap(words, SMALL, sheet.right) if words else []
    top += GAP if lines else 0
    for number, line in enumerate(lines):
        sheet.write("note", line, 0, top + LINE * (number + 0.5))
    return tidy(top + LINE * len(lines) + 2)


def _items(sheet: Sheet, drawing: Drawing) -> float:
    """Bars from the largest to the smallest; the remainder last, whatever its size."""
    rows = sorted(drawing.rows, key=lambda row: (row.tone == "rest", -row.value))
    return _listed(sheet, [[row] for row in rows], rows, 0.0, 16)


def _pairs(sheet: Sheet, drawing: Drawing) -> float:
    """For each label its bars, one a series; each panel has a scale of its own, and a heading that sets it apart."""
    top = 0.0
    for panel, inside in groupby(drawing.rows, key=lambda row: row.panel):
        if panel:
            top = _heading(sheet, panel, top + (GAP + 12 if top else 0))
        groups = [list(group) for _, group in groupby(inside, key=lambda row: row.label)]
        top = _listed(sheet, groups, drawing.rows, top, 13)
    return top


def _heading(sheet: Sheet, words: str, top: float) -> float:
    sheet.write("panel", words, 0, top + LINE / 2)
    sheet.lines([{"x": 0, "x2": sheet.right, "y": top + LINE + 2, "y2": top + LINE + 2}], "line", 0.5)
    return top + LINE + GAP + 4


def _listed(sheet: Sheet, groups: list[list[Row]], rows: Sequence[Row], top: float, thick: int) -> float:
    """Groups of bars under one another on one scale, in columns that suit all of `rows`. Returns where they end."""
    where = columns(sheet, rows, widest(row.text for row in rows) + GAP)
    domain = span(float(row.value) for group in groups for row in group)
    data: list[Datum] = []
    for group in groups:
        start, top = label(sheet, group[0].label, where, top, (thick + 4) * len(group) - 4)
        for number, row in enumerate(group):
            y = tidy(start + (thick + 4) * number + thick / 2)
            data.append(datum(row, start=0, end=float(row.value), y=y))
            sheet.write("value", row.text, place(max(0.0, float(row.value)), domain, where.room) + 6, y)
            if row.series:
                sheet.write("series-end", row.series, where.room[0] - GAP, y)
    bars(sheet, data, domain, where.room, thick)
    return top - 12


def _bridge(sheet: Sheet, drawing: Drawing) -> float:
    """From the first whole to the last, a bar for each change. An arrowhead tells up from down, as the text's sign does."""
    thick, top, data = 18, 0.0, list[Datum]()
    where = columns(sheet, drawing.rows, widest(row.text for row in drawing.rows) + GAP + 14)
    steps = _steps(drawing.rows)
    domain, cut = _cut([end for _, end in steps], bool(drawing.note))
    for row, (start, end) in zip(drawing.rows, steps, strict=True):
        begin, top = label(sheet, row.label, where, top, thick)
        left = max(start, domain[0])
        data.append(datum(row, start=left, end=end, y=tidy(begin + thick / 2)))
        after = 20 if row.tone in ("up", "down") else 6
        sheet.write("value", row.text, place(max(left, end), domain, where.room) + after, begin + thick / 2)
    sheet.lines(list(_levels(data, domain, where, thick)), "line", 1, sheet.scaled("end", domain, where.room))
    bars(sheet, data, domain, where.room, thick)
    _arrowheads(sheet, data, domain, where.room)
    if cut:
        _tear(sheet, [d["y"] for d in data if d["tone"] == "whole"], where.room[0], thick)
    return top - 12


def _levels(data: Sequence[Datum], domain: Span, where: Columns, thick: int) -> Iterator[Datum]:
    """A line from the end of each bar down to the bar that goes on from there; it stops for a label that is in its way."""
    for above, below in pairwise(data):
        start, end = above["y"] + thick / 2, below["y"] - thick / 2
        lines = wrap(below["label"], LABEL, where.labels)
        if where.above and widest(lines) + 12 > place(above["end"], domain, where.room):
            yield {"end": above["end"], "y": start, "y2": end - 2 - LINE * len(lines)}
            start = end - 3
        yield {"end": above["end"], "y": start, "y2": end}


def _steps(rows: Sequence[Row]) -> list[Span]:
    """Where each bar starts and ends: a whole starts at zero, a change at the level that the row before it left."""
    steps, level = list[Span](), Decimal(0)
    for row in rows:
        start = Decimal(0) if row.tone == "whole" else level
        level = start + row.value
        steps.append((float(start), float(level)))
    return steps


def _cut(levels: Sequence[float], may_cut: bool) -> tuple[Span, bool]:
    """The scale starts at zero, unless the changes are small beside the whole and a note is there to say that it is cut."""
    low, high = min(levels), max(levels)
    if may_cut and 0 < low < high and high - low < 0.5 * high:
        return (low - 0.7 * (high - low), high), True
    return span(levels), False


def _arrowheads(sheet: Sheet, data: Sequence[Datum], domain: Span, room: Span) -> None:
    for tone, shape in (("up", "triangle-up"), ("down", "triangle-down")):
        some = [{"tip": max(d["start"], d["end"]), "y": d["y"]} for d in data if d["tone"] == tone]
        mark = {"type": "point", "shape": shape, "size": 70, "xOffset": 11, "aria": False, "stroke": None, "opacity": 1}
        sheet.paint(some, {**mark, "fill": sheet.colours[tone]}, x=sheet.scaled("tip", domain, room), y=sheet.y("y"))


def _tear(sheet: Sheet, middles: Sequence[float], left: float, thick: int) -> None:
    """Two slanting strokes of paper through each bar that would begin at zero, were there room."""
    half = thick / 2 + 1
    strokes = [{"x": left + x, "x2": left + x + 7, "y": y + half, "y2": y - half} for y in middles for x in (12, 20)]
    sheet.lines(strokes, "paper", 3)


def _against(sheet: Sheet, drawing: Drawing) -> float:
    """For each label an outlined box (posts: any tone but main), and in it a filled bar (people: main)."""
    thick, key, top = 2 * LINE, 20, 0.0
    texts = widest(_said(row) for row in drawing.rows) + GAP + key
    where = columns(sheet, [Row(row.label, row.value, "", "") for row in drawing.rows], texts)
    domain = span(float(row.value) for row in drawing.rows)
    keys = list[Datum]()
    for words, rows in groupby(drawing.rows, key=lambda row: row.label):
        begin, top = label(sheet, words, where, top, thick)
        for number, row in enumerate(rows):
            y = begin + LINE * (number + 0.5)
            sheet.write("value", _said(row), where.room[1] + GAP + key, y)
            keys.append({"y": y, "tone": "main" if row.tone == "main" else "whole", "shade": 1.0})
            mark = [datum(row, start=0, end=float(row.value), y=begin + thick / 2)]
            bars(sheet, mark, domain, where.room, 14) if row.tone == "main" else _box(sheet, mark, domain, where.room)
    _keys(sheet, keys, where.room[1] + GAP + 6)
    return top - 12


def _said(row: Row) -> str:
    return f"{row.series} {row.text}" if row.series else row.text


def _box(sheet: Sheet, data: Sequence[Datum], domain: Span, room: Span) -> None:
    """Outlined, and so thick that a filled bar stands in it."""
    look = {"fill": sheet.colours["rest"], "stroke": sheet.colours["text"], "strokeWidth": 1.25}
    mark = {"type": "bar", "orient": "horizontal", "size": 2 * LINE - 8, **look}
    x, x2 = sheet.scaled("start", domain, room), sheet.alt.X2("end:Q")
    sheet.paint(data, mark, x=x, x2=x2, y=sheet.y("y"), description="description:N")


def _keys(sheet: Sheet, data: Sequence[Datum], x: float) -> None:
    """The small squares beside words: filled in their tone, or outlined like the box or the rest that they stand for."""
    for tone, shade in dict.fromkeys((d["tone"], d["shade"]) for d in data):
        pale = tone in ("rest", "whole", "none")
        edge = {"stroke": sheet.colours["text" if tone == "whole" else "line"], "strokeWidth": 1.25 if tone == "whole" else 1}
        fill = sheet.colours["paper" if tone == "none" else "rest" if pale else tone]
        look = {"shape": "square", "size": 110, "fill": fill, "fillOpacity": shade, **(edge if pale else {"stroke": None})}
        some = [{"x": x, "y": d["y"]} for d in data if (d["tone"], d["shade"]) == (tone, shade)]
        sheet.paint(some, {"type": "point", "aria": False, "opacity": 1, **look}, x=sheet.x("x"), y=sheet.y("y"))


_CELLS: dict[Width, int] = {"narrow": 34, "wide": 28}
_SHADES = (1.0, 0.6, 0.35)


def _hundred(sheet: Sheet, drawing: Drawing) -> float:
    """A hundred squares, a yuan each, filled line by line; a square that two rows share is divided as they share it."""
    cell, fields, first = _CELLS[sheet.width], list[Datum](), Decimal(0)
    shades = _shades(drawing.rows)
    for row, shade in zip(drawing.rows, shades, strict=True):
        last = min(first + max(row.value, Decimal(0)), Decimal(100))  # rounded parts may add up to a little more
        if last > first:
            shape = {"type": "MultiPolygon", "coordinates": _stretch(float(first), float(last), cell)}
            fields.append(datum(row, look=row.tone, shade=shade, type="Feature", geometry=shape))
        first = last
    side = 10 * cell
    opacity = sheet.alt.FillOpacity("shade:Q", scale=None, legend=None)
    _geoshapes(sheet, fields, {}, fill=sheet.look()["fill"], fillOpacity=opacity, description="description:N")
    ends = [(cell * n, 0, side) for n in range(1, 10)]
    sheet.lines([{"x": a, "x2": a, "y": b, "y2": c} for a, b, c in ends], "paper", 2)
    sheet.lines([{"y": a, "y2": a, "x": b, "x2": c} for a, b, c in ends], "paper", 2)
    pale = [{"type": "Feature", "geometry": d["geometry"]} for d in fields if d["tone"] == "rest"]
    _geoshapes(sheet, pale, {"aria": False, "fill": None, "stroke": sheet.colours["line"], "strokeDash": [3, 2]})
    if sheet.width == "wide":
        return max(float(side), _legend(sheet, drawing.rows, shades, side + 4 * GAP, 0.0))
    return _legend(sheet, drawing.rows, shades, 0.0, side + 2.0 * GAP)


def _shades(rows: Sequence[Row]) -> list[float]:
    """Rows of one tone, one after another, are paler from row to row."""
    used = Counter[str]()
    shades = []
    for row in rows:
        shades.append(_SHADES[min(used[row.tone], len(_SHADES) - 1)])
        used[row.tone] += row.value > 0
    return shades


def _stretch(first: float, last: float, cell: int) -> list[list[list[list[float]]]]:
    """The outlines, in pixels, of the yuan from `first` to `last` in a field of ten lines of ten."""
    top, left = int(first // 10), first % 10
    bottom, right = (int(last // 10), last % 10) if last % 10 else (int(last // 10) - 1, 10.0)
    if top == bottom:
        shapes = [[(left, top), (right, top), (right, top + 1), (left, top + 1)]]
    elif bottom == top + 1 and right <= left:  # two pieces that do not touch
        shapes = [[(left, top), (10, top), (10, bottom), (left, bottom)]]
        shapes += [[(0, bottom), (right, bottom), (right, bottom + 1), (0, bottom + 1)]]
    else:
        upper = [(left, top), (10, top), (10, bottom), (right, bottom)]
        shapes = [[*upper, (right, bottom + 1), (0, bottom + 1), (0, top + 1), (left, top + 1)]]
    return [[[[tidy(x * cell), tidy(y * cell)] for x, y in (*shape, shape[0])]] for shape in shapes]


def _geoshapes(sheet: Sheet, data: Sequence[Datum], look: Datum, **channels: Any) -> None:
    if data:
        sheet.paint(data, {"type": "geoshape", "clip": False, **look}, **channels)
        sheet.painted[-1] = sheet.painted[-1].project(type="identity", scale=1, translate=[0, 0])  # pixels, not fitted


def _legend(sheet: Sheet, rows: Sequence[Row], shades: Sequence[float], left: float, top: float) -> float:
    """The words of the field: a key, the value, the label. What is zero is named and has an empty key."""
    numbers = left + 24
    words = numbers + widest(row.text for row in rows) + GAP
    keys = list[Datum]()
    for row, shade in zip(rows, shades, strict=True):
        drawn = row.value > 0
        keys.append({"y": top + LINE / 2, "tone": row.tone if drawn else "none", "shade": shade if drawn else 1.0})
        sheet.write("value" if drawn else "none", row.text, numbers, top + LINE / 2)
        for line in wrap(row.label, LABEL, sheet.right - words):
            sheet.write("label" if drawn else "none", line, words, top + LINE / 2)
            top += LINE
        top += GAP
    _keys(sheet, keys, left + 7)
    return top


def _itemised(sheet: Sheet, drawing: Drawing) -> float:
    """One standing bar, divided: every part has its words beside it and a line that leads to them; the rest comes last."""
    wholes = [row for row in drawing.rows if row.tone == "whole"]
    parts = sorted((row for row in drawing.rows if row.tone != "whole"), key=lambda row: row.tone == "rest")
    thick = 72 if sheet.width == "narrow" else 140
    words = thick + 44
    blocks = [[row.text, *wrap(row.label, LABEL, sheet.right - words)] for row in parts]
    heights = [LINE * len(lines) + 6 for lines in blocks]
    head = (LINE + GAP) * len(wholes)
    room = (float(head), float(head + max(220, sum(heights))))
    for number, row in enumerate(wholes):
        sheet.write("value", row.text, 0, LINE * (number + 0.5))
        sheet.write("label", row.label, widest([row.text]) + GAP, LINE * (number + 0.5))
    data, domain = _stacked(parts)
    _whole(sheet, wholes, domain, room)
    middles = [place((d["start"] + d["end"]) / 2, domain, room) for d in data]
    tops = _apart(middles, heights, room)
    for lines, top in zip(blocks, tops, strict=True):
        for number, line in enumerate(lines):
            sheet.write("label" if number else "value", line, words, top + LINE * (number + 0.5))
    _parts(sheet, data, domain, room, thick)
    places = [(tidy(y), tidy(top + LINE / 2), d) for d, y, top in zip(data, middles, tops, strict=True)]
    leads = [{"x": thick + 4, "y": y, "x2": words - 6, "y2": first} for y, first, d in places if d["value"]]
    sheet.lines(leads, "line", 1)
    zero = {"type": "tick", "orient": "vertical", "size": 14, "thickness": 2, "fill": sheet.colours["line"], "opacity": 1}
    nothing = [{**d, "y": first} for _, first, d in places if not d["value"]]
    sheet.paint(nothing, zero, x=sheet.alt.value(words - 7), y=sheet.y("y"), description="description:N")
    return room[1]


def _stacked(parts: Sequence[Row]) -> tuple[list[Datum], Span]:
    data, level = list[Datum](), Decimal(0)
    for row in parts:
        data.append(datum(row, start=float(level), end=float(level + row.value)))
        level += row.value
    return data, span([float(level)])


def _parts(sheet: Sheet, data: Sequence[Datum], domain: Span, room: Span, thick: int) -> None:
    """Paints the parts under one another, with a line of paper between two of one tone."""
    drawn = visible([d for d in data if d["value"] > 0], domain, room)
    mark = {"type": "bar", "orient": "vertical", "size": thick, **EDGE}
    y, y2 = sheet.scaled("start", domain, room, "y"), sheet.alt.Y2("drawn:Q")
    sheet.paint(drawn, mark, x=sheet.alt.value(thick / 2), y=y, y2=y2, description="description:N", **sheet.look())
    seams = [_seam(place(a["end"], domain, room), a, b) for a, b in pairwise(drawn) if a["tone"] == b["tone"]]
    sheet.lines([{"x": 0, "x2": thick, "y": y, "y2": y} for y in seams], "paper", 1.5)


def _seam(edge: float, above: Datum, below: Datum) -> float:
    """The line of paper between two parts is cut from the larger of them: a small part needs all that it has."""
    return tidy(edge + (-0.75 if above["value"] > below["value"] else 0.75))


def _whole(sheet: Sheet, wholes: Sequence[Row], domain: Span, room: Span) -> None:
    """The whole is a thin line beside the bar, as long as it is."""
    data = [datum(row, start=domain[0], end=domain[1]) for row in wholes]
    mark = {"type": "rule", "stroke": sheet.colours["whole"], "strokeWidth": 2}
    y = sheet.scaled("start", domain, room, "y")
    sheet.paint(data, mark, x=sheet.alt.value(0), y=y, y2=sheet.alt.Y2("end:Q"), description="description:N")


def _apart(middles: Sequence[float], heights: Sequence[int], room: Span) -> list[float]:
    """Where blocks of words begin: each as near to its middle as its neighbours and the room allow, in their order."""
    tops, free = list[float](), room[0]
    for middle, height in zip(middles, heights, strict=True):
        tops.append(max(free, middle - height / 2))
        free = tops[-1] + height
    free = room[1]
    for number in reversed(range(len(tops))):
        tops[number] = min(tops[number], free - heights[number])
        free = tops[number]
    return tops


_KINDS: dict[Kind, Callable[[Sheet, Drawing], float]] = {
    "hundred": _hundred,
    "bridge": _bridge,
    "pairs": _pairs,
    "items": _items,
    "against": _against,
    "itemised": _itemised,
}
