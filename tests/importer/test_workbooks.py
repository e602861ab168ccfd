"""Excel workbooks: read as a person sees them, with the same result as any other carrier of the same document."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import project
import pytest
from imported_rows import ImportedRows, import_file, import_files
from openpyxl.comments import Comment
from openpyxl.styles import Font
from sample_documents import repacked
from workbooks import BODY, FORM, PlannedTable, PlannedText, convert, spread, write_pdf, write_web_page, write_workbook

from budgetbook.content.control_list import read_numbers
from budgetbook.content.document_places import SheetArea, read_area
from budgetbook.importer import run
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Document, DocumentTable, Paragraph, UnreadableDocumentError
from budgetbook.importer.readers.number_formats import format_general, format_number

TABLES = [planned for planned in FORM if isinstance(planned, PlannedTable)]
TEXTS = [planned for planned in FORM if isinstance(planned, PlannedText)]


def reading(data: bytes, folder: Path, name: str = "book.xlsx") -> Document:
    (folder / name).write_bytes(data)
    return detect.read(folder / name)


def sheet_of(rows: Sequence[Sequence[object]], change: Callable[[Any], object] | None = None) -> bytes:
    """A workbook with one sheet, 收支表, whose cells are these from A1 on; a function may change it."""
    book = openpyxl.Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "收支表"
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
    if change:
        change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def shown(document: Document) -> list[list[list[str | None]]]:
    """The texts of each table."""
    return [
        [[cell.text if cell else None for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, DocumentTable)
    ]


def paragraphs(document: Document) -> list[tuple[str, str]]:
    """Place and text of each paragraph."""
    return [(str(block.text_runs[0].spot), block.text) for block in document.blocks if isinstance(block, Paragraph)]


def omissions(document: Document) -> list[tuple[str, str]]:
    return [(omission.kind, omission.where) for omission in document.omissions]


def figures(rows: ImportedRows) -> Counter[tuple[str, ...]]:
    """Every figure that was seen, without its place."""
    keys = ("status", "concept", "code", "role", "year", "printed", "unit", "fund")
    return Counter(tuple(row[key] for key in keys) for row in rows.numbers if row["kind"] == "figure")


# The same document in every carrier.


@pytest.fixture(scope="module")
def from_web(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, ...]]:
    found = figures(import_file(write_web_page(FORM), "form.html", tmp_path_factory.mktemp("web")))
    assert len(found) > 100
    assert {key[0] for key in found} == {"placed"}
    return found


@pytest.mark.slow
def test_a_form_is_read_alike_as_workbook_and_web_page(from_web: Counter[tuple[str, ...]], tmp_path: Path) -> None:
    rows = import_file(write_workbook(FORM), "form.xlsx", tmp_path)
    assert figures(rows) == from_web
    assert not rows.accused
    assert rows.result.recognition.entity_name == BODY
    places = {row["place"] for row in rows.numbers if row["concept"] == "revenue" and row["printed"] == "5,000,000"}
    assert "单位收支总表!B18" in places


@pytest.mark.slow
def test_a_form_is_read_alike_as_pdf(from_web: Counter[tuple[str, ...]], tmp_path: Path) -> None:
    assert figures(import_file(write_pdf(FORM), "form.pdf", tmp_path)) == from_web


@pytest.mark.slow
def test_a_form_is_read_alike_as_an_old_workbook(from_web: Counter[tuple[str, ...]], tmp_path: Path) -> None:
    old = convert(write_workbook(FORM), "xls", tmp_path)
    assert old.startswith(b"\xd0\xcf\x11\xe0")
    rows = import_file(old, "form.xls", tmp_path)
    assert figures(rows) == from_web
    assert not rows.accused


@pytest.mark.slow
@pytest.mark.parametrize("carrier", ["text.pdf", "text.html", "text.txt"])
def test_text_and_tables_in_two_files(from_web: Counter[tuple[str, ...]], tmp_path: Path, carrier: str) -> None:
    """Places and control list say which file, and nothing is read otherwise than from one."""
    lines = "\n".join(line.strip() for planned in TEXTS for line in (planned.title, *planned.lines))
    texts = {"text.pdf": write_pdf(TEXTS), "text.html": write_web_page(TEXTS), "text.txt": lines.encode()}
    rows = import_files({carrier: texts[carrier], "tables.xlsx": write_workbook(TABLES)}, tmp_path)
    assert figures(rows) == from_web
    assert {row["place"].split()[0] for row in rows.numbers} == {"f1", "f2"}
    statement, control, *_ = (file.read_text(encoding="utf-8") for file in rows.result.new_files)
    assert f"# f1: {carrier}\n" in statement
    numbers, problems = read_numbers("", control)
    assert numbers
    assert not problems
    assert len(numbers.further_sha256) == 1
    assert numbers.further_sha256[0] in statement
    assert {line.place.split()[0] for line in numbers.lines} == {"f1", "f2"}
    assert [line.place for line in numbers.find_lines("f2 单位收支总表!A10:B10")] == ["f2 单位收支总表!B10"]


@pytest.mark.parametrize(
    ("heading", "told"),
    [("河湾区图书馆2026年单位预算", "河湾区图书馆"), (f"{BODY}2025年单位预算", "2025年"), (f"{BODY}2026年单位决算", "决算")],
)
def test_files_of_different_documents(tmp_path: Path, heading: str, told: str) -> None:
    (tmp_path / "text.txt").write_text(f"{heading}\n收入500.00万元，支出500.00万元。\n", encoding="utf-8")
    cover = PlannedText("封面", f"{BODY}2026年单位预算", ("说明",))
    (tmp_path / "tables.xlsx").write_bytes(write_workbook([cover, TABLES[0]]))
    with pytest.raises(UnreadableDocumentError) as refusal:
        run.import_document(tmp_path / "text.txt", project.CONTENT, tmp_path, None, "zh", None, [tmp_path / "tables.xlsx"])
    assert refusal.value.reason.key == "import-files-differ"
    assert told in refusal.value.describe("zh")


def test_tables_alone_name_their_document(tmp_path: Path) -> None:
    """The file's name is the title if it is one; a table's title says the year otherwise."""
    rows = import_file(write_workbook(TABLES[:1]), f"{BODY}2026年部门预算表.xlsx", tmp_path)
    assert (rows.result.recognition.title, rows.result.recognition.fiscal_year) == (f"{BODY}2026年部门预算表", 2026)
    assert rows.result.recognition.entity_name == BODY
    (tmp_path / "b").mkdir()
    other = import_file(write_workbook(TABLES[:1]), "tables.xlsx", tmp_path / "b")
    assert other.result.recognition.title == "2026年预算单位财务收支预算总表"


# What a cell shows.


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("#,##0.00", "1234.5678", "1,234.57"),
        ("#,##0.00", "2.675", "2.68"),
        ("#,##0.00", "-0.001", "0.00"),
        ("0.00%", "0.1234", "12.34%"),
        ("#,##0.00_);(#,##0.00)", "-1234.5", "(1,234.50)"),
        ("#,##0.00_);[Red]\\(#,##0.00\\)", "-7", "(7.00)"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0", "-"),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-12.5", "-12.50"),
        ("#,##0;-#,##0;", "0", ""),
        (";;;", "4", ""),
        ("0.00,", "123456", "123.46"),
        ("#,##0_ ", "-12.6", "-13"),
        ("00", "2", "02"),
        ("#.##", "0.5", ".5"),
        ('0.0"万元"', "3.14", "3.1万元"),
        ("[$¥-804]#,##0.00", "5", "¥5.00"),
        ("#,##0.00;△#,##0.00", "-12", "△12.00"),
        ("#,##0.##", "12.5", "12.5"),
        ('[>=10000]0.00,"千";0.00', "12345", "12.35千"),
        ("@", "12.5", "12.5"),
        ("General", "1234.5678", "1234.5678"),
        ("G/通用格式", "3.5", "3.5"),
        ('"共"0"人"', "5", "共5人"),
        ("0.00E+00", "12345", None),
        ("# ?/?", "1.5", None),
        ("[DBNum1]General", "12", None),
        ("000-0000", "1234567", None),
    ],
)
def test_a_number_in_its_format(code: str, value: str, text: str | None) -> None:
    assert format_number(Decimal(value), code) == text


@pytest.mark.slow
def test_formats_as_libreoffice_shows_them(tmp_path: Path) -> None:
    """Two programs that know nothing of each other show the same."""
    codes = [
        "#,##0.00", "0.00%", "#,##0.00_);(#,##0.00)", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "#,##0;-#,##0;",
        "0.00,", "#,##0.00;[Red]-#,##0.00", "00", '0.0"万元"', "[$¥-804]#,##0.00", "#,##0.00##", "0_ ;[Red]\\-0\\ ",
        '[>=10000]0.00,"千";0.00',
    ]  # fmt: skip
    values = [0.0, 0.004, 0.5, 1.0, 12.5, 999.995, 1234.5678, 1234567.891, -0.5, -7.0, -1234.5678]
    cases = [(code, value) for code in codes for value in values]

    def form(sheet: Any) -> None:
        sheet.column_dimensions["A"].width = 60
        for row, (code, _) in enumerate(cases, 1):
            sheet.cell(row, 1).number_format = code

    lines = convert(sheet_of([[value] for _, value in cases], form), "csv:Text - txt - csv (StarCalc):9,34,76", tmp_path)
    for (code, value), line in zip(cases, lines.decode().splitlines(), strict=True):
        assert format_number(Decimal(str(value)), code) == line.strip().strip('"'), (code, value)


def test_a_number_without_a_format() -> None:
    """A cell shows eleven characters; what a float has beyond fifteen digits is no number of the document."""
    assert [format_general(Decimal(text)) for text in ("0.3", "1234.5678912345", "0.333333333333333", "500")] == [
        "0.3", "1234.567891", "0.333333333", "500",
    ]  # fmt: skip


def test_shown_and_stored(tmp_path: Path) -> None:
    """The number is the one that is shown; the stored one stands in the evidence. A text that looks like a number is kept."""

    def form(sheet: Any) -> None:
        sheet["B4"].number_format = sheet["C4"].number_format = "#,##0.00"
        sheet["C5"].number_format = "#,##0.00_);(#,##0.00)"
        sheet["B6"].number_format = '#,##0.00;-#,##0.00;"-"'

    rows: list[list[object]] = [
        ["某某县水务局2026年部门预算", None, None],
        ["单位：万元", None, None],
        ["项目", "2026年预算数", "2025年预算数"],
        ["基本工资", 1234.5678, 0.1 + 0.2],
        ["办公费", "012", -1234.5],
        ["差旅费", 0, None],
    ]
    document = reading(sheet_of(rows, form), tmp_path)
    (table,) = [block for block in document.blocks if isinstance(block, DocumentTable)]
    assert shown(document)[0][1:] == [
        ["基本工资", "1,234.57", "0.30"], ["办公费", "012", "(1,234.50)"], ["差旅费", "-", ""],
    ]  # fmt: skip
    cells = [cell for row in table.rows for cell in row if cell]
    assert {str(cell.spot): cell.stored_number for cell in cells if cell.stored_number} == {
        "收支表!B4": "1234.5678", "收支表!C4": "0.3", "收支表!C5": "-1234.5", "收支表!B6": "0",
    }  # fmt: skip


@pytest.mark.slow
def test_the_stored_number_is_evidence(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["单位收支总表"]["B10"] = 5000000.4

    rows = import_file(write_workbook(FORM, change), "form.xlsx", tmp_path)
    (own,) = [row for row in rows.numbers if row["place"] == "单位收支总表!B10"]
    assert own["printed"] == "5,000,000"
    assert "5000000.4" in own["evidence"]


@pytest.mark.slow
def test_a_negative_number_in_brackets(tmp_path: Path) -> None:
    """The bracket of a format is a minus, in the report as in the control list."""

    def change(book: openpyxl.Workbook) -> None:
        book["单位收支总表"]["B13"] = -400000
        book["单位收支总表"]["B13"].number_format = "#,##0_);(#,##0)"

    rows = import_file(write_workbook(FORM, change), "form.xlsx", tmp_path)
    (own,) = [row for row in rows.numbers if row["place"] == "单位收支总表!B13"]
    assert (own["printed"].lstrip("'"), own["status"]) == ("-400,000", "placed")  # no cell of a report is a formula
    control = next(file for file in rows.result.new_files if file.name.endswith(".numbers.txt")).read_text(encoding="utf-8")
    assert "单位收支总表!B13 (400000)\n" in control


def test_days_and_truths(tmp_path: Path) -> None:
    def form(sheet: Any) -> None:
        sheet["A1"].number_format = 'yyyy"年"m"月"d"日"'

    day = datetime(2026, 3, 5, 9, 7)  # noqa: DTZ001 - a cell knows no zone
    document = reading(sheet_of([[day], [day], [True]], form), tmp_path)
    assert [text for _, text in paragraphs(document)] == ["2026年3月5日", "2026-03-05 9:07:00", "TRUE"]


# What the eye does not see is told.


def _hide(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet["A4"].comment = Comment("估计数 77.00", "甲")
    sheet["B4"].font = Font(color="FFFFFFFF")
    sheet["A5"].font = Font(strike=True)
    sheet["D5"] = "#REF!"
    sheet["D5"].data_type = "e"
    sheet["D4"] = "=SUM(B1:B3)"
    sheet["B5"].number_format = "0.00E+00"
    other = sheet.parent.create_sheet("底稿")
    other["A1"] = "工作底稿 55.00"
    other.sheet_state = "hidden"


HIDDEN_ROWS: list[list[object]] = [
    ["项目", "预算数", "备用", "决算数"],
    ["基本工资", 60, 1, 61],
    ["奖金", 5, 2, 6],
    ["办公费", 8, 3, None],
    ["差旅费", 12000, 4, None],
]
TOLD = {
    ("hidden", "底稿"), ("hidden", "收支表!A3"), ("hidden", "收支表!C1"), ("hidden", "收支表!B4"), ("comment", "收支表!A4"),
    ("struck", "收支表!A5"), ("error", "收支表!D5"), ("number-format", "收支表!B5"),
}  # fmt: skip
SEEN = [["项目", "预算数", "决算数"], ["基本工资", "60", "61"], ["办公费", "", ""], ["", "12000", ""]]


def test_what_is_not_seen_is_told(tmp_path: Path) -> None:
    document = reading(sheet_of(HIDDEN_ROWS, _hide), tmp_path)
    assert shown(document) == [SEEN]
    assert set(omissions(document)) == TOLD | {("formula", "收支表!D4")}
    assert {omission.words for omission in document.omissions if omission.kind in ("formula", "comment")} == {
        "=SUM(B1:B3)", "估计数 77.00",
    }  # fmt: skip


@pytest.mark.slow
def test_what_is_not_seen_in_an_old_workbook(tmp_path: Path) -> None:
    """LibreOffice works the formula out and stores its result, which is read."""
    document = reading(convert(sheet_of(HIDDEN_ROWS, _hide), "xls", tmp_path), tmp_path, "book.xls")
    assert shown(document) == [[*SEEN[:2], ["办公费", "", "65"], SEEN[3]]]
    assert set(omissions(document)) == TOLD


def test_a_stored_result_of_a_formula(tmp_path: Path) -> None:
    data = sheet_of([["项目", "预算数"], ["基本工资", 60], ["合计", "=SUM(B2:B2)"]])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    stored = re.sub(r"(<f>SUM\(B2:B2\)</f>)<v ?/>|(<f>SUM\(B2:B2\)</f>)<v></v>", r"\1\2<v>60</v>", sheet)
    assert stored != sheet
    document = reading(repacked(data, {"xl/worksheets/sheet1.xml": stored.encode()}), tmp_path)
    assert shown(document)[0][2] == ["合计", "60"]
    assert not document.omissions


def test_a_merged_cell_that_is_hidden_in_part(tmp_path: Path) -> None:
    """It begins where it can be seen first."""

    def form(sheet: Any) -> None:
        sheet.merge_cells("A1:C1")
        sheet.column_dimensions["A"].hidden = True

    (table,) = shown(reading(sheet_of([["合并", None, None], ["a", "项目", "数"], ["b", "工资", 1]], form), tmp_path)) or [[]]
    assert table == [["项目", "数"], ["工资", "1"]]


# Tables, titles and prose on a sheet.


def test_several_tables_on_a_sheet(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["某某县水务局2026年收入预算表"], ["单位：元"], ["项目", "预算数"], ["事业收入", 5], ["其他收入", 6], [],
        ["某某县水务局2026年支出预算表"], [], ["单位：元"], ["项目", "预算数"], ["基本支出", 7], ["项目支出", 4],
        ["注：本表取整数。"], [], ["单位负责人：", "甲", "填表人：", "乙"],
    ]  # fmt: skip
    document = reading(sheet_of(rows), tmp_path)
    tables = [block for block in document.blocks if isinstance(block, DocumentTable)]
    assert [(table.caption, table.notes) for table in tables] == [
        (("某某县水务局2026年收入预算表", "单位：元"), ()),
        (("某某县水务局2026年支出预算表", "单位：元"), ("注：本表取整数。",)),
    ]
    assert [str(table.spot) for table in tables] == ["收支表!A1:B5", "收支表!A7:B12"]
    assert paragraphs(document) == [("收支表!B15", "单位负责人：甲"), ("收支表!D15", "填表人：乙")]


def test_tables_beside_each_other(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2026年收入预算表", None, None, "2026年支出预算表", None], ["项目", "预算数", None, "项目", "预算数"],
        ["事业收入", 5, None, "基本支出", 7], ["其他收入", 6, None, "项目支出", 4],
    ]  # fmt: skip
    document = reading(sheet_of(rows), tmp_path)
    tables = [block for block in document.blocks if isinstance(block, DocumentTable)]
    assert [table.caption for table in tables] == [("2026年收入预算表",), ("2026年支出预算表",)]
    assert shown(document)[1] == [["项目", "预算数"], ["基本支出", "7"], ["项目支出", "4"]]


def test_a_table_of_two_sides_stays_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2026年收支预算总表"], ["收入", "预算数", None, "支出", "预算数"], ["事业收入", 5, None, "基本支出", 7],
    ]  # fmt: skip
    assert shown(reading(sheet_of(rows), tmp_path)) == [
        [["收入", "预算数", "支出", "预算数"], ["事业收入", "5", "基本支出", "7"]]
    ]


def test_rows_within_a_table(tmp_path: Path) -> None:
    """A row with a label alone, and an empty row between numbers, are within; what ends in 表 begins another table."""
    rows: list[list[object]] = [
        ["项目", "预算数"], ["一、人员", None], ["基本工资", 5], ["津贴补贴", 6], [], ["办公费", 7], ["支出明细表", None],
        ["项目", "预算数"], ["差旅费", 7],
    ]  # fmt: skip
    first, second = shown(reading(sheet_of(rows), tmp_path))
    assert [row[0] for row in first] == ["项目", "一、人员", "基本工资", "津贴补贴", "办公费"]
    assert [row[0] for row in second] == ["项目", "差旅费"]


def test_a_sheet_names_its_table(tmp_path: Path) -> None:
    """The sheet's name is a title where the table has none, and only there."""

    def rename(name: str) -> Callable[[Any], object]:
        return lambda sheet: setattr(sheet, "title", name)

    def caption(rows: Sequence[Sequence[object]], name: str) -> tuple[str, ...]:
        blocks = reading(sheet_of(rows, rename(name)), tmp_path).blocks
        return next(block.caption for block in blocks if isinstance(block, DocumentTable))

    rows: list[list[object]] = [["单位：元"], ["项目", "预算数"], ["事业收入", 5]]
    assert caption(rows, "部门收入总表") == ("单位：元", "部门收入总表")
    assert caption(rows, "Sheet1") == ("单位：元",)
    assert caption([["2026年收入预算表"], *rows], "部门收入总表") == ("2026年收入预算表", "单位：元")


