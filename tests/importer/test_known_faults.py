"""Faults that were measured on documents nobody had built on, each as the smallest document that shows it, from file to reports.

What one sentence says is in `test_kinds_of_sentences.py`; names, kinds and years in `test_identity.py`; records that cannot be
built in `test_damaged_documents.py`; empty tables, former names and pasted tables in `test_document_tables.py`; what the eye
reads in `test_visible_text.py`; files that are refused in `test_readers.py`. Here is what takes a whole document.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from imported_rows import import_bytes, import_text, sheet
from marked_documents import CARRIERS
from sample_documents import Paper

from budgetbook.importer.readers.document import UnreadableDocumentError

BUDGET = "某某县水务局2024年部门预算\n"
ACCOUNTS = "某某县水务局2024年部门决算\n"
EMPTY_TABLES = "\n".join(
    f"{sheet(f'{fund}财政拨款支出决算表', '元', '科目编码 科目名称 合计', ['_ 合计 _'])}\n注：本表为空表。"
    for fund in ("政府性基金预算", "国有资本经营预算")
)


# --------------------------------------------------------------- Nobody is accused wrongly.


@dataclass(frozen=True)
class Innocent:
    """A document that was accused, and how the check that did so ends."""

    text: str
    rule: str
    concept: str
    ends: tuple[str, ...]
    carrier: str = "html"


INNOCENT = {
    "2a whole 万元 in the text and yuan in a table": Innocent(
        "某某市财政局2024年部门预算\n2024年，某某市财政局收入预算17,192万元，其中：财政拨款收入17,192万元。“三公”经费预算数为346.30万元。\n"
        + sheet("部门收入总体情况表", "元", "科目编码 科目名称 合计", ["201 一般公共服务支出 171,915,169", "_ 合计 171,915,169"]),
        "equal",
        "revenue",
        ("rounding", "rounding"),
    ),
    "2b money carried over was spent": Innocent(
        ACCOUNTS
        + "本年收入500.00万元，其中：财政拨款收入500.00万元。年初结转和结余12.88万元。本年支出512.88万元。\n"
        + sheet("收入决算表", "万元", "科目编码 科目名称 本年收入合计", ["213 农林水支出 500.00", "_ 合计 500.00"])
        + "\n"
        + sheet("支出决算表", "万元", "科目编码 科目名称 本年支出合计", ["213 农林水支出 512.88", "_ 合计 512.88"])
        + "\n"
        + sheet("一般公共预算财政拨款支出决算表", "万元", "科目编码 科目名称 合计", ["213 农林水支出 500.00", "_ 合计 500.00"])
        + "\n"
        + EMPTY_TABLES,
        "sum",
        "expenditure",
        ("holds", "holds", "other-money"),
    ),
    "2c a note after other lines": Innocent(
        ACCOUNTS
        + sheet("政府性基金预算财政拨款收入支出决算表", "元", "科目编码 科目名称 合计", ["_ 合计 _"])
        + "\n注：本表反映部门本年度政府性基金预算财政拨款情况。\n说明：某某县水务局本年度没有政府性基金收支，故本表无数据。",
        "nil-table",
        "expenditure",
        ("holds", "holds"),
    ),
    "2d a row under a former name": Innocent(
        BUDGET
        + sheet(
            "一般公共预算支出表",
            "元",
            "科目名称 合计",
            ["社会保障和就业支出 500,000", "医疗卫生与计划生育支出 60,000", "住房保障支出 40,000", "合计 600,000"],
        ),
        "sum",
        "expenditure",
        ("holds",),
    ),
    "2e cars of an institution": Innocent(
        "某某县图书馆2024年部门预算\n机关运行经费0万元。\n公务用车运行维护费6.40万元。",
        "at-most",
        "vehicle-operation",
        ("not-its-kind",),
        "txt",
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", INNOCENT)
def test_a_document_that_is_right_is_not_accused(name: str, tmp_path: Path) -> None:
    case = INNOCENT[name]
    imported = import_text(case.text, case.carrier, tmp_path)
    assert imported.accused == []
    assert tuple(imported.ends(case.rule, case.concept)) == case.ends


def test_a_code_under_another_name_is_accused_of_the_name_alone(tmp_path: Path) -> None:
    rows = ["302 _ 商品和服务支出 7,020", "302 12 机关事业单位退休人员活动费 7,020", "_ _ 合计 7,020"]
    text = BUDGET + "因公出国（境）费0万元。\n" + sheet("一般公共预算基本支出表", "元", "类 款 科目名称 合计", rows)
    imported = import_text(text, "html", tmp_path)
    assert imported.accused == ["code 30212 机关事业单位退休人员活动费 -> 30212 因公出国（境）费用 @ t1 r3 c4"]
    assert "other-name" in imported.ends("at-most", "basic-expenditure")


def test_items_without_the_rows_of_their_classes_are_not_accused(tmp_path: Path) -> None:
    rows = ["30101 基本工资 60.00", "30201 办公费 8.00"]
    text = ACCOUNTS + sheet("一般公共预算财政拨款基本支出决算表", "万元", "科目编码 科目名称 决算数", rows)
    assert import_text(text, "html", tmp_path).accused == []
    orphan = [*rows, "302 商品和服务支出 8.00"]
    text = ACCOUNTS + sheet("一般公共预算财政拨款基本支出决算表", "万元", "科目编码 科目名称 决算数", orphan)
    assert import_text(text, "html", tmp_path).accused == ["code 30101 基本工资 -> 30101 基本工资 @ t1 r2 c3"]


def test_a_printed_total_of_nothing_is_one_finding(tmp_path: Path) -> None:
    text = (
        BUDGET
        + "2024年收入预算总计0万元，比2023年450.00万元增加50.00万元，增长11.11%。"
        + "其中：财政拨款收入480.00万元，其他资金收入20.00万元。\n"
        + "支出预算500.00万元。\n"
        + sheet("部门收入总体情况表", "元", "科目编码 科目名称 合计", ["213 农林水支出 5,000,000", "_ 合计 5,000,000"])
    )
    assert len(import_text(text, "html", tmp_path).accused) == 1


# --------------------------------------------------------------- Tables and papers.

THREE_ROWS = """
一般公共预算财政拨款“三公”经费及机关运行经费支出决算表
单位：万元
! - 万元 - - - - - - - - - - - - -
| 一般公共预算财政拨款“三公”经费 | < | < | < | < | < | < | < | < | < | < | < | 机关运行经费决算数 |
| 合计 | < | 因公出国（境）费 | < | 公务用车购置及运行费 | < | < | < | < | < | 公务接待费 | < | ^ |
| ^ | ^ | ^ | ^ | 小计 | < | 公务用车购置费 | < | 公务用车运行费 | < | ^ | ^ | ^ |
| 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | ^ |
| 9.00 | 8.00 | 1.00 | 0.50 | 5.00 | 4.50 | 2.00 | 1.50 | 3.00 | 3.10 | 3.20 | 3.30 | 20.00 |
"""
PLAIN = sheet(
    "某某区水务局“三公”经费预算支出表",
    "万元",
    "项目 预算数",
    [
        "合计 9.00",
        "1.因公出国(境)费用 0.00",
        "2.公务接待费 3.00",
        "3.公务用车费 6.00",
        "其中:公务用车运行维护费 6.00",
        "公务用车购置 0.00",
    ],
)
FIGURES = {
    "6 budget and outcome under three rows of headings": (
        "html",
        ACCOUNTS + THREE_ROWS,
        [
            "9.00万元 three-public budget 2024",
            "8.00万元 three-public amount 2024",
            "1.00万元 overseas-travel budget 2024",
            "0.50万元 overseas-travel amount 2024",
            "5.00万元 vehicles budget 2024",
            "4.50万元 vehicles amount 2024",
            "2.00万元 vehicle-purchase budget 2024",
            "1.50万元 vehicle-purchase amount 2024",
            "3.00万元 vehicle-operation budget 2024",
            "3.10万元 vehicle-operation amount 2024",
            "3.20万元 reception budget 2024",
            "3.30万元 reception amount 2024",
            "20.00万元 agency-operating-expenses amount 2024",
        ],
    ),
    "6 a plain table of parts of one figure": (
        "html",
        "某某区水务局2024年部门预算\n" + PLAIN,
        [
            "9.00万元 three-public amount 2024",
            "0.00万元 overseas-travel amount 2024",
            "3.00万元 reception amount 2024",
            "6.00万元 vehicles amount 2024",
            "6.00万元 vehicle-operation amount 2024",
            "0.00万元 vehicle-purchase amount 2024",
        ],
    ),
    "6 cars as forms describe them": (
        "txt",
        ACCOUNTS + "行政事业单位执行公务，开展业务活动的公务用车购置及运行费决算支出785万元。",
        ["785万元 vehicles amount 2024"],
    ),
    "6 contracts of small firms without commas": (
        "txt",
        ACCOUNTS
        + "政府采购支出20.00万元。其中：预留政府采购项目中由中小企业中标或成交的采购金额15.00万元，"
        + "其他政府采购项目中由中小企业中标或成交的采购金额4.00万元。",
        [
            "20.00万元 procurement amount 2024",
            "15.00万元 awarded-in-set-aside amount 2024",
            "4.00万元 awarded-elsewhere amount 2024",
        ],
    ),
}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_placed(name: str, tmp_path: Path) -> None:
    carrier, text, placed = FIGURES[name]
    assert import_text(text, carrier, tmp_path).placed == placed


@pytest.mark.parametrize("carrier", [*CARRIERS, "txt"])
def test_a_form_left_as_it_was_is_doubtful_and_told(carrier: str, tmp_path: Path) -> None:
    text = ACCOUNTS + "公务接待费6万元，比上年下降（增长）27.78%。\n公务用车运行维护费2万元，比上年增加(减少)0万元。"
    imported = import_text(text, carrier, tmp_path)
    no_change = "0万元 vehicle-operation change 2024"  # whichever word was meant
    assert imported.placed == ["6万元 reception amount 2024", "2万元 vehicle-operation amount 2024", no_change]
    assert imported.doubtful == ["27.78% reception percent 2024"]
    assert [told.partition(" @")[0] for told in imported.accused] == ["wording 下降（增长）", "wording 增加(减少)"]


def test_a_paragraph_of_a_page_goes_on_over_its_lines(tmp_path: Path) -> None:
    text = "公务接待费按照规定开支，主要用于单位按规定开支的各类公务接待支出，包括外宾接待支出和国内接待支出等各项。"
    paper = Paper()
    paper.line("某某县水务局2024年部门预算")
    paper.prose(f"{text}2024年公务接待费预算54.60万元，比上年预算增加4.60万元，增长9.20%。")
    assert import_bytes(paper.done(), "pdf", tmp_path).placed == [
        "54.60万元 reception amount 2024",
        "4.60万元 reception change 2024",
        "9.20% reception percent 2024",
    ]


# --------------------------------------------------------------- Places and carriers.


def test_each_number_of_a_figure_has_its_own_row_and_place(tmp_path: Path) -> None:
    text = (
        ACCOUNTS
        + "一、支出\n（一）总体\n2024年支出合计500.00万元。\n（二）结构\n基本支出300.00万元，占支出的60.00%。\n（三）预算\n"
        + "基本支出年初预算为310.00万元。读者134条，另列21.55万元。"
    )
    imported = import_text(text, "txt", tmp_path)
    places = {(row["concept"], row["role"]): (row["at"], row["place"]) for row in imported.numbers if row["status"] == "placed"}
    assert places["basic-expenditure", "amount"] == places["basic-expenditure", "share"] == ("一（二）", "l6")
    assert places["basic-expenditure", "budget"] == ("一（三）", "l8")
    assert [row["printed"] for row in imported.numbers if row["place"] == "l8"] == ["310.00", "134", "21.55"]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("科目,预算\n工资,60.00\n办公费,8.00\n", "import-fields"),
        ("某某县水务局2024年部门预算\n收入预算    万元，支出预算    万元。\n", "import-blank-form"),
        ("某某县水务局部门预算\n支出预算5万元。\n", "import-no-year"),
    ],
)
def test_what_is_no_statement_is_told_so(text: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        import_bytes(text.encode(), "csv", tmp_path)
    assert refusal.value.reason.key == key
    assert not (tmp_path / "body").exists()


def test_a_text_in_another_encoding_gives_the_same_rows(tmp_path: Path) -> None:
    text = ACCOUNTS + "公务接待费支出2.05万元，年初预算为2.95万元，差值为0.9万元。"
    rows = []
    for encoding in ("utf-8", "gb18030"):
        folder = tmp_path / encoding
        folder.mkdir()
        rows.append(import_bytes(text.encode(encoding), "txt", folder).placed)
    assert rows[0] == rows[1] == ["2.05万元 reception amount 2024", "2.95万元 reception budget 2024"]
