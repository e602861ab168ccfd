"""A country that publishes a year five times: as proposed, adopted and adjusted, in its course, and at its end."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

import project
import pytest
from page_numbers import from_csv_gzip

from budgetbook.arithmetic.finding import Finding

CONTENT = project.ROOT / "tests" / "second_country" / "content"
STAGES = """
stages:
  proposed: {name: {es: Proyecto de presupuesto, en: Proposed budget}, phase: proposed}
  adopted: {name: {es: Presupuesto aprobado, en: Adopted budget}, phase: approved}
  adjusted: {name: {es: Presupuesto modificado, en: Adjusted budget}, phase: adjusted}
  mid-year: {name: {es: Avance de mitad de año, en: Mid-year report}, phase: executed, partial: true}
  annual: {name: {es: Cuenta anual, en: Annual account}, phase: executed}
"""
STATEMENT = """
fiscal_year: %(year)s
phase: %(stage)s
unit: €
profile: none
%(compares)s
source: {title: {es: "Cuentas de %(year)s", en: "Accounts of %(year)s"}}
summary: {es: "Se gastan {figure}`spending`.", en: "Spending is {figure}`spending`."}
places: {p1: {name: {es: Cuadro 1, en: Table 1}}}
figures:
  income: {amount: %(amount)s, at: p1}
  spending: {amount: %(amount)s, %(further)s, at: p1}
