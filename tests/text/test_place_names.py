"""How a part of a document is named to readers: by its number and name, and neither twice."""

from __future__ import annotations

import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.content.statement import PlaceName
from budgetbook.content.text import Text
from budgetbook.text.phrases import Phrases
from budgetbook.text.place_names import name_place

PLACES = {
    "表4": PlaceName(name=Text(zh="表4：部门收入", en="Table 4: revenue of the department")),
    "表5": PlaceName(name=Text(zh="项目支出", en="Projects")),
    "编制说明": PlaceName(name=Text(zh="编制说明", en="Notes on the budget")),
    "编制说明 3": PlaceName(name=Text(zh="第3项：宣传", en="Item 3: Publicity")),
    "编制说明 4": PlaceName(name=Text(zh="第14项：宣传", en="Item 14: Publicity")),
    "二（二）": PlaceName(name=Text(zh="收入：2024年", en="Revenue: 2024")),
}


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        ("表4", "表4：部门收入", "Table 4: revenue of the department"),
        ("表5", "表5 项目支出", "Table 5 · Projects"),
        ("编制说明 3", "编制说明 第3项：宣传", "Notes on the budget · Item 3: Publicity"),
        ("编制说明 4", "编制说明 4 第14项：宣传", "Notes on the budget 4 · Item 14: Publicity"),
        ("二（二）", "二（二） 收入：2024年", "二（二） · Revenue: 2024"),
    ],
)
def test_a_number_that_the_name_says_is_not_said_twice(key: str, zh: str, en: str, checked: CheckedContent) -> None:
    assert [name_place(PLACES, key, Phrases(lang, checked.content.phrases)) for lang in LANGUAGES] == [zh, en]
