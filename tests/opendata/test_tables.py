"""The open data: every number of the site once, at the address that it names, alike in every form."""

from __future__ import annotations

import gzip
import random
import re
import zlib
from collections import Counter
from decimal import Decimal
from pathlib import Path

import built_site
import project
import pytest
from amount_styles import read_unit
from data_readers import TABLES
from page_numbers import from_csv, from_csv_gzip, places, walk
from project import CheckedContent
from sample_content import LANGUAGES

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.severity import rate_severity
from budgetbook.content.units import Unit
from budgetbook.opendata.formats import gzip_pieces
from budgetbook.opendata.tables import formula_guard, rows
from budgetbook.opendata.tables.column_docs import explain_column
from budgetbook.opendata.tables.rows import Rows
from budgetbook.opendata.tables.table import Value
from budgetbook.text.phrases import Phrases

Record = dict[str, Value]
ELSEWHERE = ("indicators", "evaluations", "breakdowns")
"""Tables that are empty for the tests' content: it has no table with codes, and no indicators."""
SMALL = Path(__file__).parent.parent / "golden" / "library" / "content"


@pytest.fixture(scope="module")
def made(checked: CheckedContent) -> Rows:
    """The tables of the tests' content."""
    return rows.build_all_rows(checked.content, checked.findings)


def records(made: Rows, table: str) -> list[Record]:
    return list(rows.records(TABLES[table], made[table]))


def as_text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


# --------------------------------------------------------------- The tables.


def kept(name: str, made: Rows) -> int:
    """How many cells keep what a table promises: unique keys, references that lead somewhere, values of closed lists."""
    table, looked_at = TABLES[name], 0
    keys = {other: {row[0] for row in made[other]} for other in TABLES}
    assert len(keys[name]) == len(made[name])
    kinds = {"text": str, "integer": int, "decimal": Decimal, "truth": bool}
    for row in made[name]:
        for column, value in zip(table.columns, row, strict=True):
            if value is None:
                assert not column.mandatory, (row[0], column.name)
                continue
            assert type(value) is kinds[column.kind] or isinstance(value, Unit), (row[0], column.name)
            assert not column.one_of or value in column.one_of, (row[0], column.name)
            assert not column.refers or value in keys[column.refers], (row[0], column.name, value)
            looked_at += 1
    return looked_at


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ELSEWHERE])
def test_a_table_keeps_what_it_promises(name: str, made: Rows) -> None:
    assert kept(name, made)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_so_does_a_table_that_the_real_content_does_not_fill(name: str, tmp_path: Path) -> None:
    hillside = project.check(built_site.small_content(tmp_path / "content", "hillside"))
    assert kept(name, rows.build_all_rows(hillside.content, hillside.findings))


def test_the_sums_of_a_table_are_those_of_the_document(made: Rows) -> None:
    """Adding up what is no view across the budget gives the whole, to what rounding explains."""
    spent = [r for r in records(made, "figures") if r["role"] == "amount" and r["direction"] == "expenditure"]
    parts = [r["amount"] for r in spent if r["concept"] == r["expenditure_type"] and not r["memorandum"]]
    (whole,) = (r["amount"] for r in spent if r["concept"] == "expenditure")
    assert len(parts) == 5
    assert sum(parts) == whole  # type: ignore[arg-type]


def test_printed_and_computed_are_kept_apart(made: Rows) -> None:
    figures = records(made, "figures")
    assert {r["state"] for r in figures} == {"printed", "computed", "nil", "held-centrally"}
    assert all((r["printed"] is None) == (r["state"] in ("computed", "nil")) for r in figures)
    assert all((r["amount"] is None) == (r["state"] == "nil") for r in figures)
    assert not [r for r in figures if str(r["amount"]) == "-0"]


