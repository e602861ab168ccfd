"""Parts of a whole that are items by economic nature are read as such, and are no figures of the whole body."""

from __future__ import annotations

import pytest
from document_parts import document, words

from budgetbook.importer.recognise import recognise

BUDGET = "河湾区水务局2030年部门预算"


def _placed(*paragraphs: str) -> list[str]:
    mentions = recognise(document(*paragraphs, title=BUDGET), words()).mentions
    return [f"{m.digits} {m.concept} {m.code}".strip() for m in mentions if m.unit == "万元" and m.status == "placed"]


@pytest.mark.parametrize(
    ("whole", "concept"),
    [
        ("机关运行经费预算", "agency-operating-expenses"),
        ("公用经费", "operating-expenses"),
        ("基本支出", "basic-expenditure"),
        ("一般公共预算基本支出", "general-public-basic-expenditure"),
    ],
)
@pytest.mark.parametrize("opening", ["其中：", "包括："])
def test_items_are_parts_of_what_they_break_down(whole: str, concept: str, opening: str) -> None:
    placed = _placed(f"2030年{whole}60.00万元，{opening}办公费20.00万元、维修（护）费10.00万元、其他商品与服务支出30.00万元。")
    own = "basic-expenditure" if concept.startswith("general") else concept
    assert placed == [f"60.00 {concept}", f"20.00 {own} 30201", f"10.00 {own} 30213", f"30.00 {own} 30299"]


def test_an_item_with_a_figure_of_its_own_is_no_figure_of_the_body_here() -> None:
    text = "2030年机关运行经费60.00万元，其中：会议费20.00万元，邮电费10.00万元。"
    items = ["20.00 agency-operating-expenses 30215", "10.00 agency-operating-expenses 30207"]
    assert _placed(text) == ["60.00 agency-operating-expenses", *items]


@pytest.mark.parametrize(
    "text",
    [
        "2030年项目支出预算90.00万元，其中：会议费20.00万元，公务接待费12.00万元，水资源调查30.00万元。",
        "2030年项目支出预算90.00万元（其中：培训费20.00万元，公务用车购置费18.00万元）。",
        "2030年项目支出预算90.00万元，其中：一般公共预算拨款60.00万元，政府性基金预算拨款30.00万元。",
    ],
)
def test_what_projects_spend_is_not_what_the_body_spends(text: str) -> None:
    assert _placed(text) == ["90.00 project-expenditure"]


def test_an_item_named_other_is_not_its_class() -> None:
    assert _placed("其他教育支出30.00万元，其他商品和服务支出5.00万元。") == []


def test_a_change_behind_a_list_of_items_is_that_of_the_whole_or_of_none() -> None:
    text = "2030年公用经费60.00万元，其中：办公费40.00万元、差旅费20.00万元，比上年增加5.00万元。"
    mentions = recognise(document(text, title=BUDGET), words()).mentions
    assert [m.code for m in mentions if m.role == "change" and m.status == "placed"] in ([], [""])
