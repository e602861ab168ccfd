"""`import --map` writes a statement with its tables, `check` adds the data files up again, `audit --map` needs no site at all."""

from __future__ import annotations

import re
from pathlib import Path

import project
import pytest

pytestmark = pytest.mark.slow
MAP = """# yaml-language-server: $schema=../../../schema/map.json
unit: 元
numbers: { decimal: comma, group: point }
stage: final-accounts
files:
  spending:
    delimiter: semicolon
    keep: { Office: [A, B] }
    leave_out: { Office: [X] }
    totals: { Office: [Total] }
    amounts:
      - { column: Planned, role: budget }
      - { column: Spent }
    tables:
      expenditure-by-function:
        levels:
          - { code: [Class, Section, Item], digits: 3 }
          - { code: [Class, Section, Item], digits: 5 }
          - { code: [Class, Section, Item], digits: 7 }
"""
DATA = """Office;Class;Section;Item;Planned;Spent
A;206;07;01;1.000,50;900,25
A;206;07;02;2.000,00;1.800,00
B;206;07;02;500,00;480,00
X;206;07;02;9;9
A;208;05;05;100;100
Total;;;;3.600,50;3.280,25
"""


@pytest.fixture
def site(content: Path) -> Path:
    """A content with a map in its country, and a body for the statement."""
    (country,) = (folder for folder in (content / "countries").iterdir() if folder.is_dir())
    (country / "maps").mkdir(exist_ok=True)
    (country / "maps" / "town.yaml").write_text(MAP, encoding="utf-8")
    return content


def body_of(site: Path) -> Path:
    (folder,) = (each for each in (site / "statements").iterdir() if each.is_dir())
    return folder


def import_data(site: Path, tmp_path: Path, text: str = DATA, *more: str) -> project.Ended:
    file = tmp_path / "spending.csv"
    file.write_text(text, encoding="utf-8")
    options = ("--map", "town", "--content", site, "--out", body_of(site), "--lang", "en")
    return project.run("import", file, *options, *(more or ("--year", "2022")))


def finish(site: Path) -> Path:
    """Write what the draft asks a person for."""
    (statement,) = body_of(site).glob("2022-final-accounts.yaml")
    text = re.sub(r"(?m)^profile:.*", "profile: national-department", statement.read_text(encoding="utf-8"))
    statement.write_text(text, encoding="utf-8")
    return statement


def test_a_statement_is_written_and_its_files_are_added_up_again(site: Path, tmp_path: Path) -> None:
    ended = import_data(site, tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert "3,280.25 元 in all; rows added up: 4; lines: 7; rows left out by the map: 1" in ended.out
    statement = finish(site)
    rows = statement.with_suffix(".expenditure-by-function.csv")
    assert "2060702,科普活动,2500.00,2280.00,spending.csv#3-4\n" in rows.read_text(encoding="utf-8")
    checked = project.run("check", "--content", site, "--lang", "en")
    assert (checked.status, checked.err) == (0, "")
    rows.write_text(rows.read_text(encoding="utf-8").replace("#3-4", "#3"), encoding="utf-8")
    checked = project.run("check", "--content", site, "--lang", "en")
    assert checked.status == 1
    assert f"{rows.as_posix()}:5:1: 2060702 comes from spending.csv#3-4; found spending.csv#3" in checked.err
    copy = site / "sources" / statement.parent.name / statement.stem / "spending.csv"
    copy.write_text(DATA.replace("480,00", "481,00"), encoding="utf-8")
    checked = project.run("check", "--content", site, "--lang", "en")
    assert "gives another sha256" in checked.err


def test_a_statement_that_is_there_is_compared_and_left_alone(site: Path, tmp_path: Path) -> None:
    assert import_data(site, tmp_path).status == 0
    statement = finish(site)
    before = statement.read_text(encoding="utf-8")
    again = import_data(site, tmp_path)
    assert again.status == 0
    assert "left alone" in again.out
    other = import_data(site, tmp_path, DATA.replace("1.000,50", "1.001,50"))
    assert other.status == 1
    assert "2060701: the rows of the data file add up to 1001.5, 900.25; found 1000.5, 900.25" in other.out
    assert statement.read_text(encoding="utf-8") == before


def test_a_line_renamed_added_or_taken_out_by_hand_is_named(site: Path, tmp_path: Path) -> None:
    assert import_data(site, tmp_path).status == 0
    rows = finish(site).with_suffix(".expenditure-by-function.csv")
    lines = rows.read_text(encoding="utf-8").splitlines()
    assert lines[4] == "2060702,科普活动,2500.00,2280.00,spending.csv#3-4"
    lines[4] = lines[4].replace("科普活动", "科普展览")
    taken_out = lines.pop(3).split(",")[0]
    rows.write_text("\n".join([*lines, "2060703,青少年科技活动,0,0,", ""]), encoding="utf-8")
    again = import_data(site, tmp_path)
    assert again.status == 1
    assert f"{rows.as_posix()}:4:1: 2060702 is called 科普活动 in the data file; found 科普展览" in again.out
    assert f"{rows.as_posix()}:{len(lines) + 1}:1: expected a line of the data file; it has none for 2060703" in again.out
    assert f"{rows.as_posix()}:1:1: expected a line for the code {taken_out}; there is none" in again.out


def test_a_statement_of_a_map_that_is_gone_is_told(site: Path, tmp_path: Path) -> None:
    assert import_data(site, tmp_path).status == 0
    statement = finish(site)
    text = statement.read_text(encoding="utf-8")
    statement.write_text(re.sub(r"(?m)^(  map:) town$", r"\1 tow", text), encoding="utf-8")
    line = statement.read_text(encoding="utf-8").split("\n").index("  map: tow") + 1
    checked = project.run("check", "--content", site, "--lang", "en")
    assert checked.status == 1
    assert f"{statement.as_posix()}:{line}:8: " in checked.err
    assert "expected a map in maps/ of the country's folder; there is no tow\n" in checked.err
    assert "did you mean town?" in checked.err


def test_nothing_is_written_where_something_is_not_foreseen(site: Path, tmp_path: Path) -> None:
    ended = import_data(site, tmp_path, DATA.replace("B;206", "C;206"))
    assert ended.status == 1
    assert "spending.csv:4:1: Office: expected keep, leave_out or totals to name this row; none names C" in ended.out
    assert list(body_of(site).glob("2022*")) == []
    assert not (site / "sources").exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--quiet",), "expected the fiscal year"),
        (("--year", "2022", "--map", "towns"), "check the path"),
        (("--year", "2022", "--stage", "budget"), "expected the map, the files and the command to agree"),
    ],
)
def test_what_nobody_tells_is_asked(site: Path, tmp_path: Path, more: tuple[str, ...], words: str) -> None:
    ended = import_data(site, tmp_path, DATA, *more)
    assert ended.status == 1
    assert words in ended.out + ended.err


