"""A section's charts and a statement in; each chart with its rows, its sentence and its table out, in one language.

A chart of a statement that lacks what it would draw, or that has nothing to say, is left out, never drawn empty.
"""

from __future__ import annotations

from collections.abc import Callable

from budgetbook.charts.vega_lite import ChartSpec, Kind
from budgetbook.content.model import Chart
from budgetbook.pages.charts.change import bridge, changes, pairs
from budgetbook.pages.charts.chart_values import ChartData, sign_notes
from budgetbook.pages.charts.comparison import execution, people
from budgetbook.pages.charts.composition import classes, itemisation, parts, per_hundred, projects
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.views.statement import StatementPresenter


def build_chart(views: StatementPresenter, name: str, chart: Chart) -> ChartView | None:
    """The chart, or None where the statement does not give what it shows."""
    kind, draw = _KINDS[chart.kind]
    data = draw(views, chart)
    if data is None:
        return None
    notes = (*sign_notes(views.phrases, [row.text for row in data.rows]), *data.notes)
    drawing = ChartSpec(data.fallback_kind or kind, data.rows, views.lang, notes, data.cut_note, data.slices)
    source = views.phrases.say(
        "chart-source",
        title=views.statement.source.title[views.lang],
        site=views.content.site.name[views.lang],
        address=views.content.site.address,
    )
    address = f"{views.address}chart/{name}/"
    title = data.title or chart.title[views.lang]
    return ChartView(name, title, data.sentence, drawing, data.table, notes, data.unit, address, source)


_KINDS: dict[str, tuple[Kind, Callable[[StatementPresenter, Chart], ChartData | None]]] = {
    "hundred": ("stack", per_hundred),
    "bridge": ("bridge", bridge),
    "pairs": ("pairs", pairs),
    "changes": ("changes", changes),
    "parts": ("items", parts),
    "classes": ("items", classes),
    "items": ("items", projects),
    "itemised": ("stack", itemisation),
    "against": ("against", people),
    "execution": ("against", execution),
}
"""Each kind of chart that content can name: how it is drawn, and what it makes of a statement."""