def test_a_finding_says_of_whom_and_when_in_what_unit_and_how_grave_it_is(made: Rows) -> None:
    found = {str(r["finding"]).removeprefix(f"{project.STATEMENT}/"): r for r in records(made, "findings")}
    change, heads = found["three-public/change-change"], found["retirees/sum"]
    assert (change["difference"], change["unit"], change["difference_amount"]) == (Decimal("-0.48"), "万元", -4800)
    assert (heads["difference"], heads["unit"], heads["difference_amount"]) == (-1, "人", -1)
    assert {(r["entity"], r["year"]) for r in found.values()} == {(project.ENTITY, 2023)}
    assert (change["severity"], heads["severity"]) == ("arithmetic", "arithmetic")
    words = found["basic-expenditure/direction-change"]
    assert (words["severity"], words["unit"], words["difference_amount"]) == ("contradiction", None, None)
    assert {r["severity"] is None for r in found.values() if r["verdict"] != "fails"} == {True}


@pytest.mark.parametrize(("difference", "expected"), [("0.01", "last-digit"), ("-0.01", "last-digit"), ("0.02", "arithmetic")])
def test_off_by_one_in_the_last_printed_digit_is_a_kind_of_its_own(difference: str, expected: str) -> None:
    printed = Amount(Decimal("37.5"), read_unit("万元"), Decimal("0.01"))
    made = Finding(project.STATEMENT, "revenue", "sum", "amount", "fails", printed, difference=Decimal(difference))
    assert rate_severity(made) == expected
    count = Finding(
        project.STATEMENT, "staff", "sum", "amount", "fails", Amount(Decimal(19), read_unit("人")), difference=Decimal(1)
    )
    assert rate_severity(count) == "arithmetic"


def test_every_column_is_explained_in_both_languages(checked: CheckedContent) -> None:
    for lang in LANGUAGES:
        phrases = Phrases(lang, checked.content.phrases)
        for table in TABLES.values():
            for column in table.columns:
                assert explain_column(column, phrases)


# --------------------------------------------------------------- Both ways between the tables and the pages.


@pytest.mark.slow
@pytest.mark.parametrize("case", ["hillside", "library"])
def test_the_same_holds_for_final_accounts_and_for_a_site_of_few_words(case: str, tmp_path: Path) -> None:
    """With budgets beside what was executed, indicators and evaluations."""
    project.build_site(project.check(built_site.small_content(tmp_path / "content", case)), tmp_path / "site")
    listed, shown = walk(tmp_path / "site")
    assert listed > 10
    assert shown > 10
    for name, columns in (
        ("indicators", ("target_value", "reached_value", "points", "score")),
        ("evaluations", ("score", "execution_score")),
    ):
        for row in from_csv_gzip((tmp_path / "site" / "data" / f"{name}.csv.gz").read_bytes()):
            page, _, anchor = row["page_en"].partition("#")
            texts = places(tmp_path / "site" / page / "index.html").texts
            assert anchor in texts
            proof = places(tmp_path / "site" / page / "evidence" / "index.html").texts["main"]  # has what is checked of a score
            text = texts["main"] + proof  # the table of indicators stands below its project
            assert [row[c] for c in columns if row[c] and amount_format.group_digits(Decimal(row[c])) not in text] == [], row


def test_every_number_of_the_tables_is_on_the_site_and_every_number_of_the_site_in_the_tables(site: Path) -> None:
    listed, shown = walk(site)
    assert listed > 80
    assert shown > 100


# --------------------------------------------------------------- Text files.


@pytest.mark.parametrize("name", TABLES)
def test_csv_holds_the_rows(name: str, site: Path, made: Rows) -> None:
    table, expected = TABLES[name], records(made, name)
    data = gzip.decompress((site / "data" / f"{name}.csv.gz").read_bytes())
    assert data.count(b"\r\n") == data.count(b"\n") == len(expected) + 1
    assert data.decode("utf-8-sig").splitlines()[0].split(",") == list(table.names)
    for as_csv, row in zip(from_csv(data), expected, strict=True):
        for column in table.columns:
            assert as_csv[column.name] == as_text(row[column.name]), (row, column.name)


