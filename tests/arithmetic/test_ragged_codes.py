"""Codes that do not tell by their digits what they are part of: the classification says it for each."""

from __future__ import annotations

import shutil
from pathlib import Path

import project
import pytest
from page_numbers import from_csv_gzip

CONTENT = project.ROOT / "tests" / "second_country" / "content"
BODY = "velania-lighthouse"
CODES = """
"1": {name: {es: Faro, en: Lighthouse}}
LT: {name: {es: Luz, en: Light}, under: "1"}
OIL7: {name: {es: Aceite, en: Oil}, under: LT}
WICK: {name: {es: Mechas, en: Wicks}, under: LT}
"9": {name: {es: Casa, en: House}, under: "1"}
B-2: {name: {es: Barcos, en: Boats}}
"""
STATEMENT = """
fiscal_year: %(year)s
phase: budget
unit: €
profile: none
source: {title: {es: Presupuesto, en: Budget}}
summary: {es: "Se gastan {figure}`spending`.", en: "Spending is {figure}`spending`."}
places: {p1: {name: {es: Cuadro, en: Table}}}
figures:
  income: {amount: 1000, at: p1}
  spending: {amount: 1000, at: p1}
breakdowns:
  by-programme:
    by: programme
    unit: €
    at: p1
    columns: [{concept: spending}]
    rows:
      - {code: "1", name: Faro, values: [900]}
      - {code: LT, name: Luz, values: [%(light)s]}
      - {code: OIL7, name: Aceite, values: [500]}
      - {code: WICK, name: Mechas, values: [200]}
      - {code: "%(house)s", name: Casa, values: [200]}
      - {code: B-2, name: Barcos, values: [100]}
    total: [1000]
"""


def make_content(root: Path, light: str = "700", house: str = "9", codes: str = CODES) -> Path:
    shutil.copytree(CONTENT, root)
    shutil.rmtree(root / "statements" / "port-of-velania")
    country, folder = root / "countries" / "velania", root / "statements" / BODY
    shape = (country / "country.yaml").read_text("utf-8").replace("{levels: [1, 2, 3], headings_hold_money: true}", "{}")
    (country / "country.yaml").write_text(shape, "utf-8")
    (country / "classifications" / "programme.yaml").write_text(codes, "utf-8")
    for year in (2023, 2024):
        fields = {"year": year, "light": light, "house": house}
        (folder / f"{year}-budget.yaml").write_text(STATEMENT % fields, "utf-8")
        for lang in ("es", "en"):
            (folder / f"{year}-budget.{lang}.md").write_text("", "utf-8")
    return root


def sums(root: Path) -> dict[str, str]:
    """How each line's sum ended, by its code."""
    found = project.check(root).findings[f"{BODY}/2023-budget"]
    return {each.concept.rpartition(".")[2]: each.verdict for each in found if each.rule == "sum" and each.table}


def test_every_sum_of_the_tree_is_checked(tmp_path: Path) -> None:
    assert sums(make_content(tmp_path / "content")) == {"1": "holds", "LT": "holds", "total": "holds"}


def test_a_wrong_sum_is_found_where_it_is(tmp_path: Path) -> None:
    problems = project.run_on(make_content(tmp_path / "content", light="690"), "check").problems
    assert any("rows.1: by the rule sum" in each and "by-programme.OIL7 500" in each for each in problems), problems


def test_a_code_without_a_place_accuses_no_line(tmp_path: Path) -> None:
    """The classification has no 8: it may be below the lighthouse, which then adds up, or beside it."""
    found = sums(make_content(tmp_path / "content", house="8"))
    assert "fails" not in found.values()
    assert found["1"] == "untestable"


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('X: {name: {es: Otro, en: Other}, under: "77"}', "77"),
        ("X: {name: {es: Otro, en: Other}, under: Z}\nZ: {name: {es: Nada, en: Nothing}, under: X}", "X is under itself"),
    ],
)
def test_what_makes_no_tree_is_a_problem(tmp_path: Path, entry: str, told: str) -> None:
    root = make_content(tmp_path / "content", codes=f"{CODES}{entry}\n")
    problems = project.run_on(root, "check").problems
    assert any(told in each for each in problems), problems


@pytest.mark.slow
def test_pages_and_data_have_the_tree(tmp_path: Path) -> None:
    root = make_content(tmp_path / "content")
    project.build_site(root, tmp_path / "site")
    lines = from_csv_gzip((tmp_path / "site" / "data" / "breakdowns.csv.gz").read_bytes())
    parents = {row["code"]: row["parent"].rpartition("/")[2] for row in lines if "2023" in row["statement"]}
    assert parents == {"1": "", "LT": "1", "OIL7": "LT", "WICK": "LT", "9": "1", "B-2": "", "": ""}
    page = (tmp_path / "site" / "en" / BODY / "lines" / "1" / "index.html").read_text("utf-8")
    assert "Oil" in page, "a class over the years shows what is below it"
