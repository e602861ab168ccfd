"""Words of a document are deleted, doubled and blanked: what comes of it is a draft or a sentence of ours, nothing else."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import document_parts
import marked_documents
import openpyxl
import project
import pytest
from openpyxl.cell.cell import Cell
from workbooks import FORM, write_workbook

from budgetbook.content.yaml import reader
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.importer import run, sandbox
from budgetbook.importer.chinese_numbers import parse_chinese_number
from budgetbook.importer.draft import draft, dry_run, unfit_entries
from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.entries import DraftEntry
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.readers import detect, process_limits
from budgetbook.importer.readers.document import UnreadableDocumentError
from budgetbook.importer.recognise import recognise

_WORD = re.compile(r"<[^>]+>|[\u4e00-\u9fff]{1,4}|[0-9][0-9.,]*|\S")
_ODD = (
    "",
    " ",
    "　",
    "-",
    "XX",
    "0",
    "……",
    "（",
    "%",
    "万元",
    "2024年",
    "其中：",
    "\u2f40",
    "9" * 30,
    "1e9",
    "=1",
    "\x7f",
    "<b>",
)


def _damage(text: str, chance: random.Random) -> str:
    """Delete, double, blank, move or replace some words."""
    words = list(_WORD.finditer(text))
    pieces: list[str] = []
    end = 0
    odds = chance.choice((0.002, 0.01, 0.05, 0.3))
    for word in words:
        pieces.append(text[end : word.start()])
        end = word.end()
        way = chance.randrange(4) if chance.random() < odds else -1
        pieces.append({-1: word[0], 0: "", 1: word[0] * 2, 2: " " * len(word[0]), 3: chance.choice(_ODD)}[way])
    return "".join([*pieces, text[end:]])[chance.choice((0, 0, 0, 200)) :]


def _import(data: bytes, folder: Path) -> str:
    """The outcome: `drafted`, or the key of the sentence."""
    source, body = folder / "document", folder / "body"
    source.write_bytes(data)
    shutil.rmtree(body, ignore_errors=True)
    try:
        done = run.import_document(source, document_parts.CONTENT, body, folder / "report.csv", "en")
    except UnreadableDocumentError as refusal:
        return refusal.reason.key
    read, problems = reader.read("draft.yaml", done.new_files[0].read_bytes())
    assert (read is not None, problems) == (True, [])
    return "drafted"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["budget-unit", "final-accounts-city"])
@pytest.mark.parametrize("carrier", ["html", "txt"])
def test_a_damaged_document_ends_in_a_draft_or_in_a_sentence(name: str, carrier: str, tmp_path: Path) -> None:
    page = marked_documents.as_html(marked_documents.load(name)).decode()
    text = page if carrier == "html" else re.sub(r"<[^>]+>", "\n", page)
    outcomes = []
    first = int(os.environ.get("SEED", "0"))
    for seed in range(first, first + project.rounds(6, 250)):
        chance = random.Random(f"{name} {carrier} {seed}")  # noqa: S311 - no secret
        outcomes.append(_import(_damage(text, chance).encode("utf-8", "replace"), tmp_path))
        assert (tmp_path / "body").exists() == (outcomes[-1] == "drafted")
    assert "drafted" in outcomes
    assert {*outcomes} - {"drafted"} <= {*MESSAGES}


_FORMATS = ("General", "0.00", "#,##0", ";;;", "@", "yyyy-mm-dd", '0"万元"', "0%", "[红色]0", "# ?/?", "0.00E+00")


def _damage_book(book: openpyxl.Workbook, chance: random.Random) -> None:
    """Damage words, values, formats, merged cells, rows and sheets."""
    odds = chance.choice((0.002, 0.01, 0.05, 0.3))
    for sheet in book.worksheets:
        for area in [area for area in sheet.merged_cells.ranges if chance.random() < odds]:
            sheet.unmerge_cells(str(area))
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if isinstance(cell, Cell) and chance.random() < odds:
                values: tuple[object, ...] = (chance.choice(_ODD[:-2]), 10 ** chance.randrange(30), -0.004, True, "#REF!")
                cell.value = chance.choice((None, *values))  # type: ignore[assignment]
                cell.number_format = chance.choice(_FORMATS)
            elif isinstance(cell, Cell) and isinstance(cell.value, str) and len(cell.value) > 100:
                cell.value = _damage(cell.value, chance).replace("\x7f", "")
        if chance.random() < odds:
            sheet.delete_rows(chance.randrange(1, 8), chance.randrange(1, 3))
        if chance.random() < odds:
            sheet.title = chance.choice(("收支!总表", "'1'", "A1", "表 "))


@pytest.mark.slow
def test_a_damaged_workbook_ends_in_a_draft_or_in_a_sentence(tmp_path: Path) -> None:
    outcomes = []
    first = int(os.environ.get("SEED", "0"))
    for seed in range(first, first + project.rounds(6, 250)):
        chance = random.Random(f"workbook {seed}")  # noqa: S311 - no secret
        outcomes.append(_import(write_workbook(FORM, partial(_damage_book, chance=chance)), tmp_path))
    assert "drafted" in outcomes
    assert {*outcomes} - {"drafted"} <= {*MESSAGES}


NO_UNIT = """<h1>某某县财政局2024年度部门决算</h1>
<p>一般公共预算财政拨款支出万元,主要用于以下方面:一般公共服务支出500.00</p><p>一般公共预算财政拨款支出决算表</p>
<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td></tr><tr><td>201</td><td>一般公共服务支出</td><td>500.00</td></tr></table>"""
SMALL = [
    NO_UNIT,
    "<title>Budget</title><p>Home | English</p><h1>某某县档案馆2024年部门预算</h1><p>2024年收入预算500.00万元。</p>",
    "<h1>Budget 2024年</h1><h2>1. ABC</h2><p>2024年收入预算500.00万元。</p><h2>Part 2</h2><p>支出预算500.00万元。</p>",
]


@pytest.mark.parametrize("page", SMALL)
def test_a_page_that_lacks_a_name_or_a_unit_is_drafted(page: str, tmp_path: Path) -> None:
    assert _import(f"<!DOCTYPE html>{page}".encode(), tmp_path) == "drafted"


def test_the_title_names_the_place_before_the_first_heading(tmp_path: Path) -> None:
    _import(f"<!DOCTYPE html>{SMALL[1]}".encode(), tmp_path)
    text = (tmp_path / "body" / "2024-budget.yaml").read_text(encoding="utf-8")
    assert "    name: {zh: 标题, en: Title}" in text


UNFIT: dict[str, Callable[[StatementDraft], object]] = {
    "fiscal_year: 1899": lambda made: made.head.update(fiscal_year="1899"),
    "unit: 钱": lambda made: made.head.update(unit="钱"),
    "profile: A b": lambda made: made.head.update(profile="A b"),
    "compares_with.year: 1899": lambda made: made.head.update(compares_with={"year": "1899", "basis": "unstated"}),
    "source.title: 部门预算": lambda made: made.source.update(title="部门预算"),
    "source.colour: 1": lambda made: made.source.update(colour="1"),
    "quotes.quote-1.at: []": lambda made: made.quotes.update({"quote-1": DraftEntry({"text": "一。。", "at": []})}),
    "breakdowns.general-public-by-function.unit: None": lambda made: made.breakdowns.update(
        {"general-public-by-function": {"by": "functional", "unit": None, "at": "表1", "rows": [{"code": "2"}], "columns": []}}
    ),
}


@pytest.mark.parametrize("fault", UNFIT)
def test_what_no_statement_can_hold_is_left_out_and_asked_for(fault: str, tmp_path: Path) -> None:
    (tmp_path / "document").write_text("河湾区图书馆2024年部门预算\n2024年收入预算500.00万元。\n", encoding="utf-8")
    words = document_parts.words()
    made = assemble(recognise(detect.read(tmp_path / "document"), words), words)
    UNFIT[fault](made)
    unfit_entries.drop_unfit_entries(made)
    assert fault in made.left_out
    assert dry_run.build_statement(made).figures.keys() == {"revenue"}
    text = draft.render_draft(made, dry_run.apply_rules(made, words))
    key, _, _ = fault.partition(":")
    assert (f"# {key}:  # " in text) == (key in ("fiscal_year", "unit", "profile"))
    assert f"#   {fault}\n" in text


def test_a_percentage_in_a_column_of_money_is_no_amount() -> None:
    rows: list[list[str | None]] = [["项目", "预算数"], ["收入总计", "12.80%"], ["支出总计", "−5.00"]]
    table = document_parts.table(("河湾区图书馆2024年部门收支预算总表", "单位：万元"), rows)
    found = {m.digits: (m.status, m.unit) for m in document_parts.read(table).mentions}
    assert found["12.80"] == ("not-placed", "%")
    assert found["-5.00"][1] == "万元"


def test_a_count_is_no_second_reading_of_an_amount_of_money(tmp_path: Path) -> None:
    (tmp_path / "document").write_text("河湾区图书馆2024年部门预算\n2024年公务接待费预算3.20万元。\n", encoding="utf-8")
    words = document_parts.words()
    found = recognise(detect.read(tmp_path / "document"), words)
    amount = next(m for m in found.mentions if m.concept == "reception")
    made = assemble(replace(found, mentions=(replace(amount, unit="个"), *found.mentions)), words)
    assert made.figures["reception"].fields["amount"] == "3.20"
    assert "readings" not in made.figures["reception"].fields
    assert len(made.figures["reception"].conflicts) == 1
    assert dry_run.apply_rules(made, words) is not None


@pytest.mark.parametrize(
    ("text", "number"), [("十二", 12), ("三十", 30), ("百十", 11), ("一百二十", 1), ("十十一", 10), ("一二", 1)]
)
def test_what_is_no_chinese_number_ends_no_import(text: str, number: int) -> None:
    assert parse_chinese_number(text) == number


def _fail(kind: str) -> None:
    if kind == "system":
        raise PermissionError(13, "no", "a-file")
    raise {"value": ValueError, "key": KeyError, "arithmetic": ArithmeticError}[kind]("words of a library")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["value", "key", "arithmetic", "system"])
@pytest.mark.usefixtures("sandboxed")
def test_a_fault_of_the_program_is_told_in_a_sentence_of_ours(kind: str) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        sandbox.run(_fail, kind)
    assert refusal.value.reason.key == ("import-system" if kind == "system" else "import-fault")
    assert "words of a library" not in refusal.value.describe("en")


def _limits() -> tuple[int, int, int, int]:
    resource = pytest.importorskip("resource")
    seconds = [resource.getrlimit(resource.RLIMIT_CPU)[0]]
    for granted in (3, 1000):
        process_limits.grant_time(granted)
        seconds.append(resource.getrlimit(resource.RLIMIT_CPU)[0])
    return (*seconds, resource.getrlimit(resource.RLIMIT_DATA)[0])


@pytest.mark.slow
@pytest.mark.usefixtures("sandboxed")
def test_the_system_limits_the_process_that_reads() -> None:
    """Whatever a file makes a library do ends within these limits, which what was read raises, but not beyond a bound."""
    start, most = sandbox.SECONDS, process_limits.MOST_SECONDS
    assert sandbox.run(_limits) == (start, start + 3, most, sandbox.MEGABYTES * 2**20)


def _end(way: str) -> None:
    if way == "later":
        process_limits.grant_time(3)
        os.kill(os.getpid(), signal.SIGXCPU)
    raise KeyboardInterrupt("no memory is left to tell an error")


@pytest.mark.slow
@pytest.mark.parametrize(("way", "seconds"), [("at once", sandbox.SECONDS), ("later", sandbox.SECONDS + 3)])
@pytest.mark.usefixtures("sandboxed")
def test_the_limit_that_a_process_met_is_told_and_nothing_else(way: str, seconds: int, capfd: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("resource")
    with pytest.raises(UnreadableDocumentError) as refusal:
        sandbox.run(_end, way)
    assert dict(refusal.value.reason.fields)["seconds"] == str(seconds)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("<html><p>" + "<b>1</b>" * 160_000, "import-large-page"),
        ("<html><h1>某某局2024年部门预算</h1>" + "<div>" * 300 + "公务接待费预算3.20万元。", "import-nested-page"),
        ("某某局2024年部门预算\n" + "公务接待费预算3.20万元。" * 30_000, "import-much-text"),
        ("某某局2024年部门预算\n" + "1" * 400_000, "import-much-text"),
    ],
)
def test_a_document_beyond_all_measure_is_refused_before_it_is_read(text: str, key: str, tmp_path: Path) -> None:
    assert _import(text.encode(), tmp_path) == key
