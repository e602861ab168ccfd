"""Tables as a page gives them when it is copied: a row a line, empty cells lost, heads out of order or run together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.pasted_text.column_sums import Family, place_amounts
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_FINAL = "河湾区水务局2024年度部门决算\n"
_BUDGET = "河湾区水务局2024年部门预算\n"
_SIDES = """收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 1,500.00 一、一般公共服务支出
二、政府性基金预算财政拨款收入 80.00 二、社会保障和就业支出 300.00
三、事业收入 三、城乡社区支出 1,280.00
四、住房保障支出
五、灾害防治及应急管理支
25.00
出
本年收入合计 1,580.00 本年支出合计 1,605.00
年初结转和结余 25.00 年末结转和结余
总计 1,605.00 总计 1,605.00
"""
_NUMBERED_SIDES = """收入支出决算总表
公开01表
部门：河湾区水务局 金额单位：万元
收入 支出
项目 行次 决算数 项目 行次 决算数
栏次 1 栏次 2
一、一般公共预算财政拨款收入 1 1,500.00 一、一般公共服务支出 5
二、政府性基金预算财政拨款收入 2 80.00 二、社会保障和就业支出 6 300.00
三、城乡社区支出 7 1,280.00
本年收入合计 3 1,580.00 本年支出合计 8 1,580.00
总计 4 1,580.00 总计 9 1,580.00
"""
_BUDGET_SIDES = """2024年预算单位财务收支预算总表
编制单位：河湾区水务局 单位：元
本年收入 本年支出
项目 预算数 项目预算数
合计基本支出
项目支出
人员经费公用经费
一、财政拨款收入 15,000,000 一、社会保障和就业支出 3,000,000 2,000,000 1,000,000
二、事业收入 二、城乡社区支出 12,000,000 5,000,000 1,000,000 6,000,000
收入总计 15,000,000 支出总计 15,000,000 7,000,000 1,000,000 7,000,000
"""
_FUND_SIDES = """财政拨款收入支出决算总表
单位：万元
收入 支出
一般公共 政府性基 国有资本
项目 决算数 项目 合计 预算财政 金预算财 经营预算
拨款 政拨款 财政拨款
一、一般公共预算财政拨款 1,500.00 一、社会保障和就业支出 300.00 300.00
二、政府性基金预算财政拨款 80.00 二、城乡社区支出 1,280.00 1,200.00 80.00
本年收入合计 1,580.00 本年支出合计 1,580.00 1,500.00 80.00
年初财政拨款结转和结余 年末财政拨款结转和结余
总计 1,580.00 总计 1,580.00 1,500.00 80.00
"""
_PLAIN_NUMBERS = """2024年单位支出预算总表
单位：元
项目 支出预算
功能分类科目编码
功能分类科目名称 合计 基本支出 项目支出
类款项
208 社会保障和就业支出 300000 300000
20805 行政事业单位养老支出 300000 300000
2080505机关事业单位基本养老保险缴费支出 299500 299500
2080506机关事业单位职业年金缴费支出 500 500
212 城乡社区支出 1200000 700000 500000
21201 城乡社区管理事务 1200000 700000 500000
2120101行政运行 700000 700000
2120102一般行政管理事务 500000 500000
合计 1500000 1000000 500000
"""


def _is_not_named(_column: int, _amount: Decimal) -> bool:
    return False


def _read(folder: Path, text: str) -> Recognition:
    document = folder / "statement.txt"
    document.write_text(text, encoding="utf-8")
    return recognise(detect.read(document), _VOCABULARY)


def _place(folder: Path, text: str) -> set[tuple[str, str, Decimal]]:
    mentions = _read(folder, text).mentions
    return {(m.concept, m.code, m.value) for m in mentions if m.digits and m.kind == "figure" and m.status == "placed"}


@pytest.mark.parametrize("table", [_SIDES, _NUMBERED_SIDES])
def test_both_sides_of_a_page_are_read(tmp_path: Path, table: str) -> None:
    placed = _place(tmp_path, _FINAL + table)
    assert placed >= {
        ("general-public-appropriation", "", Decimal("1500.00")),
        ("government-funds-appropriation", "", Decimal("80.00")),
        ("revenue", "", Decimal("1580.00")),
        ("expenditure", "208", Decimal("300.00")),
        ("expenditure", "212", Decimal("1280.00")),
        ("expenditure", "224" if table is _SIDES else "", Decimal("25.00" if table is _SIDES else "1580.00")),
    }
    assert not any(value in {Decimal(number) for number in range(1, 10)} for _, _, value in placed)


def test_line_numbers_that_skip_one_are_not_taken_for_such(tmp_path: Path) -> None:
    placed = _place(tmp_path, _FINAL + _NUMBERED_SIDES.replace("支出 7 1,280.00", "支出 70 1,280.00"))
    assert ("expenditure", "212", Decimal("1280.00")) not in placed


def test_kinds_of_expenditure_beside_the_revenue_are_told_by_their_sums(tmp_path: Path) -> None:
    placed = _place(tmp_path, _BUDGET + _BUDGET_SIDES)
    assert placed >= {
        ("fiscal-appropriation", "", Decimal(15_000_000)),
        ("expenditure", "212", Decimal(12_000_000)),
        ("project-expenditure", "", Decimal(7_000_000)),
        ("personnel-expenses", "", Decimal(7_000_000)),
    }
    assert ("operating-expenses", "", Decimal(7_000_000)) not in placed


def test_funds_beside_each_other_are_told_by_their_sums(tmp_path: Path) -> None:
    mentions = _read(tmp_path, _FINAL + _FUND_SIDES).mentions
    of_212 = {(m.fund, m.value) for m in mentions if m.code == "212" and m.status == "placed"}
    assert {value for _, value in of_212} == {Decimal(1280), Decimal(1200), Decimal(80)}
    assert ("government-funds", Decimal(80)) in of_212
    placed = _place(tmp_path, _FINAL + _FUND_SIDES)
    assert ("general-public-appropriation", "", Decimal("1500.00")) in placed
    assert ("government-funds-appropriation", "", Decimal("80.00")) in placed


def test_a_row_whose_side_is_not_told_makes_no_table(tmp_path: Path) -> None:
    text = _SIDES.replace("四、住房保障支出\n", "五、其他 25.00\n")
    assert ("expenditure", "208", Decimal("300.00")) not in _place(tmp_path, _FINAL + text)


def test_plain_numbers_beside_codes_are_amounts(tmp_path: Path) -> None:
    placed = _place(tmp_path, _BUDGET + _PLAIN_NUMBERS)
    assert placed >= {
        ("basic-expenditure", "2080506", Decimal(500)),
        ("project-expenditure", "2120102", Decimal(500_000)),
        ("expenditure", "2080505", Decimal(299_500)),
        ("basic-expenditure", "", Decimal(1_000_000)),
    }


def test_a_column_with_a_gap_is_left_out_as_a_whole(tmp_path: Path) -> None:
    text = _PLAIN_NUMBERS.replace("212 城乡社区支出 1200000 700000 500000", "212 城乡社区支出 1200000 700000 50000")
    recognition = _read(tmp_path, _BUDGET + text)
    table = next(table for table in recognition.tables if table.rows)
    assert [head.concept for head in table.columns] == ["expenditure"]


def test_equal_amounts_of_two_items_stay_open() -> None:
    rows = [[Decimal(10), Decimal(5), Decimal(5)], [Decimal(5), Decimal(5)], [Decimal(5), Decimal(5)]]
    columns = place_amounts(rows, 3, [(1, -1, -1)], [Family(0, (1, 2))], _is_not_named)
    assert columns == [[0, None, None], [0, None], [0, None]]


def test_sums_of_many_items_are_given_up_in_time() -> None:
    rows = [[Decimal(2**30), Decimal(2**29), Decimal(2**29)], *([Decimal(3**i), Decimal(3**i)] for i in range(40))]
    columns = place_amounts(rows, 3, [(1, -1, -1)], [Family(0, tuple(range(1, 41)))], _is_not_named)
    assert all(own[1:] == [None] * len(own[1:]) for own in columns)


_EXPENSES = {
    "rows between spaces": """河湾区水务局2024年度“三公”经费预算情况表
