"""A list of parts that holds something the dictionary does not know as one tells nothing about the sum of those that it knows."""

from __future__ import annotations

import document_parts
import pytest

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.recognise import recognise

ACCOUNTS = "某某县河湾学校2024年部门决算"
BUDGET = "某某县河湾学校2024年部门预算"

LISTS = [
    (
        "basic-expenditure",
        "基本支出预算500.00万元，其中：人员经费400.00万元，公用经费60.00万元，纳入专户管理的非税资金40.00万元。",
    ),
    ("basic-expenditure", "2024年基本支出500.00万元，包括人员经费400.00万元、公用经费60.00万元、遗属生活补助40.00万元。"),
    ("basic-expenditure", "基本支出500.00万元（人员经费400.00万元，公用经费60.00万元，离退休费40.00万元）。"),
    ("basic-expenditure", "基本支出500.00万元，其中人员支出400.00万元，公用支出60.00万元，对个人和家庭的补助40.00万元。"),
    ("basic-expenditure", "2024年基本支出500.00万元：一是人员经费400.00万元；二是公用经费60.00万元；三是班主任津贴40.00万元。"),
    ("basic-expenditure", "基本支出500.00万元。其中专户资金40.00万元，人员经费400.00万元，公用经费60.00万元。"),
    ("basic-expenditure", "基本支出500.00万元。基本支出中，人员经费400.00万元，公用经费60.00万元，教育附加40.00万元。"),
    (
        "basic-expenditure",
        (
            "基本支出500.00万元，较上年增加20.00万元，其中人员经费400.00万元，较上年增加10.00万元，公用经费60.00万元，较上年持平，"
            "非同级财政资金40.00万元，较上年增加10.00万元。"
        ),
    ),
    (
        "general-public-basic-expenditure",
        "一般公共预算基本支出500.00万元，其中：人员经费400.00万元，公用经费60.00万元，周转金40.00万元。",
    ),
    (
        "fiscal-appropriation",
        (
            "财政拨款收入500.00万元，其中：一般公共预算拨款400.00万元，政府性基金预算拨款60.00万元，国有资本经营预算拨款0万元，"
            "社会保险基金预算拨款40.00万元。"
        ),
    ),
    (
        "fiscal-appropriation",
        "财政拨款收入900.00万元，其中：一般公共预算850.00万元，政府性基金0万元，国有资本经营预算0万元，上级补助资金50.00万元。",
    ),
    (
        "appropriation-expenditure",
        (
            "财政拨款支出500.00万元，其中：一般公共预算支出400.00万元，政府性基金支出60.00万元，国有资本经营预算支出0万元，"
            "专项债券支出40.00万元。"
        ),
    ),
    (
        "expenditure",
        (
            "支出预算500.00万元，其中：基本支出400.00万元，项目支出60.00万元，事业单位经营支出0万元，上缴上级支出0万元，"
            "对附属单位补助支出0万元，债务还本支出40.00万元。"
        ),
    ),
    (
        "total-revenue",
        "收入总计500.00万元，其中：本年收入400.00万元，使用非财政拨款结余0万元，上年结转60.00万元，年初净结余调整40.00万元。",
    ),
    ("procurement", "政府采购预算500.00万元，其中：货物300.00万元；工程100.00万元；服务60.00万元；医疗设备租赁40.00万元。"),
    ("vehicles", "公务用车购置及运行维护费20.00万元，其中：公务用车购置费0万元，公务用车运行维护费15.00万元，租车费5.00万元。"),
    (
        "three-public",
        (
            "三公经费30.00万元（因公出国费0万元、公务接待费5.00万元、公务用车运行维护费12.00万元、公务用车购置费0万元、"
            "下乡租车费13.00万元）。"
        ),
    ),
    ("budget-units", "部门预算单位10家，其中：行政单位3家，参照公务员法管理事业单位2家，事业单位4家，社会团体1家。"),
    (
        "official-vehicles",
        (
            "截至2024年12月31日，共有车辆20辆，其中：副部（省）级及以上领导用车1辆、主要领导干部用车1辆、机要通信用车2辆、"
            "应急保障用车3辆、执法执勤用车4辆、特种专业技术用车2辆、离退休干部用车1辆、其他用车2辆，校车4辆。"
        ),
    ),
]
"""A figure, and a sentence whose list makes it up with one item that is none of its parts."""


def findings(*paragraphs: str, title: str = BUDGET) -> tuple[Finding, ...]:
    """Every finding on a text."""
    words = document_parts.words()
    recognition = recognise(document_parts.document(*paragraphs, title=title), words)
    return dry_run.apply_rules(assemble(recognition, words), words)


def fails(*paragraphs: str, title: str = BUDGET) -> list[tuple[str, str]]:
    """Concept and rule of every failing check of a text."""
    return [(f.concept, f.rule) for f in findings(*paragraphs, title=title) if f.verdict == "fails"]


@pytest.mark.parametrize("title", [BUDGET, ACCOUNTS])
@pytest.mark.parametrize(("concept", "text"), LISTS)
def test_a_list_with_another_part_is_not_accused(concept: str, text: str, title: str) -> None:
    found = findings(text, title=title)
    assert [f.concept for f in found if f.verdict == "fails"] == []
    assert {(f.rule, f.verdict) for f in found if f.concept == concept and f.rule == "sum"} <= {("sum", "untestable")}


def test_the_other_part_may_be_an_item_of_its_own() -> None:
    items = ("1.人员经费400.00万元。", "2.公用经费60.00万元，比上年增加5.00万元。", "3.纳入专户管理的非税资金40.00万元。")
    assert fails("（一）基本支出", "2024年基本支出500.00万元，其中：", *items) == []
    assert fails("二、支出情况", "2024年基本支出500.00万元。", *items) == []


def test_the_reason_is_told() -> None:
    whys = {f.why for f in findings(LISTS[0][1]) if f.concept == "basic-expenditure" and f.rule == "sum"}
    assert whys == {"further-parts"}


@pytest.mark.parametrize(
    "text",
    [
        "基本支出预算600.00万元，其中：人员经费400.00万元，公用经费60.00万元，专户资金40.00万元。",
        "基本支出预算500.00万元，其中：人员经费480.00万元，公用经费60.00万元，专户资金40.00万元。",
        "基本支出预算500.00万元，其中：人员经费400.00万元（含遗属补助30.00万元），公用经费60.00万元。项目支出40.00万元。",
        "基本支出预算500.00万元，其中：人员经费400.00万元，其中：遗属补助30.00万元；公用经费60.00万元。项目支出40.00万元。",
        "基本支出预算500.00万元，其中：人员经费400.00万元，公用经费60.00万元。会议费40.00万元。",
        "基本支出预算500.00万元，其中：人员经费400.00万元，占80.00%，上年390.00万元；公用经费60.00万元，较上年增加40.00万元。",
        "支出预算560.00万元，其中：基本支出500.00万元（人员经费400.00万元，公用经费60.00万元），项目支出60.00万元。",
    ],
)
def test_what_the_other_part_cannot_explain_is_still_a_slip(text: str) -> None:
    assert ("basic-expenditure", "sum") in fails(text)


def test_a_list_by_class_leaves_the_sum_as_it_is() -> None:
    by_class = "支出预算500.00万元，其中：教育支出400.00万元，卫生健康支出100.00万元。"
    by_kind = "基本支出400.00万元，项目支出60.00万元，事业单位经营支出0万元，上缴上级支出0万元，对附属单位补助支出0万元。"
    assert ("expenditure", "sum") in fails(by_class, by_kind)
