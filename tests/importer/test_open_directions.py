"""A direction counts only where the words, or the form's own rule for signs, leave one."""

from __future__ import annotations

import pytest
from document_parts import document, words

from budgetbook.importer.recognise import recognise


def _changes(clause: str) -> list[tuple[str, str, str | None]]:
    paragraph = f"公务接待费支出2.00万元，比上年{clause}。"
    mentions = recognise(document(paragraph, title="某某县水务局2024年部门决算"), words()).mentions
    return [(m.digits, m.role, m.direction) for m in mentions if m.status == "placed" and m.role in ("change", "percent")]


@pytest.mark.parametrize(
    "clause",
    [
        "减少（增加）0.50万元",
        "增加（减少）-0.50万元",
        "增/减33.33%",
        "增减0.50万元，增减率33.33%",
        "增加或减少0.50万元",
        "增加、减少0.50万元",
        "增（减）少0.50万元",
        "增长/（下降）20%",
        "增长-20%",
        "减少-0.50万元",
        "增幅（降幅）20%",
        "增加额（减少额）0.50万元",
        "下降16 .32%",
    ],
)
def test_two_directions_or_half_a_number_are_none(clause: str) -> None:
    assert _changes(clause) == []


@pytest.mark.parametrize(
    ("clause", "changes"),
    [
        ("增加（减少以“-”号填列）-0.50万元", [("0.50", "change", "decrease")]),
        ("增加（减少以“-”号填列）0.50万元", [("0.50", "change", "increase")]),
        ("增加（减少用负数表示）-0.50万元", [("0.50", "change", "decrease")]),
        ("增加（+）、减少（-）-0.50万元", [("0.50", "change", "decrease")]),
        ("增长（下降以“-”号填列）-20%", [("20", "percent", "decrease")]),
        ("负增长20%", [("20", "percent", "decrease")]),
        ("减少0.50万元，减少（增加）20%", [("0.50", "change", "decrease")]),
    ],
)
def test_the_form_may_say_what_a_sign_means(clause: str, changes: list[tuple[str, str, str | None]]) -> None:
    assert _changes(clause) == changes
