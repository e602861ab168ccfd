"""Charts of parts: a hundred yuan on one bar, people as squares that can be counted."""

# mypy: disable-error-code="no-untyped-call"
# Altair does not annotate all of its channels.

from __future__ import annotations

import altair as alt

from budgetbook.charts.bar_charts import LABELS, LINES, ROW, bar_offset, names, raise_label
from budgetbook.charts.drawing import Width
from budgetbook.charts.theme import INK, LINE

VALUES, COLUMNS = alt.param("values", value=0), alt.param("columns", value=20)
"""The room of the column of values, in pixels; how many squares have room beside each other."""
BAR, SPACE = 36, 12
"""The height of the bar of a hundred yuan, and the space below it."""
_SHADES = [1, 0.6, 0.38, 0.22, 0.12]


def hundred(rows: alt.NamedData, _width: Width) -> alt.TopLevelMixin:
    """One bar, divided; below it a line for each part, with its square, its value and its name."""
    start = alt.X("start:Q").scale(nice=False).stack(None)
    parts = alt.Chart().mark_bar(orient="horizontal").encode(start, alt.X2("end:Q"))
    lines = alt.Chart().encode(ROW)
    return alt.layer(
        _tint(parts).encode(y=alt.YValue(-BAR - SPACE), y2=alt.Y2Value(-SPACE), description=alt.Description("sentence:N")),
        _tint(lines.mark_square(size=110, opacity=1, aria=False)).encode(x=alt.XValue(7)),
        lines.mark_text(style="value", aria=False).encode(x=alt.XValue(24), text=alt.Text("shown:N")),
        lines.mark_text(style="label", dy=raise_label(LINE / 2), aria=False).encode(
            x=alt.XValue(VALUES + 32), text=alt.Text("label:N")
        ),
        data=rows,
    ).add_params(VALUES)


def _tint(base: alt.Chart) -> alt.Chart:
    """One hue, paler from part to part; what is not itemised has no tint and a broken edge."""
    rest = "datum.tone === 'rest'"
    shade = alt.FillOpacity("row:O").scale(type="ordinal", domain=[1, 2, 3, 4, 5], range=_SHADES).legend(None)
    return base.encode(
        fill=alt.condition(rest, alt.value(INK["rest"]), alt.value(INK["main"])),
        fillOpacity=alt.condition(rest, alt.value(1), shade),
        stroke=alt.condition(rest, alt.value(INK["line"]), alt.value(INK["main"])),
        strokeWidth=alt.StrokeWidthValue(1),
        strokeDash=alt.condition(rest, alt.value([3, 2]), alt.value([1, 0])),
    )


def squares(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """A square for each post, filled where somebody holds it; a dot for each person beyond the posts. Gaps after each ten."""
    offset = bar_offset(width)
    each = (
        alt.Chart()
        .transform_calculate(one="sequence(1, max(datum.posts, datum.people) + 1)")
        .transform_flatten(["one"])
        .transform_calculate(left="datum.one - 0.9 + 0.4 * floor((datum.one - 1) / 10)")
        .transform_calculate(middle="datum.left + 0.4", right="datum.left + 0.8")
        .encode(ROW, alt.X("left:Q").scale(domainMin=0, domainMax=COLUMNS, nice=False).stack(None))
    )
    occupancy = alt.condition("datum.one <= datum.people", alt.value(INK["main"]), alt.value(INK["paper"]))
    posts = each.transform_filter("datum.one <= datum.posts").mark_bar(size=16, yOffset=offset, stroke=INK["main"], aria=False)
    dots = each.transform_filter("datum.one > datum.posts").mark_circle(size=150, yOffset=offset, opacity=1, aria=False)
    most = alt.Chart().transform_calculate(most="max(datum.posts, datum.people)").encode(ROW, alt.X("most:Q").stack(None))
    group = most.mark_bar(size=24, yOffset=offset, fill=INK["paper"], fillOpacity=0)
    return alt.layer(
        posts.encode(x2=alt.X2("right:Q"), fill=occupancy),
        dots.encode(x=alt.X("middle:Q"), fill=alt.FillValue(INK["main"])),
        group.encode(description=alt.Description("sentence:N")),
        names(width),
        data=rows,
    ).add_params(LABELS, LINES, COLUMNS)
