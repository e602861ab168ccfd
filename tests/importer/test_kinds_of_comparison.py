"""How sentences compare, list and count in passing, kind by kind."""

from __future__ import annotations

import pytest
from document_parts import document, words

from budgetbook.importer.mention import Mention
from budgetbook.importer.recognise import recognise

BUDGET = "某某县水务局2024年部门预算"
ACCOUNTS = "某某县水务局2024年部门决算"


def _placed(title: str, *paragraphs: str) -> list[str]:
    found = recognise(document(*paragraphs, title=title), words()).mentions
    return [_describe(m) for m in found if m.digits and m.spot.line != 1 and m.kind == "figure" and m.status == "placed"]


def _describe(m: Mention) -> str:
    return f"{m.digits}{m.unit} {'+'.join(filter(None, (m.concept, m.twin)))} {m.role} {m.year}"


@pytest.mark.parametrize(
    ("title", "paragraph", "figures"),
    [
        pytest.param(
            ACCOUNTS,
            "收入总计700.50万元，支出总计600.50万元。与2023年决算数相比，收入增加50.05万元、增长5.82%。支出增加41.13万元，增长6.36%。",
            [
                "700.50万元 total-revenue amount 2024",
                "600.50万元 total-expenditure amount 2024",
                "50.05万元 total-revenue change 2024",
                "5.82% total-revenue percent 2024",
                "41.13万元 total-expenditure change 2024",
                "6.36% total-expenditure percent 2024",
            ],
            id="each-side-by-its-short-name",
        ),
        pytest.param(
            ACCOUNTS,
            "收入总计700.50万元，支出总计700.50万元，与2023年度相比，各增加29.60万元，增长2.57%。",
            [
                "700.50万元 total-revenue amount 2024",
                "700.50万元 total-expenditure amount 2024",
                "29.60万元 total-revenue+total-expenditure change 2024",
                "2.57% total-revenue+total-expenditure percent 2024",
            ],
            id="each-of-both",
        ),
        pytest.param(
            ACCOUNTS,
            "收入总计700.50万元，支出总计600.50万元，与2023年度相比，各增加29.60万元。",
            ["700.50万元 total-revenue amount 2024", "600.50万元 total-expenditure amount 2024"],
            id="each-of-two-that-differ",
        ),
        pytest.param(
            ACCOUNTS,
            "收支较上年决算数增加18.97万元，增长4.23%。",
            ["18.97万元 total-revenue+total-expenditure change 2024", "4.23% total-revenue+total-expenditure percent 2024"],
            id="both-sides-in-two-characters",
        ),
        pytest.param(
            ACCOUNTS,
            "收入总计70万元，支出总计70万元。公务接待费2万元，比上年支出增加1万元。",
            [
                "70万元 total-revenue amount 2024",
                "70万元 total-expenditure amount 2024",
                "2万元 reception amount 2024",
                "1万元 reception change 2024",
            ],
            id="a-short-name-after-another-figure",
        ),
        pytest.param(
            ACCOUNTS,
            "“三公”经费合计31.23万元，其中：公务接待费1.58万元。较2023年度部门决算公开“三公”经费合计16.08万元增加15.15万元。",
            [
                "31.23万元 three-public amount 2024",
                "1.58万元 reception amount 2024",
                "16.08万元 three-public prior 2023",
                "15.15万元 three-public change 2024",
            ],
            id="last-years-amount-by-its-full-name",
        ),
        pytest.param(
            ACCOUNTS,
            "“三公”经费支出2.05万元，较上年2.08减少0.03万元。公务接待费2万元，比上年6。",
            [
                "2.05万元 three-public amount 2024",
                "2.08万元 three-public prior 2023",
                "0.03万元 three-public change 2024",
                "2万元 reception amount 2024",
            ],
            id="last-years-amount-without-its-unit",
        ),
        pytest.param(
            BUDGET,
            "“三公”经费14万元，其中：公务接待费5万元，公务用车运行维护费9万元。与2023年预算相比增长16.75%，其中公务接待费增加2万元。",
            [
                "14万元 three-public amount 2024",
                "5万元 reception amount 2024",
                "9万元 vehicle-operation amount 2024",
                "16.75% three-public percent 2024",
                "2万元 reception change 2024",
            ],
            id="the-whole-again-before-its-parts",
        ),
        pytest.param(
            BUDGET,
            "“三公”经费14万元，其中：公务接待费5万元，公务用车运行维护费9万元。与2023年预算相比增长16.75%。",
            ["14万元 three-public amount 2024", "5万元 reception amount 2024", "9万元 vehicle-operation amount 2024"],
            id="whole-or-last-part",
        ),
    ],
)
def test_a_comparison_is_of_what_its_words_name(title: str, paragraph: str, figures: list[str]) -> None:
    assert _placed(title, paragraph) == figures


