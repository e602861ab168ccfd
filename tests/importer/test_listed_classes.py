"""What a text without tables lists completely becomes a breakdown that stands in the text; any other list remains a remark."""

from __future__ import annotations

from pathlib import Path

import document_parts
import marked_documents
import pytest

from budgetbook.arithmetic.table_state import find_table_state
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.entries import Fields
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.readers import detect
from budgetbook.importer.recognise import recognise

OVERVIEW, ACCOUNT, BASIC = "一、支出预算情况说明", "二、一般公共预算支出情况说明", "三、基本支出情况说明"
WHOLE = "2024年支出预算500.00万元"
PURPOSES = f"{WHOLE}，其中：教育支出120.00万元，卫生健康支出80.00万元，农林水支出300.00万元。"
BY_PURPOSE = "expenditure-by-function"


def drafted(*blocks: str) -> StatementDraft:
    return document_parts.put(*blocks)


def rows(table: Fields) -> list[tuple[str, ...]]:
    return [(*([row["code"]] if "code" in row else []), row["name"], *row["values"]) for row in table["rows"]]


def homeless(draft: StatementDraft) -> list[str]:
    """The items of which the draft only tells in a comment."""
    return [mention.digits for mention in draft.open_mentions if mention.status == "placed"]


def test_a_sentence_that_lists_all_classes_is_a_breakdown() -> None:
    draft = drafted(OVERVIEW, PURPOSES)
    table = draft.breakdowns[BY_PURPOSE]
    assert rows(table) == [("教育支出", "120.00"), ("卫生健康支出", "80.00"), ("农林水支出", "300.00")]
    assert (table["in_text"], table["by"], table["unit"], table["total"]) == ("true", "functional", "万元", ["500.00"])
    assert table["columns"] == [{"concept": "expenditure"}]
    assert table["at"] == draft.figures["expenditure"].fields["at"]
    assert homeless(draft) == []


def test_paragraphs_with_numbers_are_such_a_list_too() -> None:
    items = ("1.教育支出120.00万元，主要用于办学。", "2.卫生健康支出80.00万元。", "3.农林水支出300.00万元。")
    draft = drafted(OVERVIEW, f"{WHOLE}，具体情况如下：", *items)
    table = draft.breakdowns[BY_PURPOSE]
    assert [row["name"] for row in table["rows"]] == ["教育支出", "卫生健康支出", "农林水支出"]
    assert len({row.get("at", table["at"]) for row in table["rows"]} & draft.places.keys()) == 3


def test_each_account_and_basic_expenditure_have_lists_of_their_own() -> None:
    draft = drafted(
        OVERVIEW,
        PURPOSES,
        ACCOUNT,
        "2024年一般公共预算支出200.00万元，其中：教育支出120.00万元，卫生健康支出80.00万元。",
        BASIC,
        "2024年基本支出90.00万元，其中：工资福利支出60.00万元，商品和服务支出25.00万元，对个人和家庭的补助支出5.00万元。",
    )
    assert list(draft.breakdowns) == [BY_PURPOSE, "general-public-by-function", "basic-by-economic-nature"]
    assert draft.breakdowns["general-public-by-function"]["columns"] == [{"concept": "expenditure", "fund": "general-public"}]
    assert rows(draft.breakdowns["basic-by-economic-nature"])[2] == ("对个人和家庭的补助支出", "5.00")
    assert homeless(draft) == []


def test_names_stand_as_the_text_prints_them() -> None:
    sentence = "2024年支出预算500.00万元，其中：社会保障与就业支出200.00万元，农林水事务支出300.00万元。"
    table = drafted(OVERVIEW, sentence).breakdowns[BY_PURPOSE]
    assert rows(table) == [("社会保障与就业支出", "200.00"), ("农林水事务支出", "300.00")]


def test_what_breaks_a_class_down_is_no_line_of_the_list() -> None:
    sentence = f"{WHOLE}，其中：教育支出200.00万元，包括教育管理事务50.00万元，普通教育150.00万元；农林水支出300.00万元。"
    assert rows(drafted(OVERVIEW, sentence).breakdowns[BY_PURPOSE]) == [("教育支出", "200.00"), ("农林水支出", "300.00")]


