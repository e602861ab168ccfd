"""A change is held only against the figure of last year that it was made from: its budget, or what was spent."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from document_parts import document, table, words

from budgetbook.importer.draft import dry_run
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.readers.document import Block
from budgetbook.importer.recognise import recognise

BUDGET = "河湾区水务局2030年部门预算"
ACCOUNTS = "河湾区水务局2030年部门决算"


def _fails(title: str, blocks: Iterable[str | Block]) -> list[tuple[str, str]]:
    recognition = recognise(document(*blocks, title=title), words())
    findings = dry_run.apply_rules(assemble(recognition, words()), words())
    return [(f.concept, f.rule) for f in findings if f.verdict == "fails"]


def _three_public(*rows: str, last: str = "2029年预算数", change: str = "比上年增减额") -> Block:
    cells: list[list[str | None]] = [["项目", last, "2030年预算数", change]]
    cells += ([*row.split("|")] for row in rows)
    return table(("“三公”经费预算表", "单位：万元"), cells)


BUDGETS = {
    "outcome behind": "2030年公务接待费预算9.00万元，比上年预算增加4.00万元，增长80%。2029年公务接待费实际支出8.60万元。",
    "outcome first": "2029年公务接待费执行数为8.60万元。2030年公务接待费预算9.00万元，较2029年预算数5.00万元增加4.00万元。",
    "outcome in brackets": "2030年公务接待费预算5.00万元，与2029年预算持平（2029年决算数为4.30万元）。",
    "adjusted budget": "2030年支出预算600.00万元，较上年年初预算减少20.00万元；上年支出调整预算数为655.00万元。",
    "estimate": "2030年公务接待费预算5.00万元，上年预算4.00万元，上年预计执行数4.50万元，比上年预计执行数增加0.50万元。",
}
FINAL_ACCOUNTS = {
    "budget of last year": "2030年公务接待费支出决算2.00万元，2029年预算3.00万元，比上年决算数减少0.50万元，下降20.00%。",
    "budget behind": "2030年公务接待费支出决算2.00万元，比上年减少0.50万元，下降20.00%。上年预算安排公务接待费3.00万元。",
    "initial budget": "2030年收入合计500.00万元，与上年相比增加30.00万元，增长6.38%；2029年年初预算收入460.00万元。",
}


@pytest.mark.parametrize("name", BUDGETS)
def test_a_budget_is_not_held_against_another_stage_of_last_year(name: str) -> None:
    assert _fails(BUDGET, [BUDGETS[name]]) == []


@pytest.mark.parametrize("name", FINAL_ACCOUNTS)
def test_final_accounts_are_not_held_against_last_years_budget(name: str) -> None:
    assert _fails(ACCOUNTS, [FINAL_ACCOUNTS[name]]) == []


def test_a_note_with_an_outcome_below_a_table_of_two_budgets_changes_nothing() -> None:
    note = "说明：2029年预算5.00万元不能满足需要，2029年公务接待费决算数为9.00万元。"
    assert _fails(BUDGET, [_three_public("合计|5.00|9.00|4.00", "公务接待费|5.00|9.00|4.00"), note]) == []


def test_a_column_of_what_was_spent_is_not_last_years_budget_of_the_text() -> None:
    columns = _three_public(
        "合计|8.60|9.00|0.40", "公务接待费|8.60|9.00|0.40", last="2029年执行数", change="比2029年执行数增减额"
    )
    assert _fails(BUDGET, ["2029年公务接待费预算5.00万元。", columns]) == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (BUDGET, BUDGETS["outcome first"].replace("增加4.00", "增加4.10")),
        (BUDGET, BUDGETS["estimate"].replace("增加0.50", "增加0.60")),
        (ACCOUNTS, "2030年公务接待费支出决算2.00万元，2029年预算3.00万元，比上年决算数2.50万元减少0.60万元。"),
        (ACCOUNTS, "2030年公务接待费支出决算2.00万元，比上年2.50万元减少0.60万元。上年预算安排公务接待费3.00万元。"),
    ],
)
def test_a_slip_beside_it_is_still_told(title: str, text: str) -> None:
    assert ("reception", "change") in _fails(title, [text])


def test_a_slip_in_a_table_is_told_whatever_its_note_says() -> None:
    note = "说明：2029年公务接待费决算数为9.00万元。"
    assert ("reception", "change") in _fails(BUDGET, [_three_public("合计|5.00|9.00|4.00", "公务接待费|5.00|9.00|4.10"), note])


RESTATED = {
    "same scope": "2030年收入预算500.00万元，2029年收入预算450.00万元，按同口径计算，增加30.00万元，增长6.38%。",
    "comparable scope": "2030年收入预算500.00万元，2029年收入预算450.00万元，可比口径增加30.00万元，增长6.38%。",
    "without": "2030年收入预算500.00万元，2029年收入预算450.00万元，剔除一次性项目后，比上年增加30.00万元，增长6.67%。",
    "in brackets": "2030年收入预算500.00万元，比上年增加30.00万元，增长6.67%（不含上年结转）。2029年收入预算450.00万元。",
    "percent of a part": "2030年收入预算500.00万元，扣除上年结转因素，比上年增加30.00万元，增长7.10%。",
    "beside the plain one": "2030年收入预算500.00万元，比2029年增加50.00万元，增长11.11%；按同口径增加30.00万元，增长6.38%。",
}


@pytest.mark.parametrize("name", RESTATED)
def test_a_change_of_another_scope_is_not_held_against_the_plain_figures(name: str) -> None:
    assert _fails(BUDGET, [RESTATED[name]]) == []


@pytest.mark.parametrize(
    "text",
    [
        "2030年收入预算500.00万元，2029年收入预算450.00万元，同口径增加50.00万元，增长11.11%。",
        "2030年收入预算500.00万元，按同口径同比增加50.00万元，增长11.11%。",
        "2030年收入预算500.00万元（不含上年结转），比上年增加50.00万元，增长11.11%。",
    ],
)
def test_one_that_comes_out_is_a_change_like_any_other(text: str) -> None:
    recognition = recognise(document(text, title=BUDGET), words())
    fields = assemble(recognition, words()).figures["revenue"].fields
    assert fields["printed"] == {"direction": "increase", "change": "50.00", "percent": "11.11"}


def test_the_scope_of_an_amount_is_none_of_its_change() -> None:
    text = "2030年收入预算500.00万元（不含上年结转），2029年收入预算450.00万元，比上年增加51.00万元。"
    assert ("revenue", "change") in _fails(BUDGET, [text])
