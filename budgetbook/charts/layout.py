"""What only pixels can settle: labels in lines, the room of words, the height of a row. Nothing else of a chart is in pixels.

Gives the data sets of a chart: each row of them has its figure and unit under their names, and all words that are drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

from budgetbook.charts.drawing import PIXELS, ChartRow, ChartSpec, Form, Width
from budgetbook.charts.text_metrics import measure, wrap
from budgetbook.charts.theme import LABEL, LINE

Row = dict[str, Any]
_GAP, PANEL_GAP = 8, 20  # between words and bars, and between panels
_PLOT, _FOOT = 84, 2 * LINE + 10  # of a panel: the room for dots, and for values and years below them


@dataclass(frozen=True, slots=True)
class Layout:
    """The data sets of a chart, and its sizes in pixels."""

    data: dict[str, list[Row]]
    width: float
    height: float
    step: float = 0
    """The height of a row."""
    padding: dict[str, float] = field(default_factory=dict)
    params: dict[str, float] = field(default_factory=dict)
    panel_size: dict[str, float] = field(default_factory=dict)
    """Width and height of each panel, if the chart is made of panels."""


def lay_out(drawing: ChartSpec, width: Width) -> Layout:
    """Set a chart in one of its widths. Raises ValueError for a chart without rows."""
    if not drawing.rows:
        raise ValueError("a chart needs at least one row")
    return _LAYOUTS[drawing.form](drawing, width)


def total_height(layout: Layout) -> float:
    """The height of the whole drawing."""
    return layout.height + layout.padding["top"] + layout.padding["bottom"]


def _bars(drawing: ChartSpec, width: Width) -> Layout:
    sorted_rows = sorted(drawing.rows, key=lambda row: (row.tone == "rest", -row.value))
    return _list([_row(row, drawing) for row in sorted_rows], width, (0, _widest(row.text for row in sorted_rows)))


def _changes(drawing: ChartSpec, width: Width) -> Layout:
    rows = [_row(row, drawing) for row in drawing.rows]
    layout = _list(rows, width, (0, 0))
    falls, rises = ([(abs(float(row.value)), _widest([row.text]) + _GAP) for row in drawing.rows if (row.value < 0) == is_fall]
                    for is_fall in (True, False))  # fmt: skip
    left, right = _room_beside(falls, rises, layout.width)
    padding = _padding(layout.padding["left"] + left, layout.padding["right"] + right)
    params = {**layout.params, "labels": padding["left"]}
    return replace(layout, width=layout.width - left - right, padding=padding, params=params)


def _room_beside(falls: list[tuple[float, float]], rises: list[tuple[float, float]], total: float) -> tuple[float, float]:
    """The least rooms left and right of the bars in which their words stand, if each has a length and its words a width."""

    def reach(bars: list[tuple[float, float]], scale: float) -> float:
        return max((length * scale + words for length, words in bars), default=0.0)

    longest = [max((length for length, _ in bars), default=0.0) for bars in (falls, rises)]
    low, high = 0.0, total / (sum(longest) or 1)
    for _ in range(20):  # the largest scale with which all of it fits, to a millionth
        middle = (low + high) / 2
        low, high = (middle, high) if reach(falls, middle) + reach(rises, middle) <= total else (low, middle)
    left, right = (round(reach(bars, low) - length * low, 1) for bars, length in zip((falls, rises), longest, strict=True))
    return left, right


def _pairs(drawing: ChartSpec, width: Width) -> Layout:
    rows, headings, number = list[Row](), list[Row](), 0
    for panel, panel_rows in groupby(drawing.rows, key=lambda row: row.panel):
        if panel:
            number += 1
            headings.append({"row": number, "heading": _lines(panel, PIXELS[width])})
        for _, group in groupby(panel_rows, key=lambda row: row.label):
            number += 1
            marks = list(group)
            for row in marks:
                words: Row = {"series": row.series, "panel": panel, "shown": f"{row.series} {row.text}".strip()}
                words |= {"is_first": row is marks[0], "is_alone": len(marks) == 1} if drawing.form == "dots" else {}
                rows.append({"row": number} | _row(row, drawing) | words)
    layout = _list(rows, width, (0, _widest(row["shown"] for row in rows)), thick=36)
    return replace(layout, data={"rows": rows, "headings": headings}, height=layout.step * number)


def _list(rows: list[Row], width: Width, texts: tuple[float, float], thick: float = 16) -> Layout:
    """Rows under one another; `texts` pixels are needed for words to the left and to the right of the bars."""
    widest = _widest(words for row in rows for words in (row["item"], row.get("note", "")))
    labels = PIXELS[width] if width == "narrow" else min(widest, PIXELS[width] * 0.36)
    for number, row in enumerate(rows, 1):
        row["label"] = _label(row, labels, width)
        row.setdefault("row", number)
    lines = max(row["label"].count("\n") + 1 for row in rows)
    left = (0 if width == "narrow" else labels + 2 * _GAP) + (texts[0] + _GAP if texts[0] else 1)
    right = texts[1] + _GAP if texts[1] else 2
    step = LINE * lines + thick + 14 if width == "narrow" else max(LINE * lines + 8, thick + 14)
    height = step * len({row["row"] for row in rows})
    params = {"labels": left, "lines": lines}
    return Layout({"rows": rows}, PIXELS[width] - left - right, height, step, _padding(left, right), params)


def _hundred(drawing: ChartSpec, width: Width) -> Layout:
    values, level, rows = _widest(row.text for row in drawing.rows) + 4, Decimal(0), list[Row]()
    for number, row in enumerate(drawing.rows, 1):
        place = {"row": number, "start": float(level), "end": float(level + row.value)}
        rows.append(place | _row(row, drawing) | {"label": _lines(row.label, PIXELS[width] - values - 34)})
        level += row.value
    step = LINE * max(row["label"].count("\n") + 1 for row in rows) + 4
    return Layout({"rows": rows}, PIXELS[width] - 2, step * len(rows), step, _padding(1, 1, 49), {"values": values})


def _squares(drawing: ChartSpec, width: Width) -> Layout:
    """One row for the posts of a kind and the people in them."""
    rows = list[Row]()
    for label, group in groupby(drawing.rows, key=lambda row: row.label):
        posts, people = group
        words = " · ".join([label, *(f"{row.series} {row.text}" for row in (posts, people))])
        sentence = f"{posts.description} {people.description}"
        counts = {"posts": int(posts.value), "people": int(people.value)}
        rows.append({"item": words, **counts, "unit": drawing.unit, "sentence": sentence})
    layout = _list(rows, width, (0, 0))
    most = max(float(row.value) for row in drawing.rows)
    columns = max(most + 0.4 * (most // 10) + 0.2, layout.width / 18)
    return replace(layout, params={**layout.params, "columns": columns})


def _years(drawing: ChartSpec, width: Width) -> Layout:
    panels = [list(rows) for _, rows in groupby(drawing.rows, key=lambda row: row.label)]
    columns = 2 if width == "wide" and len(panels) > 1 else 1
    room = (PIXELS[width] - (columns - 1) * PANEL_GAP) / columns
    changes, rows, head = dict(drawing.changes), list[Row](), 0
    for number, points in enumerate(panels, 1):
        texts = (points[0].label, changes.get(points[0].label, ""))
        heading = "\n".join(_lines(text, room) for text in texts if text)
        head = max(head, LINE * (heading.count("\n") + 1))
        rows += _panel(drawing, points, number, heading, room)
    half = _widest(row.text for row in drawing.rows) / 2 + 2
    size = {"width": room, "height": head + _PLOT + _FOOT}
    lines = -(-len(panels) // columns)
    height = (size["height"] + PANEL_GAP) * lines - PANEL_GAP
    params = {"head": head, "base": head + _PLOT, "half": half}
    return Layout({"rows": rows}, PIXELS[width], height, 0, _padding(0, 0), params, size)


def _panel(drawing: ChartSpec, points: Sequence[ChartRow], panel: int, heading: str, room: float) -> list[Row]:
    """The rows of a panel: each with the run of years that it is part of; the first has the heading, some have no words."""
    label_indexes = _choose_labelled_points(points, room)
    rows, run, year_before = list[Row](), 0, 0
    for number, point in enumerate(points):
        year = int(point.series)
        run += year != year_before + 1
        is_labelled = number in label_indexes
        words = {"shown": point.text if is_labelled else "", "year_shown": _year_name(point) if is_labelled else ""}
        place = {"panel": panel, "heading": "" if number else heading, "year": year, "run": run}
        rows.append(place | _row(point, drawing) | words)
        year_before = year
    return rows


def _year_name(point: ChartRow) -> str:
    return point.shown_year or point.series


def _choose_labelled_points(points: Sequence[ChartRow], room: float) -> set[int]:
    """The points whose words have room beside each other: the last, the first, and of the others as many as fit."""
    years = [int(point.series) for point in points]
    wide = _widest([*(point.text for point in points), *map(_year_name, points)]) + _GAP
    each = (room - wide) / ((years[-1] - years[0]) or 1)
    label_indexes = {len(years) - 1, 0}
    for number in reversed(range(len(years))):
        if all(abs(years[number] - years[other]) * each >= wide for other in label_indexes if other != number):
            label_indexes.add(number)
    return label_indexes


def _row(row: ChartRow, drawing: ChartSpec) -> Row:
    """What the published specification says of a figure: its name, its value and unit, its words."""
    figure = {"item": row.label, "amount": float(row.value), "unit": drawing.unit}
    words = {"tone": row.tone, "shown": row.text, "sentence": row.description}
    return figure | words | ({"note": row.note} if row.note else {})


def _padding(left: float, right: float, top: float = 0) -> dict[str, float]:
    return {"left": left, "right": right, "top": top, "bottom": 0}


def _label(row: Row, room: float, width: Width) -> str:
    """The name of a row, and below it what is noted of it: behind it where a narrow chart has room for both in a line."""
    name, note = row["item"], row.get("note", "")
    one_line = f"{name} · {note}"
    if note and width == "narrow" and _widest([one_line]) <= room:
        return one_line
    return "\n".join(_lines(words, room) for words in (name, note) if words)


def _lines(words: str, room: float) -> str:
    return "\n".join(wrap(words, LABEL, room))


def _widest(words: Iterable[str]) -> float:
    """The room that a column of words needs; values are set bold."""
    return round(max((measure(word, LABEL) for word in words), default=0.0) * 1.02, 1)


_LAYOUTS: dict[Form, Callable[[ChartSpec, Width], Layout]] = {
    "bars": _bars, "hundred": _hundred, "changes": _changes, "pairs": _pairs, "dots": _pairs, "squares": _squares,
    "years": _years,
}  # fmt: skip