def test_sheets_are_parts(tmp_path: Path) -> None:
    """A numbering begins anew on each sheet, and a heading there names the part; without one its name does."""
    plan = [
        PlannedText("封面", f"{BODY}2026年单位预算", ("一、概况", "本单位在职人员12人。")),
        PlannedText(
            "情况说明", "其他情况说明", ("一、收入", "2026年收入预算500.00万元。", "二、支出", "2026年支出预算500.00万元。")
        ),
    ]
    places = import_file(write_workbook(plan), "form.xlsx", tmp_path).result.recognition.places
    assert [key for key in places if "其他" in key] == ["其他情况说明", "其他情况说明 一", "其他情况说明 二"]


def test_a_year_behind_the_number_of_a_line(tmp_path: Path) -> None:
    """4．2026年 is the fourth line, and no 4.2026."""
    assert paragraphs(reading(sheet_of([["4．2026年预算单位收入预算总表"]]), tmp_path)) == [
        ("收支表!A1", "4． 2026年预算单位收入预算总表")
    ]


def test_names_of_sheets_stay_apart(tmp_path: Path) -> None:
    def twice(sheet: Any) -> None:
        sheet.parent.create_sheet("收支表 ")["A1"] = "乙"

    document = reading(sheet_of([["甲"]], twice), tmp_path)
    assert [place for place, _ in paragraphs(document)] == ["收支表!A1", "'收支表 (2)'!A1"]


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("收支总表!C7", SheetArea("收支总表", 7, 3, 7, 3)),
        ("'我 的''表'!A5:AB20", SheetArea("我 的'表", 5, 1, 20, 28)),
        ("f2 '2026年!'!XFD9", SheetArea("2026年!", 9, 16384, 9, 16384, 2)),
    ],
)
def test_places_in_a_workbook(text: str, area: SheetArea) -> None:
    assert read_area(text) == area
    assert str(area) == text
    assert area.contains(area)
    assert not area.contains(SheetArea(area.sheet, area.top, area.left, area.bottom + 1, area.right, area.file))