def test_a_statement_s_own_csv_has_each_number_in_the_line_and_under_the_head_that_say_what_it_is(
    field: CheckedContent, field_site: Path
) -> None:
    figures = records(rows.build_all_rows(field.content, field.findings), "figures")
    for statement in field.content.statements:
        lines = from_csv((field_site / "data" / "statements" / f"{statement}.csv").read_bytes())
        cells = [(line["name_zh"], line["table"], key, line[key]) for line in lines for key in line if line[key]]
        own = [figure for figure in figures if figure["statement"] == statement and figure["amount"] is not None]
        assert len(own) > 20
        for figure in own:
            table = str(figure["line"] or "//").split("/")[2]
            name = str(figure["name_zh"]).rpartition("：")[2]
            head = figure["concept"] if str(figure["figure"])[-1].isdecimal() else figure["role"]
            found = [each for each in cells if name.endswith(each[0]) and each[1] == table and each[2].split(" ")[0] == head]
            assert as_text(figure["amount"]) in {each[3] for each in found}, figure
        count = sum(
            len(
                [
                    key
                    for key in line
                    if key not in ("table", "code", "name_zh", "name_en", "measure", "state", "at") and line[key]
                ]
            )
            for line in lines
        )
        assert count == len(own)


@pytest.mark.parametrize("sizes", [[], [0], [1, 70_000, 0, 3], [100_000] * 3])
def test_compressed_pieces_are_one_ordinary_gzip_file(sizes: list[int]) -> None:
    chance = random.Random(len(sizes))  # noqa: S311 - bytes to compress, no secret
    texts = [chance.randbytes(size // 2) + b"a" * (size - size // 2) for size in sizes]
    data = b"".join(gzip_pieces.join_gzip(map(gzip_pieces.compress_piece, texts)))
    reader = zlib.decompressobj(31)
    assert reader.decompress(data) == b"".join(texts)
    assert (reader.eof, reader.unused_data) == (True, b"")
    assert len(data) < sum(sizes) * 0.6 + 100


# --------------------------------------------------------------- Nothing can become a formula.


@pytest.mark.parametrize("start", formula_guard.FORMULA)
def test_text_that_begins_like_a_formula_comes_out_inert(start: str) -> None:
    made = formula_guard.build_row(TABLES["projects"], {"project": "a", "name_zh": f"{start}1+1"})
    assert made[2] == f"'{start}1+1"


def test_no_cell_of_any_table_begins_like_a_formula_but_numbers(made: Rows) -> None:
    cells = [
        (key, value) for name in TABLES for each in records(made, name) for key, value in each.items() if isinstance(value, str)
    ]
    assert len(cells) > 5000
    found = [(key, value) for key, value in cells if value.startswith(formula_guard.FORMULA)]
    assert {key for key, _ in found} <= {"printed", "computed"}
    assert all(re.fullmatch(r"-[0-9]+(\.[0-9]+)?", value) for _, value in found)


@pytest.mark.parametrize("text", ["-79.60", "-0", "0.00", "-5"])
def test_a_number_as_printed_is_bare_and_nothing_else_is(text: str) -> None:
    def cell(table: str, **cells: Value) -> Value:
        return formula_guard.build_row(TABLES[table], cells)[TABLES[table].column_index(*cells)]

    assert cell("figures", printed=text) == cell("findings", computed=text) == text
    assert cell("figures", printed=f"{text}+1") == (f"'{text}+1" if text[0] == "-" else f"{text}+1")
    assert cell("figures", name_en=text) == (f"'{text}" if text[0] == "-" else text)


# --------------------------------------------------------------- International classes.


def test_the_nearest_code_decides_where_a_code_goes(made: Rows) -> None:
    found = {str(r["class"]): r for r in records(made, "classifications")}
    assert found["functional:2060702"]["international"] == "cofog:7082"
    assert (found["functional:2060702"]["mapping_status"], found["functional:2060702"]["alternatives"]) == (
        "choice",
        "cofog:7095",
    )
    assert (found["functional:2080505"]["international"], found["functional:2080505"]["mapping_status"]) == (None, "none")
    assert found["functional:2080501"]["international"] == "cofog:7102"
    assert found["economic:30101"]["international"] == "gfsm:211"
    assert (found["functional:229"]["international"], found["functional:229"]["mapping_status"]) == (None, None)
    counts = Counter(r["scheme"] for r in found.values())
    assert set(counts) == {"functional", "economic", "cofog", "gfsm"}
    assert counts["cofog"] == 79
