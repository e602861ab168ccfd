"""A document in traditional characters is read as one in simplified ones, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import document_parts

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import DocumentTable, Paragraph
from budgetbook.importer.recognise import recognise

TRADITIONAL = """\
河灣區圖書館2024年部門預算說明

一、收支預算總體情況
2024年收入預算480.25萬元，比上年減少20.00萬元。支出預算480.25萬元，其中：基本支出290.05萬元，項目支出190.20萬元。
二、機關運行經費
本單位機關運行經費12.50萬元，比上年增長25.0%。
"""
PAGE = """\
<!doctype html><title>河灣區圖書館2024年預算</title>
<h1>河灣區圖書館2024年部門預算</h1>
<p>2024年收入預算480.25萬元。</p>
<table><tr><th>項目</th><th>預算數（萬元）</th></tr><tr><td>財政撥款收入</td><td>470.25</td></tr><tr><td>事業收入</td><td>10.00</td></tr></table>
"""
SIMPLIFIED = "河湾区图书馆2024年部门预算说明\n\n2024年收入预算480.25万元，比上年减少20.00万元，原因是活动减少。馆长是於國強。\n"


def write(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_its_figures_are_placed(tmp_path: Path) -> None:
    document = detect.read(write(tmp_path, "budget.txt", TRADITIONAL))
    recognition = recognise(document, document_parts.words())
    placed = {(each.concept, each.role, each.digits) for each in recognition.mentions if each.status == "placed"}
    assert placed >= {
        ("revenue", "amount", "480.25"),
        ("revenue", "change", "20.00"),
        ("basic-expenditure", "amount", "290.05"),
        ("project-expenditure", "amount", "190.20"),
        ("agency-operating-expenses", "amount", "12.50"),
        ("agency-operating-expenses", "percent", "25.0"),
    }
    assert recognition.entity_name == "河湾区图书馆"
    assert [(each.kind, each.where) for each in document.omissions] == [("traditional", "l1")]


def test_no_character_moves(tmp_path: Path) -> None:
    document = detect.read(write(tmp_path, "budget.txt", TRADITIONAL))
    read = [block for block in document.blocks if isinstance(block, Paragraph)]
    written = [line for line in TRADITIONAL.splitlines() if line]
    assert [len(block.text) for block in read] == [len(line) for line in written]


def test_cells_title_and_captions_are_read_so_too(tmp_path: Path) -> None:
    document = detect.read(write(tmp_path, "page.html", PAGE))
    (table,) = (block for block in document.blocks if isinstance(block, DocumentTable))
    assert [cell.text for row in table.rows for cell in row if cell] == [
        *("项目", "预算数（万元）"),
        *("财政拨款收入", "470.25"),
        *("事业收入", "10.00"),
    ]
    assert document.title == "河湾区图书馆2024年预算"


def test_a_name_in_a_simplified_document_stays_as_it_is(tmp_path: Path) -> None:
    document = detect.read(write(tmp_path, "budget.txt", SIMPLIFIED))
    assert any("於國強" in text for text in document.texts())
    assert not document.omissions
