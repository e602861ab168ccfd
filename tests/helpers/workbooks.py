"""An invented statement laid out as an official form for workbooks: a sheet for each table, and sheets of prose.

The same plan is written as an Excel workbook, as a web page and as a PDF, so that a test can hold one carrier to the other.
LibreOffice makes the workbooks of the old kind.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
from built_site import needs
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet
from sample_documents import Paper

LEFT, ABOVE = "<", "^"
"""Positions that the cell to the left, or the one above, covers."""
Value = str | Decimal
Row = Sequence[Value]
YEAR, BODY = 2026, "某某县水务局"
_CODE_HEAD: tuple[Row, ...] = (
    ("项目", LEFT, LEFT, LEFT, "{head}", LEFT, LEFT),
    ("功能分类科目编码", LEFT, LEFT, "功能分类科目名称", "合计", "基本支出", "项目支出"),
    ("类", "款", "项", ABOVE, ABOVE, ABOVE, ABOVE),
)
_LINES = (
    ("208 05 05", "机关事业单位基本养老保险缴费支出", 400_000, 0),
    ("208 05 06", "机关事业单位职业年金缴费支出", 200_000, 0),
    ("210 11 01", "行政单位医疗", 200_000, 0),
    ("213 03 01", "行政运行", 2_000_000, 0),
    ("213 03 11", "水资源节约管理与保护", 0, 1_400_000),
    ("221 02 01", "住房公积金", 400_000, 0),
)
_FUND_LINES = (("212 08 04", "农村基础设施建设支出", 0, 400_000),)
_NAMES = {
    "208": "社会保障和就业支出", "208 05": "行政事业单位养老支出", "210": "卫生健康支出", "210 11": "行政事业单位医疗",
    "212": "城乡社区支出", "212 08": "国有土地使用权出让收入安排的支出", "213": "农林水支出", "213 03": "水利",
    "221": "住房保障支出", "221 02": "住房改革支出",
}  # fmt: skip


@dataclass(frozen=True)
class PlannedTable:
    """A sheet with one table."""

    sheet: str
    title: str
    unit: str
    rows: tuple[Row, ...]

    @property
    def caption(self) -> tuple[str, str, str]:
        """The lines above it."""
        return f"{YEAR}年{self.title}", f"编制单位：{BODY}", f"单位：{self.unit}"


@dataclass(frozen=True)
class PlannedText:
    """A sheet of prose, all of it in one cell."""

    sheet: str
    title: str
    lines: tuple[str, ...]


def yuan(amount: int) -> Decimal | str:
    """An amount; nothing where there is none."""
    return Decimal(amount) if amount else ""


def _list_codes(lines: Sequence[tuple[str, str, int, int]]) -> Iterator[tuple[list[str], str, int, int]]:
    """Yield each line after the classes above it, whose amounts are sums."""
    seen: set[str] = set()
    for code, name, basic, project in lines:
        parts = code.split()
        for depth in (1, 2):
            upper = " ".join(parts[:depth])
            if upper not in seen:
                seen.add(upper)
                own = [line for line in lines if line[0].startswith(upper)]
                yield parts[:depth], _NAMES[upper], sum(line[2] for line in own), sum(line[3] for line in own)
        yield parts, name, basic, project


def _functional(head: str, lines: Sequence[tuple[str, str, int, int]]) -> tuple[Row, ...]:
    rows: list[Row] = [tuple(head if value == "{head}" else value for value in row) for row in _CODE_HEAD]
    for parts, name, basic, project in _list_codes(lines):
        codes: list[Value] = [Decimal(parts[0]), *parts[1:]]  # the class as a number, the rest as text, as in the form
        rows.append((*codes, *[""] * (3 - len(codes)), name, yuan(basic + project), yuan(basic), yuan(project)))
    basic, project = sum(line[2] for line in lines), sum(line[3] for line in lines)
    rows.append(("合计", LEFT, LEFT, LEFT, yuan(basic + project), yuan(basic), yuan(project)))
    return tuple(rows)


def _revenue_and_expenditure() -> tuple[Row, ...]:
    def row(left: str, amount: int, right: str, personnel: int, public: int, project: int) -> Row:
        return left, yuan(amount), right, yuan(personnel + public + project), yuan(personnel), yuan(public), yuan(project)

    return (
        ("本年收入", LEFT, "本年支出", LEFT, LEFT, LEFT, LEFT),
        ("项目", "预算数", "项目", "预算数", LEFT, LEFT, LEFT),
        (ABOVE, ABOVE, ABOVE, "合计", "基本支出", LEFT, "项目支出"),
        (ABOVE, ABOVE, ABOVE, ABOVE, "人员经费", "公用经费", ABOVE),
        row("一、财政拨款收入", 5_000_000, "一、社会保障和就业支出", 600_000, 0, 0),
        row("1、一般公共预算", 4_600_000, "二、卫生健康支出", 200_000, 0, 0),
        row("2、政府性基金预算", 400_000, "三、城乡社区支出", 0, 0, 400_000),
        row("3、国有资本经营预算", 0, "四、农林水支出", 1_500_000, 500_000, 1_400_000),
        row("二、事业收入", 0, "五、住房保障支出", 400_000, 0, 0),
        row("三、事业单位经营收入", 0, "", 0, 0, 0),
        row("四、其他收入", 0, "", 0, 0, 0),
        row("", 0, "", 0, 0, 0),
        row("收入总计", 5_000_000, "支出总计", 2_700_000, 500_000, 1_800_000),
    )


def _appropriation() -> tuple[Row, ...]:
    return (
        ("财政拨款收入", LEFT, "财政拨款支出", LEFT, LEFT, LEFT, LEFT),
        ("项目", "预算数", "项目", "合计", "一般公共预算", "政府性基金预算", "国有资本经营预算"),
        ("一、一般公共预算", yuan(4_600_000), "一、社会保障和就业支出", yuan(600_000), yuan(600_000), "", ""),
        ("二、政府性基金预算", yuan(400_000), "二、卫生健康支出", yuan(200_000), yuan(200_000), "", ""),
        ("三、国有资本经营预算", "", "三、城乡社区支出", yuan(400_000), "", yuan(400_000), ""),
        ("", "", "四、农林水支出", yuan(3_400_000), yuan(3_400_000), "", ""),
        ("", "", "五、住房保障支出", yuan(400_000), yuan(400_000), "", ""),
        ("收入总计", yuan(5_000_000), "支出总计", yuan(5_000_000), yuan(4_600_000), yuan(400_000), ""),
    )


def _economic() -> tuple[Row, ...]:
    lines = (
        ("301", "", "工资福利支出", 2_600_000, 0),
        ("301", "01", "基本工资", 900_000, 0),
        ("301", "02", "津贴补贴", 500_000, 0),
        ("301", "08", "机关事业单位基本养老保险缴费", 400_000, 0),
        ("301", "09", "职业年金缴费", 200_000, 0),
        ("301", "10", "职工基本医疗保险缴费", 200_000, 0),
        ("301", "13", "住房公积金", 400_000, 0),
        ("302", "", "商品和服务支出", 0, 500_000),
        ("302", "01", "办公费", 0, 300_000),
        ("302", "11", "差旅费", 0, 200_000),
        ("303", "", "对个人和家庭的补助", 100_000, 0),
        ("303", "02", "退休费", 100_000, 0),
    )
    return (
        ("项目", LEFT, LEFT, "一般公共预算基本支出", LEFT, LEFT),
        ("经济分类科目编码", LEFT, "部门经济分类科目名称", "合计", "人员经费", "公用经费"),
        ("类", "款", ABOVE, ABOVE, ABOVE, ABOVE),
        *((Decimal(a), b, name, yuan(p + q), yuan(p), yuan(q)) for a, b, name, p, q in lines),
        ("合计", LEFT, LEFT, yuan(3_200_000), yuan(2_700_000), yuan(500_000)),
    )


def _three_public() -> tuple[Row, ...]:
    return (
        ("“三公”经费预算数", LEFT, LEFT, LEFT, LEFT, LEFT, "机关运行经费预算数"),
        ("合计", "因公出国(境)费", "公务接待费", "公务用车购置及运行费", LEFT, LEFT, ABOVE),
        (ABOVE, ABOVE, ABOVE, "小计", "购置费", "运行费", ABOVE),
        tuple(map(Decimal, ("8.50", "0.00", "0.50", "8.00", "0.00", "8.00", "50.00"))),
    )


FORM: tuple[PlannedTable | PlannedText, ...] = (
    PlannedText("封面", f"{YEAR}年单位预算", (f"预算单位：{BODY}",)),
    PlannedText(
        "单位编制说明",
        f"{YEAR}年单位预算编制说明",
        (
            f"    {YEAR}年，{BODY}收入预算500.00万元，其中：财政拨款收入500.00万元，比2025年预算增加20.00万元。",
            "    支出预算500.00万元，其中：财政拨款支出预算500.00万元，比2025年预算增加20.00万元。",
            "    财政拨款支出预算中，一般公共预算拨款支出预算460.00万元，比2025年预算减少10.00万元。",
            "    政府性基金拨款支出预算40.00万元，比2025年预算增加30.00万元。",
            "    财政拨款收入支出增加的主要原因是新增农村供水项目。",
        ),
    ),
    PlannedTable("单位收支总表", "预算单位财务收支预算总表", "元", _revenue_and_expenditure()),
    PlannedTable("单位支出总表", "预算单位支出预算总表", "元", _functional("支出预算", sorted((*_LINES, *_FUND_LINES)))),
    PlannedTable("单位财政拨款收支总表", "预算单位财政拨款收支预算总表", "元", _appropriation()),
    PlannedTable(
        "单位一般公共预算拨款表", "预算单位一般公共预算支出功能分类预算表", "元", _functional("一般公共预算支出", _LINES)
    ),
    PlannedTable(
        "单位政府性基金拨款表 ", "预算单位政府性基金预算支出功能分类预算表", "元", _functional("政府性基金预算支出", _FUND_LINES)
    ),
    PlannedTable("基本支出明细表", "预算单位一般公共预算基本支出部门预算经济分类预算表", "元", _economic()),
    PlannedTable("“三公”经费表", "单位“三公”经费和机关运行经费预算表", "万元", _three_public()),
    PlannedText(
        "其他相关情况说明",
        "其他相关情况说明",
        (
            f"  一、{YEAR}年“三公”经费预算情况说明",
            f"     {YEAR}年“三公”经费预算数为8.50万元，比2025年预算减少0.50万元。其中：",
            "    （一）因公出国（境）费0万元，与2025年预算持平。",
            "    （二）公务用车购置及运行费8.00万元，比2025年预算减少0.50万元。",
            "    其中：公务用车购置费0万元，与2025年预算持平；公务用车运行费8.00万元，比2025年预算减少0.50万元。",
            "    （三）公务接待费0.50万元，与2025年预算持平。",
            "  二、机关运行经费预算",
            f"     {YEAR}年{BODY}财政拨款的机关运行经费预算为50.00万元。",
        ),
    ),
)
"""The form of a unit's budget, filled in."""


