"""Rows of one figure a year in; small panels, one a figure, with a dot for each year out.

Each panel has a scale of its own, with zero on it: what is below zero stands below its line, with its words below the dot.
Dots of years that follow each other are joined; a year without a figure is a gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

from budgetbook.charts.drawing import PALETTE, Drawing, Row, Theme
from budgetbook.charts.lettering import wrap
from budgetbook.charts.sheet import GAP, LABEL, LINE, TOLD, Datum, Look, Sheet, datum, pixel, place, span, tidy, widest

_PLOT = 56  # from the base line to the highest dot


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
    for d in _with_room(dots):
        sheet.write("value-middle", d["text"], d["x"], d["y"] + (15 if d["value"] < 0 else -15))
    low = base + (LINE if domain[0] < 0 else 0)
    for year in all_years:
        sheet.write("series-middle", str(year), _across(year, all_years, room), low + LINE / 2 + 3)
    zero = tidy(place(0.0, domain, (base, base - _PLOT)))
    sheet.lines([{"x": tidy(left), "x2": tidy(left + across), "y": zero, "y2": zero}], "line", 1)
    joined = [(a, b) for a, b in pairwise(dots) if int(b["series"]) - int(a["series"]) == 1]
    sheet.lines([{"x": a["x"], "x2": b["x"], "y": a["y"], "y2": b["y"]} for a, b in joined], "main", 2)
    sheet.paint(dots, _dot(sheet.theme))
    return low + LINE + 6


@cache
def _dot(theme: Theme) -> Look:
    look = {"shape": "circle", "size": 64, "fill": PALETTE[theme]["main"], "stroke": None, "opacity": 1}
    return Look({"type": "point", **look}, {"x": pixel("x"), "y": pixel("y"), "description": TOLD})


def _with_room(dots: Sequence[Datum]) -> list[Datum]:
    """The dots whose values are written: the last, the first, and those between that leave room; the others are told on touch."""
    kept = list[Datum]()
    for dot in (*dots[:-2:-1], *dots[:1], *dots[1:-1]):
        half = widest([dot["text"]]) / 2 + 4
        if all(abs(dot["x"] - other["x"]) >= half + widest([other["text"]]) / 2 for other in kept):
            kept.append(dot)
    return kept


def _across(year: int, all_years: Sequence[int], room: tuple[float, float]) -> float:
    """Where a year stands: as far apart as the years are; one year alone in the middle."""
    first, last = all_years[0], all_years[-1]
    return place(year, (first, last), room) if first < last else (room[0] + room[1]) / 2
