"""Every kind of chart that `sections.yaml` may name, in one list.

To add a kind: its name in `content/sections.py`, the function that builds its data in this folder, a line here, its phrases, and
a section that names it; also its form in `charts/`, unless another kind is drawn the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from budgetbook.charts.bars import BRIDGE, CHANGES, COMPARISON_BARS, ITEMS, PAIRS
from budgetbook.charts.drawing import ChartForm, ChartSpec
from budgetbook.charts.stack import STACK
from budgetbook.content.sections import Chart, ChartKindName
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.pages.charts.change import bridge, changes, pairs
from budgetbook.pages.charts.chart_values import ChartData, sign_notes
from budgetbook.pages.charts.comparison import execution, people
from budgetbook.pages.charts.composition import classes, itemisation, parts, per_hundred, projects
from budgetbook.pages.charts.money_tree import money_tree
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.views.statement import StatementPresenter


class ChartKind(NamedTuple):
    """One kind of chart."""

    name: ChartKindName
    """Its name in the content."""
    form: ChartForm
    """How it is drawn."""
    build_data: Callable[[StatementPresenter, Chart], ChartData | None]
    """Builds its rows, sentence and table; None if the statement lacks the data or the chart would say nothing."""


CHART_KINDS: tuple[ChartKind, ...] = (
    ChartKind("hundred", STACK, per_hundred),
    ChartKind("parts", ITEMS, parts),
    ChartKind("classes", ITEMS, classes),
    ChartKind("items", ITEMS, projects),
    ChartKind("itemised", STACK, itemisation),
    ChartKind("bridge", BRIDGE, bridge),
    ChartKind("pairs", PAIRS, pairs),
    ChartKind("changes", CHANGES, changes),
    ChartKind("against", COMPARISON_BARS, people),
    ChartKind("execution", COMPARISON_BARS, execution),
)
_KINDS_BY_NAME = {kind.name: kind for kind in CHART_KINDS}


def find_kind(chart: Chart) -> ChartKind:
    """Find the kind of a chart by the name that the content uses."""
    return _KINDS_BY_NAME[chart.kind]


def build_chart(presenter: StatementPresenter, name: str, chart: Chart) -> ChartView | None:
    """Build a chart; None if the statement lacks its data. A chart is left out rather than drawn empty."""
    kind = find_kind(chart)
    data = kind.build_data(presenter, chart)
    if data is None:
        return None
    notes = (*sign_notes(presenter.phrases, [row.text for row in data.rows]), *data.notes)
    drawing = ChartSpec(data.fallback_form or kind.form, data.rows, presenter.lang, notes, data.cut_note, data.slices)
    source = presenter.phrases.say(
        "chart-source-unchecked" if presenter.statement.is_unchecked else "chart-source",
        title=presenter.statement.source.title[presenter.lang],
        site=presenter.content.site.name[presenter.lang],
        address=presenter.content.site.address,
    )
    address = f"{presenter.address}chart/{name}/"
    title = data.title or chart.title[presenter.lang]
    tree = money_tree(presenter, chart) if kind.name == "classes" else None
    is_spending = ConceptTree(presenter.content).side(chart.of[0]) != "revenue"
    sentence = tree.sentence if tree and is_spending and tree.sentence else data.sentence
    return ChartView(name, title, sentence, drawing, data.table, notes, data.unit, address, source, tree)
