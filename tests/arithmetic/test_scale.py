"""Measures beside others: worked out where both numbers are there, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.scale import ScaledFigure, scale_figures
from budgetbook.content.content import Content
from budgetbook.content.entity import Residents
from budgetbook.content.text import Text
from budgetbook.pages.language import language_sites
from budgetbook.pages.scale import scale_views

BODY = project.STATEMENT.partition("/")[0]


def measures(content: Content, checked: CheckedContent) -> Mapping[str, ScaledFigure]:
    ledger = Ledger(content.statements[project.STATEMENT], content.concepts, content.country)
    return {each.name: each for each in scale_figures(content, ledger, tuple(checked.findings[project.STATEMENT]))}


def with_residents(content: Content, value: int) -> Content:
    residents = Residents.model_construct(value=value, year=2020, source=Text(zh="第七次人口普查", en="seventh census"))
    body = content.entities[BODY].model_copy(update={"residents": residents})
    return replace(content, entities={**content.entities, BODY: body})


def test_what_is_divided_by_what(checked: CheckedContent) -> None:
    found = measures(checked.content, checked)
    assert "spending-per-resident" not in found, "an association has no residents"
    people = found["running-costs-per-person"]
    assert (people.dividend.to_base_unit(), people.divisor.value) == (Decimal(9541200), Decimal(28))
    assert (people.value.value, people.value.unit) == (Decimal(340757), "元")
    assert (found["project-share"].value.value, found["project-share"].value.unit) == (Decimal("9.9"), "%")
    assert found["three-public-share"].value.value == Decimal("0.23"), "a small share keeps its digits"


def test_what_does_not_add_up_is_marked(checked: CheckedContent) -> None:
    found = measures(checked.content, checked)
    assert not found["project-share"].fails


def test_residents_are_told_with_their_year_and_source(checked: CheckedContent) -> None:
    content = with_residents(checked.content, 20_000)
    assert measures(content, checked)["spending-per-resident"].value.value == Decimal(529)
    presenters = [site.presenter(project.STATEMENT, "zh/") for site in language_sites(content, checked.findings)]
    workings = [next(scale_views(presenter)).calculation for presenter in presenters]
    assert workings == [
        "1,058.42万元÷20,000居民（2020年，第七次人口普查）",
        "10.58 million yuan ÷ 20,000 residents (2020, seventh census)",
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_shows_its_working(checked: CheckedContent, lang: str) -> None:
    site = next(each for each in language_sites(checked.content, checked.findings) if each.lang == lang)
    views = list(scale_views(site.presenter(project.STATEMENT, f"{lang}/")))
    assert len(views) == 3
    assert all("÷" in view.calculation for view in views)
