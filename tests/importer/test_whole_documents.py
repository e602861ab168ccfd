"""A whole final account as a page gives it line by line: lines of one width, broken names, heads out of order, no empty cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from sample_documents import LEFT, RIGHT, Paper

from budgetbook.importer.fiscal_year import MissingYearError
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.readers.line_joining import measure_width
from budgetbook.importer.readers.wrapped_lines import is_broken
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.vocabulary import load

_VOCABULARY = load(Path("content"))
_WIDTH = 58
_TITLE = "河湾区水务局 2024 年度部门决算"
_TABLES = """收入支出决算总表
单位：万元
收入 支出
项目 决算数 项目 决算数
一、一般公共预算财政拨款收入 1,500.00 一、一般公共服务支出
二、政府性基金预算财政拨款收入 二、社会保障和就业支出 300.00
三、城乡社区支出 1,200.00
本年收入合计 1,500.00 本年支出合计 1,500.00
注：本表反映部门本年度的总收支情况。
支出决算表
单位：万元
项目
对附属单位补助
本年支出合计 基本支出 项目支出 上缴上级支出 经营支出
功能分类 支出
科目名称
科目编码
决算数 决算数 决算数 决算数 决算数 决算数
类 款 项 合计 1,500.00 1,000.00 500.00 0.00 0.00 0.00
208 社会保障和就业支出 300.00 300.00 0.00 0.00 0.00 0.00
20805 行政事业单位养老支出 300.00 300.00 0.00 0.00 0.00 0.00
2080505 机关事业单位基本养老保险缴费 200.00 200.00 0.00 0.00 0.00 0.00
支出
2080506 机关事业单位职业年金缴费支出 100.00 100.00 0.00 0.00 0.00 0.00
7
212 城乡社区支出 1,200.00 700.00 500.00 0.00 0.00 0.00
21201 城乡社区管理事务 1,200.00 700.00 500.00 0.00 0.00 0.00
2120101 行政运行 700.00 700.00 0.00 0.00 0.00 0.00
2120102 一般行政管理事务 500.00 0.00 500.00 0.00 0.00 0.00
注：本表反映部门本年度各项支出情况。
一般公共预算财政拨款支出决算表
单位：万元
项目
合计 基本支出 项目支出
功能分类
科目名称
科目编码
208 社会保障和就业支出 300.00 300.00
20805 行政事业单位养老支出 300.00 300.00
机关事业单位基
2080505 本养老保险缴费 200.00 200.00
支出
2080506
支机出关事业单位职业年金缴费
100.00 100.00
212 城乡社区支出 1,200.00 700.00 500.00
21201 城乡社区管理事务 1,200.00 700.00 500.00
2120101 行政运行 700.00 700.00
2120102 一般行政管理事务 500.00 500.00
合计 1,500.00 1,000.00 500.00
注：本表反映部门本年度一般公共预算财政拨款支出情况。
一般公共预算财政拨款基本支出决算表
单位：万元
经济分
经济分类
类科目
科目编码 科目名称 决算数 科目名称 决算数
编码
类 款 类 款
301 工资福利支出 800.00 302 商品和服务支出 200.00
301 01 基本工资 500.00 302 01 办公费 120.00
机关事业单位基本
301 08 300.00 302 11 差旅费 80.00
养老保险缴费
301 13 住房公积金 302 17 公务接待费
人员经费合计 800.00 公用经费合计 200.00
注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。
财政拨款“三公”经费支出决算表
单位：万元
财政拨款“三公”经费
公务用车购置及运行维护费
因公出国
合计 公务用车 公务用车 公务接待费
（境）费 小计
购置费 运行维护费
预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数 预算数 决算数
12.00 10.50 0.00 0.00 10.00 9.50 0.00 0.00 10.00 9.50 2.00 1.00
注：本表反映部门本年度“三公”经费支出预决算情况。"""
_PROSE = (
    "一、收入支出决算总体情况说明",
    (
        "河湾区水务局 2024 年度收入支出总计 1,500.00 万元。与 2023 年度相比，收入支出总计增加 100.00 万元，增长 7.14%。"
        "主要原因：基本支出增加。"
    ),
    "四、财政拨款收入支出决算总体情况说明",
    "河湾区水务局 2024 年度财政拨款收入支出总计 1,500.00 万元。",
    "五、一般公共预算财政拨款支出决算情况说明",
    "一般公共预算财政拨款支出年初预算为 1,420.00 万元，支出决算为 1,500.00 万元，完成年初预算的 105.63%。其中：",
    (
        "1.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项），主要用于缴纳养老保险费。"
        "年初预算为 210.00 万元，支出决算为 200.00 万元。决算数小于预算数的主要原因：人员减少。"
    ),
    (
        "2.城乡社区支出（类）城乡社区管理事务（款）一般行政管理事务（项），主要用于河道养护等项目支出，年初预算为 450.00 万元，"
        "支出决算为 500.00 万元，决算数大于预算数的主要原因：年中追加。"
    ),
    (
        "3.城乡社区支出（类）河湾环境事务（款）河湾法规、规划及标准（项），主要用于编制规划。年初预算为 0.00 万元，支出决算为 "
        "7.50 万元，决算数大于预算数的主要原因：年中追加。"
    ),
    "十一、其他重要事项的情况说明",
    (
        "河湾区水务局 2024 年度政府采购金额（以合同签订为准）为 90.00 万元，其中：货物采购金额 20.00 万元、"
        "工程采购金额 30.00 万元、服务采购金额 40.00 万元。"
    ),
)
Reading = tuple[str, str, str, Decimal]
_IN_PROSE: set[Reading] = {
    ("total-revenue", "", "amount", Decimal("1500.00")),
    ("total-revenue", "", "change", Decimal("100.00")),
    ("total-revenue", "", "percent", Decimal("7.14")),
    ("general-public-expenditure", "", "budget", Decimal("1420.00")),
    ("general-public-expenditure", "", "completion", Decimal("105.63")),
    ("expenditure", "2080505", "budget", Decimal("210.00")),
    ("expenditure", "2080505", "amount", Decimal("200.00")),
    ("expenditure", "2120102", "budget", Decimal("450.00")),
    ("expenditure", "2120102", "amount", Decimal("500.00")),
    ("procurement", "", "amount", Decimal("90.00")),
    ("procurement-goods", "", "amount", Decimal("20.00")),
    ("procurement-works", "", "amount", Decimal("30.00")),
    ("procurement-services", "", "amount", Decimal("40.00")),
}
_IN_TABLES: set[Reading] = {
    ("expenditure", "2120101", "amount", Decimal("700.00")),
    ("basic-expenditure", "2120101", "amount", Decimal("700.00")),
    ("project-expenditure", "2120102", "amount", Decimal("500.00")),
    ("basic-expenditure", "2080505", "amount", Decimal("200.00")),
    ("expenditure", "2080506", "amount", Decimal("100.00")),
    ("basic-expenditure", "30101", "amount", Decimal("500.00")),
    ("basic-expenditure", "30108", "amount", Decimal("300.00")),
    ("basic-expenditure", "30211", "amount", Decimal("80.00")),
    ("three-public", "", "budget", Decimal("12.00")),
    ("three-public", "", "amount", Decimal("10.50")),
    ("vehicles", "", "amount", Decimal("9.50")),
    ("vehicle-operation", "", "budget", Decimal("10.00")),
    ("reception", "", "budget", Decimal("2.00")),
    ("reception", "", "amount", Decimal("1.00")),
}


def _wrap(text: str) -> str:
    """The text in lines of one width, broken anywhere but within numbers."""
    lines = [""]
    for word in text.replace(" ", "\0 \0").split("\0"):
        for piece in [word] if word.isascii() else [*word]:
            if measure_width(lines[-1] + piece) > _WIDTH:
                lines.append("")
            lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


_DUMP = "\n".join((_TITLE, _TABLES, *map(_wrap, _PROSE)))


def _read(folder: Path, data: bytes, name: str = "statement.txt") -> Recognition:
    path = folder / name
    path.write_bytes(data)
    return recognise(detect.read(path), _VOCABULARY)


def _placed(recognition: Recognition) -> set[Reading]:
    return {(m.concept, m.code, m.role, m.value) for m in recognition.mentions if m.digits and m.status == "placed"}


def _draw() -> bytes:
    """The same account as a PDF with ruled tables."""
    paper = Paper(number="{}")
    paper.title(_TITLE)
    paper.line("支出决算表")
    paper.line("单位：万元")
    width = (RIGHT - LEFT) / 8
    names = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位\n补助支出")
    rows = [
        ("科目编码", "科目名称", *names),
        ("", "合计", "1,500.00", "1,000.00", "500.00", "0.00", "0.00", "0.00"),
        ("2080505", "机关事业单位\n基本养老保险\n缴费支出", "200.00", "200.00", "0.00", "0.00", "0.00", "0.00"),
        ("2120101", "行政运行", "700.00", "700.00", "0.00", "0.00", "0.00", "0.00"),
        ("2120102", "一般行政管理\n事务", "500.00", "0.00", "500.00", "0.00", "0.00", "0.00"),
    ]
    paper.table(rows, [width] * 8, 40, 8)
    paper.next()
    for text in _PROSE:
        paper.prose(text)
    return paper.done()


def test_a_whole_account_given_line_by_line_is_read(tmp_path: Path) -> None:
    placed = _placed(_read(tmp_path, _DUMP.encode()))
    assert placed >= _IN_PROSE | _IN_TABLES


def test_a_whole_account_is_read_alike_from_a_pdf(tmp_path: Path) -> None:
    placed = _placed(_read(tmp_path, _draw(), "statement.pdf"))
    assert placed >= _IN_PROSE
    assert ("project-expenditure", "2120102", "amount", Decimal("500.00")) in placed


@pytest.mark.parametrize("carrier", ["txt", "pdf"])
def test_an_unknown_item_is_never_the_whole_fund(tmp_path: Path, carrier: str) -> None:
    recognition = _read(tmp_path, _draw() if carrier == "pdf" else _DUMP.encode(), f"statement.{carrier}")
    of_fund = {
        m.value for m in recognition.mentions if m.digits and m.concept == "general-public-expenditure" and m.unit == "万元"
    }
    assert of_fund <= {Decimal("1420.00"), Decimal("1500.00")}


def test_the_sums_of_the_classes_tell_the_columns_of_their_items(tmp_path: Path) -> None:
    recognition = _read(tmp_path, _DUMP.encode())
    table = next(table for table in recognition.tables if table.id == "general-public-by-function")
    rows = {row.code: row.values for row in table.rows}
    assert [head.concept for head in table.columns] == ["expenditure", "basic-expenditure", "project-expenditure"]
    assert rows["2080505"] == ("200.00", "200.00", None)
    assert rows["2120102"] == ("500.00", None, "500.00")


def test_amounts_whose_column_is_not_told_are_not_placed(tmp_path: Path) -> None:
    other = _DUMP.replace(
        "700.00 700.00\n2120102 一般行政管理事务 500.00 500.00\n合计 1,500.00 1,000.00 500.00", "700.00 700.00\n合计 1,500.00"
    )
    assert other != _DUMP
    recognition = _read(tmp_path, other.encode())
    table = next(table for table in recognition.tables if table.id == "general-public-by-function")
    assert [head.concept for head in table.columns] == ["expenditure"]
    assert table.total == ("1,500.00",)


def test_heads_of_another_order_are_no_form(tmp_path: Path) -> None:
    other = _DUMP.replace("本年支出合计 基本支出 项目支出 上缴上级支出", "本年支出合计 项目支出 基本支出 上缴上级支出")
    assert "expenditure-by-function" not in {table.id for table in _read(tmp_path, other.encode()).tables}


def test_columns_that_do_not_add_up_are_no_form(tmp_path: Path) -> None:
    other = _DUMP.replace("1,200.00 700.00 500.00 0.00", "1,200.00 100.00 500.00 0.00")
    assert "expenditure-by-function" not in {table.id for table in _read(tmp_path, other.encode()).tables}


@pytest.mark.slow
def test_no_piece_of_a_document_stops_the_reading(tmp_path: Path) -> None:
    lines = _DUMP.splitlines()
    for size, step in ((9, 4), (40, 11)):
        for start in range(0, len(lines), step):
            without = [*lines[:start], *lines[start + size :]]
            for piece in (
                without,
                [_TITLE, *lines[start : start + size]],
                [_TITLE, *("|".join(w.split()) + "|" for w in without)],
            ):
                try:
                    _read(tmp_path, "\n".join(piece).encode())
                except (UnreadableDocumentError, MissingYearError):
                    continue


def test_the_funds_listed_below_what_was_carried_over_are_not_the_years_own(tmp_path: Path) -> None:
    lines = (
        "财政拨款收入支出决算总表",
        "单位：万元",
        "年初财政拨款结转和结余 0.00 年末财政拨款结转和结余 0.00",
        "一、一般公共预算财政拨款 0.00",
        "二、政府性基金预算财政拨款 0.00",
        "总计 500.00 总计 500.00",
    )
    file = tmp_path / "document.txt"
    file.write_text("\n".join((_TITLE, "2024年财政拨款收入500.00万元。", *lines)), encoding="utf-8")
    mentions = recognise(detect.read(file), _VOCABULARY).mentions
    assert not [m for m in mentions if m.concept == "general-public-appropriation" and m.status == "placed"]


def test_a_line_that_announces_parts_goes_on() -> None:
    assert is_broken(["住房公积金112788元，其中：", "基本支出112788元，项目支出0元。"], 0)
    assert not is_broken(["住房公积金112788元，其中：", "一、基本支出112788元，项目支出0元。"], 0)
