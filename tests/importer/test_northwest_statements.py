"""What schools, health centres and procuratorates of the north-west write: their own names, codes before paths, shares alone."""

from __future__ import annotations

from pathlib import Path

import document_parts
import pytest

from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import recognise


def placed(*paragraphs: str, title: str) -> set[tuple[str, str, str, str]]:
    """Concept, code, role and digits of every placed figure."""
    return {
        (m.concept, m.code, m.role, m.digits) for m in mentions(*paragraphs, title=title) if m.status == "placed" and m.digits
    }


def mentions(*paragraphs: str, title: str) -> tuple[Mention, ...]:
    """Every mention of a text."""
    return recognise(document_parts.document(*paragraphs, title=title), document_parts.words()).mentions


@pytest.mark.parametrize("body", ["某某县河湾学区", "河湾镇卫生院", "某某县人民检察院", "河湾镇九年制学校"])
def test_a_side_behind_the_own_name_is_the_bodys(body: str) -> None:
    title = f"{body}2024年部门决算"
    assert ("expenditure", "", "amount", "488.20") in placed(f"2024年度，{body}支出为488.20万元。", title=title)
    assert ("revenue", "", "amount", "490.10") in placed(f"2024年度，{body}收入为490.10万元。", title=title)
    others = placed("2024年度，下属河湾站支出为488.20万元。", f"{body}食堂支出为9.00万元。", title=title)
    assert not [each for each in others if each[0] == "expenditure"]


def test_a_whole_code_stands_before_names_written_as_a_path() -> None:
    text = r"按支出功能分类科目：20404公共安全\检察380.00万元；20701文化旅游体育与传媒支出-文化和旅游90.00万元。"
    found = placed(text, title="某某县人民检察院2024年部门预算")
    assert {("expenditure", "20404", "amount", "380.00"), ("expenditure", "20701", "amount", "90.00")} <= found
    strange = placed(r"20404教育支出\检察380.00万元；20499公共安全\消防90.00万元。", title="某某县人民检察院2024年部门预算")
    assert not [each for each in strange if each[0] == "expenditure"]


def test_the_number_of_a_heading_is_no_piece_of_a_name() -> None:
    found = mentions(
        "（一）教育支出（类）普通教育（款）小学教育（项）", "2024年预算数为90.00万元。", title="某某县教育局2024年部门预算"
    )
    assert [(m.code, m.status) for m in found if m.digits == "90.00"] == [("2050202", "placed")]


def test_a_class_may_have_a_share_and_no_amount() -> None:
    text = "2024年财政拨款用于以下方面：一般公共服务（类）占87.31%；教育（类）占7.69%；卫生健康支出（类）占5.00%。"
    found = {
        (m.item_path, m.digits)
        for m in mentions(text, title="某某县总工会2024年部门预算")
        if m.role == "share" and m.status == "placed"
    }
    assert {digits for _, digits in found} == {"87.31", "7.69", "5.00"}


UNITS = "本年度预算总收入为500.00万元，其中：院本级400.00万元，河湾分院100.00万元。"


@pytest.mark.parametrize(
    ("comparison", "role", "digits"),
    [
        ("比上年450.00万元，增加50.00万元，增长11.11%。", "prior", "450.00"),
        ("比上年450.00万元，增加50.00万元，增长11.11%。", "change", "50.00"),
        ("比上年增加50.00万元，增长11.11%。", "percent", "11.11"),
        ("较2023年减少20.00万元，下降3.85%。", "change", "20.00"),
    ],
)
def test_a_comparison_that_comes_out_for_the_whole_is_of_the_whole(comparison: str, role: str, digits: str) -> None:
    assert ("revenue", "", role, digits) in placed(UNITS + comparison, title="某某县人民检察院2024年部门预算")


@pytest.mark.parametrize(
    "comparison", ["比上年450.00万元，增加60.00万元。", "比上年增加50.00万元，增长21.11%。", "比上年增加50.00万元。"]
)
def test_a_comparison_that_does_not_come_out_is_left_open(comparison: str) -> None:
    found = placed(UNITS + comparison, title="某某县人民检察院2024年部门预算")
    assert {each[2] for each in found} == {"amount"}


def test_classes_by_economic_nature_may_follow_what_looks_like_a_reason() -> None:
    parts = "主要是工资福利支出400.00万元、商品和服务支出80.00万元、对个人和家庭补助支出20.00万元。"
    found = placed(f"1.基本支出500.00万元，{parts}", title="某某县政协2024年部门预算")
    assert {(code, digits) for _, code, _, digits in found if code} == {("301", "400.00"), ("302", "80.00"), ("303", "20.00")}
    reason = placed(f"1.基本支出900.00万元，比上年增加500.00万元，{parts}", title="某某县政协2024年部门预算")
    assert not [each for each in reason if each[1]]


STATEMENTS = (Path(__file__).parent / "statements_of_the_northwest.txt").read_text("utf-8").split("\n\n")


def fails(text: str) -> set[tuple[str, str]]:
    """Concept and rule of every failing check of a statement; its first line is the title."""
    title, *paragraphs = text.strip().splitlines()
    words = document_parts.words()
    recognition = recognise(document_parts.document(*paragraphs, title=title), words)
    return {(f.concept, f.rule) for f in dry_run.apply_rules(assemble(recognition, words), words) if f.verdict == "fails"}


@pytest.mark.parametrize("text", STATEMENTS, ids=[text.split("\n")[0] for text in STATEMENTS])
def test_a_right_statement_is_accused_of_nothing(text: str) -> None:
    assert fails(text) == set()


@pytest.mark.parametrize(
    ("number", "right", "slip", "found"),
    [
        (0, "基本支出830.50万元", "基本支出880.50万元", ("basic-expenditure", "sum")),
        (0, "增长2.47%。其中", "增长3.47%。其中", ("revenue", "percent")),
        (2, "基本支出450.00万元", "基本支出460.00万元", ("basic-expenditure", "sum")),
        (3, "增加3.10万元，增长3.44%", "增加3.10万元，增长4.34%", ("revenue", "percent")),
        (3, "公用经费2.10万元", "公用经费21.00万元", ("basic-expenditure", "sum")),
        (6, "增长4.35%", "增长5.35%", ("basic-expenditure", "percent")),
        (6, "“三公”经费支出3.00万元", "“三公”经费支出8.00万元", ("three-public", "sum")),
        (7, "财政拨款收入900.00万元", "财政拨款收入990.00万元", ("fiscal-appropriation", "sum")),
        (8, "政府采购支出总额90.00万元", "政府采购支出总额99.00万元", ("procurement", "sum")),
        (9, "基本支出300.00万元", "基本支出330.00万元", ("basic-expenditure", "sum")),
    ],
)
def test_a_slip_in_it_is_told(number: int, right: str, slip: str, found: tuple[str, str]) -> None:
    assert right in STATEMENTS[number]
    assert found in fails(STATEMENTS[number].replace(right, slip))