部门:河湾区水务局 单位:万元
项目 本年年初预算数 上年年初预算数 本年预算比上年增减情况
增减额 增减幅度
合计 16.4 18.8 -2.4 -12.77%
1.因公出国(境)费
2.公务接待费 2.4 4.8 -2.4 -50.00%
3.公务用车购置及运行费 14 14 0 0.00%
""",
    "rows with bars below those of a page's own": """| 索引号 | 01-4 | 发布机构 | 河湾区水务局 |
| 文号 | 浏览量 | 31 |
附件. | ||||
河湾区水务局2024年“三公”经费预算情况统计表 | ||||
单位:万元 | ||||
项目 | 上年预算数 | 本年预算数 | 比上年增、减情况 | |
增、减金额 | 增、减幅度 | |||
合计 | 18.8 | 16.4 | -2.4 | -12.77% |
1.因公出国(境)费 | 0 | 0 | 0 | 0 |
2.公务接待费 | 4.8 | 2.4 | -2.4 | -50% |
3.公务用车购置及运行费 | 14 | 14 | 0 | 0 |
""",
}


@pytest.mark.parametrize("table", _EXPENSES.values(), ids=_EXPENSES)
def test_expenses_with_their_changes_are_read(tmp_path: Path, table: str) -> None:
    mentions = _read(tmp_path, f"河湾区水务局2024年部门预算\n{table}").mentions
    placed = {(m.concept, m.role, m.value) for m in mentions if m.kind == "figure" and m.status == "placed"}
    assert placed >= {
        ("three-public", "amount", Decimal("16.4")),
        ("three-public", "prior", Decimal("18.8")),
        ("reception", "change", Decimal("-2.4")),
        ("reception", "percent", Decimal(-50)),
        ("vehicles", "prior", Decimal(14)),
    }


def test_a_title_without_the_word_table_names_the_table_below_its_unit(tmp_path: Path) -> None:
    title = "一、2024年一般公共预算财政拨款“三公”经费支出决算"
    cells = "项 目;预 算 数;决 算 数;合 计;26;24.75;公务接待费;8;7.33;公务用车购置及运行费;18;17.42"
    text = "\n".join((title, "单位:万元", *cells.split(";"))) + "\n"
    placed = _place(tmp_path, _FINAL + text)
    assert placed >= {("three-public", "", Decimal(26)), ("reception", "", Decimal("7.33")), ("vehicles", "", Decimal("17.42"))}


def test_a_name_and_its_amount_without_a_space_are_two_cells(tmp_path: Path) -> None:
    text = "2024年“三公”经费预算表\n单位：万元\n项目2024年预算\n“三公”经费5.60\n公务用车运行维护费3.60\n公务接待费2.00\n"
    assert ("reception", "", Decimal("2.00")) in _place(tmp_path, _BUDGET + text)
