"""Charts of dots on lines: one figure of many documents, each kind of public body on a scale of its own."""

# mypy: disable-error-code="no-any-return, no-untyped-call"
# Altair annotates its channels so loosely that what `encode` returns is Any, and some of them not at all.

from __future__ import annotations

import altair as alt

from budgetbook.charts.bar_charts import ROW, add_panels, bar_offset, names, words
from budgetbook.charts.drawing import Width
from budgetbook.charts.theme import INK

_DOT = 90
"""The area of a dot, in square pixels."""


def dots(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """A ring for what was planned, a dot for what came of it, both on a line from zero; their words stand to the right."""
    base = alt.Chart().encode(ROW, alt.X("length:Q").scale(nice=False, zero=True).stack(None))
    plans, outcomes = (base.transform_filter(f"datum.tone == '{tone}'") for tone in ("before", "main"))
    offset = bar_offset(width)
    start = alt.X("zero:Q").scale(nice=False, zero=True).stack(None)
    line = alt.Chart().transform_calculate(zero="0").mark_rule(yOffset=offset, y2Offset=offset, aria=False)
    ring, dot = (
        chart.mark_circle(size=_DOT, yOffset=offset, opacity=1, stroke=INK["main"], strokeWidth=2, fill=INK[fill])
        for chart, fill in ((plans, "paper"), (outcomes, "main"))
    )
    return add_panels(
        alt.layer(
            line.encode(ROW, start, x2=alt.X2("right:Q")).transform_filter("datum.is_first"),
            ring.encode(description=alt.Description("sentence:N")),
            dot.encode(description=alt.Description("sentence:N")),
            words(outcomes.encode(x=alt.X("right:Q")), width, dx=12, dy=alt.expr("datum.is_alone ? 0 : -8")),
            words(plans.encode(x=alt.X("right:Q")), width, "note", dx=12, dy=alt.expr("datum.is_alone ? 0 : 9")),
            names(width, 26).transform_filter("datum.is_first"),
            data=rows,
        ),
        width,
    )
