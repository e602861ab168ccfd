"""A section's charts and a statement in; each chart with its rows, its sentence and its table out, in one language.

A chart of a statement that lacks what it would draw, or that has nothing to say, is left out, never drawn empty.
"""

from __future__ import annotations

from collections.abc import Callable

from budgetbook.charts.vega_lite import Drawing, Kind
from budgetbook.content.model import Chart
from budgetbook.pages.charts.change import bridge, changes, pairs
from budgetbook.pages.charts.chart_values import Drawn, notes
from budgetbook.pages.charts.comparison import execution, people
from budgetbook.pages.charts.composition import classes, hundred, itemised, parts, projects
from budgetbook.pages.models.parts import ChartView
from budgetbook.pages.views.statement import StatementViews


def chart(views: StatementViews, name: str, about: Chart) -> ChartView | None:
    """The chart, or None where the statement does not give what it shows."""
    kind, draw = _KINDS[about.kind]
    drawn = draw(views, about)
    if drawn is None:
        return None
    said = (*notes(views.words, [row.text for row in drawn.rows]), *drawn.notes)
    drawing = Drawing(drawn.instead or kind, drawn.rows, views.lang, said, drawn.cut_note, drawn.slices)
    source = views.words.say(
        "chart-source",
        title=views.statement.source.title[views.lang],
        site=views.content.site.name[views.lang],
        address=views.content.site.address,
    )
    address = f"{views.address}chart/{name}/"
    title = drawn.title or about.title[views.lang]
    return ChartView(name, title, drawn.sentence, drawing, drawn.table, said, drawn.unit, address, source)


_KINDS: dict[str, tuple[Kind, Callable[[StatementViews, Chart], Drawn | None]]] = {
    "hundred": ("stack", hundred),
    "bridge": ("bridge", bridge),
    "pairs": ("pairs", pairs),
    "changes": ("changes", changes),
    "parts": ("items", parts),
    "classes": ("items", classes),
    "items": ("items", projects),
    "itemised": ("stack", itemised),
    "against": ("against", people),
    "execution": ("against", execution),
}
"""Each kind of chart that content can name: how it is drawn, and what it makes of a statement."""
