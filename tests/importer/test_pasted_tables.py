"""Tables that were pasted as text, a cell or a row a line, and sentences in which a word was lost."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from imported_rows import import_text

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Paragraph, SourceLocation, TextRun
from budgetbook.importer.readers.pasted_text.cells import PastedCell
from budgetbook.importer.readers.pasted_text.three_public_columns import read_expense_columns
from budgetbook.importer.recognise import recognise
from budgetbook.importer.sentences.name_context import is_short_name
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


_BUDGET, _ACCOUNTS = "河湾区水务局2030年部门预算\n", "河湾区水务局2030年度部门决算\n"
_TRIPS, _CARS, _MEALS = "因公出国（境）费", "公务用车购置及运行费", "公务接待费"
_FORMS = {
    "spaces in heads": _BUDGET + f"“三公”经费预算表\n项 目\n预 算 数（万元）\n合 计\n3.1\n{_TRIPS}\n0\n{_MEALS}\n3.1\n{_CARS}\n",
    "bars and empty cells": _BUDGET
    + f"“三公”经费预算表\n单位：万元\n项目 |\n2030年 |\n合计 |\n3.1 |\n{_TRIPS} |\n|\n{_MEALS} |\n3.1 |\n",
    "rows with lost bars": _BUDGET
    + f"“三公”经费预算表\n单位：万元\n项目 | 2030年 |\n合计 | 3.1 |\n{_TRIPS} ||\n{_MEALS} | 3.1 |\n{_CARS} |\n",
    "amounts behind spaces": _BUDGET + f"“三公”经费预算表\n单位：万元\n项目 预算数\n合计 3.1\n{_TRIPS} 0\n{_MEALS} 3.1\n",
    "tabs": _BUDGET + f"“三公”经费预算表\n单位：万元\n项目\t预算数\n合计\t3.1\n{_TRIPS}\t\n{_MEALS}\t3.1\n",
    "a title in two lines": _BUDGET
    + f"2030年“三公”经费预算\n财政拨款情况表\n单位：万元\n项目\n预算数\n合计\n3.1\n{_TRIPS}\n0\n{_MEALS}\n3.1\n",
    "a rule below the heads": _BUDGET
    + f"“三公”经费预算表（单位：万元）\n| 项目 | 2030年 |\n| --- | --- |\n| 合计 | 3.1 |\n| {_MEALS} | 3.1 |\n",
    "heads lost": _BUDGET + f"“三公”经费预算表\n单位：万元\n3.1\n{_TRIPS}\n0\n{_MEALS}\n3.1\n{_CARS}\n0\n",
}
_CODED = [
    *["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
    *["208", "社会保障和就业支出", "454.69", "204.69", "250.00", "20802", "民政管理事务", "454.69", "204.69", "250.00"],
    *["2080201", "行政运行", "204.69", "204.69", "2080299", "其他民政管理事务支出", "250.00", "250.00"],
    *["合计", "454.69", "204.69", "250.00"],
]
_COLUMNS = f"合计\n{_TRIPS}\n{_CARS}\n{_MEALS}\n"
_PARTS = "小计\n公务用车购置费\n公务用车运行费\n"


@pytest.mark.parametrize("form", _FORMS)
def test_a_table_is_read_however_it_was_pasted(form: str, tmp_path: Path) -> None:
    assert ("reception", "amount", Decimal("3.1")) in _placed(tmp_path, _FORMS[form])


@pytest.mark.parametrize("heads", [_CODED[:5], [_CODED[1], _CODED[0], *_CODED[2:5]]])
def test_the_code_of_a_row_is_no_amount_of_the_row_above(heads: list[str], tmp_path: Path) -> None:
    text = "\n".join([_BUDGET.strip(), "部门支出总表", "单位：万元", *heads, *_CODED[5:]])
    imported = import_text(text, "txt", tmp_path)
    assert imported.accused == []
    assert not any(digits in line for line in imported.placed for digits in ("20802万元", "2080201万元", "2080299万元"))


def test_the_amounts_of_a_coded_row_stand_below_their_heads(tmp_path: Path) -> None:
    text = "\n".join([_BUDGET.strip(), "部门支出总表", "单位：万元", *_CODED])
    imported = import_text(text, "txt", tmp_path)
    assert {"454.69万元 expenditure@20802 amount 2030", "250.00万元 project-expenditure@208 amount 2030"} <= set(imported.placed)


def test_a_row_that_begins_with_a_year_has_no_code(tmp_path: Path) -> None:
    rows = ["项目", "合计", "2029年预算数", "3.1", "2030年预算数", "3.2", "2031年预算数", "3.3"]
    imported = import_text("\n".join([_BUDGET.strip(), "“三公”经费预算表", "单位：万元", *rows]), "txt", tmp_path)
    assert not any(row["code"] for row in imported.numbers)


def test_columns_of_merged_heads_are_told_by_their_sums(tmp_path: Path) -> None:
    text = f"{_BUDGET}“三公”经费预算表\n单位：万元\n{_COLUMNS}{_PARTS}328.7\n10\n78.7\n43\n35.7\n240\n"
    assert {
        ("three-public", "amount", Decimal("328.7")),
        ("vehicles", "amount", Decimal("78.7")),
        ("vehicle-operation", "amount", Decimal("35.7")),
        ("reception", "amount", Decimal(240)),
    } <= _placed(tmp_path, text)


def test_an_amount_that_could_stand_in_two_columns_is_not_placed(tmp_path: Path) -> None:
    text = f"{_BUDGET}“三公”经费预算表\n单位：万元\n{_COLUMNS}{_PARTS}11.1\n3.0\n8.1\n8.1\n"
    placed = _placed(tmp_path, text)
    assert ("three-public", "amount", Decimal("11.1")) in placed
    assert not {concept for concept, _, _ in placed} & {"vehicle-purchase", "vehicle-operation"}


def test_columns_whose_sums_do_not_hold_are_not_placed(tmp_path: Path) -> None:
    text = f"{_BUDGET}“三公”经费预算表\n单位：万元\n{_COLUMNS}{_PARTS}328.7\n10\n79.7\n43\n35.7\n240\n"
    assert _placed(tmp_path, text) == set()


def test_twelve_columns_are_those_of_the_budget_and_the_outcome(tmp_path: Path) -> None:
    amounts = "10.00 0.00 8.50 0.00 8.50 1.50 9.10 0.00 8.00 0.00 8.00 1.10".replace(" ", "\n")
    text = f"{_ACCOUNTS}“三公”经费支出决算表\n单位：万元\n预算数\n决算数\n{_COLUMNS * 2}{_PARTS * 2}{amounts}\n"
    assert {
        ("three-public", "budget", Decimal("10.00")),
        ("reception", "budget", Decimal("1.50")),
        ("vehicles", "amount", Decimal("8.00")),
        ("reception", "amount", Decimal("1.10")),
    } <= _placed(tmp_path, text)


def test_columns_with_two_heads_of_one_role_are_no_fault(tmp_path: Path) -> None:
    amounts = "10\n2\n4\n1\n3\n4\n" * 2
    text = f"{_ACCOUNTS}“三公”经费支出决算表\n单位：万元\n年初预算数\n预算数\n{_COLUMNS * 2}{_PARTS * 2}{amounts}"
    assert _placed(tmp_path, text) == set()


def test_heads_without_amounts_are_no_fault(tmp_path: Path) -> None:
    assert _placed(tmp_path, f"{_ACCOUNTS}“三公”经费支出决算表\n-\n项目\n0 |\n") == set()


def test_two_sides_are_told_by_their_list_numbers(tmp_path: Path) -> None:
    rows = "一、财政拨款收入\n90.00 一、农林水支出\n70.00\n二、其他收入\n0.00 二、住房保障支出\n20.00\n"
    rows += "收入总计\n90.00\n支出总计\n90.00\n"
    text = f"{_BUDGET}收支预算总表\n单位：万元\n本年收入\n本年支出\n项目\n预算数\n项目\n预算数\n{rows}"
    assert {
        ("fiscal-appropriation", "amount", Decimal("90.00")),
        ("other-revenue", "amount", Decimal("0.00")),
        ("expenditure", "amount", Decimal("70.00")),
        ("revenue", "amount", Decimal("90.00")),
    } <= _placed(tmp_path, text)


def test_counts_without_their_unit_are_told_by_their_names(tmp_path: Path) -> None:
    rows = "使用项目 |\n2030年度数量或人次 |\n公务用车购置数 |\n2 |\n国内公务接待批次 |\n48 |\n"
    text = f"{_ACCOUNTS}2030年度全区“三公”经费使用情况\n{rows}"
    assert {("vehicles-bought", "amount", Decimal(2)), ("reception-groups", "amount", Decimal(48))} <= _placed(tmp_path, text)


@pytest.mark.parametrize("heads", [["项目", "因公出国（境）费", "公务接待费"], ["合计"], []])
def test_heads_without_a_value_are_no_table(heads: list[str]) -> None:
    cells = [PastedCell(head, Paragraph(head, (TextRun(0, SourceLocation(line=line)),))) for line, head in enumerate(heads, 1)]
    assert read_expense_columns(cells, ()) is None


def test_years_as_labels_of_rows_are_no_codes(tmp_path: Path) -> None:
    heads = ["项目", "“三公”经费合计", "因公出国（境）费", "公务接待费", "公务用车购置及运行费"]
    cells = [*heads, "2023年", "90", "10", "30", "50", "2024年", "64", "4", "20", "40"]
    file = tmp_path / "document.txt"
    file.write_text("河湾区审计局2024年“三公”经费决算表\n单位：万元\n" + "\n|\n".join(cells) + "\n|\n", encoding="utf-8")
    mentions = recognise(detect.read(file), _VOCABULARY).mentions
    figures = {(m.digits, m.concept, m.year, m.code) for m in mentions if m.digits in ("30", "20")}
    assert figures == {("30", "reception", 2023, ""), ("20", "reception", 2024, "")}


_SIDES_WITH_EMPTY_CELLS = """河湾区审计局2024年收支预算总表
单位：万元
收 入
|
支 出
|
||
项 目
|
预算数
|
项 目
|
预算数
|
一、公共预算拨款
|
404
|
一、基本支出
|
319
|
二、政府性基金拨款
|
|
1.工资福利支出
|
319
|
三、事业收入
|
|
二、项目支出
|
85
|
本年收入合计
|
404
|
本年支出合计
|
404
|
"""


def test_both_sides_are_told_by_cells_that_were_left_empty(tmp_path: Path) -> None:
    placed = _placed(tmp_path, "河湾区审计局2024年部门预算\n" + _SIDES_WITH_EMPTY_CELLS)
    assert {("basic-expenditure", "amount", Decimal(319)), ("project-expenditure", "amount", Decimal(85))} <= placed
    assert {("revenue", "amount", Decimal(404)), ("general-public-appropriation", "amount", Decimal(404))} <= placed
    assert not any(concept in ("revenue", "expenditure") and value in (319, 85) for concept, _, value in placed)


def test_an_economic_class_is_no_row_of_a_table_by_function(tmp_path: Path) -> None:
    placed = _placed(
        tmp_path,
        "河湾区审计局2024年部门预算\n" + _SIDES_WITH_EMPTY_CELLS.replace("1.工资福利支出\n|\n319", "1.工资福利支出\n|\n311"),
    )
    assert Decimal(311) not in {value for _, _, value in placed}


def test_sides_without_empty_cells_are_never_one_list(tmp_path: Path) -> None:
    short = _SIDES_WITH_EMPTY_CELLS.replace("二、政府性基金拨款\n|\n|\n", "二、政府性基金拨款\n|\n")
    short = short.replace("三、事业收入\n|\n|\n", "三、事业收入\n")
    placed = _placed(tmp_path, "河湾区审计局2024年部门预算\n" + short)
    assert not any(concept == "revenue" and value in (319, 85) for concept, _, value in placed)


def test_numbered_rows_are_read_below_whose_they_are_and_their_column_numbers(tmp_path: Path) -> None:
    lines = ["收入支出决算总表", "公开01表", "部门:河湾区审计局", "金额单位:万元", "收入", "支出"]
    lines += ["项目", "行次", "金额"] * 2 + ["栏次", "1", "栏次", "2"]
    lines += ["一、一般公共预算财政拨款收入", "1", "440.55", "一、一般公共服务支出", "29", "423.20"]
    lines += ["二、上级补助收入", "2", "10.00", "二、外交支出", "30", "0.00"]
    placed = _placed(tmp_path, "河湾区审计局2024年部门决算\n\n" + "\n\n".join(lines))
    assert {("general-public-appropriation", "amount", Decimal("440.55")), ("expenditure", "amount", Decimal("423.20"))} <= placed
    assert ("higher-level-grants", "amount", Decimal("10.00")) in placed


def test_a_row_of_bars_without_amounts_is_no_row_of_expenses(tmp_path: Path) -> None:
    assert (
        _placed(tmp_path, "河湾区审计局2024年部门决算\n“三公”经费支出决算表\n合计 | 因公出国（境）费 | 公务接待费 |\n | | |\n")
        == set()
    )


def test_a_table_of_people_is_read_by_its_rows(tmp_path: Path) -> None:
    lines = (
        "河湾区图书馆2024年部门预算",
        "一、人员情况",
        "单位：人",
        "项 目 | 合 计 | 行政单位 | 事业单位 |",
        "编制数 | 34 | 30 | 4 |",
        "在职人数 | 32 | 28 | 4 |",
        "离退休人数 | 25 | 25 | |",
        "其中：离休人数 | 1 | 1 | |",
        "读者人数 | 900 | 900 | |",
    )
    document = tmp_path / "people.txt"
    for unit, counts in (("单位：人", 4), ("单位：万元", 0)):
        document.write_text("\n".join(lines).replace("单位：人", unit), encoding="utf-8")
        mentions = recognise(detect.read(document), _VOCABULARY).mentions
        placed = [(m.concept, m.digits, m.unit) for m in mentions if m.status == "placed" and m.kind == "figure" and m.digits]
        people = [("posts", "34", "人"), ("staff", "32", "人"), ("retirees", "25", "人"), ("retired-veterans", "1", "人")]
        assert placed == people[:counts]