"""
BODY = "velania-lighthouse"
AGAINST = "compares_with: {year: 2023, basis: %s}"
DOCUMENTS = {
    "2023-proposed": ("9000", "", ""),
    "2023-adopted": ("8000", "", ""),
    "2023-adjusted": ("8500", "", ""),
    "2023-mid-year": ("3000", "", "budget: 8000"),
    "2023-annual": ("8200", "", "budget: 8000, adjusted: 8500"),
    "2024-proposed": ("9900", AGAINST % "unstated", "prior: 8500"),
    "2024-adopted": ("9500", AGAINST % "initial-budget", "prior: 8000"),
    "2024-adjusted": ("9600", AGAINST % "adjusted-budget", "prior: 8500"),
    "2024-mid-year": ("4000", AGAINST % "unstated", "prior: 3000"),
    "2024-annual": ("9400", AGAINST % "executed", "prior: 8200"),
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stages") / "content"
    shutil.copytree(CONTENT, root)
    shutil.rmtree(root / "statements" / "port-of-velania")
    country, folder = root / "countries" / "velania" / "country.yaml", root / "statements" / BODY
    country.write_text(country.read_text("utf-8") + STAGES, "utf-8")
    for path in folder.glob("20*"):
        path.unlink()
    for name, (amount, compares, further) in DOCUMENTS.items():
        year, _, stage = name.partition("-")
        fields = {"year": year, "stage": stage, "amount": amount, "compares": compares, "further": further or "state: printed"}
        (folder / f"{name}.yaml").write_text(STATEMENT % fields, "utf-8")
        for lang in ("es", "en"):
            (folder / f"{name}.{lang}.md").write_text("", "utf-8")
    return root


@pytest.fixture(scope="module")
def site(content: Path) -> Path:
    project.build_site(content, content.parent / "site")
    return content.parent / "site"


def text_of(site: Path, page: str) -> str:
    """What a reader reads, with one space wherever a page has some."""
    page_text = re.sub(r"<(script|style)\b.*?</\1>", "", (site / page / "index.html").read_text("utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub("<[^>]+>", " ", page_text)).split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("en/velania-lighthouse/2023-proposed", "2023 proposed budget"),
        ("en/velania-lighthouse/2023-mid-year", "2023 mid-year report"),
        ("es/velania-lighthouse/2023-adopted", "Presupuesto aprobado de 2023"),
        ("en/velania-lighthouse/2023-annual/execution", "2023: budget and outcome"),
        ("en/velania-lighthouse/2023-mid-year/execution", "2023 mid-year report: budget and outcome"),
    ],
)
def test_a_document_is_called_by_its_stage(site: Path, page: str, title: str) -> None:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", (site / page / "index.html").read_text("utf-8"), re.DOTALL)
    assert heading is not None
    assert re.sub("<[^>]+>", "", heading[1]).strip() == title


@pytest.mark.slow
def test_like_stage_stands_with_like_over_the_years(site: Path) -> None:
    page = (site / "en" / BODY / "index.html").read_text("utf-8")
    (table,) = re.findall(r'<section[^>]*aria-labelledby="series".*?</section>', page, re.DOTALL)
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]
    cells = [[" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in row] for row in rows]
    steps = [row[-3:] for row in cells[-5:]]  # of spending, the last figure
    assert steps == [
        ["Proposed budget", "9,000 euros", "9,900 euros"],
        ["Adopted budget", "8,000 euros", "9,500 euros"],
        ["Adjusted budget", "8,500 euros", "9,600 euros"],
        ["Mid-year report", "3,000 euros", "4,000 euros"],
        ["Annual account", "8,200 euros", "9,400 euros"],
    ]
    assert "≠" not in table, "a proposal is no contradiction of what was adopted"


@pytest.mark.slow
def test_an_outcome_is_held_against_what_was_adopted(site: Path) -> None:
    text = text_of(site, f"en/{BODY}/2023-annual/execution")
    assert "8,000" in text
    assert "8,500" in text
    assert "9,000" not in text


@pytest.mark.slow
def test_data_name_the_stage_and_the_phase_of_each_number(site: Path) -> None:
    rows = from_csv_gzip((site / "data" / "figures.csv.gz").read_bytes())
    phases = {row["statement"].rpartition("/")[2]: row["phase"] for row in rows if row["role"] == "amount"}
    stages = ("proposed", "approved", "adjusted", "executed", "executed")
    assert [phases[name] for name in DOCUMENTS] == [*stages, *stages]
    documents = [row["document"] for row in from_csv_gzip((site / "data" / "statements.csv.gz").read_bytes())]
    assert set(documents) == {"proposed", "adopted", "adjusted", "mid-year", "annual"}


def _tell_chains(findings: Iterable[Finding]) -> Iterator[tuple[str, str, str]]:
    """How each comparison with the year before ended, with which document, and why not."""
    for each in findings:
        if each.rule == "chain" and not each.kind:
            yield each.verdict, each.other.rpartition("/")[2], each.why


def test_the_year_before_is_looked_up_in_the_document_that_is_meant(content: Path) -> None:
    checked = project.check(content)
    found = {name.rpartition("/")[2]: set(_tell_chains(findings)) for name, findings in checked.findings.items()}
    assert {name: told for name, told in found.items() if told} == {
        "2024-proposed": {("untestable", "", "stage-unstated")},
        "2024-adopted": {("holds", "2023-adopted", "")},
        "2024-adjusted": {("holds", "2023-adjusted", "")},
        "2024-mid-year": {("holds", "2023-mid-year", "")},
        "2024-annual": {("holds", "2023-annual", "")},
    }


@pytest.mark.slow
def test_the_page_of_an_outcome_has_the_names_of_the_country(site: Path) -> None:
    page = (site / "en" / BODY / "2023-annual" / "execution" / "index.html").read_text("utf-8")
    heads = [re.sub("<[^>]+>", "", each) for each in re.findall('<th scope="col">(.*?)</th>', page)]
    assert heads[1:4] == ["Adopted budget", "Adjusted budget", "Annual account"]


def test_an_unknown_stage_is_told_with_the_list(content: Path, tmp_path: Path) -> None:
    root = shutil.copytree(content, tmp_path / "content")
    file = root / "statements" / BODY / "2023-adopted.yaml"
    file.write_text(file.read_text("utf-8").replace("phase: adopted", "phase: adoptd"), "utf-8")
    problems = project.run_on(root, "check").problems
    assert any("adopted" in each and "mid-year" in each and "adoptd" in each for each in problems), problems


def test_a_stage_that_no_language_knows_needs_a_name(content: Path, tmp_path: Path) -> None:
    root = shutil.copytree(content, tmp_path / "content")
    file = root / "countries" / "velania" / "country.yaml"
    file.write_text(file.read_text("utf-8") + "  revised: {phase: adjusted}\n", "utf-8")
    problems = project.run_on(root, "check").problems
    assert any("what readers call documents of the stage revised" in each for each in problems), problems


def write(root: Path, *options: str) -> project.Ended:
    """Ask for the forms of a year."""
    return project.run("new", "--body", BODY, "--year", "2025", "--content", root, "--lang", "en", *options)


def test_a_new_statement_takes_any_stage_and_the_adopted_one_by_itself(content: Path, tmp_path: Path) -> None:
    root = shutil.copytree(content, tmp_path / "content")
    write(root)
    assert "phase: adopted\n" in (root / "statements" / BODY / "2025-adopted.yaml").read_text("utf-8")
    write(root, "--phase", "mid-year")
    assert "2025 mid-year report" in (root / "statements" / BODY / "2025-mid-year.yaml").read_text("utf-8")
    refused = write(root, "--phase", "final-accounts")
    assert "proposed, adopted, adjusted, mid-year, annual" in refused.err