def write_workbook(
    plan: Sequence[PlannedTable | PlannedText], change: Callable[[openpyxl.Workbook], object] | None = None
) -> bytes:
    """The plan as an Excel workbook, which a function may change."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for planned in plan:
        sheet = book.create_sheet(planned.sheet)
        if isinstance(planned, PlannedTable):
            _write_table(sheet, planned)
        else:
            sheet.cell(2, 1, planned.title)
            sheet.cell(4, 1, "\n".join(planned.lines))
            sheet.merge_cells("A4:H17")
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_table(sheet: Worksheet, planned: PlannedTable) -> None:
    width = len(planned.rows[0])
    title, entity, unit = planned.caption
    sheet.cell(2, 1, title).alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=2, end_row=2, start_column=1, end_column=width)
    sheet.cell(4, 1, entity)
    sheet.cell(4, width, unit)
    rule = Side(style="thin")
    for (row, column), value, down, across in spread(planned.rows):
        cell = sheet.cell(row + 6, column + 1, float(value) if isinstance(value, Decimal) else value or None)
        if isinstance(value, Decimal):
            exponent = -int(value.as_tuple().exponent)
            cell.number_format = "General" if _is_class(value) else f"#,##0{'.' if exponent else ''}{'0' * exponent}_ "
        for r in range(down):
            for c in range(across):
                sheet.cell(row + r + 6, column + c + 1).border = Border(left=rule, right=rule, top=rule, bottom=rule)
        if down * across > 1:
            sheet.merge_cells(start_row=row + 6, end_row=row + 5 + down, start_column=column + 1, end_column=column + across)


def spread(rows: Sequence[Row]) -> Iterator[tuple[tuple[int, int], Value, int, int]]:
    """Yield each cell's position, counted from 0, its value, and how many rows and columns it covers."""
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value in (LEFT, ABOVE):
                continue
            across = next((n for n in range(1, len(row) - c) if row[c + n] != LEFT), len(row) - c)
            down = next((n for n in range(1, len(rows) - r) if rows[r + n][c] != ABOVE), len(rows) - r)
            yield (r, c), value, down, across


