"""Passages that the importer quotes in a draft, and what it leaves to a person to look at; see also `test_missed_errors.py`."""

from __future__ import annotations

import pytest
from document_parts import document, table, words

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import draft as drafts
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.quotes import judge_passages
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.readers.document import Block
from budgetbook.importer.recognise import recognise

WATER = "某某县水务局2024年部门决算"
LIBRARY = "河湾区图书馆2024年度部门决算"


def judge(title: str, *blocks: str | Block) -> StatementDraft:
    """The draft of a document with its quotes and remarks."""
    recognition = recognise(document(*blocks, title=title), words())
    statement_draft = assemble(recognition, words())
    judge_passages(statement_draft, recognition, words())
    return statement_draft


def slips(statement_draft: StatementDraft) -> list[Finding]:
    """The findings on its quotes that fail."""
    findings = dry_run.apply_rules(statement_draft, words())
    return [finding for finding in findings if finding.concept in statement_draft.quotes and finding.verdict == "fails"]


def told(title: str, *blocks: str | Block) -> list[tuple[str, str]]:
    """Rule and printed words of each slip; for numbers, what is printed and what would be right."""
    return [(each.rule, each.words or f"{each.difference}") for each in slips(judge(title, *blocks))]


NATURE: list[list[str | None]] = [
    ["科目编码", "科目名称", "合计"],
    ["301", "工资福利支出", "60.00"],
    ["30101", "基本工资", "60.00"],
    ["30103", "奖金", "0.00"],
    ["302", "商品和服务支出", "10.00"],
    ["30201", "办公费", "8.00"],
    ["30207", "邮电费", "0.00"],
    ["30211", "差旅费", "2.00"],
    ["合计", None, "70.00"],
]


def _nature(text: str) -> list[tuple[str, str]]:
    return told(LIBRARY, text, table(("一般公共预算财政拨款基本支出决算表", "单位：万元"), NATURE))


def test_a_list_of_items_against_the_rows_of_the_table() -> None:
    text = "人员经费60.00万元，主要包括：基本工资、奖金；公用经费10.00万元，主要包括：办公费、邮电费。"
    assert _nature(text) == [("listed", "奖金"), ("listed", "邮电费"), ("listed", "差旅费")]


@pytest.mark.parametrize(
    "text",
    [
        "公用经费10.00万元，主要包括：办公费、差旅费。",
        "公用经费10.00万元，主要包括：办公费等。",
        "公用经费10.00万元，主要包括：办公室费用、差旅费用。",
    ],
)
def test_a_list_that_is_right_or_cannot_be_told(text: str) -> None:
    assert _nature(text) == []


def test_a_list_is_not_held_against_a_table_whose_rows_do_not_make_its_class() -> None:
    rows = [row for row in NATURE if row[0] != "30211"]
    text = "公用经费10.00万元，主要包括：办公费、邮电费、差旅费。"
    assert told(LIBRARY, text, table(("一般公共预算财政拨款基本支出决算表", "单位：万元"), rows)) == []


def test_a_period_below_its_heading() -> None:
    assert told("河湾区图书馆2026年部门预算", "五、实施周期", "2025年1月1日-2025年12月31日") == [
        ("stated-year", "实施周期 2025年1月1日-2025年12月31日")
    ]


def test_a_department_s_words_in_its_own_document_or_in_one_of_no_kind() -> None:
    text = "2025年部门预算安排购置车辆0辆。"
    assert told("河湾区水务局2025年部门预算", text) == told("河湾区水务局2025年预算", text) == []


@pytest.mark.parametrize(
    "blocks",
    [
        ("（其中，优的项目3个，", "良的项目1个）。"),
        ("“一", "“二", "“三", "“四", "某“五", "某“六", "某“七"),
        ("支出减少。主要原因是项目减少，办公费也减少", "了。"),
        ("四、名词解释", "增加（减少）的主要原因是。"),
    ],
)
def test_what_the_reading_of_the_document_may_explain_is_no_slip(blocks: tuple[str, ...]) -> None:
    assert told(WATER, *blocks) == []


