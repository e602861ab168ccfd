"""Charts made of horizontal bars: a list, changes around zero, a figure against another.

Each function is ordinary Altair over a data set named `rows`; `layout` wraps the labels in these rows and measures the room that
words need. A wide form has labels to the left of the bars, a narrow one above them. No axes: each bar carries its words.
"""

# mypy: disable-error-code="no-any-return, no-untyped-call"
# Altair annotates its channels so loosely that what `encode` returns is Any, and some of them not at all.

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
AMOUNT = alt.X("amount:Q").scale(nice=False).stack(None)


def bars(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """Bars from the largest to the smallest; what is not itemised comes last, pale with a broken edge."""
    base = alt.Chart().encode(ROW, AMOUNT)
    layers = bar(base, width), zero_line(width), words(base.encode(x=alt.X("right:Q")), width), names(width)
    chart = alt.layer(*layers, data=rows).transform_calculate(right="max(datum.amount, 0)")
    return chart.add_params(LABELS, LINES)


def changes(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """Bars to the right of a line for what rises, to the left for what falls."""
    base = alt.Chart().encode(ROW, AMOUNT)
    dx, align = alt.expr("datum.amount < 0 ? -6 : 6"), alt.expr("datum.amount < 0 ? 'right' : 'left'")
    values = words(base, width, dx=dx, align=align)
    return alt.layer(bar(base, width), zero_line(width), values, names(width), data=rows).add_params(LABELS, LINES)


def pairs(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """A figure of now, solid, on the one that it is compared with, pale; much smaller figures have a scale of their own."""
    base = alt.Chart().encode(ROW, alt.X("length:Q").scale(nice=False).stack(None))
    earlier, latest = (base.transform_filter(f"datum.tone == '{tone}'") for tone in ("before", "main"))
    figures = alt.layer(
        bar(earlier, width, 26),
        bar(latest, width, 10),
        words(latest.encode(x=alt.X("right:Q")), width, lift=8),
        words(earlier.encode(x=alt.X("right:Q")), width, "note", lift=-9),
        names(width, 26).transform_filter("datum.tone == 'main'"),
        data=rows,
    )
    return add_panels(figures, width)


def add_panels(figures: Any, width: Width) -> alt.TopLevelMixin:
    """Give the rows of each panel a scale of their own, `length` from zero to one, and the panel its heading."""
    scaled_figures = (
        figures.transform_calculate(size="abs(datum.amount)")
        .transform_joinaggregate(largest="max(size)", groupby=["panel"])
        .transform_joinaggregate(longest="max(amount)", groupby=["row"])
        .transform_calculate(whole="datum.largest || 1")
        .transform_calculate(length="datum.amount / datum.whole", right="max(datum.longest, 0) / datum.whole")
    )
    headings = alt.Chart(alt.NamedData("headings")).mark_text(style="note", yOffset=bar_offset(width), aria=False)
    return alt.layer(scaled_figures, headings.encode(ROW, x=alt.XValue(-LABELS), text=alt.Text("heading:N"))).add_params(
        LABELS, LINES
    )


def bar_offset(width: Width) -> alt.Expression | int:
    """How far below the middle of its row a bar is, in pixels: in a narrow chart its label stands above it."""
    return 9 * LINES - 5 if width == "narrow" else 0


def bar(base: alt.Chart, width: Width, thick: int = THICK) -> alt.Chart:
    """Bars that are read out, in their tones; the rest is told by its broken edge, not by its colour alone."""
    edges = [INK["main"], INK["main"], INK["line"], INK["whole"]]
    return base.mark_bar(size=thick, yOffset=bar_offset(width)).encode(
        alt.Fill("tone:N").scale(domain=TONES, range=[INK[tone] for tone in TONES]).legend(None),
        alt.Stroke("tone:N").scale(domain=TONES, range=edges).legend(None),
        strokeDash=alt.condition("datum.tone === 'rest'", alt.value([3, 2]), alt.value([1, 0])),
        description=alt.Description("sentence:N"),
    )


def words(base: alt.Chart, width: Width, style: str = "value", lift: float = 0, **mark: Any) -> alt.Chart:
    """Values beside the ends of their bars."""
    look: dict[str, Any] = {"style": style, "dx": 6, "yOffset": bar_offset(width) - lift, "aria": False, **mark}
    return base.mark_text(**look).encode(text=alt.Text("shown:N"))


def names(width: Width, thick: int = THICK) -> alt.Chart:
    """The labels, of several lines where they are long: the first is moved up to make room for the others."""
    lift, offset = (LINE, bar_offset(width) - thick / 2 - 10) if width == "narrow" else (LINE / 2, 0)
    text = alt.Chart().mark_text(style="label", yOffset=offset, dy=raise_label(lift), aria=False)
    return text.encode(ROW, x=alt.XValue(-LABELS), text=alt.Text("label:N"))


def raise_label(pixels: float) -> alt.ExprRef:
    """`pixels` up for each line of a label after its first."""
    return alt.expr(f"-{pixels} * (length(split(datum.label, '\\n')) - 1)")


def zero_line(width: Width) -> alt.Chart:
    """The line that bars go out from."""
    ticks = alt.Chart().mark_tick(orient="vertical", thickness=1, size=THICK + 4, yOffset=bar_offset(width), aria=False)
    return ticks.encode(ROW, x=alt.XDatum(0), fill=alt.FillValue(INK["line"]))
