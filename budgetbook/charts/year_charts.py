"""Figures over the years: for each a panel with its own scale, which begins at zero."""

# mypy: disable-error-code="no-any-return, no-untyped-call"
# Altair annotates its channels so loosely that what `encode` returns is Any, and some of them not at all.

from __future__ import annotations

import altair as alt

from budgetbook.charts.drawing import Width
from budgetbook.charts.layout import PANEL_GAP
from budgetbook.charts.theme import INK, LINE

HEAD, BASE, HALF = alt.param("head", value=40), alt.param("base", value=120), alt.param("half", value=40)
"""From the top of a panel to the end of its heading and to its lowest point; half the width of the widest value. In pixels."""


def years(rows: alt.NamedData, width: Width) -> alt.TopLevelMixin:
    """A dot for each year, joined where one year follows the other; its value and its year stand below it."""
    base = alt.Chart().encode(
        alt.X("year:Q").scale(zero=False, nice=False, padding=HALF),
        alt.Y("amount:Q").scale(nice=False, zero=True, range=[BASE, HEAD + 10]),
    )
    panel = alt.layer(
        alt.Chart(alt.sequence(1)).mark_rule(aria=False).encode(y=alt.YDatum(0)),
        base.mark_line(stroke=INK["main"], strokeWidth=2, aria=False).encode(detail=alt.Detail("run:N")),
        base.mark_circle(size=64, fill=INK["main"], opacity=1).encode(description=alt.Description("sentence:N")),
        base.mark_text(style="value", align="center", aria=False).encode(y=alt.YValue(BASE + 16), text=alt.Text("shown:N")),
        base.mark_text(style="note", align="center", aria=False).encode(
            y=alt.YValue(BASE + 16 + LINE), text=alt.Text("year_shown:N")
        ),
        alt.Chart()
        .mark_text(style="label", aria=False)
        .encode(x=alt.XValue(0), y=alt.YValue(LINE / 2), text=alt.Text("heading:N")),
    ).add_params(HEAD, BASE, HALF)
    columns = 1 if width == "narrow" else 2
    header = alt.Header(labelExpr="''", title=None)
    chart = panel.facet(data=rows, facet=alt.Facet("panel:O", header=header), columns=columns, spacing=PANEL_GAP, bounds="flush")
    return chart.resolve_scale(x="independent", y="independent")
