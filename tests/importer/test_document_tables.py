"""What stands in and below a table is read alike in every carrier, and what is not sure stays out of the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_parts import document, lost, read, read_as, table, words
from marked_documents import CARRIERS, parse

from budgetbook.content.control_list import read_numbers
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.control_list import build_control_list
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.recognise import recognise

EVERY_CARRIER = pytest.mark.parametrize("carrier", CARRIERS)


def _draft(text: str, carrier: str, folder: Path) -> StatementDraft:
    """The draft of a document of marked lines."""
    file = folder / f"document.{carrier}"
    file.write_bytes(CARRIERS[carrier](parse(text.strip().splitlines())))
    return assemble(recognise(detect.read(file), words()), words())


EMPTY = """
某某县水务局2024年部门决算
二、附表
政府性基金预算财政拨款收入支出决算表
单位：万元
! - 万元 - - - - -
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| | 合计 | | | |
注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转结余情况。
无政府性基金预算财政拨款收入支出的，仍保留该表格式，并在本表下方作下述说明：
说明：{note}
三、其他说明
2024年公务接待费2.00万元。
"""


@EVERY_CARRIER
def test_the_note_of_an_empty_table_may_come_after_other_lines(carrier: str, tmp_path: Path) -> None:
    note = "某某县水务局本年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算安排的支出，故本表无数据。"
    made = _draft(EMPTY.replace("{note}", note), carrier, tmp_path)
    entry = made.breakdowns["government-funds-by-function"]
    assert entry["nil_note"] == "true"
    assert entry["nil_funds"] == ["government-funds"]
    assert [f.verdict for f in dry_run.apply_rules(made, words()) if f.rule == "nil-table"] == ["holds"] * 2


@EVERY_CARRIER
def test_what_a_form_says_of_empty_tables_is_no_note(carrier: str, tmp_path: Path) -> None:
    made = _draft(EMPTY.replace("说明：{note}", "说明：如为空表，请说明。"), carrier, tmp_path)
    assert "nil_note" not in made.breakdowns["government-funds-by-function"]


def test_a_note_below_the_next_heading_is_of_another_table() -> None:
    empty = table(("国有资本经营预算财政拨款支出决算表", "单位：万元"), [["科目编码", "科目名称", "合计"], ["", "合计", ""]])
    made = assemble(recognise(document(empty, "三、其他说明", "故本表为空表。"), words()), words())
    assert "nil_note" not in made.breakdowns["state-capital-by-function"]


def test_a_line_without_a_unit_is_left_to_the_editor() -> None:
    rows: list[list[str | None]] = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "500.00", "300.00", "200.00"],
        ["", "合计", "500.00", "300.00", "200.00"],
    ]
    shown = table(("一般公共预算财政拨款支出决算表", "单位：万元"), rows)
    sentence = "一般公共预算财政拨款支出万元,主要用于以下方面:一般公共服务支出500.00"
    made = read_as("某某县财政局2024年度部门决算", sentence, shown)
    assert "general-public-by-function" not in made.lines
    assert [(m.digits, m.status) for m in made.open_mentions] == [("500.00", "doubtful")]
    assert dry_run.apply_rules(made, words())


def test_a_row_of_unknown_name_beside_rows_of_figures_is_no_part_of_a_sum() -> None:
    rows: list[list[str | None]] = [["项目", "预算数"], ["合计", "12.00"], ["1.公务接待费", "2.00"], ["2.某种费用", "10.00"]]
    blocks = table(("“三公”经费预算支出表", "单位：万元"), rows)
    placed = {m.digits: m.concept for m in read(blocks).mentions if m.kind == "figure" and m.status == "placed"}
    assert placed == {"12.00": "three-public", "2.00": "reception"}
    assert ("10.00", "figure") in lost(blocks)


def test_a_class_by_its_former_name_is_a_class_of_its_table() -> None:
    rows: list[list[str | None]] = [
        ["科目名称", "合计"],
        ["社会保障和就业支出", "500,000"],
        ["医疗卫生与计划生育支出", "60,000"],
        ["住房保障支出", "40,000"],
        ["合计", "600,000"],
    ]
    made = read_as("某某县水务局2024年部门预算", table(("一般公共预算支出表", "单位：元"), rows))
    assert [f.verdict for f in dry_run.apply_rules(made, words()) if f.rule == "sum"] == ["holds"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("医疗卫生与计划生育支出（类）行政事业单位医疗（款）行政单位医疗（项）", "2101101"),
        ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）", "2101101"),
        ("社会保障和就业支出（类）行政事业单位离退休（款）归口管理的行政单位离退休（项）", "2080501"),
        ("国土海洋气象等支出（类）国土资源事务（款）行政运行（项）", "2200101"),
        ("国土海洋气象等支出（类）国土资源事务（款）海岛巡护（项）", ""),
    ],
)
def test_an_item_is_found_by_its_former_names(path: str, code: str) -> None:
    found = [m for m in read(f"{path}50.00万元。").mentions if m.digits == "50.00"]
    assert [m.code for m in found] == [code]


def test_every_former_name_ended_before_the_present_one() -> None:
    for entries in words().classifications.values():
        for code, entry in entries.items():
            years = [former.until for former in entry.formerly]
            assert years == sorted(set(years)), code
            assert entry.name["zh"] not in {former.name for former in entry.formerly}, code


LIST = """
河湾区图书馆2024年度部门决算
一、支出情况
一般公共预算财政拨款支出190.70万元，主要用于以下方面：
1.文化旅游体育与传媒支出（类）文化和旅游（款）图书馆（项）150.00万元，主要用于日常。
2.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）40.00万元，主要用于缴费。
{more}
二、附表
一般公共预算财政拨款支出决算表
单位：元
! general-public-by-function 元 code name expenditure
| 科目编码 | 科目名称 | 合计 |
| 207 | 文化旅游体育与传媒支出 | 1,500,000 |
| 20701 | 文化和旅游 | 1,500,000 |
| 2070104 | 图书馆 | 1,500,000 |
| 208 | 社会保障和就业支出 | 407,020 |
| 20805 | 行政事业单位养老支出 | 407,020 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 400,000 |
| 2080599 | 其他行政事业单位养老支出 | 7,020 |
| | 合计 | 1,907,020 |
"""


@pytest.mark.slow
@EVERY_CARRIER
@pytest.mark.parametrize(
    ("more", "verdicts"),
    [
        ("", [("fails", ("general-public-by-function.2080599",))]),
        ("3.某项没有读懂的支出0.70万元。", [("untestable", ("general-public-by-function.2080599",))]),
        ("3.社会保障和就业支出（类）行政事业单位养老支出（款）其他行政事业单位养老支出（项）0.70万元。", []),
    ],
)
def test_a_list_that_leaves_a_line_out(
    more: str, verdicts: list[tuple[str, tuple[str, ...]]], carrier: str, tmp_path: Path
) -> None:
    file = tmp_path / f"document.{carrier}"
    file.write_bytes(CARRIERS[carrier](parse([line for line in LIST.replace("{more}", more).splitlines() if line])))
    found = recognise(detect.read(file), words())
    numbers, _ = read_numbers("numbers.txt", build_control_list(file, found.document, found.mentions))
    findings = dry_run.apply_rules(assemble(found, words()), words(), numbers)
    assert [(f.verdict, f.missing_parts) for f in findings if f.kind == "unlisted"] == verdicts


@EVERY_CARRIER
def test_the_note_of_an_empty_table_is_about_its_own_account(carrier: str, tmp_path: Path) -> None:
    made = _draft(EMPTY.replace("{note}", "本单位无国有资本经营预算安排的支出，故本表为空表。"), carrier, tmp_path)
    findings = [f for f in dry_run.apply_rules(made, words()) if f.rule == "nil-table"]
    assert [(f.kind, f.verdict, f.printed_value) for f in findings] == [
        ("", "holds", "nil-note"),
        ("account", "fails", "state-capital"),
    ]


PASTED = """
某某县水务局2024年部门决算
二、附表
收入支出决算总表
单位：万元
收入
支出
项目
行次
金额
项目
行次
金额
一、一般公共预算财政拨款收入
1
440.55
一、一般公共服务支出
29
423.20
二、政府性基金预算财政拨款收入
2
二、社会保障和就业支出
30
17.35
本年收入合计
27
440.55
本年支出合计
57
440.55
三、其他说明
2024年公务接待费2.00万元。
"""


@pytest.mark.parametrize("carrier", [*CARRIERS, "txt"])
def test_a_table_pasted_cell_by_cell_is_a_table(carrier: str, tmp_path: Path) -> None:
    file = tmp_path / f"document.{carrier}"
    lines = PASTED.strip().splitlines()
    file.write_bytes(CARRIERS[carrier](parse(lines)) if carrier in CARRIERS else PASTED.strip().encode())
    found = recognise(detect.read(file), words())
    figures = [(m.digits, m.concept, m.table) for m in found.mentions if m.kind == "figure" and m.status == "placed"]
    balance = "revenue-and-expenditure"
    assert figures == [
        ("440.55", "general-public-appropriation", balance),
        ("423.20", "expenditure", balance),
        ("17.35", "expenditure", balance),
        ("440.55", "revenue", balance),
        ("440.55", "expenditure", balance),
        ("2.00", "reception", ""),
    ]
    made = assemble(found, words())
    assert [row["name"] for row in made.breakdowns[balance]["rows"]] == ["一、一般公共服务支出", "二、社会保障和就业支出"]
    assert {f.verdict for f in dry_run.apply_rules(made, words()) if f.rule == "sum"} == {"holds"}


def test_a_few_short_lines_are_no_table(tmp_path: Path) -> None:
    file = tmp_path / "document.txt"
    file.write_text("某某县水务局2024年部门决算\n附件\n1\n2.50\n说明\n2\n3.50\n", encoding="utf-8")
    assert all(isinstance(block, Paragraph) for block in detect.read(file).blocks)


CONTENTS = """
河湾区图书馆2024年度部门决算
目录
第一部分 部门决算表
一、收入决算表{leader}
二、支出决算表{leader}
第一部分 部门决算表
收入决算表
单位：万元
! revenue-by-function 万元 code name revenue
| 科目编码 | 科目名称 | 合计 |
| 201 | 一般公共服务支出 | 10.00 |
| | 合计 | 10.00 |
{more}
第二部分 部门决算说明
2024年公务接待费2.00万元。
"""


@pytest.mark.slow
@EVERY_CARRIER
@pytest.mark.parametrize("leader", ["", "…………………3"])
@pytest.mark.parametrize(
    ("more", "missing"),
    [("", ["expenditure-by-function"]), ("支出决算表", []), ("某某情况表\n! - 万元 - -\n| 名称 | 数 |\n| 一 | 1 |", [])],
)
def test_a_table_that_only_the_contents_have(more: str, missing: list[str], leader: str, carrier: str, tmp_path: Path) -> None:
    made = _draft(CONTENTS.replace("{leader}", leader).replace("{more}", more), carrier, tmp_path)
    assert [name for name, entry in made.tables.items() if entry.get("in_contents_only")] == missing
    findings = [f for f in dry_run.apply_rules(made, words()) if f.kind == "contents"]
    assert [(f.concept, f.verdict) for f in findings] == [(name, "fails") for name in missing]
