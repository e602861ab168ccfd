"""Data files whose codes differ in length: a map joins them, and the import says what the classification lacks."""

from __future__ import annotations

import shutil
from pathlib import Path

import project
import pytest

CONTENT = project.ROOT / "tests" / "second_country" / "content"
MAP = """
unit: €
numbers: {decimal: point}
year: 2025
stage: budget
files:
  lines:
    amounts: [{column: Money}]
    tables:
      by-programme:
        joined_by: hyphen
        levels:
          - {code: [Fund], name: Fund name}
          - {code: [Fund, Office], name: Office name}
"""
DATA = """Fund,Fund name,Office,Office name,Money
1,Faro,LT,Luz,700
1,Faro,HOUSE,Casa,200
22,Barcos,LT,Lancha,100
"""
ENTRIES = """
"1": {name: {es: Faro, en: Lighthouse}}
1-HOUSE: {name: {es: Casa, en: House}, under: "1"}
1-LT: {name: {es: Luz, en: Light}, under: "1"}
"22": {name: {es: Barcos, en: Boats}}
22-LT: {name: {es: Lancha, en: Launch}, under: "22"}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = shutil.copytree(CONTENT, tmp_path / "content")
    country = root / "countries" / "velania"
    (country / "maps").mkdir()
    (country / "maps" / "lines.yaml").write_text(MAP, "utf-8")
    shape = (country / "country.yaml").read_text("utf-8").replace("{levels: [1, 2, 3], headings_hold_money: true}", "{}")
    (country / "country.yaml").write_text(shape, "utf-8")
    return root


def take(root: Path, data: str = DATA, *options: str) -> project.Ended:
    file = root.parent / "lines.csv"
    file.write_text(data, "utf-8")
    to = root / "statements" / "velania-lighthouse"
    return project.run("import", file, "--map", "lines", "--out", to, "--content", root, "--lang", "en", *options)


def write_entries(root: Path) -> None:
    (root / "countries" / "velania" / "classifications" / "programme.yaml").write_text(ENTRIES, "utf-8")


def test_what_nothing_places_is_told_with_the_entries_to_write(root: Path) -> None:
    ended = take(root)
    assert ended.status != 0
    assert "expected classifications/programme.yaml to say what" in ended.out + ended.err
    assert "es: Luz" in ended.out + ended.err
    assert not (root / "statements" / "velania-lighthouse" / "2025-budget.yaml").exists()


def test_codes_of_any_length_make_a_tree(root: Path) -> None:
    write_entries(root)
    ended = take(root)
    assert ended.status == 0, ended.err
    rows = (root / "statements" / "velania-lighthouse" / "2025-budget.by-programme.csv").read_text("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["1", "1-HOUSE", "1-LT", "22", "22-LT"]


def test_a_sign_within_a_code_is_refused(root: Path) -> None:
    write_entries(root)
    ended = take(root, DATA.replace("HOUSE", "H-1"))
    assert "expected no - within a code" in ended.out + ended.err


def test_a_stage_that_the_country_does_not_have_is_told_with_the_list(root: Path) -> None:
    write_entries(root)
    ended = take(root, DATA, "--stage", "adopted")
    assert "expected one of budget, final-accounts; found adopted" in ended.out + ended.err


def test_codes_that_do_not_begin_with_those_above_are_told_how_to_be_joined(root: Path) -> None:
    map_file = root / "countries" / "velania" / "maps" / "lines.yaml"
    map_file.write_text(MAP.replace("        joined_by: hyphen\n", "").replace("[Fund, Office]", "[Office]"), "utf-8")
    ended = take(root)
    assert "expected a code below 1; found LT" in ended.out + ended.err
    assert "joined_by: hyphen" in ended.out + ended.err


def test_a_file_may_call_its_year_as_the_country_does(root: Path) -> None:
    write_entries(root)
    country = root / "countries" / "velania" / "country.yaml"
    label = 'named_by: start, label: {es: "{year}/{next_yy}", en: "FY{next}"}'
    country.write_text(country.read_text("utf-8").replace("named_by: start", label), "utf-8")
    map_file = root / "countries" / "velania" / "maps" / "lines.yaml"
    year_column = "lines:\n    year_column: Year"
    map_file.write_text(MAP.replace("year: 2025\n", "").replace("lines:", year_column, 1), "utf-8")
    lines = DATA.strip().split("\n")
    rows = [f"{lines[0]},Year", *(f"{line},2025/26" for line in lines[1:])]
    ended = take(root, "\n".join(rows) + "\n")
    assert ended.status == 0, ended.err
    assert (root / "statements" / "velania-lighthouse" / "2025-budget.yaml").exists()
