"""Sentences that look like slips and are none are accused of nothing; the slip beside each of them still is."""

from __future__ import annotations

import document_parts
import pytest

from budgetbook.arithmetic.finding import Finding
from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.recognise import recognise

ACCOUNTS = "某某县水务局2024年部门决算"
BUDGET = "某某县水务局2024年部门预算"


def fails(*paragraphs: str, title: str = ACCOUNTS) -> list[tuple[str, str, str]]:
    """Concept, rule and role of every failing check of a text."""
    return [(f.concept, f.rule, f.role) for f in findings(*paragraphs, title=title) if f.verdict == "fails"]


def findings(*paragraphs: str, title: str = ACCOUNTS) -> tuple[Finding, ...]:
    """Every finding on a text."""
    words = document_parts.words()
    recognition = recognise(document_parts.document(*paragraphs, title=title), words)
    return dry_run.apply_rules(assemble(recognition, words), words)


def reasons(*paragraphs: str, title: str = ACCOUNTS) -> set[str]:
    """Why checks of a text cannot be made."""
    return {f.why for f in findings(*paragraphs, title=title)}


@pytest.mark.parametrize(
    "text",
    [
        "2024年收入总计500.00万元，支出总计480.00万元。2024年收入合计500.00万元。年末结转和结余20.00万元。",
        "2024年经费总收入500.00万元，总支出480.00万元。",
        "2024年因公出国（境）团组0个，因公出国（境）1人次。",
        "“三公”经费支出预算为300,000.00元，支出决算为101,254.00元，完成预算的33.76%。",
        "“三公”经费合计60.00万元，其中：因公出国（境）费0万元、公务接待费10.00万元、公务用车购置及运行费20.00万元、会议费25.00万元、培训费5.00万元。",
        "2024年“三公”经费合计60.00万元。2024年区直单位“三公”经费40.00万元。",
        "2024年“三公”经费60.00万元，比上年增加20.00万元，增长50.00%。",
        "国内公务接待批次320个，接待人次4200人；国（境）外公务接待批次3个，接待人次21人。",
        "行政单位和事业单位因公出国（境）经费、公务接待费、公车购置费，公车运行费（“三公”经费）决算总额60.00万元。其中：公车运行费决算20.00万元。",
        "在职人员406人，其中：行政人员13人、事业人员390人、其他人员3人。",
        "年末公务用车保有量30辆，其中：公务用车4辆，执勤执法用车26辆。",
        "2024年一般公共预算支出500.00万元，其中：基本支出500.00万元，项目支出0元。河道整治支出200.00万元，其中：基本支出200.00万元。",
        "2024年一般公共预算支出500.00万元，其中：基本支出500.00万元。农林水支出200.00万元，其中：基本支出200.00万元。",
        "“三公”经费共35.5万元，比上年预算数下降35.45%，比上年决算数下降34.26%；其中公务接待费15.5万元，比上年预算数下降18.42%，比上年决算数下降16.22%。",
        "公务用车购置及运行维护费100.00万元（其中：公务用车购置费20.00万元，公务用车运行维护费60.00万元，其他交通工具购置5.00万元，其他交通费用15.00万元）。",
    ],
)
def test_innocent_accounts_are_not_accused(text: str) -> None:
    assert fails(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "国内公务接待批次320个，接待人次4200人。国（境）外公务接待批次3个。2024年国内公务接待批次320个，接待人次4100人。",
            ("reception-guests", "equal", "amount"),
        ),
        (
            "2024年“三公”经费决算总额60.00万元。公务接待费、公车购置费、公车运行费（以下简称“三公”经费）决算总额61.00万元。",
            ("three-public", "equal", "amount"),
        ),
        (
            "2024年一般公共预算支出500.00万元，其中：基本支出500.00万元。一般公共预算基本支出480.00万元。",
            ("general-public-basic-expenditure", "equal", "amount"),
        ),
        ("2024年公务接待0批次，30人次。", ("reception-groups", "count", "amount")),
        ("“三公”经费预算为300,000.00元，支出决算为101,254.00元，完成预算的34.76%。", ("three-public", "completion", "percent")),
        ("2024年“三公”经费60.00万元，比上年增加20.00万元，增长60.00%。", ("three-public", "percent", "percent")),
        ("2024年“三公”经费60.00万元，比上年减少20.00万元，下降26.00%。", ("three-public", "percent", "percent")),
        (
            "2024年“三公”经费合计60.00万元，其中：因公出国（境）费0万元、公务接待费10.00万元、公务用车购置及运行费20.00万元。",
            ("three-public", "sum", "amount"),
        ),
        ("2024年“三公”经费60.00万元，比上年增加80.00万元。", ("three-public", "change", "change")),
    ],
)
def test_the_slip_beside_them_is_found(text: str, found: tuple[str, str, str]) -> None:
    assert found in fails(text)


def test_a_change_in_another_unit_is_converted() -> None:
    text = "2024年收入预算1.20亿元，比2023年预算1.00亿元增加{change}，增长20.00%。"
    assert fails(text.format(change="2000.00万元"), title=BUDGET) == []
    assert ("revenue", "unit", "change") in fails(text.format(change="0.20万元"), title=BUDGET)
    assert ("revenue", "change", "change") in fails(text.format(change="2900.00万元"), title=BUDGET)


def test_a_change_in_another_unit_without_last_years_figure_is_not_judged() -> None:
    text = "2024年收入预算1.20亿元，比上年增加2000.00万元。"
    assert fails(text, title=BUDGET) == []
    assert "another-unit" in reasons(text, title=BUDGET)


@pytest.mark.parametrize(
    "text",
    [
        (
            "2023年“三公”经费预算执行数9万元。其中，公务接待费3万元。2024年“三公”经费预算8万元。其中，公务接待费2万元。"
            "与2023年年初预算相比，2024年“三公”经费预算减少4万元。其中，公务接待费减少3万元。"
            "与2023年执行数相比，2024年“三公”经费预算减少1万元，其中，公务接待费减少1万元。"
        ),
        "2023年公务接待费执行数9万元。2024年公务接待费预算8万元，比2023年年初预算减少2万元。",
        "2024年公务接待费预算8万元，比2023年年初预算增加2万元，比2023年执行数减少1万元。",
    ],
)
def test_a_change_since_last_years_budget_is_none_since_its_outcome(text: str) -> None:
    assert fails(text, title=BUDGET) == []


def test_a_name_that_cannot_have_the_unit_is_not_the_headings_figure() -> None:
    """The item by its former name, whose last word means people: its money is not all of the heading's."""
    paragraphs = (
        "二、一般公共预算支出表情况",
        "水务局2024年一般公共预算9000万元，其中：",
        "1.行政事业单位离退休1200万元，比2023年执行数减少24万元。",
        "三、一般公共预算基本支出表情况",
        "水务局2024年一般公共预算基本支出8000万元。",
    )
    assert fails(*paragraphs, title=BUDGET) == []


def test_a_wrong_change_since_last_years_outcome_is_found_among_its_parts() -> None:
    text = (
        "2023年“三公”经费预算执行数9万元。其中，公务接待费3万元。2024年“三公”经费预算8万元，其中公务接待费2万元。"
        "与2023年执行数相比，2024年“三公”经费预算减少1万元。其中，公务接待费减少3万元。"
    )
    assert ("reception", "change", "change") in fails(text, title=BUDGET)
