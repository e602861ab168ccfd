"""Data files are read as their map says and in no other way; whatever the map does not foresee is named with its row."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from budgetbook.content.table_map import NumberNotation, TableMap
from budgetbook.importer.data_tables.addition import TableDictionary
from budgetbook.importer.data_tables.mapped_files import MappedTables, list_files, read_files
from budgetbook.importer.data_tables.number_reader import NumberFormReader
from budgetbook.importer.readers.document import UnreadableDocumentError

HEAD = "Office,Code,Name,Planned,Spent"
ROWS = ("A,101,Teachers,10,9", "A,102,Books,20,18.50", "B,201,Roads,30,30")
WORDS = TableDictionary({"spending": {"1": "Schools", "2": "Streets"}})


def table_map(**changes: Any) -> TableMap:
    """A map of two levels, of one digit and of three; `changes` are of its one file."""
    levels = [{"code": ["Code"], "digits": "1"}, {"code": ["Code"], "name": "Name"}]
    amounts = [{"column": "Planned", "role": "budget"}, {"column": "Spent"}]
    file = {"amounts": amounts, "tables": {"spending": {"levels": levels}}} | changes
    return TableMap.model_validate({"unit": "元", "numbers": {"decimal": "point"}, "year": "2024", "files": {"file": file}})


def read(folder: Path, content: str | bytes, used_map: TableMap | None = None, name: str = "spending.csv") -> MappedTables:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_files(list_files([file]), used_map or table_map(), WORDS)


def csv_of(*rows: str, head: str = HEAD) -> str:
    return "\n".join((head, *rows)) + "\n"


def keys_of(tables: MappedTables) -> list[tuple[str, int]]:
    return [(problem.message.key, problem.line) for problem in tables.problems]


def test_what_a_heading_has_beside_its_finer_lines_becomes_a_line(tmp_path: Path) -> None:
    levels = [{"code": ["Code"], "digits": "1"}, {"code": ["Code"], "name": "Name"}]
    used_map = table_map(own_rest="0", tables={"spending": {"levels": levels}})
    tables = read(tmp_path, csv_of("A,1,Schools,5,4", *ROWS, "A,1,Schools,1,2"), used_map)
    assert tables.problems == []
    sums = tables.tables["spending"]
    lines = {line.code: (line.name, line.values, sums.origin(line)) for line in sums.sorted_lines}
    assert lines["1"] == ("Schools", [Decimal(36), Decimal("33.50")], "spending.csv#2-4,6")
    assert lines["100"] == ("Schools", [Decimal(6), Decimal(6)], "spending.csv#2,6")
    assert list(lines) == ["1", "100", "101", "102", "2", "201"]
    assert sums.total.values == [Decimal(66), Decimal("63.50")]


def test_money_of_a_heading_is_named_where_its_line_is_taken(tmp_path: Path) -> None:
    used_map = table_map(own_rest="1")
    tables = read(tmp_path, csv_of("A,1,Schools,5,4", "A,111,Teachers,10,9"), used_map)
    assert keys_of(tables) == [("data-heading-with-money", 2)]


def test_rows_are_added_up_level_by_level_and_every_line_knows_its_rows(tmp_path: Path) -> None:
    tables = read(tmp_path, csv_of(*ROWS, "B,101,Teachers,,0.25"))
    assert tables.problems == []
    sums = tables.tables["spending"]
    lines = {line.code: (line.name, line.values, sums.origin(line)) for line in sums.sorted_lines}
    assert lines == {
        "1": ("Schools", [Decimal(30), Decimal("27.75")], "spending.csv#2-3,5"),
        "101": ("Teachers", [Decimal(10), Decimal("9.25")], "spending.csv#2,5"),
        "102": ("Books", [Decimal(20), Decimal("18.50")], "spending.csv#3"),
        "2": ("Streets", [Decimal(30), Decimal(30)], "spending.csv#4"),
        "201": ("Roads", [Decimal(30), Decimal(30)], "spending.csv#4"),
    }
    assert sums.total.values == [Decimal(60), Decimal("57.75")]
    assert list(lines) == sorted(lines)


def test_an_empty_cell_is_no_nought(tmp_path: Path) -> None:
    tables = read(tmp_path, csv_of("A,101,Teachers,,", "A,201,Roads,,5"))
    sums = tables.tables["spending"]
    assert sums.lines["101"].values == [None, None]
    assert sums.total.values == [None, Decimal(5)]


CASES: dict[str, tuple[str, dict[str, Any], list[tuple[str, int]]]] = {
    "no-heading": (csv_of(*ROWS, head="Office,Kode,Name,Planned,Spent"), {}, [("data-no-such-heading", 1)]),
    "heading-twice": (
        csv_of(*ROWS, head="Office,Code,Name,Spent,Spent"),
        {},
        [("data-no-such-heading", 1), ("data-heading-twice", 1)],
    ),
    "row-unnamed": (csv_of(*ROWS), {"keep": {"Office": ["A"]}}, [("data-row-unnamed", 4)]),
    "number-of-another-form": (csv_of(*ROWS, 'A,103,Desks,"1,5",1'), {}, [("data-not-a-number", 5)]),
    "number-with-a-unit": (csv_of(*ROWS, "A,103,Desks,1 €,1"), {}, [("data-not-a-number", 5)]),
    "no-name": (csv_of(*ROWS, "A,301,Paint,1,1"), {}, [("data-no-name", 5)]),
    "two-names": (csv_of(*ROWS, "B,101,Pupils,1,1"), {}, [("data-two-names", 5)]),
    "row-twice": (csv_of(*ROWS, ROWS[0]), {}, [("data-row-twice", 5)]),
    "no-code": (csv_of(*ROWS, "A,,Other,1,1"), {}, [("data-no-code", 5)]),
    "heading-with-money": (csv_of(*ROWS, "A,1,Schools,1,1"), {}, [("data-heading-with-money", 5)]),
    "length": (csv_of(*ROWS, "A,1011,Tutors,1,1"), {}, [("data-code-length", 5)]),
    "like-a-total": (csv_of(*ROWS, "C,201,Roads,60,57.50"), {}, [("data-like-a-total", 5)]),
    "two-currencies": (
        csv_of("A,101,Teachers,1,EUR", "A,102,Books,2,USD", head="Office,Code,Name,Spent,Currency"),
        {"currency_column": "Currency", "amounts": [{"column": "Spent"}]},
        [("data-two-values", 3)],
    ),
    "two-years": (
        csv_of("A,101,Teachers,1,2024", "A,102,Books,2,2023", head="Office,Code,Name,Spent,Year"),
        {"year_column": "Year", "amounts": [{"column": "Spent"}]},
        [("data-two-values", 3), ("data-two-values-in-all", 1)],
    ),
    "stage-without-meaning": (
        csv_of("A,101,Teachers,1,voted", head="Office,Code,Name,Spent,Stage"),
        {"stage_column": "Stage", "amounts": [{"column": "Spent"}]},
        [("data-no-stage", 2)],
    ),
    "formula-in-a-name": (csv_of(*ROWS, "A,103,=1+1,1,1"), {}, [("data-not-a-name", 5), ("data-no-name", 5)]),
    "nothing-there": (csv_of(), {}, [("data-empty-table", 1)]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_the_map_does_not_foresee_is_named_with_its_row(tmp_path: Path, case: str) -> None:
    content, changes, expected = CASES[case]
    assert keys_of(read(tmp_path, content, table_map(**changes))) == expected


ALLOWED: dict[str, tuple[str, dict[str, Any]]] = {
    "left-out": (csv_of(*ROWS), {"keep": {"Office": ["A"]}, "leave_out": {"Office": ["B"]}}),
    "total": (csv_of(*ROWS, ",,,60,57.50"), {"totals": {"Office": ["blank"]}}),
    "two-sums": (csv_of(*ROWS, ROWS[0]), {"rows_may_repeat": "true"}),
    "money-of-a-heading": (csv_of(*ROWS, "A,1,Schools,1,1"), {"headings_hold_money": "true"}),
    "other-heading": (csv_of(*ROWS, head="Office,Kode,Name,Planned,Spent"), {"columns": {"Code": ["Kode"]}}),
    "commented-heading": (csv_of(*ROWS, head=f"#{HEAD}"), {}),
    "code-end": (csv_of(*(row.replace("01,", "01.0,").replace("02,", "02.0,") for row in ROWS)), {"code_end": ".0"}),
    "empty-rows": (csv_of(*ROWS, ",,,,", ""), {}),
    "title-above": ("Town of Hillside,,,,\n" + csv_of(*ROWS), {"heading_row": "2"}),
}


@pytest.mark.parametrize("case", ALLOWED)
def test_what_the_map_foresees_is_no_problem(tmp_path: Path, case: str) -> None:
    content, changes = ALLOWED[case]
    tables = read(tmp_path, content, table_map(**changes))
    assert tables.problems == []
    assert tables.tables["spending"].lines["101"].values[0] in (Decimal(10), Decimal(20))


def test_headings_may_hold_money_where_the_country_says_so(tmp_path: Path) -> None:
    (tmp_path / "spending.csv").write_text(csv_of(*ROWS, "A,1,Schools,1,1"), encoding="utf-8")
    words = TableDictionary(WORDS.names, frozenset({"spending"}))
    assert read_files(list_files([tmp_path / "spending.csv"]), table_map(), words).problems == []


def test_zeros_that_a_program_has_dropped_come_back(tmp_path: Path) -> None:
    content = csv_of("A,11.0,Debt,10,9", "A,101.0,Teachers,20,18.50")
    words = TableDictionary({"spending": {"0": "Loans", "1": "Schools"}})
    file = tmp_path / "spending.csv"
    file.write_text(content, encoding="utf-8")
    tables = read_files(list_files([file]), table_map(code_end=".0", zeros={"Code": "3"}), words)
    assert tables.problems == []
    assert [line.code for line in tables.tables["spending"].sorted_lines] == ["0", "011", "1", "101"]


def test_a_printed_total_is_taken_as_it_is_printed(tmp_path: Path) -> None:
    tables = read(tmp_path, csv_of(*ROWS, "All,,,61,57.50"), table_map(totals={"Office": ["All"]}))
    sums = tables.tables["spending"]
    assert (sums.printed_total, sums.total_row) == ([Decimal(61), Decimal("57.50")], 5)
    assert sums.total.values == [Decimal(60), Decimal("57.50")]


def test_rows_that_print_sums_are_lines_as_they_are(tmp_path: Path) -> None:
    rows = ("A,1,Schools,31,27.50", *ROWS, "A,2,Streets,30,30")
    sums = read(tmp_path, csv_of(*rows), table_map(has_subtotals="true")).tables["spending"]
    assert {line.code: line.values[0] for line in sums.sorted_lines} == {
        "1": Decimal(31), "101": Decimal(10), "102": Decimal(20), "2": Decimal(30), "201": Decimal(30),
    }  # fmt: skip
    assert sums.total.values == [Decimal(61), Decimal("57.50")]


def test_the_number_of_the_row_may_be_that_of_the_original(tmp_path: Path) -> None:
    content = csv_of("A,101,Teachers,1,7", "A,102,Books,2,9", head="Office,Code,Name,Spent,Row")
    sums = read(tmp_path, content, table_map(row_column="Row", amounts=[{"column": "Spent"}])).tables["spending"]
    assert sums.origin(sums.lines["1"]) == "spending.csv#7,9"


def test_a_name_over_two_lines_does_not_shift_the_rows(tmp_path: Path) -> None:
    sums = read(tmp_path, csv_of('A,101,"Teachers\nand tutors",1,1', "A,102,Books,1,1")).tables["spending"]
    assert sums.lines["101"].name == "Teachers and tutors"
    assert sums.origin(sums.lines["102"]) == "spending.csv#4"


def test_levels_may_have_columns_of_their_own(tmp_path: Path) -> None:
    content = csv_of(
        "01,Town,01,Schools,5", "01,Town,02,Streets,6", "02,Water,01,Mains,7", "03,Loans,,,8", head="F,Fund,C,Class,Sum"
    )
    levels = [{"code": ["F"], "name": "Fund"}, {"code": ["F", "C"], "name": "Class"}]
    changed = table_map(amounts=[{"column": "Sum"}], tables={"spending": {"levels": levels}})
    tables = read(tmp_path, content, changed)
    assert tables.problems == []
    lines = {line.code: (line.name, line.values[0]) for line in tables.tables["spending"].sorted_lines}
    assert lines == {
        "01": ("Town", Decimal(11)), "0101": ("Schools", Decimal(5)), "0102": ("Streets", Decimal(6)),
        "02": ("Water", Decimal(7)), "0201": ("Mains", Decimal(7)), "03": ("Loans", Decimal(8)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "number"),
    [
        ({"decimal": "point"}, "1234.50", "1234.50"),
        ({"decimal": "comma"}, "1234,50", "1234.50"),
        ({"decimal": "point", "group": "comma"}, "1,234,567.5", "1234567.5"),
        ({"decimal": "comma", "group": "point"}, "1.234.567", "1234567"),
        ({"decimal": "comma", "group": "space"}, "1\u202f234,5", "1234.5"),
        ({"decimal": "point", "group": "apostrophe"}, "1’234", "1234"),
        ({"decimal": "point"}, "-5", "-5"),
        ({"decimal": "point"}, "−5", "-5"),
        ({"decimal": "point", "negative": "brackets"}, "(5.25)", "-5.25"),
        ({"decimal": "point"}, "-0.00", "0.00"),
    ],
)
def test_a_number_of_the_form_is_read(form: dict[str, str], text: str, number: str) -> None:
    assert str(NumberFormReader(NumberNotation.model_validate(form)).read(text)) == number


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"decimal": "point"}, "1,234"),
        ({"decimal": "comma"}, "1.234"),
        ({"decimal": "point", "group": "comma"}, "1,23"),
        ({"decimal": "point", "group": "comma"}, "1234,567"),
        ({"decimal": "point"}, "(5)"),
        ({"decimal": "point", "negative": "brackets"}, "-5"),
        ({"decimal": "point"}, "1e5"),
        ({"decimal": "point"}, "NaN"),
        ({"decimal": "point"}, "--5"),
        ({"decimal": "point"}, "٣"),
        ({"decimal": "point"}, "9" * 19),
        ({"decimal": "point"}, "9" * 100_000),
    ],
)
def test_a_number_of_another_form_is_not_guessed_at(form: dict[str, str], text: str) -> None:
    with pytest.raises(ValueError, match=r"^."):
        NumberFormReader(NumberNotation.model_validate(form)).read(text)


def workbook(fill: Callable[[Any], None], sheets: Sequence[str] = ("Spending",)) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name in sheets:
        book.create_sheet(name)
    fill(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def fill_sheet(sheet: Any) -> None:
    sheet.append(HEAD.split(","))
    sheet.append(["A", 101, "Teachers", 1234.5678, 9])
    sheet["D2"].number_format = "#,##0.00"
    sheet.append(["A", "102", "Books", 0.1, "18.50"])
    sheet.append(["B", 7, "Roads", 30, 30])
    sheet["B4"].number_format = "000"


def test_a_workbook_gives_the_numbers_that_it_stores_and_the_codes_that_it_shows(tmp_path: Path) -> None:
    tables = read_named(tmp_path, workbook(fill_sheet), "spending.xlsx")
    sums = tables.tables["spending"]
    assert keys_of(tables) == [("data-no-name", 4)]  # 0 has no name, and 007 has
    assert {line.code: line.values for line in sums.sorted_lines if len(line.code) == 3} == {
        "007": [Decimal(30), Decimal(30)],
        "101": [Decimal("1234.5678"), Decimal(9)],
        "102": [Decimal("0.1"), Decimal("18.50")],
    }
    assert sums.origin(sums.lines["101"]) == "spending.xlsx!Spending#2"


def read_named(folder: Path, content: bytes, name: str, **changes: Any) -> MappedTables:
    return read(folder, content, table_map(**changes), name)


def test_a_workbook_of_several_sheets_needs_the_name_of_one(tmp_path: Path) -> None:
    data = workbook(fill_sheet, ("Spending", "Notes"))
    with pytest.raises(UnreadableDocumentError, match="data-which-sheet"):
        read_named(tmp_path, data, "spending.xlsx")
    with pytest.raises(UnreadableDocumentError, match="data-no-sheet"):
        read_named(tmp_path, data, "spending.xlsx", sheet="Spendings")
    assert read_named(tmp_path, data, "spending.xlsx", sheet="Spending").tables["spending"].lines["102"].name == "Books"


def test_a_formula_that_nobody_has_worked_out_is_no_empty_cell(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        fill_sheet(sheet)
        sheet["E3"] = "=1+1"

    with pytest.raises(UnreadableDocumentError, match="data-formula"):
        read_named(tmp_path, workbook(fill), "spending.xlsx")


def test_an_error_of_a_spreadsheet_is_no_number(tmp_path: Path) -> None:
    def fill(sheet: Any) -> None:
        fill_sheet(sheet)
        sheet["E3"] = "#REF!"

    assert ("data-not-a-number", 3) in keys_of(read_named(tmp_path, workbook(fill), "spending.xlsx"))


@pytest.mark.parametrize(
    ("content", "changes", "key"),
    [
        (b"Office,Code\n\xff\xfe,1\n", {}, "data-encoding"),
        (csv_of(*ROWS).encode("utf-16"), {}, "data-encoding"),
        (f'{HEAD}\n"A,101\n'.encode(), {}, "data-not-csv"),
        (gzip.compress(csv_of(*ROWS).encode(), mtime=0)[:-9], {}, "data-damaged-package"),
        (csv_of(*ROWS).encode(), {"heading_row": "9"}, "data-no-headings"),
        (b"PK\x03\x04 and no workbook", {}, "import-damaged-office"),
        (b"\xd0\xcf\x11\xe0 and no workbook", {}, "import-damaged-office"),
    ],
)
def test_a_file_that_is_not_as_its_map_says_is_refused(tmp_path: Path, content: bytes, changes: dict[str, Any], key: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=key):
        read(tmp_path, content, table_map(**changes))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_the_encoding_and_the_delimiter_are_those_of_the_map(tmp_path: Path, encoding: str) -> None:
    content = csv_of("A,101,Maîtres,10,9").replace(",", ";").encode(encoding)
    sums = read(tmp_path, content, table_map(encoding=encoding, delimiter="semicolon")).tables["spending"]
    assert sums.lines["101"].name == "Maîtres"


def test_a_compressed_file_is_the_same(tmp_path: Path) -> None:
    packed = read(tmp_path, gzip.compress(csv_of(*ROWS).encode(), mtime=0)).tables["spending"]
    assert packed.total.values == [Decimal(60), Decimal("57.50")]


def test_problems_of_one_kind_are_counted_and_not_all_listed(tmp_path: Path) -> None:
    tables = read(tmp_path, csv_of(*(f"A,1{number:02},Item {number},x,1" for number in range(99))))
    assert tables.problem_count == 99
    assert len(tables.problems) == 21
    assert tables.problems[-1].message.key == "data-more-of-a-kind"


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_added_up(tmp_path: Path) -> None:
    rows = (f"A,{100 + number % 100},Item {100 + number % 100},{number},1" for number in range(100_000))
    sums = read(tmp_path, csv_of(*rows), table_map(keep={"Office": ["A"]})).tables["spending"]
    assert sums.total.values == [Decimal(sum(range(100_000))), Decimal(100_000)]
    assert len(sums.lines) == 101


def test_lines_that_share_a_code_are_told_apart_by_their_names(tmp_path: Path) -> None:
    levels = [{"code": ["Code"], "digits": "1"}, {"code": ["Code"], "name": "Name", "numbered": "true"}]
    shared = ("A,101,Teachers,10,9", "A,101,Books,20,18.50", "B,101,Teachers,1,1", "A,102,Chalk,2,2")
    tables = read(tmp_path, csv_of(*shared), table_map(tables={"spending": {"levels": levels}}))
    assert tables.problems == []
    lines = {line.code: (line.name, line.values[0]) for line in tables.tables["spending"].sorted_lines}
    assert lines == {
        "1": ("Schools", Decimal(33)),
        "10101": ("Teachers", Decimal(11)),
        "10102": ("Books", Decimal(20)),
        "10201": ("Chalk", Decimal(2)),
    }


def test_more_names_of_one_code_than_two_digits_number_are_reported(tmp_path: Path) -> None:
    levels = [{"code": ["Code"], "name": "Name", "numbered": "true"}]
    rows = [f"A,101,Line {number},{number},1" for number in range(1, 103)]
    tables = read(tmp_path, csv_of(*rows), table_map(tables={"spending": {"levels": levels}}))
    assert [key for key, _ in keys_of(tables)] == ["data-two-names"] * 3