def test_what_is_no_place_in_a_workbook() -> None:
    assert [read_area(text) for text in ("p6 l9", "57", "表!7", "表 2!A1", "!A1", "表!A0", "表!AAAA1")] == [None] * 7


# Forms, and files that are not read.


def _blank(plan: Sequence[PlannedTable | PlannedText]) -> bytes:
    """A form as it is given out: a placeholder for each number of the prose, and empty tables but for their examples."""
    blank: list[PlannedTable | PlannedText] = []
    for planned in plan:
        if isinstance(planned, PlannedText):
            lines = tuple(re.sub(r"[0-9.]+(?=万元)", "XXX", line).replace(BODY, "XX单位") for line in planned.lines)
            blank.append(PlannedText(planned.sheet, planned.title, (*lines, "单价100万元（含）以上设备XX台。")))
            continue
        amounts = [
            value for _, value, _, _ in spread(planned.rows) if isinstance(value, Decimal) and value not in range(100, 1000)
        ]
        rows = tuple(tuple("" if value in amounts else value for value in row) for row in planned.rows)
        blank.append(PlannedTable(planned.sheet, planned.title, planned.unit, rows))
    return write_workbook(blank)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "xls"])
def test_a_blank_form_is_told_to_be_one(tmp_path: Path, ending: str) -> None:
    data = _blank(FORM)
    (tmp_path / f"form.{ending}").write_bytes(data if ending == "xlsx" else convert(data, ending, tmp_path))
    with pytest.raises(UnreadableDocumentError) as refusal:
        run.import_document(tmp_path / f"form.{ending}", project.CONTENT, tmp_path / "out", None, "zh")
    assert refusal.value.reason.key == "import-blank-form"
    assert not (tmp_path / "out").exists()


