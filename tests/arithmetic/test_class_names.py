"""The class that a row prints by name alone."""

from __future__ import annotations

import pytest

from budgetbook.arithmetic.class_names import find_class

CLASSES = {"教育支出": "205", "教育费": "205", "其他支出": "229", "其他收入": "103", "卫生健康支出": "210"}


@pytest.mark.parametrize(
    ("name", "in_table", "in_text"),
    [
        ("一、教育支出", "205", "205"),
        ("卫生健康", None, "210"),
        ("教育", None, "205"),
        ("其他", None, None),
        ("健康", None, None),
    ],
    ids=["whole", "begun", "two-names-of-one", "two-classes", "middle"],
)
def test_only_a_text_may_leave_off_the_end_of_a_name(name: str, in_table: str | None, in_text: str | None) -> None:
    assert find_class(CLASSES, name, in_text=False) == in_table
    assert find_class(CLASSES, name, in_text=True) == in_text
