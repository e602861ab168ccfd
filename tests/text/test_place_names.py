"""A part of a document is named so that a reader of either language can read it, and can find it again by its number."""

from __future__ import annotations

import pytest
from sample_content import LANGUAGES
from source_tree import wording

from budgetbook.content.statement import PlaceName
from budgetbook.content.text import Text
from budgetbook.text.phrases import Phrases
from budgetbook.text.place_names import name_place


def _name(zh: str, en: str) -> PlaceName:
    return PlaceName(name=Text(zh=zh, en=en), spots=("p1",))


PLACES = {
    "标题": _name("标题", "Title"),
    "编制说明": _name("编制说明", "Explanation of the budget"),
    "编制说明 31": _name("住房公积金", "Housing provident fund"),
    "二（二）": _name("经费支出", "Expenditure on funds"),
    "表3": _name("收支总表", "Revenue and expenditure"),
    "无名 二": _name("接待", "Receptions"),
}


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("标题", "标题", "Title"),
        ("编制说明", "编制说明", "Explanation of the budget"),
        ("编制说明 31", "编制说明 31 住房公积金", "Explanation of the budget 31 · Housing provident fund"),
        ("二（二）", "二（二） 经费支出", "二（二） · Expenditure on funds"),
        ("表3", "表3 收支总表", "Table 3 · Revenue and expenditure"),
        ("无名 二", "无名 二 接待", "二 · Receptions"),
        ("四", "四", "四"),
    ],
)
def test_a_heading_is_said_in_the_readers_language_and_a_number_stays(key: str, zh: str, en: str) -> None:
    phrases = {str(lang): wording(lang) for lang in LANGUAGES}
    assert name_place(PLACES, key, Phrases("zh", phrases)) == zh
    assert name_place(PLACES, key, Phrases("en", phrases)) == en