def _endless() -> bytes:
    return repacked(sheet_of([[1]]), {"xl/media/a.bin": bytes(2**24)})


def _with_member(name: str) -> bytes:
    return repacked(sheet_of([[1]]), {name: b"x"})


def _entities() -> bytes:
    return repacked(sheet_of([[1]]), {"xl/extra.xml": b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'})


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FILEPASS = b"\x2f\x00"
"""The record that tells how a workbook is encrypted."""
REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "macros": ("import-macros", lambda: _with_member("xl/vbaProject.bin")),
    "old macros": ("import-macros", lambda: OLD + "Workbook\0_VBA_PROJECT_CUR".encode("utf-16-le") + bytes(600)),
    "binary": ("import-workbook", lambda: _with_member("xl/workbook.bin")),
    "xml": ("import-workbook", lambda: b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'),
    "password": ("import-locked", lambda: OLD + "EncryptedPackage".encode("utf-16-le") + bytes(600)),
    "damaged": ("import-damaged-office", lambda: repacked(sheet_of([[1]]), {"xl/worksheets/sheet1.xml": b"<worksheet"})),
    "cut short": ("import-damaged-office", lambda: sheet_of([[1]])[:1500]),
    "old and damaged": ("import-damaged-office", lambda: OLD + "Workbook\0".encode("utf-16-le") + bytes(600)),
    "bomb": ("import-bomb", _endless),
    "entities": ("import-entities", _entities),
    "empty": ("import-no-words", lambda: sheet_of([])),
}  # fmt: skip


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_workbook_that_is_not_read(tmp_path: Path, name: str) -> None:
    key, make = REFUSED[name]
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading(make(), tmp_path, "book.xlsx")
    assert refusal.value.reason.key == key


@pytest.mark.slow
def test_an_old_workbook_with_a_password(tmp_path: Path) -> None:
    data = convert(sheet_of([["项目", 1]]), "xls", tmp_path)
    second = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20  # the record behind the first of the workbook
    data = data[:second] + FILEPASS + data[second + 2 :]
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading(data, tmp_path, "locked.xls")
    assert refusal.value.reason.key == "import-locked"


def test_a_csv_is_told_what_to_do(tmp_path: Path) -> None:
    """Alone or beside a text, it is a table without title and unit."""
    (tmp_path / "table.csv").write_text(
        "科目,2026年预算数,2025年\n工资,60.00,55\n办公费,8.00,7\n差旅费,2.00,1\n", encoding="utf-8"
    )
    (tmp_path / "text.txt").write_text(f"{BODY}2026年单位预算\n收入68.00万元。\n", encoding="utf-8")
    for first, *further in (["table.csv"], ["text.txt", "table.csv"]):
        with pytest.raises(UnreadableDocumentError) as refusal:
            run.import_document(
                tmp_path / first, project.CONTENT, tmp_path / "out", None, "en", None, [tmp_path / name for name in further]
            )
        assert refusal.value.reason.key == "import-fields"
        assert ".xlsx" in refusal.value.describe("en")


def test_a_sheet_that_claims_to_be_endless(tmp_path: Path) -> None:
    """Only the cells that are there take time and memory."""

    def form(sheet: Any) -> None:
        sheet["XFD1048576"] = "末"

    document = reading(sheet_of([["项目", "预算数"], ["工资", 5], ["说明"]], form), tmp_path)
    assert shown(document) == [[["项目", "预算数"], ["工资", "5"]]]
    assert paragraphs(document)[-1] == ("收支表!XFD1048576", "末")


@pytest.mark.whole
def test_several_files_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "text.html").write_bytes(write_web_page(TEXTS))
    (tmp_path / "tables.xlsx").write_bytes(write_workbook(TABLES))
    command = [
        sys.executable, str(project.ROOT / "build.py"), "import", "text.html", "tables.xlsx", "--out", "out", "--lang", "en",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert "out/2026-budget.yaml" in done.stdout
