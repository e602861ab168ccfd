"""Rows of a table in a CSV file beside its statement say what rows in YAML say; a slip in one is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from added_tables import add_tables, change_statement, findings_of, loaded

from budgetbook.content import table_rows
from budgetbook.content.breakdown import Column
from budgetbook.content.content import Statement
from budgetbook.content.loader import load_content
from budgetbook.content.yaml.characters import MAX_BYTES
from budgetbook.diagnostics.problem import for_editors

TABLE = "general-public-expenditure-table"
COLUMNS = (Column(concept="expenditure"), Column(concept="expenditure", role="budget"))
HEAD = "code,name,expenditure/all/amount,expenditure/all/budget,origin\n"


def problems_of(text: str | bytes) -> list[str]:
    raw = text.encode() if isinstance(text, str) else text
    rows, problems = table_rows.read_rows("t.csv", raw, COLUMNS)
    assert (rows.rows == ()) == bool(problems)
    return [for_editors(problem, "en") for problem in problems]


def test_rows_come_back_as_they_were_written() -> None:
    text = HEAD + '201,"Streets, lighting",10.50,,roads.csv#2-3\n20101,Lamps,-0.10,0,roads.csv#2\n,Not placed,,,\n'
    rows, problems = table_rows.read_rows("t.csv", text.encode(), COLUMNS)
    assert not problems
    assert rows.lines == (2, 3, 4)
    assert [str(value) for value in rows.rows[0].values] == ["10.50", "None"]
    assert (rows.rows[2].code, rows.rows[2].origin) == (None, None)
    assert table_rows.write_rows(COLUMNS, rows.rows) == text


def test_a_file_that_windows_has_saved_is_the_same() -> None:
    text = HEAD + "201,Streets,1,2,\n"
    saved = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert table_rows.read_rows("t.csv", saved, COLUMNS) == table_rows.read_rows("t.csv", text.encode(), COLUMNS)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("code,name\n1,a\n", "t.csv:1:1", "expenditure/all/budget"),
        ("", "t.csv:1:1", "expenditure/all/budget"),
        (HEAD + "201,Streets,1\n", "t.csv:2:1", "found 3"),
        (HEAD + '201,"Streets\nand ways",1,2,\n202,Parks,1,x,\n', "t.csv:4:1", "x"),
        (HEAD + "201,Streets,1,2,\n201,Ways,1,2,\n", "t.csv:3:1", "201"),
        (HEAD + "201,=cmd(),1,2,\n", "t.csv:2:1", "=cmd()"),
        (HEAD + "201,,1,2,\n", "t.csv:2:1", ""),
        (HEAD + '201,"Streets,1,2,\n', "t.csv:2:1", "quotation mark"),
        (HEAD.encode() + b"201,\xff,1,2,\n", "t.csv:2:5", "0xFF"),
        (HEAD + "201,a\x00b,1,2,\n", "t.csv:2:6", "U+0000"),
    ],
)
def test_a_slip_is_named_with_its_line(text: str | bytes, place: str, words: str) -> None:
    first, *_ = problems_of(text)
    assert first.startswith(place)
    assert words in first


ROWS = [
    {"code": code, "name": name, "values": [value]}
    for code, name, value in (
        ("206", "科学技术支出", "70"),
        ("20607", "科学技术普及", "70"),
        ("2060701", "机构运行", "30.5"),
        ("2060702", "科普活动", "38.5"),
    )
]


def with_table(content: Path) -> tuple[Statement, Path]:
    """A content whose statement has one more table, and the file of that statement."""
    path = add_tables(content, {TABLE: {"rows": ROWS, "total": ["70"]}})
    return loaded(content).statements[f"{path.parent.name}/{path.stem}"], path


def move_rows(content: Path, text: str) -> Path:
    """Put the rows of the table into a file of their own."""
    path = change_statement(content, lambda data: data["breakdowns"][TABLE].pop("rows"))
    rows_file = path.with_suffix(f".{TABLE}.csv")
    rows_file.write_text(text, encoding="utf-8")
    return rows_file


def test_a_table_moved_to_its_own_file_is_checked_as_before(content: Path) -> None:
    statement, _ = with_table(content)
    before = findings_of(content, TABLE)
    breakdown = statement.breakdowns[TABLE]
    move_rows(content, table_rows.write_rows(breakdown.columns, breakdown.rows))
    after = loaded(content).statements[statement.id]
    assert after.breakdowns[TABLE] == breakdown
    assert after.row_lines == {TABLE: (2, 3, 4, 5)}
    assert findings_of(content, TABLE) == before
    assert [finding.concept for finding in before if finding.verdict == "fails"] == [f"{TABLE}.20607"]


def test_rows_in_both_places_and_a_file_of_no_table_are_problems(content: Path) -> None:
    statement, path = with_table(content)
    text = table_rows.write_rows(statement.breakdowns[TABLE].columns, statement.breakdowns[TABLE].rows)
    path.with_suffix(f".{TABLE}.csv").write_text(text, encoding="utf-8")
    path.with_suffix(".no-such-table.csv").write_text(text, encoding="utf-8")
    nothing, problems = load_content(content)
    assert nothing is None
    assert sorted(problem.message.key for problem in problems) == ["rows-twice", "stray-file"]


def test_a_large_table_is_read_though_no_yaml_may_be_so_large(content: Path) -> None:
    statement, _ = with_table(content)
    head = ",".join(table_rows.head_of(statement.breakdowns[TABLE].columns))
    lines = "".join(f"{number},Line {number} of a long list of many works,1,a.csv#{number}\n" for number in range(20_000))
    rows_file = move_rows(content, f"{head}\n{lines}")
    assert rows_file.stat().st_size > MAX_BYTES
    assert len(loaded(content).statements[statement.id].breakdowns[TABLE].rows) == 20_000