def _is_class(value: Decimal) -> bool:
    """True for the number of a class (208), which amounts of this form never look like."""
    return value.as_tuple().exponent == 0 and Decimal(100) < value < Decimal(1000)


def show(value: Value) -> str:
    """What a cell shows: an amount with commas, a code as it is."""
    return value if isinstance(value, str) else str(value) if _is_class(value) else f"{value:,}"


def write_web_page(plan: Sequence[PlannedTable | PlannedText]) -> bytes:
    """The plan as a web page."""
    parts: list[str] = []
    for planned in plan:
        if isinstance(planned, PlannedText):
            parts += [f"<h2>{planned.title}</h2>", *(f"<p>{line}</p>" for line in planned.lines)]
            continue
        parts += [f"<p>{line}</p>" for line in planned.caption]
        rows = [""] * len(planned.rows)
        for (row, _), value, down, across in spread(planned.rows):
            rows[row] += f'<td rowspan="{down}" colspan="{across}">{show(value)}</td>'
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return f"<!doctype html><html><body>{''.join(parts)}</body></html>".encode()


def write_pdf(plan: Sequence[PlannedTable | PlannedText]) -> bytes:
    """The plan as a PDF, a page for each sheet."""
    paper = Paper()
    for position, planned in enumerate(plan):
        if position:
            paper.next()
        if isinstance(planned, PlannedText):
            paper.title(planned.title)
            for line in planned.lines:
                paper.prose(line.strip())
            continue
        for line in planned.caption:
            paper.line(line)
        down = frozenset((r, c) for r, row in enumerate(planned.rows) for c, value in enumerate(row) if value == ABOVE)
        rows = [[None if value in (LEFT, ABOVE) else show(value) for value in row] for row in planned.rows]
        columns = zip(*rows, strict=True)
        lengths = [max(3, *(len(text) for text in column if text and not text.endswith("编码"))) for column in columns]
        paper.table(rows, [448 * length / sum(lengths) for length in lengths], size=6, down=down)
    return paper.done()


def convert(data: bytes, ending: str, folder: Path) -> bytes:
    """A workbook as LibreOffice saves it in another format."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        needs("LibreOffice")
    (folder / "book.xlsx").write_bytes(data)
    command = [program, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", ending, "book.xlsx"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return (folder / f"book.{ending.split(':')[0]}").read_bytes()
