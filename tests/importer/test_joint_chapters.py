"""Chapters that a page ran together in one line are read as chapters."""

from __future__ import annotations

from pathlib import Path

from document_parts import words

from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Paragraph
from budgetbook.importer.recognise import recognise

LINE = (
    "青石县图书馆2024年部门预算 一、主要职能 负责图书借阅和古籍保护,组织全民阅读活动,并对乡镇图书室进行业务辅导。"
    " 二、机构设置 从构成看,本馆内设办公室、采编部、阅览部。 三、收支概况 (一)2024年初预算收入120.50万元,"
    "其中:一般公共预算拨款120.50万元。"
    " (二)2024年初预算支出120.50万元,其中:基本支出100.50万元,项目支出20万元。"
    " 四、其他事项 (一)“三公”经费 2024年“三公”经费预算1.20万元,其中:公务接待费1.20万元。"
)


def _read(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    return [block.text for block in detect.read(path).blocks if isinstance(block, Paragraph)]


def test_each_chapter_and_section_is_a_paragraph_of_its_own(tmp_path: Path) -> None:
    paragraphs = _read(tmp_path, LINE)
    assert paragraphs[:3] == ["青石县图书馆2024年部门预算", "一、主要职能", LINE.split()[2]]
    assert "三、收支概况" in paragraphs
    assert paragraphs[-4:-1] == [
        "(二)2024年初预算支出120.50万元,其中:基本支出100.50万元,项目支出20万元。",
        "四、其他事项",
        "(一)“三公”经费",
    ]


def test_its_figures_are_those_of_their_chapters(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(LINE, encoding="utf-8")
    placed = {(m.digits, m.concept) for m in recognise(detect.read(path), words()).mentions if m.status == "placed"}
    assert {("120.50", "revenue"), ("120.50", "expenditure"), ("20", "project-expenditure"), ("1.20", "reception")} <= placed


def test_numbers_out_of_their_order_part_nothing(tmp_path: Path) -> None:
    text = LINE.replace("二、", "五、").replace("三、", "七、").replace("四、", "九、")
    assert len(_read(tmp_path, text)) == 1


def test_one_number_in_a_line_parts_nothing(tmp_path: Path) -> None:
    text = "一、主要职能 青石县图书馆2024年部门预算。" + "负责图书借阅和古籍保护，组织全民阅读活动。" * 8
    assert len(_read(tmp_path, text)) == 1
