"""The budget of a Japanese city: yen from thousands, April to March, five accounts, seven levels of codes, thousands of lines."""

from __future__ import annotations

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import built_site
import pytest
from browser_pages import ALL_BUT_COLOURS, OPEN_ONE_OF_EACH, ask, axe, opened
from page_numbers import from_csv_gzip
from playwright.sync_api import Browser, expect

STATEMENT = "mitaka/2024-budget"
TOTAL = "122908044000"
ACCOUNTS = {
    "general-account": "83187972000",
    "health-insurance": "18784553000",
    "care-services": "691688000",
    "care-insurance": "15020131000",
    "elderly-medical": "5223700000",
}
FUNDS = ("01", "02", "06", "07", "09")
HEAVIEST = 300_000
OTHER_COUNTRY = re.compile(r"yuan|CNY|China|Chinese|zh-CN|[Tt]hree public|三公|万元|亿元")
PAGES = ["", "mitaka/", f"{STATEMENT}/", f"{STATEMENT}/evidence/", f"{STATEMENT}/expenditure/", f"{STATEMENT}/revenue/0115/",
    f"{STATEMENT}/sheet/", "glossary/", "glossary/revenue/", "checks/", "data/", "search/", "how-to-read/", "about/"]  # fmt: skip


def text_of(site: Path, page: str) -> str:
    """What a reader reads, with one space wherever a page has some."""
    page_text = re.sub(r"<(script|style)\b.*?</\1>", "", (site / page / "index.html").read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", page_text)).split())


def rows_of(site: Path, table: str) -> list[dict[str, str]]:
    return from_csv_gzip((site / "data" / f"{table}.csv.gz").read_bytes())


def test_revenue_and_expenditure_are_the_sum_that_the_city_has_published(mitaka: Path) -> None:
    figures = {row["concept"]: row for row in rows_of(mitaka, "figures") if row["role"] == "amount" and not row["line"]}
    expected = {"revenue": TOTAL, "expenditure": TOTAL}
    expected |= {f"{name}-{side}": amount for name, amount in ACCOUNTS.items() for side in ("revenue", "expenditure")}
    assert {concept: row["amount"] for concept, row in figures.items()} == expected
    assert {(row["currency"], row["unit"]) for row in figures.values()} == {("JPY", "千円")}


def test_the_program_finds_that_both_sides_are_equal_in_all_and_in_each_account(mitaka: Path) -> None:
    checks = rows_of(mitaka, "findings")
    assert [row["finding"] for row in checks if row["verdict"] == "fails"] == []
    held = {
        row["finding"].removeprefix(f"{STATEMENT}/") for row in checks if row["rule"] == "equal" and row["verdict"] == "holds"
    }
    assert {"revenue/equal-expenditure", "expenditure/equal-revenue"} <= held
    assert {f"{name}-revenue/equal-{name}-expenditure" for name in ACCOUNTS} <= held
    assert {f"expenditure/{line}/equal-sides-1-revenue-{line}" for line in (*FUNDS, "total")} <= held


def test_every_line_that_has_finer_ones_is_held_to_their_sum(mitaka: Path) -> None:
    lines = [row for row in rows_of(mitaka, "breakdowns") if row["total"] == "false"]
    held = {row["about"] for row in rows_of(mitaka, "findings") if row["rule"] == "sum" and row["verdict"] == "holds"}
    for table in ("revenue", "expenditure"):
        codes = {row["code"] for row in lines if row["table"] == table}
        above = {code[: -4 if len(code) == 16 else -2] for code in codes if len(code) > 2}
        assert len(above) > 500
        assert above <= codes
        assert above <= {each.removeprefix(f"{table}.") for each in held}
        assert f"{table}.total" in held


def test_the_package_names_the_country_and_its_fiscal_year(mitaka: Path) -> None:
    package = json.loads((mitaka / "data" / "datapackage.json").read_text("utf-8"))
    assert package["countryCode"] == "JP"
    assert package["fiscalPeriod"] == {"start": "2024-04-01", "end": "2025-03-31"}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (f"ja/{STATEMENT}", ("2024年度予算", "1,229.1 億円", "記載 122,908,044 千円", "100円のうち")),
        (f"en/{STATEMENT}", ("Budget of fiscal 2024", "122.91 billion yen", "printed 122,908,044 千円", "Of every 100 yen")),
        (f"ja/{STATEMENT}/expenditure", ("単位：千円", "83,187,972")),
        (f"en/{STATEMENT}/expenditure", ("Welfare", "43,047,116,000")),
    ],
)
def test_money_is_written_as_each_language_writes_it(mitaka: Path, page: str, words: tuple[str, ...]) -> None:
    text = text_of(mitaka, page)
    assert [each for each in words if each not in text] == []


def test_no_page_speaks_of_another_country(mitaka: Path) -> None:
    pages = {path.relative_to(mitaka).as_posix(): path.read_text("utf-8") for path in sorted(mitaka.rglob("*.html"))}
    assert {name: OTHER_COUNTRY.findall(text)[:3] for name, text in pages.items() if OTHER_COUNTRY.search(text)} == {}
    assert {re.search(r'<html lang="([^"]+)"', text)[1] for name, text in pages.items() if name.startswith("ja/")} == {"ja"}  # type: ignore[index]


def test_pages_are_light_and_every_link_leads_somewhere(mitaka: Path) -> None:
    weights = {path.relative_to(mitaka).as_posix(): path.stat().st_size for path in mitaka.rglob("*.html")}
    assert len(weights) > 400
    assert {name: size for name, size in weights.items() if size > HEAVIEST} == {}
    there = {path.relative_to(mitaka).as_posix() for path in mitaka.rglob("*") if path.is_file()}
    href = re.compile(r'(?:href|src)="([^"#:?]+)[#?"]')
    broken = Counter[str]()
    for name in weights:
        for link in set(href.findall((mitaka / name).read_text("utf-8"))):
            found, _ = built_site.target(name, link) if not link.startswith("/") else (link.removeprefix("/demo/mitaka/"), "")
            if found not in there and f"{found.rstrip('/')}/index.html".lstrip("/") not in there:
                broken[found] += 1
    assert broken == {}


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_axe_finds_nothing(lang: str, mitaka: Path, browser: Browser) -> None:
    with built_site.served(mitaka) as home:
        for place in PAGES:
            with opened(browser, home, f"{lang}/{place}index.html") as page:
                ask(page, OPEN_ONE_OF_EACH)
                assert axe(page, ALL_BUT_COLOURS) == [], place
                page.set_viewport_size({"width": 360, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= 360, place


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "question", "title"),
    [
        ("ja", "保育所", "保育所費"),
        ("ja", "図書館の費用", "図書館費"),
        ("ja", "歳入", "歳入"),
        ("ja", "1229.1億円", "歳出"),
        ("en", "libraries", "Libraries"),
        ("en", "what does debt service mean", "Debt service"),
    ],
)
def test_readers_find_lines_terms_and_figures(lang: str, question: str, title: str, mitaka: Path, browser: Browser) -> None:
    with built_site.served(mitaka) as home, opened(browser, home, f"{lang}/search/index.html") as page:
        page.locator("#q").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator("#results [role=status]")).not_to_be_empty()
        titles = page.locator(".results li > a").all_inner_texts()
        assert any(title in each for each in titles), titles[:10]
