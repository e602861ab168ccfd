"""Tables that were pasted as text, a cell or a row a line, and sentences in which a word was lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import recognise
from budgetbook.importer.sentences.noun_phrases import is_short_name
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_ROW_A_LINE = """河湾区审计局2024年“三公”经费决算表
项目 | 2024年决算（万元） |
因公出国（境）经费 | 0 |
公务接待费 | 2.4 |
公务用车购置及运行维护费 | 8.5 |
其中：购置经费 | 0 |
运行维护费 | 8.5 |
"""
_CELL_A_LINE = """河湾区审计局2024年“三公”经费决算表
|
项目
|
本年决算数
|
合计
|
10.9万元
|
因公出国（境）经费
|
|
公务接待费
|
2.4万元
|
公务用车购置及运行维护费
|
8.5万元
|
"""


def _placed(folder: Path, text: str) -> set[tuple[str, str, Decimal]]:
    document = folder / "statement.txt"
    document.write_text(text, encoding="utf-8")
    mentions = recognise(detect.read(document), _VOCABULARY).mentions
    return {(m.concept, m.role, m.value) for m in mentions if m.digits and m.kind == "figure" and m.status == "placed"}


@pytest.mark.parametrize("table", [_ROW_A_LINE, _CELL_A_LINE])
def test_a_pasted_table_is_read_as_a_table(tmp_path: Path, table: str) -> None:
    placed = _placed(tmp_path, "河湾区审计局2024年部门决算\n" + table)
    assert {("reception", "amount", Decimal("2.4")), ("vehicles", "amount", Decimal("8.5"))} <= placed


def test_names_below_a_wider_row_are_its_parts(tmp_path: Path) -> None:
    placed = _placed(tmp_path, "河湾区审计局2024年部门决算\n" + _ROW_A_LINE)
    assert {("vehicle-purchase", "amount", Decimal(0)), ("vehicle-operation", "amount", Decimal("8.5"))} <= placed


def test_a_heading_on_the_budget_makes_its_amounts_the_budget(tmp_path: Path) -> None:
    budget, outcome = "一、2024年年初预算\n“三公”经费支出决算9万元。", "二、2024年决算\n“三公”经费支出决算7万元。"
    text = f"某河镇2024年“三公”经费情况说明（决算）\n{budget}\n{outcome}"
    assert {("three-public", "budget", Decimal(9)), ("three-public", "amount", Decimal(7))} <= _placed(tmp_path, text)


def test_a_short_name_has_the_characters_of_the_full_one_in_order() -> None:
    assert is_short_name("河湾区政府办", "河湾区人民政府办公室")
    assert not is_short_name("河湾区政协办", "河湾区人民政府办公室")
