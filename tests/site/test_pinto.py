"""Three years of a Spanish town: euros and cents, codes of one to five digits, what was planned, allowed and spent."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import built_site
import project
import pytest
from browser_pages import ALL_BUT_COLOURS, OPEN_ONE_OF_EACH, ask, axe, opened
from page_numbers import from_csv_gzip
from playwright.sync_api import Browser, expect

CONTENT = project.ROOT / "tests" / "sites" / "pinto"
NEWEST = "pinto/2018-final-accounts"
SPENT = {"2016": "44037157.03", "2017": "42328441.4", "2018": "40962222.34"}
RECEIVED = {"2016": "47107919.52", "2017": "46208310.34", "2018": "43672686.67"}
LEVELS = {"expenditure-by-programme": (1, 2, 3, 4), "expenditure-by-nature": (1, 2, 3, 5), "revenue-by-nature": (1, 2, 3, 5)}
OTHER_COUNTRY = re.compile(r"元|yuan|CNY|China|Chinese|中国|zh-CN|[Tt]hree public|[Ff]iscal appropriation")
PAGES = ["", "pinto/", f"{NEWEST}/", f"{NEWEST}/evidence/", f"{NEWEST}/execution/", f"{NEWEST}/expenditure-by-programme/",
    f"{NEWEST}/expenditure-by-nature/", "pinto/lines/functional-1/", "glossary/", "glossary/outcome/", "checks/", "compare/",
    "data/", "search/", "how-to-read/", "about/", "contribute/"]  # fmt: skip


def text_of(site: Path, page: str) -> str:
    """What a reader reads, with one space wherever a page has some."""
    page_text = re.sub(r"<(script|style)\b.*?</\1>", "", (site / page / "index.html").read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", page_text)).split())


def rows_of(site: Path, table: str) -> list[dict[str, str]]:
    return from_csv_gzip((site / "data" / f"{table}.csv.gz").read_bytes())


def test_what_was_spent_and_received_in_three_years_is_in_the_data(pinto: Path) -> None:
    figures = [row for row in rows_of(pinto, "figures") if row["role"] == "amount" and not row["line"]]
    assert {row["year"]: row["amount"] for row in figures if row["concept"] == "expenditure"} == SPENT
    assert {row["year"]: row["amount"] for row in figures if row["concept"] == "revenue"} == RECEIVED
    assert {(row["currency"], row["unit"]) for row in figures} == {("EUR", "€")}


def test_the_total_that_the_town_prints_is_held_to_its_lines(pinto: Path) -> None:
    checks = [row for row in rows_of(pinto, "findings") if row["rule"] == "equal" and "control" in row["finding"]]
    held = {(row["statement"], row["about"]): (row["verdict"], row["printed"]) for row in checks}
    assert held[NEWEST, "expenditure-by-programme.total"] == ("holds", SPENT["2018"])
    assert held[NEWEST, "expenditure-by-nature.total"] == ("holds", SPENT["2018"])
    assert held[NEWEST, "revenue-by-nature.total"] == ("holds", RECEIVED["2018"])


def test_every_sum_of_every_tree_is_checked_and_holds(pinto: Path) -> None:
    findings = rows_of(pinto, "findings")
    assert [row["finding"] for row in findings if row["verdict"] not in ("holds", "untestable")] == []
    assert {row["rule"] for row in findings if row["verdict"] == "untestable"} <= {"code", "chain", "change"}, (
        "codes of the town, and the first year"
    )
    held = {(row["statement"], row["about"]) for row in findings if row["rule"] == "sum" and row["verdict"] == "holds"}
    for year in SPENT:
        for table, lengths in LEVELS.items():
            statement = f"pinto/{year}-final-accounts"
            file = CONTENT / "statements" / "pinto" / f"{year}-final-accounts.{table}.csv"
            codes = {row["code"] for row in csv.DictReader(io.StringIO(file.read_text("utf-8")))}
            assert {len(code) for code in codes} == set(lengths)
            above = {each for each in codes if any(code.startswith(each) and code != each for code in codes)}
            assert len(above) > 20
            assert {(statement, f"{table}.{code}") for code in above} | {(statement, f"{table}.total")} <= held


def test_both_tables_of_spending_add_up_to_the_same() -> None:
    for year in SPENT:
        totals = set()
        for table in ("expenditure-by-programme", "expenditure-by-nature"):
            file = CONTENT / "statements" / "pinto" / f"{year}-final-accounts.{table}.csv"
            rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
            columns = [name for name in rows[0] if name.startswith("expenditure/")]
            totals.add(tuple(sum(Decimal(row[name]) for row in rows if len(row["code"]) == 1) for name in columns))
        assert len(totals) == 1, year
        assert Decimal(SPENT[year]) in totals.pop()


def test_the_package_names_the_country_and_its_years(pinto: Path) -> None:
    package = json.loads((pinto / "data" / "datapackage.json").read_text("utf-8"))
    assert package["countryCode"] == "ES"
    assert package["fiscalPeriod"] == {"start": "2016-01-01", "end": "2018-12-31"}


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (f"es/{NEWEST}", ("40,96 millones de euros", "según el documento 40.962.222,34 €", "De cada 100 euros, 39", "38,6 %")),
        (f"en/{NEWEST}", ("40.96 million euros", "printed 40.962.222,34 €", "Of every 100 euros, 39", "38.6%")),
        (f"es/{NEWEST}/execution", ("41.559.000 euros", "40.962.222,34 euros", "98,6 %")),
        (f"es/{NEWEST}/expenditure-by-programme", ("Importes en €", "6.995.035,72", "9680")),
        (f"en/{NEWEST}/expenditure-by-programme", ("Amounts in euros", "6,995,035.72", "9,680", "Basic public services")),
        ("es/pinto", ("44,04 millones de euros", "42,33 millones de euros", "40,96 millones de euros")),
        ("es/pinto/lines/functional-1", ("6,58", "6,34", "7,00", "+0,66", "17,1 %")),
        ("en/pinto/lines/revenue-1", ("Direct taxes", "million euros")),
        ("es/about", ("No es oficial",)),
        ("en/about", ("Not official",)),
    ],
)
def test_money_is_written_as_each_language_writes_it(pinto: Path, page: str, words: tuple[str, ...]) -> None:
    text = text_of(pinto, page)
    assert [each for each in words if each not in text] == []


def test_no_page_speaks_of_another_country(pinto: Path) -> None:
    pages = {path.relative_to(pinto).as_posix(): path.read_text("utf-8") for path in sorted(pinto.rglob("*.html"))}
    assert {name: OTHER_COUNTRY.findall(text)[:3] for name, text in pages.items() if OTHER_COUNTRY.search(text)} == {}
    tags = {name.split("/")[0]: re.findall(r'<html lang="([^"]+)"', text) for name, text in pages.items() if "/" in name}
    assert tags == {"es": ["es-ES"], "en": ["en"]}


def test_every_link_leads_somewhere(pinto: Path) -> None:
    pages = built_site.documents(pinto)
    there = {path.relative_to(pinto).as_posix() for path in pinto.rglob("*") if path.is_file()}
    broken, looked = [], 0
    for page in pages.values():
        for element, href in page.links():
            if urlsplit(href).scheme or page.path == "404.html":
                continue
            looked += 1
            path, fragment = built_site.target(page.path, href)
            if path not in there or (fragment and fragment not in pages[path].ids):
                broken.append(f"{page.path}:{element.line}: {href}")
    assert looked > 1000
    assert broken == []


def test_spanish_pages_write_their_decimals_with_a_comma(pinto: Path) -> None:
    """But the number of a licence."""
    pages = sorted((pinto / "es" / "pinto").rglob("index.html"))
    texts = {page: text_of(pinto, page.parent.relative_to(pinto).as_posix()) for page in pages}
    points = {page.parent.name: re.findall(r"(?<![\d.,])\d+\.\d{1,2}(?![\d.,]).{0,20}", text) for page, text in texts.items()}
    assert "sheet" in points
    assert {name: found for name, found in points.items() if [each for each in found if not each.startswith("4.0")]} == {}


def test_links_for_editing_lead_to_the_folder_of_the_site(pinto: Path) -> None:
    page = (pinto / "es" / NEWEST / "index.html").read_text("utf-8")
    assert f"/edit/main/tests/sites/pinto/statements/{NEWEST}.yaml" in page


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(lang: str, place: str, pinto: Path, browser: Browser) -> None:
    with built_site.served(pinto) as home, opened(browser, home, f"{lang}/{place}index.html") as page:
        ask(page, OPEN_ONE_OF_EACH)
        assert axe(page, ALL_BUT_COLOURS) == []
        page.set_viewport_size({"width": 360, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "question", "title"),
    [
        ("es", "parques y jardines", "Parques y jardines"),
        ("es", "alcantarillado", "Alcantarillado"),
        ("es", "sueldos", "Gastos de personal"),
        ("es", "40,96 millones", "Dinero que sale"),
        ("es", "40.962.222,34", "Dinero que sale"),
        ("en", "street lighting", "Street lighting"),
        ("en", "40.96 million", "Money going out"),
        ("en", "40,962,222.34", "Money going out"),
    ],
)
def test_readers_find_lines_terms_and_figures(lang: str, question: str, title: str, pinto: Path, browser: Browser) -> None:
    with built_site.served(pinto) as home, opened(browser, home, f"{lang}/search/index.html") as page:
        page.locator("#q").fill(question)
        page.keyboard.press("Enter")
        expect(page.locator(".results li > a").first).to_be_visible()
        titles = page.locator(".results li > a").all_inner_texts()
        assert any(title in each for each in titles), titles[:10]
