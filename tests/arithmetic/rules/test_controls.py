"""A table's total is held to what the publisher prints elsewhere; two sides of a budget are held to each other, line by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import project
import pytest
from added_tables import add_tables, change_statement, findings_of, loaded

from budgetbook.arithmetic.ledger import ledgers_of
from budgetbook.engine.check import FolderChecker
from budgetbook.text.explain import Explainer
from budgetbook.text.phrases import Phrases

SPENDING, REVENUE = "expenditure-by-function", "revenue-by-function"


def rows(*amounts: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"code": code, "name": f"名称{code}", "values": [value]} for code, value in amounts]


def kinds(folder: Path, kind: str) -> dict[str, str]:
    return {f.concept: f.verdict for f in findings_of(folder, SPENDING, REVENUE) if f.kind == kind}


@pytest.mark.parametrize(("amount", "verdict"), [("70", "holds"), ("70.00", "holds"), ("71", "fails"), ("7", "fails")])
def test_a_total_is_held_to_what_is_printed_elsewhere(content: Path, amount: str, verdict: str) -> None:
    path = add_tables(content, {SPENDING: {"rows": rows(("201", "70")), "total": ["70"]}})
    change_statement(content, lambda data: data["breakdowns"][SPENDING].update(control=[{"amount": amount, "at": "三（二）"}]))
    assert kinds(content, "control") == {f"{SPENDING}.total": verdict}
    sentences = sentences_of(content, f"{path.parent.name}/{path.stem}", "control")
    assert all(any(amount.rstrip("0").rstrip(".") in sentence for sentence in sentences) for _ in sentences)
    assert len(sentences) == 2


def test_two_controls_of_one_table_are_two_checks(content: Path) -> None:
    table = {"rows": rows(("201", "70")), "total": ["70"]}
    add_tables(content, {SPENDING: table})
    controls = [{"amount": "70", "at": "三（一）"}, {"amount": "69", "at": "三（二）"}]
    change_statement(content, lambda data: data["breakdowns"][SPENDING].update(control=controls))
    checks = [f for f in findings_of(content, SPENDING) if f.kind == "control"]
    assert [check.verdict for check in checks] == ["holds", "fails"]
    assert len({check.id for check in checks}) == 2


def test_two_sides_balance_in_all_and_in_each_coarsest_line(content: Path) -> None:
    spending = rows(("201", "40"), ("20101", "40"), ("202", "30"), ("203", "0"))
    revenue = rows(("201", "41"), ("20101", "41"), ("202", "29"))
    add_tables(
        content,
        {
            REVENUE: {"rows": revenue, "total": ["70"], "columns": [{"concept": "revenue"}]},
            SPENDING: {"rows": spending, "total": ["70"], "balances": REVENUE},
        },
    )
    assert kinds(content, "sides") == {
        f"{SPENDING}.201": "fails",
        f"{SPENDING}.202": "fails",
        f"{SPENDING}.203": "untestable",
        f"{SPENDING}.total": "holds",
    }


def test_nothing_is_said_where_nobody_says_that_they_must_balance(content: Path) -> None:
    table = {"rows": rows(("201", "70")), "total": ["70"]}
    add_tables(content, {SPENDING: table, REVENUE: table | {"columns": [{"concept": "revenue"}]}})
    assert kinds(content, "sides") == {}
    assert kinds(content, "control") == {}


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"control": [{"amount": "70", "at": "三（一）", "column": "2"}]}, "control-of-nothing"),
        ({"control": [{"amount": "70", "at": "九"}]}, "unknown-place"),
        ({"balances": "revenue-by-functions"}, "no-such-side"),
        ({"balances": SPENDING}, "no-such-side"),
    ],
)
def test_what_cannot_be_held_to_anything_is_a_problem(content: Path, wrong: dict[str, Any], key: str) -> None:
    add_tables(content, {SPENDING: {"rows": rows(("201", "70")), "total": ["70"]} | wrong})
    assert key in {problem.message.key for problem in FolderChecker(content).check()[1]}


def sentences_of(folder: Path, statement: str, kind: str) -> list[str]:
    content = loaded(folder)
    ledger = ledgers_of(content)[statement]
    every = [finding for finding in findings_of(folder, SPENDING, REVENUE) if finding.kind == kind]
    sentences = []
    for lang in ("zh", "en"):
        phrases = Phrases(lang, content.phrases)
        explainer = Explainer.create(content, phrases, ledger)
        sentences += [explainer.sentence(finding) for finding in every]
    return sentences


def test_codes_of_two_classifications_are_not_held_to_each_other(content: Path) -> None:
    table = {"rows": rows(("201", "70")), "total": ["70"]}
    revenue = {"rows": rows(("201", "60"), ("301", "10")), "total": ["70"], "columns": [{"concept": "revenue"}], "by": "economic"}
    add_tables(content, {SPENDING: table, REVENUE: revenue})
    assert kinds(content, "lines") == {}


def test_one_code_in_two_classifications_is_two_lines(content: Path) -> None:
    add_tables(
        content,
        {
            SPENDING: {"rows": rows(("201", "40"), ("202", "30")), "total": ["70"]},
            "basic-by-economic-nature": {
                "by": "economic",
                "rows": rows(("201", "25"), ("202", "45")),
                "columns": [{"concept": "expenditure"}],
                "total": ["71"],
            },
        },
    )
    checks = [f for f in findings_of(content, SPENDING, "basic-by-economic-nature") if (f.rule, f.kind) == ("equal", "table")]
    assert {f.concept.partition(".")[2] for f in checks} == {"total"}
    assert [f.verdict for f in checks] == ["fails"]


@pytest.mark.parametrize(("scheme", "checks"), [("functional", {"fails"}), ("economic", set())])
def test_one_code_in_two_tables_is_one_line_only_within_a_classification(content: Path, scheme: str, checks: set[str]) -> None:
    spending = {"rows": rows(("301", "70")), "total": ["70"]}
    again = {"rows": rows(("301", "60"), ("302", "10")), "total": ["70"], "columns": [{"concept": "expenditure"}], "by": scheme}
    add_tables(content, {SPENDING: spending, REVENUE: again})
    found = {f.concept: f.verdict for f in findings_of(content, REVENUE) if f.kind == "table"}
    assert {verdict for line, verdict in found.items() if line.endswith(".301")} == checks
    assert found[f"{REVENUE}.total"] == "holds"


def test_codes_of_a_level_that_nobody_has_named_are_not_said_to_lack_a_name(content: Path) -> None:
    level = "  economic: {levels: [3, 5]}"
    country = content / "countries" / "china" / "country.yaml"
    if not country.exists():
        country.parent.mkdir(parents=True, exist_ok=True)
        country.write_text((project.CONTENT / "countries" / "china" / "country.yaml").read_text("utf-8"), "utf-8")
    text = country.read_text("utf-8")
    assert level in text
    country.write_text(text.replace(level, "  economic: {levels: [3, 5, 9]}"), "utf-8")
    table = {"rows": rows(("301", "70"), ("30101", "70"), ("301010001", "70"), ("30188", "0")), "total": ["70"], "by": "economic"}
    add_tables(content, {SPENDING: table})
    told = {f.concept.removeprefix(f"{SPENDING}.") for f in findings_of(content, SPENDING) if f.rule == "code"}
    assert told == {"301", "30101", "30188"}
