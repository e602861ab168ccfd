"""Data files have a column for each level of a country's codes, called as the country calls it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from project import CheckedContent

from budgetbook.content.content import Content
from budgetbook.content.country import ClassificationShape
from budgetbook.content.model import ClassificationEntry
from budgetbook.content.text import Text
from budgetbook.opendata.tables.column_docs import explain
from budgetbook.opendata.tables.level_columns import level_cells
from budgetbook.opendata.tables.site_schema import site_tables


def shaped(
    content: Content, classifications: dict[str, dict[str, ClassificationEntry]] | None = None, **shapes: dict[str, object]
) -> Content:
    """The content with other levels."""
    assert content.country is not None
    own = {name: ClassificationShape.model_construct(**shape) for name, shape in shapes.items()}  # type: ignore[arg-type]
    country = content.country.model_copy(update={"classifications": {**content.country.classifications, **own}})
    return replace(content, country=country, classifications={**content.classifications, **(classifications or {})})


def level_names(content: Content) -> list[str]:
    return [column.name for column in site_tables(content)["figures"].columns if column.level_of]


def test_the_usual_levels_have_their_usual_columns(checked: CheckedContent) -> None:
    assert level_names(checked.content) == [
        "functional_class", "functional_section", "functional_item", "economic_class", "economic_item",
    ]  # fmt: skip


def test_deeper_levels_have_a_column_each(checked: CheckedContent) -> None:
    content = shaped(checked.content, functional={"levels": (1, 2, 3, 4, 6), "names": {}}, economic={"levels": (2,), "names": {}})
    assert level_names(content) == [
        "functional_class", "functional_section", "functional_item", "functional_level_4", "functional_level_5", "economic_class",
    ]  # fmt: skip
    assert level_cells(content, "functional", "1234") == {
        "functional_class": "1", "functional_section": "12", "functional_item": "123", "functional_level_4": "1234",
        "functional_level_5": None,
    }  # fmt: skip
    assert explain(content)["functional_level_5"]["en"] == "National functional code, level: 5"


def test_a_country_names_its_levels(checked: CheckedContent) -> None:
    names = {"service": Text(zh="服务", en="service"), "cost-centre": Text(zh="中心", en="cost centre")}
    content = shaped(checked.content, functional={"levels": (2, 5), "names": names})
    assert level_names(content)[:2] == ["functional_service", "functional_cost_centre"]
    assert explain(content)["functional_cost_centre"]["en"] == "National functional code, level: cost centre"


@pytest.mark.parametrize(("code", "cells"), [("PD-1", ["P", "PD", "PD-1"]), ("PD", ["P", "PD"]), ("P", ["P"])])
def test_codes_that_do_not_tell_their_levels_have_those_that_they_are_under(
    checked: CheckedContent, code: str, cells: list[str]
) -> None:
    uppers = {"P": None, "PD": "P", "PD-1": "PD"}
    entries = {each: ClassificationEntry(name=Text(zh="甲", en=each), under=upper) for each, upper in uppers.items()}
    content = shaped(checked.content, {"economic": entries}, economic={"levels": (), "names": {}})
    assert [level.name for level in content.code_levels if level.scheme == "economic"] == ["class", "item", "level_3"]
    assert list(level_cells(content, "economic", code).values()) == cells