def test_items_with_their_codes_are_lines_and_what_the_text_says_of_them_too() -> None:
    draft = drafted(
        OVERVIEW,
        f"{WHOLE}，具体情况如下：",
        "2130301行政运行（项）：2024年预算200.00万元，比2023年增加20.00万元，增长11.11%。",
        "2130314防汛（项）：2024年预算300.00万元。",
    )
    assert rows(draft.breakdowns[BY_PURPOSE]) == [("2130301", "行政运行", "200.00"), ("2130314", "防汛", "300.00")]
    line = draft.lines[BY_PURPOSE]["2130301"].fields
    assert (line["amount"], line["printed"]) == ("200.00", {"direction": "increase", "change": "20.00", "percent": "11.11"})
    assert homeless(draft) == []


def test_digits_that_only_look_like_a_code_are_none() -> None:
    sentence = "2024年支出预算505万元，其中：教育支出205万元，农林水支出300万元。"
    assert rows(drafted(OVERVIEW, sentence).breakdowns[BY_PURPOSE]) == [("教育支出", "205"), ("农林水支出", "300")]


def test_a_list_that_adds_up_but_for_rounding_is_complete() -> None:
    sentence = "2024年支出预算500.01万元，其中：教育支出120.00万元，卫生健康支出80.00万元，农林水支出300.00万元。"
    assert BY_PURPOSE in drafted(OVERVIEW, sentence).breakdowns


@pytest.mark.parametrize(
    "sentences",
    [
        (f"{WHOLE}，其中：教育支出120.00万元，卫生健康支出80.00万元，农林水支出200.00万元。",),
        (f"{WHOLE}，其中：教育支出120.00万元，卫生健康支出80.00万元，农林水支出300.00。",),
        (f"{WHOLE}，其中：教育支出120.00万元，卫生健康支出80.00万元，普通教育300.00万元。",),
        (f"{WHOLE}，其中：农林水支出500.00万元。",),
        ("教育支出120.00万元，卫生健康支出80.00万元，农林水支出300.00万元。",),
        ("2024年支出预算0.05亿元，其中：教育支出120.00万元，卫生健康支出80.00万元，农林水支出300.00万元。",),
        (
            "农林水支出（类）水利（款）行政运行（项）200.00万元。",
            "农林水支出（类）水利（款）防汛（项）300.00万元。",
            f"{WHOLE}。",
        ),
    ],
    ids=["one-lacks", "one-is-doubtful", "two-levels", "one-alone", "no-whole", "whole-in-another-unit", "finer-without-codes"],
)
def test_any_other_list_is_left_to_the_editor(sentences: tuple[str, ...]) -> None:
    assert drafted(OVERVIEW, *sentences).breakdowns == {}


def test_a_document_that_has_the_lines_in_a_table_is_read_by_its_table() -> None:
    table = document_parts.table(
        ("支出总表", "单位：万元"),
        [
            ["科目编码", "科目名称", "合计"],
            ["205", "教育支出", "200.00"],
            ["213", "农林水支出", "300.00"],
            ["", "合计", "500.00"],
        ],
    )
    sentence = f"{WHOLE}，其中：教育支出200.00万元，农林水支出300.00万元。"
    draft = document_parts.put(OVERVIEW, sentence, table)
    assert [("in_text" in each) for each in draft.breakdowns.values()] == [False]


CONTENTS = """
河湾区图书馆2024年度部门决算
目录
第一部分 部门决算表
一、收入决算表
二、支出决算表
第一部分 部门决算表
收入决算表
单位：万元
! revenue-by-function 万元 code name revenue
| 科目编码 | 科目名称 | 合计 |
| 201 | 一般公共服务支出 | 10.00 |
| | 合计 | 10.00 |
第二部分 部门决算说明
2024年支出决算10.00万元，其中：一般公共服务支出6.00万元，教育支出4.00万元。
"""


def test_a_table_that_the_contents_name_is_missing_although_the_text_lists_its_lines(tmp_path: Path) -> None:
    file = tmp_path / "document.html"
    file.write_bytes(marked_documents.as_html(marked_documents.parse(CONTENTS.strip().splitlines())))
    draft = assemble(recognise(detect.read(file), document_parts.words()), document_parts.words())
    assert draft.breakdowns[BY_PURPOSE]["in_text"] == "true"
    assert draft.tables[BY_PURPOSE]["in_contents_only"] == "true"
    statement = dry_run.build_statement(draft)
    assert find_table_state(statement, BY_PURPOSE) == "lacking"
    fails = [finding for finding in dry_run.apply_rules(draft, document_parts.words()) if finding.verdict == "fails"]
    assert [(finding.concept, finding.kind) for finding in fails] == [(BY_PURPOSE, "contents")]
