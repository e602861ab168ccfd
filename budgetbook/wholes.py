"""Rows in; the two kinds of chart that divide one whole out: a field of a hundred squares, and a standing bar of parts.

Each takes the sheet to draw on and returns the height that it filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from budgetbook.drawing import Drawing, Row, Width
from budgetbook.lettering import wrap
from budgetbook.sheet import EDGE, GAP, LABEL, LINE, Datum, Sheet, Span, datum, keys, place, span, tidy, visible, widest

_CELLS: dict[Width, int] = {"narrow": 34, "wide": 28}
_SHADES = (1.0, 0.6, 0.35)


def hundred(sheet: Sheet, drawing: Drawing) -> float:
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
    words = numbers + widest(row.text for row in rows) + GAP + 4  # values are set bold
    beside = list[Datum]()
    for row, shade in zip(rows, shades, strict=True):
        drawn = row.value > 0
        beside.append({"y": top + LINE / 2, "tone": row.tone if drawn else "none", "shade": shade if drawn else 1.0})
        sheet.write("value" if drawn else "none", row.text, numbers, top + LINE / 2)
        for line in wrap(row.label, LABEL, sheet.right - words):
            sheet.write("label" if drawn else "none", line, words, top + LINE / 2)
            top += LINE
        top += GAP
    keys(sheet, beside, left + 7)
    return top


def itemised(sheet: Sheet, drawing: Drawing) -> float:
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
