"""How sentences compare both sides of a budget, a whole after its parts, and last year's amount."""

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