@pytest.mark.parametrize(
    ("title", "paragraph", "figures"),
    [
        pytest.param(
            BUDGET,
            "因公出国（境）费为0万元，上年持平共计安排因公出国（境）团组0个。",
            ["0万元 overseas-travel amount 2024", "0个 overseas-groups amount 2024"],
            id="a-clause-without-its-comma",
        ),
        pytest.param(
            BUDGET,
            "公务车保有量25辆，计划购置0辆公务接待费4.50万元。",
            ["25辆 vehicles-on-appropriation amount 2024", "0辆 vehicles-to-buy amount 2024", "4.50万元 reception amount 2024"],
            id="cars-kept-and-to-buy",
        ),
        pytest.param(
            BUDGET,
            "因公出国（境）经费7万元。拟安排出访2批次，计划出国（境）3人。",
            ["7万元 overseas-travel amount 2024", "2批次 overseas-groups amount 2024", "3人 overseas-trips amount 2024"],
            id="visits-abroad",
        ),
        pytest.param(
            ACCOUNTS,
            "因公出国（境）费30.78万元，主要用于3个因公出国（境）团组11人次。公务接待费17万元，主要用于国内公务接待42批，452人次。",
            [
                "30.78万元 overseas-travel amount 2024",
                "3个 overseas-groups amount 2024",
                "11人次 overseas-trips amount 2024",
                "17万元 reception amount 2024",
                "42批次 reception-groups amount 2024",
                "452人次 reception-guests amount 2024",
            ],
            id="what-the-money-was-used-for",
        ),
        pytest.param(
            BUDGET,
            "2023年底我局编制人数73人，实有人数64人，临聘人员39人。本单位共设置6个科室，内设办公室、人事科、财务科等共14个机构。",
            [
                "73人 posts amount 2024",
                "64人 staff amount 2024",
                "39人 other-personnel amount 2024",
                "6个 internal-offices amount 2024",
                "14个 internal-offices amount 2024",
            ],
            id="staff-at-the-end-of-last-year-and-offices",
        ),
        pytest.param(BUDGET, "由6个科室负责，在3个科室试点。", [], id="offices-in-passing"),
        pytest.param(
            BUDGET,
            "收入预算126万元，比2023年预算增加89万元，主要原因是结转增加包括：一般公共预算收入114万元，其他收入12万元。",
            [
                "126万元 revenue amount 2024",
                "89万元 revenue change 2024",
                "114万元 general-public-appropriation amount 2024",
                "12万元 other-revenue amount 2024",
            ],
            id="parts-behind-a-reason",
        ),
        pytest.param(
            BUDGET,
            "公务接待费3万元，主要原因是新增项目，包括：培训费2万元，会议费1万元。",
            ["3万元 reception amount 2024"],
            id="a-list-within-a-reason",
        ),
        pytest.param(
            ACCOUNTS,
            "“三公”经费合计100万元，其中：公务接待费43万元、会议费34万元、培训费23万元。",
            [
                "100万元 three-public amount 2024",
                "43万元 reception amount 2024",
                "34万元 meetings amount 2024",
                "23万元 training amount 2024",
            ],
            id="meetings-among-the-three-public-expenses",
        ),
        pytest.param(ACCOUNTS, "区直财政拨款资金安排“三公”经费决算数为73.40万元。", [], id="the-bodies-of-one-level"),
    ],
)
def test_lists_and_counts_are_of_what_their_words_name(title: str, paragraph: str, figures: list[str]) -> None:
    assert _placed(title, paragraph) == figures
