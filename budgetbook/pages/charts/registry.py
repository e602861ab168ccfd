"""Every kind of chart that `sections.yaml` may name, in one list.

To add a kind: its name in `content/sections.py`, the function that builds its data in this folder, a line here, its phrases, and
a section that names it; also its form in `charts/`, unless another kind is drawn the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from budgetbook.charts.drawing import ChartRow, ChartSpec, Form
from budgetbook.content.sections import Chart, ChartKindName
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.pages.charts.change import changes
from budgetbook.pages.charts.chart_values import ChartData, sign_notes, zeros_note
from budgetbook.pages.charts.comparison import execution, people
from budgetbook.pages.charts.composition import classes, itemisation, parts, per_hundred, projects
from budgetbook.pages.charts.headlines import keep_one_note
from budgetbook.pages.charts.money_tree import money_tree
from budgetbook.pages.charts.year_pairs import pairs
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.views.statement import StatementPresenter


class ChartKind(NamedTuple):
    """One kind of chart."""

    name: ChartKindName
    """Its name in the content."""
    form: Form
    """How it is drawn: see `charts/README.md`."""
    build_data: Callable[[StatementPresenter, Chart], ChartData | None]
    """Builds its rows, sentence and table; None if the statement lacks the data or the chart would say nothing."""


CHART_KINDS: tuple[ChartKind, ...] = (
    ChartKind("hundred", "hundred", per_hundred),
    ChartKind("parts", "bars", parts),
    ChartKind("classes", "bars", classes),
    ChartKind("items", "bars", projects),
    ChartKind("itemised", "bars", itemisation),
    ChartKind("pairs", "pairs", pairs),
    ChartKind("changes", "changes", changes),
    ChartKind("against", "squares", people),
    ChartKind("execution", "changes", execution),
)
_ZEROS: dict[Form, str] = {
    "bars": "chart-zeros", "hundred": "chart-zeros", "pairs": "chart-zeros-both", "changes": "chart-unchanged"
}  # fmt: skip
"""The phrase that tells, in one line, which rows are zero, for the forms that draw none."""
_UNIT = re.compile(r"[+−]?[\d.,]+([^\d*≠°(%]+)")
"""A value as a chart shows it, and its unit."""
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
    form = data.fallback_form or kind.form
    drawn_rows, zeros = _set_zeros_apart(keep_one_note(data.rows), form)
    zero_lines = zeros_note(presenter, _ZEROS.get(form, "chart-zeros"), zeros)
    notes = (*zero_lines, *sign_notes(presenter.phrases, [row.text for row in data.rows]), *data.notes)
    unit = data.unit or presenter.statement.unit.word_in_data
    drawing = ChartSpec(form, drawn_rows, presenter.phrases.language.tag, unit)
    source = presenter.phrases.say(
        "chart-source-unchecked" if presenter.statement.is_unchecked else "chart-source",
        title=presenter.statement.source.title[presenter.lang],
        site=presenter.content.site.name[presenter.lang],
        address=presenter.content.site.address,
    )
    topic = data.title or chart.title[presenter.lang]
    title, topic = (data.headline, _describe(presenter, kind.name, topic, drawn_rows)) if data.headline else (topic, "")
    tree = money_tree(presenter, chart) if kind.name == "classes" else None
    is_spending = ConceptTree(presenter.content).side(chart.of[0]) != "revenue"
    sentence = tree.sentence if tree and is_spending and tree.sentence else data.sentence
    return ChartView(name, title, topic, sentence, drawing, data.table, notes, presenter.address, source, tree)


def _describe(presenter: StatementPresenter, kind: ChartKindName, topic: str, rows: tuple[ChartRow, ...]) -> str:
    """Say neutrally what the chart shows: its years if it shows two, its unit if all its values have one."""
    if kind in ("changes", "pairs"):
        topic = presenter.phrases.say("chart-topic-years", topic=topic, first=presenter.years[1], last=presenter.years[0])
    units = {match[1].strip() if (match := _UNIT.match(row.text)) else "" for row in rows}
    unit = units.pop() if len(units) == 1 and kind not in ("hundred", "against") else ""
    return presenter.phrases.say("chart-topic-unit", topic=topic, unit=unit) if unit else topic


def _set_zeros_apart(rows: tuple[ChartRow, ...], form: Form) -> tuple[tuple[ChartRow, ...], list[ChartRow]]:
    """Split the rows into those that are drawn and those that are zero, in all years if there are several.

    Without any other row, zeros are drawn.
    """
    nonzero_labels = {row.label for row in rows if row.value or row.tone == "whole"}
    if form not in _ZEROS or not nonzero_labels:
        return rows, []
    return tuple(row for row in rows if row.label in nonzero_labels), [row for row in rows if row.label not in nonzero_labels]
