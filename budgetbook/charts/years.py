"""Small panels over the years, one per figure, with a dot for each year.

Each panel has a scale of its own that includes zero; a negative value is drawn below the zero line, with its words below the dot.
Dots of consecutive years are joined; a year without a figure is a gap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise

from budgetbook.charts.drawing import PALETTE, ChartForm, ChartRow, ChartSpec, Theme
from budgetbook.charts.layers import (
    DESCRIPTION_CHANNEL,
    GAP,
    LABEL,
    LINE,
    SMALL,
    Datum,
    LayerCanvas,
    MarkStyle,
    Span,
    datum,
    pixel,
    span,
    tidy,
    to_pixel,
    widest,
)
from budgetbook.charts.text_metrics import wrap

_PLOT = 56  # from the base line to the highest dot
_TEXT_OFFSET = 15  # from a dot to the middle of its words
_CLEAR = 12  # the same from a line
Segment = tuple[Datum, Datum]


def years(sheet: LayerCanvas, drawing: ChartSpec) -> float:
    """One column of panels on a phone, two beside each other where there is room. Returns the height that is filled."""
    panels = [list(rows) for _, rows in groupby(drawing.rows, key=lambda row: row.label)]
    all_years = sorted({int(row.series) for row in drawing.rows})
    columns = 1 if sheet.width == "narrow" or len(panels) == 1 else 2
    panel_width = (sheet.right - (columns - 1) * 3 * GAP) / columns
    top = low = 0.0
    for number, rows in enumerate(panels):
        if number % columns == 0:
            top = low + (2 * GAP if number else 0)
        left = (number % columns) * (panel_width + 3 * GAP)
        low = max(low, _panel(sheet, rows, all_years, left, panel_width, top))
    return low


def _panel(
    sheet: LayerCanvas, rows: Sequence[ChartRow], all_years: Sequence[int], left: float, panel_width: float, top: float
) -> float:
    """One figure over the years; returns where the panel ends."""
    for line in wrap(rows[0].label, LABEL, panel_width):
        sheet.write("label", line, left, top + LINE / 2)
        top += LINE
    base = top + LINE + 12 + _PLOT
    domain = span(float(row.value) for row in rows)
    half = widest(row.text for row in rows) / 2 + 4
    room = (left + half, left + panel_width - half)
    dots = list[Datum]()
    for row in rows:
        x = tidy(_year_x(int(row.series), all_years, room))
        y = tidy(to_pixel(float(row.value), domain, (base, base - _PLOT)))
        dots.append(datum(row, x=x, y=y))
    low = base + (LINE if domain[0] < 0 else 0)
    zero = tidy(to_pixel(0.0, domain, (base, base - _PLOT)))
    ground = {"x": tidy(left), "x2": tidy(left + panel_width), "y": zero, "y2": zero}
    segments = [(a, b) for a, b in pairwise(dots) if int(b["series"]) - int(a["series"]) == 1]
    lines = (
        [*segments, ({**dots[0], "x": left, "y": zero}, {**dots[-1], "x": left + panel_width, "y": zero})]
        if domain[0] < 0
        else segments
    )
    for text, x, y in _values(dots, lines, low):
        sheet.write("value-middle", text, x, y)
    for year in _labelled_years(all_years, room):
        sheet.write("series-middle", str(year), _year_x(year, all_years, room), low + LINE / 2 + 3)
    sheet.lines([ground], "line", 1)
    sheet.lines([{"x": a["x"], "x2": b["x"], "y": a["y"], "y2": b["y"]} for a, b in segments], "main", 2)
    sheet.paint(dots, _dot(sheet.theme))
    return low + LINE + 6


@cache
def _dot(theme: Theme) -> MarkStyle:
    look = {"shape": "circle", "size": 64, "fill": PALETTE[theme]["main"], "stroke": None, "opacity": 1}
    return MarkStyle({"type": "point", **look}, {"x": pixel("x"), "y": pixel("y"), "description": DESCRIPTION_CHANNEL})


def _values(dots: Sequence[Datum], segments: Sequence[Segment], base: float) -> Iterator[tuple[str, float, float]]:
    """The values that are written, each with the middle of its words: the highest, of the last and of the first year; of those
    between, where they leave room and no line runs through them. The others are told on touch."""
    peak = max(dots, key=lambda dot: dot["value"])
    main_dots, placements = (
        list({dot["series"]: dot for dot in (peak, dots[-1], dots[0])}.values()),
        list[tuple[float, float, float]](),
    )
    for dot in (*main_dots, *(dot for dot in dots if dot not in main_dots)):
        x, half = dot["x"], widest([dot["text"]]) / 2 + 4
        high, low = _vertical_extent(dots, segments, x, half)
        # Near the dot, above it or below; else where the line leaves room.
        places = [dot["y"] - _TEXT_OFFSET] * (high > dot["y"] - _TEXT_OFFSET + LINE / 2) + [dot["y"] + _TEXT_OFFSET] * (
            low < dot["y"] + _TEXT_OFFSET - LINE / 2
        )
        places += [high - _CLEAR, low + _CLEAR] if dot in main_dots else []
        free = [
            y
            for y in places
            if y + LINE / 2 <= base
            and all(abs(x - other_x) >= half + other or abs(y - other_y) >= LINE for other_x, other_y, other in placements)
        ]
        if free:
            placements.append((x, free[0], half))
            yield dot["text"], x, free[0]


def _vertical_extent(dots: Sequence[Datum], segments: Sequence[Segment], x: float, half: float) -> Span:
    """How high and how low dots and lines are within `half` of the place of a dot, in pixels from the top."""
    heights = [dot["y"] for dot in dots if abs(dot["x"] - x) <= half]
    for a, b in segments:
        ends = (max(a["x"], x - half), min(b["x"], x + half))
        heights += [to_pixel(end_x, (a["x"], b["x"]), (a["y"], b["y"])) for end_x in ends if ends[0] <= ends[1]]
    return min(heights), max(heights)


def _labelled_years(all_years: Sequence[int], room: Span) -> list[int]:
    """The years that are written: each that has a figure, or where these are too many, every second, fifth or tenth."""
    first, last = all_years[0], all_years[-1]
    if first == last:
        return [last]
    year_distance, wide = (room[1] - room[0]) / (last - first), widest([str(last)], SMALL) + GAP
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if step * year_distance >= wide or step == 1000)
    return list(all_years) if step == 1 else list(range(last, first - 1, -step))[::-1]


def _year_x(year: int, all_years: Sequence[int], room: tuple[float, float]) -> float:
    """Where a year stands: as far apart as the years are; one year alone in the middle."""
    first, last = all_years[0], all_years[-1]
    return to_pixel(year, (first, last), room) if first < last else (room[0] + room[1]) / 2


YEARS = ChartForm("years", years)
