"""The list of chart kinds is the one that content may choose from, and each of them is drawn in some section."""

from __future__ import annotations

from typing import get_args

from project import CheckedContent

from budgetbook.content.model import Concept
from budgetbook.content.sections import CHART_NEEDS, ChartKindName
from budgetbook.pages.charts.registry import CHART_KINDS


def test_every_kind_that_content_can_name_is_in_the_list_once() -> None:
    assert tuple(kind.name for kind in CHART_KINDS) == get_args(ChartKindName)


def test_what_a_chart_needs_is_said_of_kinds_and_fields_that_there_are() -> None:
    assert CHART_NEEDS.keys() <= {kind.name for kind in CHART_KINDS}
    assert {field for needs in CHART_NEEDS.values() for field in needs.concept_fields} <= Concept.model_fields.keys()


def test_every_kind_is_named_by_a_section(checked: CheckedContent) -> None:
    named = {chart.kind for section in checked.content.sections.values() for chart in section.charts.values()}
    assert {kind.name for kind in CHART_KINDS} - named == set()