def test_only_the_sentence_is_quoted_and_each_once() -> None:
    text = "收入1.00万元。主要用于教学。。支出增加（减少）的主要原因是。其他无。"
    statement_draft = judge(WATER, "一、情况", text, text)
    assert [entry.fields["text"] for entry in statement_draft.quotes.values()] == [
        "主要用于教学。。",
        "支出增加（减少）的主要原因是。",
    ]
    assert {entry.fields["at"] for entry in statement_draft.quotes.values()} == {"一"}
    assert statement_draft.places.keys() >= {"一"}


def test_the_draft_proposes_the_mark_that_confirms_a_quote() -> None:
    statement_draft = judge(WATER, "收入1.00万元，主要用于教学。。")
    text = drafts.render_draft(statement_draft, dry_run.apply_rules(statement_draft, words()))
    assert "quotes:\n  quote-1:\n" in text
    assert "proposal: sic: [{rule: wording, printed: 主要用于教学。。}]  # needs a note" in text


@pytest.mark.parametrize(
    ("blocks", "rule"),
    [
        (("财政拨款收入120万元，比2023年增加20万元。财政拨款收入支出增加的主要原因是项目支出减少。",), "reason"),
        (("与上年持平的原因是减少支付。",), "reason"),
        (
            ("2024年财政拨款收入150.00万元，比2023年增加30.00万元。", "2024年财政拨款支出150.00万元，比2023年增加20.00万元。"),
            "changes-of-one-money",
        ),
        (("反映预算增加（减少）情况。",), "possible-residue"),
        (
            (
                (
                    "公务用车购置及运行费8.00万元，比2023年减少2.00万元。其中：公务用车购置费3.00万元，比2023年减少5.00万元；"
                    "公务用车运行维护费5.00万元，比2023年减少3.00万元。"
                ),
            ),
            "sum-of-changes",
        ),
        (
            (
                (
                    "公务用车购置及运行费8.00万元，比2023年减少2.00万元。其中：公务用车购置费0.00万元，比2023年减少0.00万元；"
                    "公务用车运行维护费8.00万元，与2023年持平。"
                ),
            ),
            "sum-of-changes",
        ),
    ],
)
def test_what_no_rule_can_be_sure_of_is_a_remark(blocks: tuple[str, ...], rule: str) -> None:
    statement_draft = judge(WATER, *blocks)
    assert [(remark.finding.rule, remark.finding.verdict) for remark in statement_draft.remarks] == [(rule, "remark")]
    assert statement_draft.quotes == {}
    text = drafts.render_draft(statement_draft, dry_run.apply_rules(statement_draft, words()))
    assert statement_draft.remarks[0].sentence("en") in text
    assert statement_draft.remarks[0].sentence("zh") != statement_draft.remarks[0].sentence("en")


@pytest.mark.parametrize(
    "text",
    [
        "增加的主要原因是项目支出增加，办公费减少。",
        "减少的主要原因是人员减少。",
        "增加的主要原因是新设机构。",
        "住房公积金（项）。主要用于：单位缴纳的住房公积金。",
        "事业单位医疗（项）。主要用于：事业单位医疗保险支出。",
    ],
)
def test_what_needs_no_remark(text: str) -> None:
    assert judge(WATER, text).remarks == []


@pytest.mark.parametrize(
    "parts",
    [
        "其中：公务用车购置费3.00万元，比2023年减少5.00万元；公务用车运行维护费5.00万元，比2023年增加3.00万元。",
        "其中：公务用车购置费3.00万元，比2023年减少5.00万元；公务用车运行维护费5.00万元。",
        "其中：公务用车购置费3.00万元，比2023年决算数减少5.00万元；公务用车运行维护费5.00万元，比2023年增加1.00万元。",
        "其中：公务用车购置费3.00万元，比2023年减少5.00万元；公务用车运行维护费4.00万元，比2023年增加1.00万元。",
        "其中：公务用车购置费3.00万元，比2023年减少4.996万元；公务用车运行维护费5.00万元，比2023年增加3.00万元。",
    ],
)
def test_changes_of_parts_that_are_none_of_the_whole_are_not_added_up(parts: str) -> None:
    remarks = judge(WATER, f"公务用车购置及运行费8.00万元，比2023年减少2.00万元。{parts}").remarks
    assert "sum-of-changes" not in {remark.finding.rule for remark in remarks}
