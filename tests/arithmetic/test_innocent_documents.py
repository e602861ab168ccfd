"""Documents that are innocent of what a rule could hold against them, and what each check of them must end in.

Each is a kind of document that was accused falsely once: printed in whole 万元 beside tables in yuan, with money carried over, of
a public institution, with lines that no classification has. Beside each stands the error that must still be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import project
import pytest
from invented_statements import Data, content_of
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.arithmetic.run_rules import run_rules
from budgetbook.arithmetic.severity import rate_severity
from budgetbook.text.calculation import write_calculation
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References

Check = Callable[..., list[Finding]]
NAME = {"zh": "某某县水务局", "en": "The water bureau of a county"}


@pytest.fixture
def check(checked: CheckedContent) -> Check:
    """Findings on a statement that consists of these figures and tables."""

    def findings_of(figures: Data | None = None, tables: Data | None = None, *, kind: str = "", **fields: Any) -> list[Finding]:
        data = {
            "fiscal_year": "2023",
            "phase": "budget",
            "unit": "万元",
            "profile": "beijing-district-department",
            "source": {"title": NAME, "publisher": NAME},
            "summary": NAME,
            "figures": {name: {"at": "二", **_figure(entry)} for name, entry in (figures or {}).items()},
            "breakdowns": tables or {},
        } | fields
        content = content_of(checked, data)
        if kind:
            entity = content.entities[project.ENTITY].model_copy(update={"kind": kind})
            content = replace(content, entities={project.ENTITY: entity})
        findings = list(run_rules(content)[project.STATEMENT])
        for lang in LANGUAGES:
            refs = References(content, Phrases(lang, content.phrases))
            ledger = ledgers_of(content)[project.STATEMENT]
            explainer = Explainer(content, refs.phrases, ledger, refs.with_ledger(ledger))
            assert all(explainer.sentence(finding) for finding in findings)
            assert all(write_calculation(finding) or finding.verdict != "rounding" for finding in findings)
        return findings

    return findings_of


def _figure(entry: str | Data) -> Data:
    return {"amount": entry} if isinstance(entry, str) else entry


def _table(by: str, rows: Iterable[tuple[str, ...]], total: Iterable[str] | None = None, unit: str = "元", **column: str) -> Data:
    """A table of one column (`expenditure` unless said otherwise): rows of code (may be empty), name and values."""
    columns = [{"concept": "expenditure", **column}]
    entries = [{**({"code": code} if code else {}), "name": name, "values": list(values)} for code, name, *values in rows]
    return {"by": by, "unit": unit, "at": "三", "columns": columns, "rows": entries} | ({"total": list(total)} if total else {})


def _ends(findings: Iterable[Finding], rule: str, kind: str | None = None) -> list[str]:
    """How the checks by a rule end, each as its verdict, or the reason why there is none."""
    return [f.why or f.verdict for f in findings if f.rule == rule and kind in (None, f.kind)]


def _fails(findings: Iterable[Finding]) -> list[str]:
    return [f"{f.concept} {f.rule}" for f in findings if f.verdict == "fails"]


# --------------------------------------------------------------- Units and digits.


@pytest.mark.parametrize("three_public", ["346.30", "346.25"])
@pytest.mark.parametrize(("total", "expected"), [("171915169", "rounding"), ("171925169", "rounding"), ("171935169", "fails")])
def test_whole_wan_yuan_in_the_text_stands_for_the_yuan_of_a_table(
    check: Check, three_public: str, total: str, expected: str
) -> None:
    figures = {"revenue": "17192", "fiscal-appropriation": "17192", "three-public": three_public}
    table = _table("functional", [("201", "一般公共服务支出", total)], [total], concept="revenue")
    findings = check(figures, {"revenue-by-function": table})
    assert _ends(findings, "equal", "table") == [expected]


def test_an_amount_that_drops_its_zeros_is_known_to_the_last_place_of_its_section(check: Check) -> None:
    """37.5 beside 37.42 is 37.50, so 37.52 in a table is another number; beside 40 alone it may be any number from 37.45 on."""
    table = _table("functional", [("201", "一般公共服务支出", "375200")], ["375200"])
    beside = check({"expenditure": "37.5", "reception": "37.42"}, {"expenditure-by-function": table})
    alone = check({"expenditure": "37.5", "reception": {"amount": "37.42", "at": "四"}}, {"expenditure-by-function": table})
    assert _ends(beside, "equal", "table") == ["fails"]
    assert _ends(alone, "equal", "table") == ["rounding"]


def test_one_section_says_nothing_about_the_digits_of_another(check: Check) -> None:
    """Three whole parts may come to one more or less than the whole, although receptions are printed to the hundred yuan."""
    parts = {"basic-expenditure": "101", "project-expenditure": "203", "business-expenditure": "305"}
    rest = {"paid-to-higher-level": "0", "grants-to-affiliated-units": "0", "reception": {"amount": "0.62", "at": "四"}}
    assert _ends(check({"expenditure": "610", **parts, **rest}), "sum") == ["rounding"]
    assert _ends(check({"expenditure": "612", **parts, **rest}), "sum") == ["fails"]


@pytest.mark.parametrize(
    ("printed", "expected", "cut"),
    [("87.71", "rounding", False), ("87.70", "rounding", True), ("87.69", "fails", False), ("87.72", "fails", False)],
)
def test_a_number_cut_off_instead_of_rounded_is_within_rounding(check: Check, printed: str, expected: str, cut: bool) -> None:
    table = _table("functional", [("201", "一般公共服务支出", "877080")], ["877080"])
    findings = check({"expenditure": printed, "reception": "12.34"}, {"expenditure-by-function": table})
    (finding,) = [f for f in findings if f.kind == "table"]
    assert (finding.verdict, finding.cut) == (expected, cut)


@pytest.mark.parametrize(
    ("now", "before", "percent", "expected"),
    [
        ("9.27", "9.07", "2.21", "holds"),  # 0.20 / 9.07 = 2.205
        ("9.27", "9.07", "2.22", "rounding"),  # 0.2009 / 9.0650 could be meant
        ("9.27", "9.07", "2.52", "fails"),
        ("1058.41", "1095.91", "3.4", "holds"),
        ("1058.41", "1095.91", "3.3", "fails"),
        ("200.00", "150.00", "33.4", "fails"),
    ],
)
def test_a_percentage_has_the_slack_of_the_amounts_that_it_is_worked_out_from(
    check: Check, now: str, before: str, percent: str, expected: str
) -> None:
    figure = {"amount": now, "prior": before, "printed": {"percent": percent}}
    findings = check({"revenue": figure}, compares_with={"year": "2022", "basis": "unstated"})
    assert _ends(findings, "percent") == [expected]


@pytest.mark.parametrize(
    ("percent", "expected"), [("2.40", "rounding"), ("2.4", "holds"), ("2.30", "fails"), ("2.41", "fails"), ("2.00", "fails")]
)
def test_a_percentage_may_fill_its_last_place_with_a_zero(check: Check, percent: str, expected: str) -> None:
    """21.80 / 918.19 is 2.374 %, rounded to 2.4 and printed 2.40 as the others are."""
    figure = {"amount": "939.99", "prior": "918.19", "printed": {"percent": percent}}
    findings = check({"vehicle-operation": figure}, compares_with={"year": "2022", "basis": "unstated"})
    assert _ends(findings, "percent") == [expected]


@pytest.mark.parametrize(
    ("percent", "expected"), [("33.0", "holds"), ("33.1", "rounding"), ("33.2", "fails"), ("32.9", "fails"), ("33.05", "holds")]
)
def test_a_percentage_may_have_been_rounded_twice(check: Check, percent: str, expected: str) -> None:
    """3117.38 / 9433.07 is 33.047 %, by way of 33.05 it becomes 33.1."""
    figure = {"amount": "6315.69", "prior": "9433.07", "printed": {"percent": percent}}
    findings = check({"revenue": figure}, compares_with={"year": "2022", "basis": "unstated"})
    assert _ends(findings, "percent") == [expected]


@pytest.mark.parametrize(
    ("amount", "unit", "printed", "expected"),
    [
        ("21.50", "元", {"change": "978.50", "percent": "97.85", "unit": "万元"}, {"unit": "fails", "percent": "holds"}),
        ("21.50", "万元", {"change": "978.50", "percent": "97.85", "unit": "元"}, {"unit": "fails", "percent": "holds"}),
        ("21.50", "万元", {"change": "9785000", "percent": "97.85", "unit": "元"}, {"unit": "another-unit", "percent": "holds"}),
        ("21.50", "元", {"change": "978.50", "percent": "91.20", "unit": "万元"}, {"unit": "another-unit", "percent": "fails"}),
    ],
)
def test_a_unit_is_a_slip_if_only_another_gives_the_percentage(
    check: Check, amount: str, unit: str, printed: dict[str, str], expected: dict[str, str]
) -> None:
    figure = {"amount": amount, "unit": unit, "printed": {"direction": "decrease", **printed}}
    findings = check({"project-expenditure": figure}, compares_with={"year": "2022", "basis": "unstated"})
    assert {rule: _ends(findings, rule)[0] for rule in expected} == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"revenue": "initial-budget", "reception": "final-accounts"}, "basis-mixed"),
        ({"revenue": "initial-budget", "general-public-expenditure": "executed"}, "basis-mixed"),
        ({"three-public": "final-accounts", "agency-operating-expenses": "initial-budget"}, "basis-mixed"),
        ({"reception": "final-accounts", "vehicle-operation": "final-accounts"}, "holds"),
        ({"revenue": "initial-budget", "expenditure": "executed"}, "fails"),
        ({"fiscal-appropriation": "executed", "appropriation-expenditure": "initial-budget"}, "fails"),
        ({"general-public-appropriation": "final-accounts", "general-public-expenditure": "initial-budget"}, "fails"),
    ],
)
def test_only_one_money_must_be_compared_with_one_figure_of_last_year(
    check: Check, figures: dict[str, str], expected: str
) -> None:
    entries = {concept: {"amount": "5.00", "prior": "4.00", "basis": basis} for concept, basis in figures.items()}
    findings = check(entries, compares_with={"year": "2022", "basis": next(iter(figures.values()))})
    assert _ends(findings, "basis") == [expected]


@pytest.mark.parametrize(("change", "percent", "expected"), [("0", "1.46", "rounding"), ("0.00", "1.46", "fails")])
def test_a_change_rounded_to_nothing_may_have_a_percentage(check: Check, change: str, percent: str, expected: str) -> None:
    """Printed in whole 万元, 2.96 after 3.00 is 3 with a fall of 0; in hundredths it is not."""
    amount = "3.00" if "." in change else "3"
    figure = {"amount": amount, "printed": {"direction": "decrease", "change": change, "percent": percent}}
    findings = check({"reception": figure}, compares_with={"year": "2022", "basis": "unstated"})
    assert _ends(findings, "percent") == [expected]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"carried-forward": "64.61"}, "carried-over"),  # what was left explains it: the totals are the year's own
        ({"carried-forward": "4.61"}, "fails"),
        ({"carried-forward": "64.61", "expenditure": "990.00"}, "fails"),
    ],
)
def test_all_money_of_the_year_may_leave_out_what_was_left(check: Check, figures: Data, expected: str) -> None:
    totals = {"total-revenue": "1044.27", "total-expenditure": "995.67"}
    assert expected in _ends(check(totals | figures, phase="final-accounts"), "equal")


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        ("1429", "rounding"),
        ("1430", "rounding"),
        ("1428", "fails"),
        ("1429.5", "rounding"),
        ("1429.25", "fails"),
        ("1529", "fails"),
    ],
)
def test_a_figure_printed_again_with_fewer_digits_is_the_same(check: Check, again: str, expected: str) -> None:
    """A headline says 1429 where the text says 1429.52, whatever else the section prints."""
    figure = {"amount": "1429.52", "readings": [{"amount": again, "at": "二"}]}
    assert _ends(check({"three-public": figure, "reception": "80.1", "vehicles": "90.5"}), "equal", "again") == [expected]


@pytest.mark.parametrize(("share", "expected"), [("15.26", "holds"), ("12.42", "carried-over"), ("18.26", "carried-over")])
def test_a_share_of_what_was_carried_over_is_of_the_total_that_the_document_prints(
    check: Check, share: str, expected: str
) -> None:
    """A budget may call all of its money its revenue, with what was carried over."""
    figures = {"revenue": "1280.24", "carry-over": {"amount": "195.36", "share": share}}
    assert _ends(check(figures), "share") == [expected]
    assert _ends(check(figures | {"total-revenue": "1280.24"}), "share") == ["holds" if share == "15.26" else "fails"]


@pytest.mark.parametrize(("phase", "expected"), [("final-accounts", "carried-over"), ("budget", "fails")])
def test_totals_of_appropriation_may_leave_out_what_was_carried_over(check: Check, phase: str, expected: str) -> None:
    figures = {"appropriation-total-revenue": "1614.63", "appropriation-total-expenditure": "1870.91"}
    assert _ends(check(figures, phase=phase), "equal") == [expected]


def test_totals_of_appropriation_beside_what_was_carried_over_are_equal(check: Check) -> None:
    figures = {"appropriation-total-revenue": "1614.63", "appropriation-total-expenditure": "1870.91"}
    assert "fails" in _ends(check(figures | {"appropriation-carry-over": "12.50"}, phase="final-accounts"), "equal")


def test_a_percentage_cut_off_is_told_from_one_that_is_wrong(check: Check) -> None:
    """20,000 to 26,667 persons is 33.335 %, printed 33.33."""
    figure = {"amount": "26667", "prior": "20000", "printed": {"percent": "33.33"}}
    findings = check({"staff": figure}, compares_with={"year": "2022", "basis": "unstated"})
    (finding,) = [f for f in findings if f.rule == "percent"]
    assert (finding.verdict, finding.cut) == ("rounding", True)


# --------------------------------------------------------------- Rules that do not apply.

CARRIED = {"revenue": "500.00", "fiscal-appropriation": "500.00", "carry-over": "12.88", "expenditure": "512.88"}
EMPTY = {"by": "functional", "unit": "元", "at": "三", "nil_note": "true"}


def _of_funds(whole: str, general: str) -> Data:
    names = {
        "general-public-by-function": _table("functional", [("213", "农林水支出", general)], [general], fund="general-public"),
        "government-funds-by-function": EMPTY | {"columns": [{"concept": "expenditure", "fund": "government-funds"}]},
        "state-capital-by-function": EMPTY | {"columns": [{"concept": "expenditure", "fund": "state-capital"}]},
    }
    return {"expenditure-by-function": _table("functional", [("213", "农林水支出", whole)], [whole]), **names}


@pytest.mark.parametrize("phase", ["budget", "final-accounts"])
def test_the_accounts_need_not_make_the_whole_where_money_carried_over_was_spent(check: Check, phase: str) -> None:
    findings = check(CARRIED, _of_funds("5128800", "5000000"), phase=phase)
    assert _ends(findings, "sum", "funds") == ["other-money"]
    assert _ends(findings, "equal", "") == ["carried-over"]
    assert _fails(findings) == []


def test_where_nothing_is_carried_over_the_accounts_make_each_line(check: Check) -> None:
    figures = {"revenue": "500.00", "fiscal-appropriation": "500.00", "expenditure": "500.00"}
    tables = _of_funds("5000000", "5000000")
    assert _ends(check(figures, tables), "sum", "funds") == ["holds", "holds"]
    tables["general-public-by-function"]["rows"][0]["values"] = ["4900000"]
    (failure,) = [f for f in check(figures, tables) if f.verdict == "fails"]
    assert failure.concept == "general-public-by-function.total"


@pytest.mark.parametrize(("figures", "expected"), [({"government-funds-expenditure": "0"}, ["holds"]), ({}, ["fails"])])
def test_an_empty_table_is_explained_by_a_zero_in_the_text(check: Check, figures: Data, expected: list[str]) -> None:
    table = EMPTY | {"columns": [{"concept": "expenditure", "fund": "government-funds"}], "nil_note": "false"}
    findings = [f for f in check(figures, {"government-funds-by-function": table}) if f.rule == "nil-table"]
    assert [f.verdict for f in findings] == expected
    assert {rate_severity(f) for f in findings} <= {None, "wording"}, "a note that is lacking is no matter of arithmetic"


TOPS = [("", "社会保障和就业支出", "500000"), ("", "医疗卫生与计划生育支出", "60000"), ("", "住房保障支出", "40000")]


def test_an_unknown_name_among_the_top_lines_counts_as_one_of_them(check: Check) -> None:
    unknown = [("", "社会保障和就业支出", "500000"), ("", "河湾事务支出", "60000"), ("", "住房保障支出", "40000")]
    for rows in (TOPS, unknown):
        table = _table("functional", rows, ["600000"])
        assert _ends(check({}, {"expenditure-by-function": table}), "sum") == ["holds"]
    assert _ends(check({}, {"expenditure-by-function": _table("functional", unknown, ["540000"])}), "sum") == ["holds"]


def test_a_sum_of_which_an_unknown_name_may_be_part_is_not_judged(check: Check) -> None:
    unknown = [("", "社会保障和就业支出", "500000"), ("", "河湾事务支出", "60000"), ("", "住房保障支出", "40000")]
    (finding,) = [f for f in check({}, {"expenditure-by-function": _table("functional", unknown, ["700000"])}) if f.rule == "sum"]
    assert (finding.why, finding.missing_parts) == ("unknown-line", ("expenditure-by-function.2",))
    known = [("", "社会保障和就业支出", "500000"), ("", "住房保障支出", "40000")]
    assert _ends(check({}, {"expenditure-by-function": _table("functional", known, ["700000"])}), "sum") == ["fails"]


@pytest.mark.parametrize(
    ("kind", "agency", "expected"),
    [
        ("administrative-unit", "0", "not-its-kind"),
        ("public-institution", "0", "not-its-kind"),
        ("public-institution", "5.10", "not-its-kind"),
        ("administrative-unit", "5.10", "fails"),
        ("administrative-unit", "6.50", "holds"),
    ],
)
def test_cars_are_held_against_agency_operating_expenses_of_agencies_only(
    check: Check, kind: str, agency: str, expected: str
) -> None:
    figures = {"vehicle-operation": "6.40", "agency-operating-expenses": agency}
    findings = [f for f in check(figures, kind=kind) if f.concept == "vehicle-operation" and f.rule == "at-most"]
    assert _ends([f for f in findings if f.other == "agency-operating-expenses"], "at-most") == [expected]


@pytest.mark.parametrize(("name", "expected"), [("因公出国（境）费用", "fails"), ("机关事业单位退休人员活动费", "other-name")])
def test_a_code_under_the_name_of_another_item_is_held_against_nothing_but_its_sum(
    check: Check, name: str, expected: str
) -> None:
    rows = [("302", "商品和服务支出", "7020"), ("30212", name, "7020")]
    table = _table("economic", rows, ["7020"], concept="basic-expenditure")
    findings = check({"overseas-travel": "0"}, {"basic-by-nature": table})
    assert _ends(findings, "at-most", "item") == [expected]
    assert _ends(findings, "sum", "") == ["holds", "holds"]
    assert _ends(findings, "code") == ["holds", "holds" if expected == "fails" else "fails"]


def test_the_same_code_under_two_names_is_not_the_same_line(check: Check) -> None:
    first = _table("functional", [("201", "一般公共服务支出", "7000")], ["7000"])
    other = _table("functional", [("201", "河湾事务支出", "8000")], ["8000"], fund="all")
    findings = check({}, {"expenditure-by-function": first, "general-public-by-function": other})
    assert "general-public-by-function.201 equal" not in _fails(findings)


# --------------------------------------------------------------- One slip, one finding.


def test_a_printed_total_of_nothing_is_one_finding(check: Check) -> None:
    figures = {
        "revenue": {"amount": "0", "prior": "450.00", "printed": {"direction": "increase", "change": "50.00", "percent": "11.1"}},
        "fiscal-appropriation": "480.00",
        "other-funds": "20.00",
        "expenditure": "500.00",
    }
    table = _table("functional", [("213", "农林水支出", "5000000")], ["5000000"], concept="revenue")
    findings = check(figures, {"revenue-by-function": table}, compares_with={"year": "2022", "basis": "unstated"})
    (failure,) = [f for f in findings if f.verdict == "fails"]
    assert (failure.concept, failure.rule) == ("revenue", "sum")
    assert rate_severity(failure) == "arithmetic"
    following = [f for f in findings if f.why == "follows"]
    assert len(following) >= 4
    assert {f.cause.id for f in following if f.cause} == {failure.id}


def test_two_slips_are_two_findings(check: Check) -> None:
    figures = {
        "revenue": "510.00",
        "fiscal-appropriation": "480.00",
        "other-funds": "20.00",
        "three-public": "9.00",
        "overseas-travel": "0",
        "reception": "2.00",
        "vehicles": "3.00",
    }
    assert _fails(check(figures)) == ["revenue sum", "three-public sum"]


def test_a_malformed_code_that_closes_its_parent_s_sum_is_a_finding_about_the_code_alone(check: Check) -> None:
    rows = [("301", "工资福利支出", "28070910"), ("30101", "基本工资", "10000"), ("3012", "津贴补贴", "28060910")]
    table = _table("economic", rows, ["28070910"], concept="basic-expenditure")
    assert _fails(check({}, {"basic-by-nature": table})) == ["basic-by-nature.3012 code"]


def test_three_public_expenses_may_count_meetings_and_training_too(check: Check) -> None:
    parts = {"overseas-travel": {"amount": "0.00"}, "reception": {"amount": "4.00"}, "vehicles": {"amount": "5.00"}}
    others = {"meetings": {"amount": "2.00"}, "training": {"amount": "1.00"}}

    def verdict(printed: str) -> str:
        found = check({"three-public": {"amount": printed}, **parts, **others})
        return next(f.verdict for f in found if (f.concept, f.rule, f.role) == ("three-public", "sum", "amount"))

    assert [verdict(printed) for printed in ("9.00", "12.00", "11.00", "8.00")] == ["holds", "holds", "fails", "fails"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("机关事业单位基本养老保险", "holds"),
        ("2080505", "holds"),
        ("机关事业单位基本养老保险缴费支出", "holds"),
        ("机关事业", "fails"),
        ("机关事业单位职业年金缴费支出", "fails"),
    ],
)
def test_a_name_that_its_page_cut_or_did_not_show_is_no_wrong_name(check: Check, name: str, expected: str) -> None:
    table = _table("functional", [("2080505", name, "7020")], ["7020"], concept="expenditure")
    assert _ends(check({}, {"expenditure-by-function": table}), "code") == [expected]


@pytest.mark.parametrize(
    ("phase", "budget", "expected"),
    [
        ("final-accounts", {"budget": "21864.85"}, "budget-missing"),
        ("final-accounts", {}, "fails"),  # accounts that know one stage alone
        ("budget", {}, "fails"),
    ],
)
def test_budgeted_project_money_is_not_held_against_what_was_executed(
    check: Check, phase: str, budget: dict[str, str], expected: str
) -> None:
    spent = {"expenditure": {"amount": "19044.27", **budget}, "project-expenditure": {"amount": "4838.27"}}
    findings = check({"amount-with-targets": {"amount": "7589.42"}, **spent}, phase=phase)
    assert _ends([f for f in findings if f.concept == "amount-with-targets"], "at-most") == [expected]
