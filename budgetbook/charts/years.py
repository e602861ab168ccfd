"""Rows of one figure a year in; small panels, one a figure, with a dot for each year out.

Each panel has a scale of its own, with zero on it: what is below zero stands below its line, with its words below the dot.
Dots of years that follow each other are joined; a year without a figure is a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from budgetbook.charts.drawing import PALETTE, Drawing, Row, Theme
from budgetbook.charts.layers import (
    GAP,
    LABEL,
    LINE,
    SMALL,
    TOLD,
    Datum,
    Look,
    Sheet,
    Span,
    datum,
    pixel,
    place,
    span,
    tidy,
    widest,
)
from budgetbook.charts.text_metrics import wrap

_PLOT = 56  # from the base line to the highest dot
_OFF = 15  # from a dot to the middle of its words
_CLEAR = 12  # the same from a line
Joined = tuple[Datum, Datum]


def years(sheet: Sheet, drawing: Drawing) -> float:
    """One column of panels on a phone, two beside each other where there is room. Returns the height that is filled."""
    panels = [list(rows) for _, rows in groupby(drawing.rows, key=lambda row: row.label)]
    all_years = sorted({int(row.series) for row in drawing.rows})
    columns = 1 if sheet.width == "narrow" or len(panels) == 1 else 2
    across = (sheet.right - (columns - 1) * 3 * GAP) / columns
    top = low = 0.0
    for number, rows in enumerate(panels):
        if number % columns == 0:
            top = low + (2 * GAP if number else 0)
        left = (number % columns) * (across + 3 * GAP)
        low = max(low, _panel(sheet, rows, all_years, left, across, top))
    return low


def _panel(sheet: Sheet, rows: Sequence[Row], all_years: Sequence[int], left: float, across: float, top: float) -> float:
    """One figure over the years; returns where the panel ends."""
    for line in wrap(rows[0].label, LABEL, across):
        sheet.write("label", line, left, top + LINE / 2)
        top += LINE
    base = top + LINE + 12 + _PLOT
    domain = span(float(row.value) for row in rows)
    half = widest(row.text for row in rows) / 2 + 4
    room = (left + half, left + across - half)
    dots = list[Datum]()
    for row in rows:
        x = tidy(_across(int(row.series), all_years, room))
        y = tidy(place(float(row.value), domain, (base, base - _PLOT)))
        dots.append(datum(row, x=x, y=y))
    low = base + (LINE if domain[0] < 0 else 0)
    zero = tidy(place(0.0, domain, (base, base - _PLOT)))
    ground = {"x": tidy(left), "x2": tidy(left + across), "y": zero, "y2": zero}
    joined = [(a, b) for a, b in pairwise(dots) if int(b["series"]) - int(a["series"]) == 1]
    lines = (
        [*joined, ({**dots[0], "x": left, "y": zero}, {**dots[-1], "x": left + across, "y": zero})] if domain[0] < 0 else joined
    )
    for text, x, y in _values(dots, lines, low):
        sheet.write("value-middle", text, x, y)
    for year in _told(all_years, room):
        sheet.write("series-middle", str(year), _across(year, all_years, room), low + LINE / 2 + 3)
    sheet.lines([ground], "line", 1)
    sheet.lines([{"x": a["x"], "x2": b["x"], "y": a["y"], "y2": b["y"]} for a, b in joined], "main", 2)
    sheet.paint(dots, _dot(sheet.theme))
    return low + LINE + 6


@cache
def _dot(theme: Theme) -> Look:
    look = {"shape": "circle", "size": 64, "fill": PALETTE[theme]["main"], "stroke": None, "opacity": 1}
    return Look({"type": "point", **look}, {"x": pixel("x"), "y": pixel("y"), "description": TOLD})


def _values(dots: Sequence[Datum], joined: Sequence[Joined], base: float) -> Iterator[tuple[str, float, float]]:
    """The values that are written, each with the middle of its words: the highest, of the last and of the first year; of those
    between, where they leave room and no line runs through them. The others are told on touch."""
    peak = max(dots, key=lambda dot: dot["value"])
    chosen, kept = list({dot["series"]: dot for dot in (peak, dots[-1], dots[0])}.values()), list[tuple[float, float, float]]()
    for dot in (*chosen, *(dot for dot in dots if dot not in chosen)):
        x, half = dot["x"], widest([dot["text"]]) / 2 + 4
        high, low = _drawn_beside(dots, joined, x, half)
        # Near the dot, above it or below; else where the line leaves room.
        places = [dot["y"] - _OFF] * (high > dot["y"] - _OFF + LINE / 2) + [dot["y"] + _OFF] * (low < dot["y"] + _OFF - LINE / 2)
        places += [high - _CLEAR, low + _CLEAR] if dot in chosen else []
        free = [
            y
            for y in places
            if y + LINE / 2 <= base and all(abs(x - at) >= half + other or abs(y - down) >= LINE for at, down, other in kept)
        ]
        if free:
            kept.append((x, free[0], half))
            yield dot["text"], x, free[0]


def _drawn_beside(dots: Sequence[Datum], joined: Sequence[Joined], x: float, half: float) -> Span:
    """How high and how low dots and lines are within `half` of the place of a dot, in pixels from the top."""
    heights = [dot["y"] for dot in dots if abs(dot["x"] - x) <= half]
    for a, b in joined:
        ends = (max(a["x"], x - half), min(b["x"], x + half))
        heights += [place(at, (a["x"], b["x"]), (a["y"], b["y"])) for at in ends if ends[0] <= ends[1]]
    return min(heights), max(heights)


def _told(all_years: Sequence[int], room: Span) -> list[int]:
    """The years that are written: each that has a figure, or where these are too many, every second, fifth or tenth."""
    first, last = all_years[0], all_years[-1]
    if first == last:
        return [last]
    apart, wide = (room[1] - room[0]) / (last - first), widest([str(last)], SMALL) + GAP
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * apart >= wide or step == 1000)
    return list(all_years) if step == 1 else list(range(last, first - 1, -step))[::-1]


def _across(year: int, all_years: Sequence[int], room: tuple[float, float]) -> float:
    """Where a year stands: as far apart as the years are; one year alone in the middle."""
    first, last = all_years[0], all_years[-1]
    return place(year, (first, last), room) if first < last else (room[0] + room[1]) / 2