def test_a_slip_in_a_map_is_named_with_its_line(site: Path, tmp_path: Path) -> None:
    (file,) = site.glob("countries/*/maps/town.yaml")
    file.write_text(MAP.replace("delimiter: semicolon", "delimiter: semi").replace("leave_out", "leaveout"), encoding="utf-8")
    ended = import_data(site, tmp_path)
    assert ended.status == 1
    assert f"{file.as_posix()}:7:16: files.spending.delimiter: expected one of" in ended.out
    assert "leave_out" in ended.out
    checked = project.run("check", "--content", site, "--lang", "en")
    assert "files.spending.delimiter" in checked.err


def test_a_map_that_names_a_table_of_no_dictionary_is_a_problem_of_the_content(site: Path) -> None:
    (file,) = site.glob("countries/*/maps/town.yaml")
    file.write_text(MAP.replace("expenditure-by-function", "expenditure-by-functions"), encoding="utf-8")
    checked = project.run("check", "--content", site, "--lang", "en")
    assert checked.status == 1
    assert f"{file.as_posix()}:15:7: files.spending.tables.expenditure-by-functions:" in checked.err
    assert "did you mean expenditure-by-function?" in checked.err


@pytest.mark.parametrize("output_format", ["markdown", "html", "docx"])
def test_an_audit_needs_no_site(tmp_path: Path, output_format: str) -> None:
    (tmp_path / "map.yaml").write_text(MAP.replace("元", "€"), encoding="utf-8")
    (tmp_path / "spending.csv").write_text(DATA.replace("3.280,25", "3.281,25"), encoding="utf-8")
    report = tmp_path / "report"
    arguments = (tmp_path / "spending.csv", "--map", tmp_path / "map.yaml", "--output", report, "--format", output_format)
    ended = project.run("audit", *arguments, "--lang", "en", "--strict")
    assert (ended.status, ended.err) == (1, "")
    assert report.stat().st_size > 500
    if output_format != "docx":
        text = report.read_text(encoding="utf-8")
        assert "The file prints a total of 3,281.25 €; its rows add up to 3,280.25 €, a gap of 1.00 €." in text
        assert "3,600.50 €" in text


def test_an_audit_of_a_file_that_is_no_table_says_so(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "spending.csv").write_bytes(bytes(range(256)) * 40)
    ended = project.run("audit", tmp_path / "spending.csv", "--map", tmp_path / "map.yaml", "--lang", "en")
    assert ended.status == 1
    assert "Traceback" not in ended.err
    assert "utf-8" in ended.err
