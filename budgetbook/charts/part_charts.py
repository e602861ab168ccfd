"""Charts of parts: a hundred yuan on one bar, people as squares that can be counted."""

from __future__ import annotations

import altair as alt

from budgetbook.charts.bar_charts import LABELS, LINES, ROW, below, moved_up, names
from budgetbook.charts.drawing import Width
from budgetbook.charts.theme import INK, LINE

VALUES, COLUMNS = alt.param("values", value=0), alt.param("columns", value=20)
"""The room of the column of values, in pixels; how many squares have room beside each other."""
BAR, SPACE = 36, 12
"""The height of the bar of a hundred yuan, and the space below it."""
_SHADES = [1, 0.6, 0.38, 0.22, 0.12]


def hundred(rows: alt.NamedData, _width: Width) -> alt.TopLevelMixin:
    """One bar, divided; below it a line for each part, with its square, its value and its name."""
    parts = alt.Chart(rows).mark_bar(orient="horizontal").encode(alt.X("start:Q").scale(nice=False), alt.X2("end:Q"))
    lines = alt.Chart(rows).encode(ROW)
    return alt.layer(
        _tinted(parts).encode(y=alt.value(-BAR - SPACE), y2=alt.value(-SPACE), description="sentence:N"),
        _tinted(lines.mark_square(size=110, opacity=1, aria=False)).encode(x=alt.value(7)),
        lines.mark_text(style="value", aria=False).encode(x=alt.value(24), text="shown:N"),
        lines.mark_text(style="label", dy=moved_up(LINE / 2), aria=False).encode(x=alt.value(VALUES + 32), text="label:N"),
    ).add_params(VALUES)


def _tinted(base: alt.Chart) -> alt.Chart:
    """One hue, paler from part to part; what is not itemised has no tint and a broken edge."""
    rest = "datum.tone === 'rest'"
    shade = alt.FillOpacity("row:O").scale(type="ordinal", domain=[1, 2, 3, 4, 5], range=_SHADES).legend(None)
    return base.encode(
        fill=alt.condition(rest, alt.value(INK["rest"]), alt.value(INK["main"])),
        fillOpacity=alt.condition(rest, alt.value(1), shade),
        stroke=alt.condition(rest, alt.value(INK["line"]), alt.value(INK["main"])),
        strokeWidth=alt.value(1),
        strokeDash=alt.condition(rest, alt.value([3, 2]), alt.value([1, 0])),
    )


def squares(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """A square for each post, filled where somebody holds it; a dot for each person beyond the posts. Gaps after each ten."""
    down = below(width)
    each = (
        alt.Chart(rows)
        .transform_calculate(one="sequence(1, max(datum.posts, datum.people) + 1)")
        .transform_flatten(["one"])
        .transform_calculate(left="datum.one - 0.9 + 0.4 * floor((datum.one - 1) / 10)")
        .transform_calculate(middle="datum.left + 0.4", right="datum.left + 0.8")
        .encode(ROW, alt.X("left:Q").scale(domainMin=0, domainMax=COLUMNS, nice=False))
    )
    held = alt.condition("datum.one <= datum.people", alt.value(INK["main"]), alt.value(INK["paper"]))
    posts = each.transform_filter("datum.one <= datum.posts").mark_bar(size=16, yOffset=down, stroke=INK["main"], aria=False)
    beyond = each.transform_filter("datum.one > datum.posts").mark_circle(size=150, yOffset=down, opacity=1, aria=False)
    spoken = alt.Chart(rows).transform_calculate(most="max(datum.posts, datum.people)")
    return alt.layer(
        posts.encode(x2="right:Q", fill=held),
        beyond.encode(x="middle:Q", fill=alt.value(INK["main"])),
        spoken.mark_bar(size=24, yOffset=down, fill=INK["paper"], fillOpacity=0).encode(
            ROW, x="most:Q", description="sentence:N"
        ),
        names(rows, width),
    ).add_params(LABELS, LINES, COLUMNS)
