"""A country that the tests invent, in Spanish and English: what it says of money, codes and years comes from its folder alone."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from html import unescape
from pathlib import Path

import project
import pytest
from page_numbers import from_csv_gzip

CONTENT = project.ROOT / "tests" / "second_country" / "content"
OTHER_COUNTRY = re.compile("元|yuan|CNY|China|中国|zh-CN")
HAN = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def velania(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("velania") / "site"
    project.build_site(CONTENT, target)
    return target


def text_of(site: Path, page: str) -> str:
    """What a reader reads, with one space wherever a page has some."""
    page_text = re.sub(r"<(script|style)\b.*?</\1>", "", (site / page / "index.html").read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", page_text)).split())


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("es/port-of-velania/2023-budget", ("40,96 millones de euros", "1 persona", "A qué va cada cien")),
        ("es/port-of-velania/2023-budget/evidence", ("40.962.222,34 euros", "1234,50 euros")),
        ("en/port-of-velania/2023-budget", ("40.96 million euros", "1,234.50 euros", "1 person")),
        ("en/port-of-velania/2024-budget", ("41 million euros", "1,250 euros", "12 people", "up 37,778 euros")),
        ("en/velania-lighthouse/2023-budget", ("2.5 million velas", "2 people")),
        ("es/port-of-velania/2023-budget/by-programme", ("1000,25", "40.962.222,34")),
    ],
)
def test_money_is_written_in_its_currency_as_each_language_writes_it(velania: Path, page: str, words: tuple[str, ...]) -> None:
    text = text_of(velania, page)
    assert [each for each in words if each not in text] == []


def test_no_page_and_no_data_speak_of_another_country(velania: Path) -> None:
    pages = [path for path in sorted(velania.rglob("*")) if path.suffix in (".html", ".json", ".csv", ".svg", ".xml")]
    assert len(pages) > 100
    told = {path.relative_to(velania).as_posix(): path.read_text("utf-8") for path in pages if "assets" not in path.parts}
    assert {name: OTHER_COUNTRY.findall(text)[:3] for name, text in told.items() if OTHER_COUNTRY.search(text)} == {}


def test_data_name_the_currency_of_each_number(velania: Path) -> None:
    rows = from_csv_gzip((velania / "data" / "figures.csv.gz").read_bytes())
    money = {(row["entity"], row["unit"], row["currency"]) for row in rows if row["currency"]}
    assert money == {
        ("port-of-velania", "€", "EUR"),
        ("port-of-velania", "miles de €", "EUR"),
        ("velania-lighthouse", "℣", "VLR"),
    }
    amounts = {row["printed"]: row["amount"] for row in rows if row["concept"] == "wages" and row["role"] == "amount"}
    assert amounts == {"1234.50": "1234.5", "1.25": "1250"}


def test_the_tree_of_codes_and_the_total_are_those_of_the_country(velania: Path) -> None:
    lines = {row["code"]: row for row in from_csv_gzip((velania / "data" / "breakdowns.csv.gz").read_bytes())}
    assert {code: row["parent"].rpartition("/")[2] for code, row in lines.items()} == {
        "1": "", "13": "1", "132": "13", "15": "1", "": "",
    }  # fmt: skip
    assert lines[""]["printed_name"] == "Total"


def test_the_package_names_the_country_and_its_budget_years(velania: Path) -> None:
    package = json.loads((velania / "data" / "datapackage.json").read_text("utf-8"))
    assert package["countryCode"] == "VX"
    assert package["fiscalPeriod"] == {"start": "2023-04-01", "end": "2025-03-31"}


def test_unlike_money_is_neither_added_nor_put_on_one_scale(velania: Path) -> None:
    text = text_of(velania, "en/compare/spending")
    assert "40,962,222.34 euros" in text
    assert "2,500,000 velas" in text
    assert "million" not in text, "no column has one unit"


def test_codes_of_other_lengths_and_lines_with_money_of_their_own_are_no_finding(velania: Path) -> None:
    findings = gzip.decompress((velania / "data" / "findings.csv.gz").read_bytes()).decode("utf-8-sig")
    assert "fails" not in findings
    assert findings.count(",sum,holds,") > 3


IN_EUROS = """
fiscal_year: 2024
phase: budget
unit: €
profile: none
compares_with: {year: 2023, basis: initial-budget}
source:
  title: {es: Presupuesto 2024, en: 2024 budget}
summary: {es: "Se gastan {figure}`spending`.", en: "Spending is {figure}`spending`."}
places:
  p1: {name: {es: Cuadro 1, en: Table 1}}
figures:
  income: {amount: 2500, prior: 2400, at: p1}
  spending: {amount: 2500, at: p1, printed: {direction: increase, change: 100, percent: 4}}
  workers: {amount: 2, prior: 2, at: p1}
breakdowns:
  by-programme:
    by: programme
    unit: €
    at: p1
    columns: [{concept: spending}, {concept: spending, role: prior}]
    rows:
      - {code: "1", name: Servicios, values: [2500, 2400]}
    total: [2500, 2400]
"""


def test_years_in_another_currency_are_not_compared(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    (tmp_path / "content" / "statements" / "velania-lighthouse" / "2024-budget.yaml").write_text(IN_EUROS, "utf-8")
    checked = project.check(tmp_path / "content")
    chains = {each.verdict for each in checked.findings["velania-lighthouse/2024-budget"] if each.rule == "chain"}
    assert chains == {"untestable"}
    project.build_site(tmp_path / "content", tmp_path / "site")
    assert not re.search(r"\bvelas?\b|℣", text_of(tmp_path / "site", "en/velania-lighthouse/2024-budget"))


def test_a_statement_has_one_currency(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "content")
    file = tmp_path / "content" / "statements" / "port-of-velania" / "2023-budget.yaml"
    file.write_text(file.read_text("utf-8").replace("    unit: €", "    unit: ℣"), "utf-8")
    (problem,) = project.run_on(tmp_path / "content", "check").problems
    assert "expected the unit €, miles de €; found ℣" in problem
