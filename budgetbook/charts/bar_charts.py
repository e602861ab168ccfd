"""Charts made of horizontal bars: a list, changes around zero, a bridge from year to year, a figure against another.

Each function is ordinary Altair over a data set named `rows`; `layout` wraps the labels in these rows and measures the room that
words need. A wide form has labels to the left of the bars, a narrow one above them. No axes: each bar carries its words.
"""

# mypy: disable-error-code="no-any-return"
# Altair annotates its channels so loosely that what `encode` returns is Any.

from __future__ import annotations

from typing import Any

import altair as alt

from budgetbook.charts.drawing import TONES, Width
from budgetbook.charts.theme import INK, LINE

THICK = 16
"""The height of a bar, in pixels."""
LABELS, LINES = alt.param("labels", value=0), alt.param("lines", value=1)
"""The room of the column of labels, in pixels; how many lines a label has at most."""
ROW = alt.Y("row:O")
AMOUNT = alt.X("amount:Q").scale(nice=False)


def bars(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """Bars from the largest to the smallest; what is not itemised comes last, pale with a broken edge."""
    base = alt.Chart(rows).encode(ROW, AMOUNT)
    ends = base.transform_calculate(right="max(datum.amount, 0)").encode(x="right:Q")
    layers = bar(base, width), zero_line(rows, width), words(ends, width), names(rows, width)
    return alt.layer(*layers).add_params(LABELS, LINES)


def changes(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """Bars to the right of a line for what rises, to the left for what falls."""
    base = alt.Chart(rows).encode(ROW, AMOUNT)
    rises = words(base.transform_calculate(shown="datum.amount < 0 ? '' : datum.shown"), width)
    falls = words(base.transform_calculate(shown="datum.amount < 0 ? datum.shown : ''"), width, dx=-6, align="right")
    layers = bar(base, width), zero_line(rows, width), rises, falls, names(rows, width)
    return alt.layer(*layers).add_params(LABELS, LINES)


def bridge(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """From a total to the next: a bar for each change, which begins where the one before it ended."""
    base = alt.Chart(rows).encode(ROW, alt.X("start:Q").scale(nice=False, zero=False))
    ends = base.transform_calculate(right="max(datum.start, datum.end)").encode(x="right:Q")
    steps, totals = (ends.transform_filter(f"datum.tone {sign} 'main'") for sign in ("==", "!="))
    half, down = THICK / 2, below(width)
    joints = base.transform_filter("datum.joined").mark_rule(yOffset=down + half, y2Offset=down - half, aria=False)
    arrows = steps.mark_point(size=60, filled=True, fill=INK["main"], opacity=1, xOffset=11, yOffset=down, aria=False)
    shape = alt.Shape("direction:N").scale(domain=["up", "down"], range=["triangle-up", "triangle-down"]).legend(None)
    tear: dict[str, Any] = {
        "shape": "M-1,1L-.2,-1M.2,1L1,-1",
        "size": 300,
        "stroke": INK["paper"],
        "strokeWidth": 3,
        "opacity": 1,
    }
    return alt.layer(
        joints.encode(x="end:Q", y2="next:O"),
        bar(base, width).encode(x2="end:Q"),
        arrows.encode(shape),
        words(steps, width, dx=20),
        words(totals, width),
        base.transform_filter("datum.cut").mark_point(**tear, yOffset=down, aria=False).encode(x=alt.value(18)),
        names(rows, width),
    ).add_params(LABELS, LINES)


def pairs(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """A figure of now, solid, on the one that it is compared with, pale; much smaller figures have a scale of their own."""
    base = (
        alt.Chart(rows)
        .transform_calculate(size="abs(datum.amount)")
        .transform_joinaggregate(longest_of_panel="max(size)", groupby=["panel"])
        .transform_joinaggregate(longest="max(amount)", groupby=["row"])
        .transform_calculate(whole="datum.longest_of_panel || 1")
        .transform_calculate(length="datum.amount / datum.whole", right="max(datum.longest, 0) / datum.whole")
        .encode(ROW, alt.X("length:Q").scale(nice=False))
    )
    before, now = (base.transform_filter(f"datum.tone == '{tone}'") for tone in ("before", "main"))
    headings = alt.Chart(alt.NamedData("headings")).mark_text(style="note", yOffset=below(width), aria=False)
    return alt.layer(
        bar(before, width, 26),
        bar(now, width, 10),
        words(now.encode(x="right:Q"), width, above=8),
        words(before.encode(x="right:Q"), width, "note", above=-9),
        names(rows, width, "datum.tone == 'main'", 26),
        headings.encode(ROW, x=alt.value(-LABELS), text="heading:N"),
    ).add_params(LABELS, LINES)


def below(width: Width) -> alt.Expression | int:
    """How far below the middle of its row a bar is, in pixels: in a narrow chart its label stands above it."""
    return 9 * LINES - 5 if width == "narrow" else 0


def bar(base: alt.Chart, width: Width, thick: int = THICK) -> alt.Chart:
    """Bars that are read out, in their tones; the rest is told by its broken edge, not by its colour alone."""
    edges = [INK["main"], INK["main"], INK["line"], INK["whole"]]
    return base.mark_bar(size=thick, yOffset=below(width)).encode(
        alt.Fill("tone:N").scale(domain=TONES, range=[INK[tone] for tone in TONES]).legend(None),
        alt.Stroke("tone:N").scale(domain=TONES, range=edges).legend(None),
        strokeDash=alt.condition("datum.tone === 'rest'", alt.value([3, 2]), alt.value([1, 0])),
        description="sentence:N",
    )


def words(base: alt.Chart, width: Width, style: str = "value", above: float = 0, **mark: Any) -> alt.Chart:
    """Values beside the ends of their bars."""
    look: dict[str, Any] = {"style": style, "dx": 6, "yOffset": below(width) - above, "aria": False, **mark}
    return base.mark_text(**look).encode(text="shown:N")


def names(rows: alt.NamedData, width: Width, only: str = "true", thick: int = THICK) -> alt.Chart:
    """The labels, of several lines where they are long: the first is moved up to make room for the others."""
    up, offset = (LINE, below(width) - thick / 2 - 10) if width == "narrow" else (LINE / 2, 0)
    text = alt.Chart(rows).transform_filter(only).mark_text(style="label", yOffset=offset, dy=moved_up(up), aria=False)
    return text.encode(ROW, x=alt.value(-LABELS), text="label:N")


def moved_up(by: float) -> alt.ExprRef:
    """`by` pixels up for each line of a label after its first."""
    return alt.expr(f"-{by} * (length(split(datum.label, '\\n')) - 1)")


def zero_line(rows: alt.NamedData, width: Width) -> alt.Chart:
    """The line that bars go out from."""
    ticks = alt.Chart(rows).mark_tick(orient="vertical", thickness=1, size=THICK + 8, yOffset=below(width), aria=False)
    return ticks.encode(ROW, x=alt.datum(0), fill=alt.value(INK["line"]))
