"""What lies across years and documents: series, restated figures, budget and outcome, tables that are there or not, indicators.

All of it on the golden case `hillside`: one body with a budget, the final accounts of it and the next budget, and its museum.
"""

from __future__ import annotations

import html
import re
from decimal import Decimal

import built_site
import project
import pytest
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import series
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.series import Step
from budgetbook.content.text import Language

OFFICE = "hillside-office"
BUDGET, ACCOUNTS, NEXT = f"{OFFICE}/2023-budget", f"{OFFICE}/2023-final-accounts", f"{OFFICE}/2024-budget"


@pytest.fixture(scope="module")
def hillside(tmp_path_factory: pytest.TempPathFactory) -> CheckedContent:
    return project.check(built_site.small_content(tmp_path_factory.mktemp("hillside") / "content", "hillside"))


@pytest.fixture(scope="module")
def pages(hillside: CheckedContent) -> dict[str, str]:
    outputs = project.outputs(hillside)
    return {path: output.data.decode() for path, output in outputs.items() if path.endswith(".html")}


def visible(source: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", source))).strip()


def part(source: str, tag: str, name: str) -> str:
    found = re.search(rf'<{tag}[^>]* (?:id|aria-labelledby)="{name}".*?</{tag}>', source, re.DOTALL)
    assert found, name
    return found[0]


def ledgers(checked: CheckedContent, entity: str) -> list[Ledger]:
    content = checked.content
    return [Ledger(s, content.concepts, content.country) for s in content.statements.values() if s.entity == entity]


# ---------------------------------------------------------------- series


def told(checked: CheckedContent, entity: str, concept: str) -> dict[Step, dict[int, tuple[str, ...]]]:
    """Each point as `value statement`: the first, then the others."""
    found = series.build_series(ledgers(checked, entity), concept)
    return {
        stage: {
            year: tuple(f"{v.amount.value:f} {v.statement.rpartition('/')[2]}" for v in (point.first, *point.others))
            for year, point in points.items()
        }
        for stage, points in found.items()
    }


def test_a_series_keeps_plan_and_outcome_apart(hillside: CheckedContent) -> None:
    assert told(hillside, OFFICE, "expenditure") == {
        "budget": {2023: ("500.00 2023-budget",), 2024: ("520.00 2024-budget",)},
        "adjusted": {2023: ("515.00 2023-final-accounts",)},
        "execution": {2023: ("498.60 2023-final-accounts",)},
    }


def test_a_restated_figure_stands_beside_the_first(hillside: CheckedContent) -> None:
    """The next budget says 198.00 of 2023, where that of 2023 says 200.00; the final accounts give 200.00 as the budget too."""
    assert told(hillside, OFFICE, "project-expenditure")["budget"] == {
        2023: ("200.00 2023-budget", "198.00 2024-budget"),
        2024: ("210.00 2024-budget",),
    }
    assert told(hillside, OFFICE, "reception")["budget"] == {2023: ("2.00 2023-budget", "2.10 2023-final-accounts")}


def test_a_year_of_which_no_document_is_here_is_told_by_the_next(hillside: CheckedContent) -> None:
    """The museum compares with what was executed, so its 2023 is an outcome and no plan."""
    assert told(hillside, "hillside-museum", "revenue") == {
        "budget": {2024: ("805000 2024-budget",)},
        "execution": {2023: ("790000 2024-budget",)},
    }


@pytest.mark.slow
@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_body_shows_both_numbers_and_says_whose_they_are(pages: dict[str, str], lang: Language) -> None:
    shown = visible(part(pages[f"{lang}/{OFFICE}/index.html"], "section", "series"))
    both = {
        "zh": "200.00 万元 ≠ 198.00 万元 出自： 2024年预算",
        "en": "2 million yuan ≠ 1.98 million yuan as given in: 2024 budget",
    }
    assert both[lang] in shown


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_number_of_a_series_leads_to_its_figure(pages: dict[str, str], lang: Language) -> None:
    documents = {path: set(re.findall(r' id="([^"]+)"', source)) for path, source in pages.items()}
    for address in (f"{lang}/{OFFICE}/index.html", f"{lang}/glossary/expenditure/index.html"):
        links = re.findall(r'<a href="([^"]+)"><span class="number', part(pages[address], "section", "series"))
        assert links
        for link in links:
            path, fragment = built_site.target(address, link)
            assert fragment in documents[path], link


# ---------------------------------------------------------------- budget and outcome


def cells(source: str, row: str) -> list[str]:
    return [visible(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", part(source, "tr", row), re.DOTALL)]


@pytest.mark.slow
def test_the_outcome_stands_beside_the_budget_with_what_is_computed(pages: dict[str, str]) -> None:
    """498.60 of 500.00 is 99.72 %, of 515.00 96.82 %; receptions took 0.80 of 2.10, where the budget itself says 2.00."""
    page = pages[f"en/{ACCOUNTS}/execution/index.html"]
    assert cells(page, "expenditure") == [
        "5 million yuan", "5.15 million yuan", "4.986 million yuan", "14,000 yuan less", "99.7% of the adjusted budget 96.8%",
    ]  # fmt: skip
    assert cells(page, "reception") == [
        "21,000 yuan ≠ 20,000 yuan as given in: 2023 budget", "not given", "8,000 yuan", "13,000 yuan less", "38.1%",
    ]  # fmt: skip
    assert cells(page, "exhibition") == [
        "700,000 yuan", "750,000 yuan", "605,000 yuan", "95,000 yuan less", "86.4% of the adjusted budget 80.7%",
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_never_planned_has_no_row_and_what_is_a_stock_none(pages: dict[str, str], lang: Language) -> None:
    page = pages[f"{lang}/{ACCOUNTS}/execution/index.html"]
    rows = re.findall(r'<tr id="([^"]+)"', page)
    assert rows == ["revenue", "expenditure", "basic-expenditure", "project-expenditure", "reception", "exhibition"]


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [BUDGET, ACCOUNTS, OFFICE])
def test_budget_accounts_and_body_lead_to_the_outcome(pages: dict[str, str], lang: Language, page: str) -> None:
    here = f"{lang}/{page}/index.html"
    targets = {
        built_site.target(here, href)[0] for href in re.findall(r'<a [^>]*href="([^"#][^"]*)"', pages[here]) if ":" not in href
    }
    assert f"{lang}/{ACCOUNTS}/execution/index.html" in targets


@pytest.mark.slow
def test_there_is_no_such_page_for_a_budget_alone(pages: dict[str, str]) -> None:
    assert [path for path in pages if path.endswith("/execution/index.html") and "/chart/" not in path] == [
        f"{lang}/{ACCOUNTS}/execution/index.html" for lang in LANGUAGES
    ]


def test_final_accounts_are_not_held_to_the_balance_of_a_budget(hillside: CheckedContent) -> None:
    """505.00 came in and 498.60 was spent; with the 10.00 carried over, no total of spending is printed to compare."""
    about = {(f.concept, f.rule, f.verdict) for f in hillside.findings[ACCOUNTS]}
    assert ("expenditure", "equal", "fails") not in about
    assert ("total-revenue", "sum", "holds") in about
    assert ("reception", "chain", "fails") in about


# ---------------------------------------------------------------- tables, there or not


def states(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<li class="table-([a-z-]+)"><p><span class="table-number">(?:<span lang="zh-CN">)?(.*?)</span>', page)


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_stand_in_the_order_of_their_place_in_four_states(pages: dict[str, str], lang: Language) -> None:
    assert states(pages[f"{lang}/{BUDGET}/index.html"]) == [("nil", "表一"), ("there", "表二"), ("lacking", "表三")]
    assert {state for state, _ in states(pages[f"{lang}/{NEXT}/index.html"])} == {"not-in-the-copy"}
    assert {state for state, _ in states(pages[f"{lang}/{ACCOUNTS}/index.html"])} == {"lacking"}


# ---------------------------------------------------------------- indicators


@pytest.mark.slow
def test_indicators_say_what_was_to_be_reached_and_whether_it_was(pages: dict[str, str]) -> None:
    page = visible(pages[f"en/{ACCOUNTS}/index.html"])
    assert "Exhibitions held ≥ 12 exhibitions 11 exhibitions not reached 45.5 of 50" in page
    assert "Visitors ≥ 3,000 visits 3,120 visits reached 40 of 40" in page
    assert "Self-evaluation: 94.0 points, excellent." in page
    assert "≥3,000人次" in visible(pages[f"zh/{ACCOUNTS}/index.html"])


def test_the_score_is_the_sum_of_its_points(hillside: CheckedContent) -> None:
    (finding,) = [f for f in hillside.findings[ACCOUNTS] if f.kind == "score"]
    assert (finding.concept, finding.verdict) == ("exhibition", "holds")
    assert [term.amount.value for term in finding.terms] == [Decimal("45.5"), Decimal(40), Decimal("8.5")]


@pytest.mark.slow
def test_a_unit_with_statements_of_its_own_is_linked(pages: dict[str, str]) -> None:
    units = part(pages[f"en/{OFFICE}/index.html"], "section", "units")
    assert 'href="../hillside-museum/index.html"' in units
    assert re.findall(r'<li class="depth-(\d)">', units) == ["1", "2"]
