"""`import` writes its reports: every number of the document, every check of the draft; in each carrier, safe for spreadsheets."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import marked_documents
import project
import pytest
from marked_documents import CARRIERS
from sample_content import LANGUAGES

from budgetbook.content.text import Language

LIBRARY = """河湾区图书馆2024年部门决算
一、支出决算情况
（一）支出合计
2024年支出合计500.00万元，比2023年480.00万元增加20.00万元，增长9.17%。
（二）支出结构
基本支出300.00万元，占支出的60.00%；项目支出210.00万元，占支出的42.00%。
（三）接待
=HYPERLINK("http://x.example")另记21.55万元。
"""
NUMBER_COLUMNS = ["status", "concept", "code", "year", "role", "printed", "unit", "place", "evidence"]
FINDING_COLUMNS = ["rule", "concept", "line", "role", "verdict", "severity", "printed", "computed", "difference", "unit", "place"]
Rows = list[dict[str, str]]


def report_of(file: Path) -> Rows:
    raw = file.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def reports(tmp_path: Path, carrier: str, text: str = LIBRARY) -> tuple[Rows, Rows]:
    source = tmp_path / f"library.{carrier}"
    made = marked_documents.parse(text.splitlines())
    source.write_bytes(text.encode() if carrier == "txt" else CARRIERS[carrier](made))
    numbers, findings = tmp_path / "numbers.csv", tmp_path / "findings.csv"
    options = ("--content", project.CONTENT, "--out", tmp_path / "body", "--report", numbers, "--findings", findings)
    ended = project.run("import", source, *options, "--lang", "en")
    assert (ended.status, ended.err) == (0, "")
    assert f"report: {numbers.as_posix()}\nreport: {findings.as_posix()}" in ended.out
    return report_of(numbers), report_of(findings)


@pytest.mark.parametrize("carrier", ["txt", *CARRIERS])
def test_every_number_and_every_check_has_its_row(carrier: str, tmp_path: Path) -> None:
    numbers, findings = reports(tmp_path, carrier)
    assert list(numbers[0])[: len(NUMBER_COLUMNS)] == NUMBER_COLUMNS
    assert list(findings[0])[: len(FINDING_COLUMNS)] == FINDING_COLUMNS
    placed = {
        (row["concept"], row["role"]): (row["printed"], row["unit"], row["year"]) for row in numbers if row["status"] == "placed"
    }
    assert placed["expenditure", "amount"] == ("500.00", "万元", "2024")
    assert placed["expenditure", "prior"] == ("480.00", "万元", "2023")
    assert placed["project-expenditure", "share"] == ("42.00", "%", "2024")
    (lost,) = [row for row in numbers if row["printed"] == "21.55"]
    assert lost["status"] in ("doubtful", "not-placed")
    verdicts = {(row["rule"], row["concept"], row["role"]): row for row in findings}
    wrong = verdicts["percent", "expenditure", "percent"]
    assert [wrong[key] for key in ("verdict", "printed", "computed", "unit")] == ["fails", "9.17", "4.17", "%"]
    assert wrong["severity"] != ""
    assert wrong["place"] == next(row["place"] for row in numbers if row["printed"] == "9.17")
    assert wrong["note_zh"].startswith("文件写的是9.17%")
    assert "9.17%" in wrong["note_en"]
    assert verdicts["change", "expenditure", "change"]["verdict"] == "holds"
    (total,) = [row for row in findings if row["rule"] == "sum" and row["concept"] == "expenditure" and row["verdict"] == "fails"]
    assert (total["difference"], total["unit"], total["difference_amount"]) == ("-10.00", "万元", "-100000")


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    text = LIBRARY.replace('=HYPERLINK("http://x.example")另记', "=1+2+另记").replace("（三）接待", "＝1+2接待")
    for rows in reports(tmp_path, "txt", text):
        for row in rows:
            for column, cell in row.items():
                number = cell.removeprefix("-").replace(".", "", 1).isdigit()
                assert number or not cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), (column, cell)


def test_a_finding_about_a_table_names_the_cell(tmp_path: Path) -> None:
    made = marked_documents.load("budget-capital-tables")
    source = tmp_path / "tables.html"
    source.write_bytes(marked_documents.as_html(made))
    findings = tmp_path / "findings.csv"
    options = ("--content", project.CONTENT, "--out", tmp_path / "body", "--findings", findings)
    assert project.run("import", source, *options).status == 0
    rows = [row for row in report_of(findings) if row["line"]]
    assert rows
    assert {row["concept"] for row in rows} >= {"expenditure"}
    assert all(row["place"].startswith(("t", "l")) and row["at"] for row in rows)
    assert any(row["place"].count(" ") == 2 for row in rows)


@pytest.mark.parametrize("option", ["--report", "--findings"])
def test_a_report_that_cannot_be_written_is_told_and_leaves_nothing(option: str, tmp_path: Path) -> None:
    source = tmp_path / "library.txt"
    source.write_text(LIBRARY, encoding="utf-8")
    file = tmp_path / "no-such-folder" / "x.csv"
    ended = project.run("import", source, "--content", project.CONTENT, "--out", tmp_path / "body", option, file, "--lang", "en")
    assert ended.status == 1
    assert f"{file}: there is no such file or folder" in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "body").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_help_tells_the_columns(lang: Language) -> None:
    words = {"en": ("evidence", "verdict, severity, printed, computed"), "zh": ("依据", "结论、轻重、原文、算出")}[lang]
    told = "".join(project.run_program("import", "--help", "--lang", lang).out.split())
    assert all("".join(word.split()) in told for word in words)
    assert "--findings" in told
