"""Reading: whatever kind of file a body publishes, its words and numbers come out once, in order, each with its place."""

from __future__ import annotations

import base64
import io
import re
import resource
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from sample_documents import LEFT, Paper, Row, numbered, repacked, with_part, word

from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.diagnostics.problem import Language
from budgetbook.importer import sandbox
from budgetbook.importer.readers import line_joining, package_limits, pdf, pdf_limits
from budgetbook.importer.readers.detect import read
from budgetbook.importer.readers.document import (
    Block,
    Document,
    DocumentTable,
    Paragraph,
    SourceLocation,
    UnreadableDocumentError,
)

Reader = Callable[..., Document]


@pytest.fixture
def reading(tmp_path: Path) -> Reader:
    """Read bytes or text as a file; its ending says nothing of its kind."""

    def one(data: bytes | str, name: str = "file.bin") -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read(path)

    return one


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph) and block.heading]


def tables(document: Document) -> list[DocumentTable]:
    return [block for block in document.blocks if isinstance(block, DocumentTable)]


def cells(table: DocumentTable) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.rows]


def all_words(blocks: tuple[Block, ...]) -> list[str]:
    words: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            words.append(block.text)
        else:
            words += [*block.caption, *(cell.text for row in block.rows for cell in row if cell), *block.notes]
    return words


def numbers(words: list[str]) -> Counter[str]:
    return Counter(number for text in words for number in re.findall(r"\d[\d,]*(?:\.\d+)?", text))


# Text.

SENTENCES = "一、部门情况\r\n\r\n　　2023年收入预算1,058.41万元，比2022年减少37.5万元。\r\n（一）机构\r\n\r\n内设机构2个。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_in_every_usual_encoding(reading: Reader, encoding: str) -> None:
    document = reading(SENTENCES.encode(encoding))
    assert document.kind == "text"
    assert texts(document) == [
        "一、部门情况",
        "2023年收入预算1,058.41万元，比2022年减少37.5万元。",
        "（一）机构",
        "内设机构2个。",
    ]
    assert headings(document) == ["一、部门情况", "（一）机构"]
    assert [str(block.text_runs[0].spot) for block in document.blocks if isinstance(block, Paragraph)] == ["l1", "l3", "l4", "l6"]


def test_another_encoding_is_refused_not_guessed(reading: Reader) -> None:
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading("本年度收入預算總額與上年度比較減少，主要係計畫調整與經費縮減所致".encode("big5"))
    assert refusal.value.reason.key == "import-encoding"


def test_wrapped_lines_are_joined_with_the_place_of_each(reading: Reader) -> None:
    whole = "".join(f"第{n}个项目安排{n * 37}.50万元，用于日常工作和宣传活动，" for n in range(1, 30)) + "合计完成。"
    lines = [whole[at : at + 38] for at in range(0, len(whole), 38)]
    document = reading("\n".join([*lines, "1. 下一项安排5万元。"]))
    first, second = texts(document)
    assert first == whole
    assert second == "1. 下一项安排5万元。"
    paragraph = document.blocks[0]
    assert isinstance(paragraph, Paragraph)
    for at in (0, 37, 38, len(whole) - 1):
        assert paragraph.locate(at).line == at // 38 + 1


def test_a_name_is_not_parted_from_its_last_character(reading: Reader) -> None:
    first = "收入预算共500万元，其中：财政拨款收入480万元，占96%；" + "为保证工作开展，" * 12 + "上年结"
    assert texts(reading(f"{first}\n余20万元，占4%。")) == [f"{first}余20万元，占4%。"]
    assert len(texts(reading("预算收支情况，见下表\n共20万元，占4%。"))) == 2


def test_a_number_and_its_unit_are_not_parted(reading: Reader) -> None:
    assert texts(reading("行政编制7名，实际10\n人；共安排1899.77\n万元。\n\n另有3人。")) == [
        "行政编制7名，实际10人；共安排1899.77万元。",
        "另有3人。",
    ]


def test_contents_lines_are_left_out(reading: Reader) -> None:
    document = reading("目录\n一、收入说明……………… 3\n二、支出说明..........12\n\n一、收入说明\n收入100万元。")
    assert texts(document) == ["目录", "一、收入说明", "收入100万元。"]


# Web pages.


def test_a_web_page_without_its_menus(reading: Reader) -> None:
    document = reading(
        """<!DOCTYPE html><html><head><title>x 9</title><style>p{margin:9px}</style></head><body>
        <nav><a href="/">首页 1</a></nav><script>var a = 77;</script>
        <div class="top"><a>新闻 88</a><a>公开 89</a><a>服务 90</a></div><form>
        <div id="zoom"><h2>2023年预算</h2><p>&nbsp;&nbsp;收入<b>1,058</b>.41&nbsp;万元。<br>支出5元。</p>
        <p style="display:none">66</p>
        <p>表一 收支总表</p><p>单位：元</p>
        <table><tr><th rowspan=2>项目</th><th colspan="2">金额</th></tr><tr><th>本年</th><th>上年</th></tr>
        <tr><td><p>合计</p></td><td>12</td><td></td></tr></table><p>注：本表不含上年。</p></div></form><footer>电话 55</footer>"""
    )
    assert document.kind == "html"
    assert texts(document) == ["2023年预算", "收入1,058.41 万元。", "支出5元。"]
    assert headings(document) == ["2023年预算"]
    (table,) = tables(document)
    assert cells(table) == [["项目", "金额", None], [None, "本年", "上年"], ["合计", "12", ""]]
    head = table.rows[0][0], table.rows[0][1]
    assert [(cell.row_span, cell.column_span) for cell in head if cell] == [(2, 1), (1, 2)]
    assert str(table.rows[2][1].spot if table.rows[2][1] else None) == "t1 r3 c2"
    assert table.caption == ("表一 收支总表", "单位：元")
    assert table.notes == ("注：本表不含上年。",)


def test_a_table_that_only_lays_out_the_page_is_no_table(reading: Reader) -> None:
    inner = "<table><tr><td>科目</td><td>金额</td></tr><tr><td>办公费</td><td>30</td></tr></table>"
    document = reading(f"<html><body><table><tr><td>说明1。</td></tr><tr><td>{inner}</td></tr></table></body></html>")
    assert texts(document) == ["说明1。"]
    assert [cells(table) for table in tables(document)] == [[["科目", "金额"], ["办公费", "30"]]]


def test_a_table_within_a_cell_stands_once(reading: Reader) -> None:
    rows = "".join(f"<tr><td>项目{n}</td><td>{n}0</td><td>{n}1</td></tr>" for n in range(1, 5))
    nested = "<tr><td>其他</td><td><table><tr><td>甲</td><td>77</td></tr></table></td><td>6</td></tr>"
    document = reading(f"<html><table>{rows}{nested}</table></html>")
    assert numbers(all_words(document.blocks))["77"] == 1
    assert [table.spot.table for table in tables(document)] == [1, 2]


def test_the_meta_of_a_web_page_may_be_wrong(reading: Reader) -> None:
    page = "<html><head><meta charset='gb2312'></head><body><p>预算资金镕基1,280万元。</p></body></html>"
    assert texts(reading(page.encode("gb18030"))) == ["预算资金镕基1,280万元。"]
    assert texts(reading(page.encode("utf-8"))) == ["预算资金镕基1,280万元。"]
    big5 = "<html><meta charset='big5'><p>歲出預算總額</p></html>"
    assert texts(reading(big5.encode("big5"))) == ["岁出预算总额"]


def test_a_web_page_cannot_fill_the_memory(reading: Reader) -> None:
    declared = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert len(" ".join(texts(reading(f"{declared}<html><p>&b;&b; 12元</p></html>")))) < 200
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading("<table>" + "<tr><td colspan=1000>1</td><td>2</td></tr>" * 300 + "</table>")
    assert refusal.value.reason.key == "import-large-table"


# Word files.


def test_a_word_file_in_its_order(reading: Reader) -> None:
    def make(document: WordFile) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉99"
        document.add_heading("部门概况", 1)
        numbered(document, "chineseCounting", "%1、", ["收入说明", "支出说明"])
        numbered(document, "decimal", "%1.", ["2023年安排5万元。", "2024年安排6万元。"])
        document.add_paragraph("单位：万元")
        table = document.add_table(3, 3)
        for index, text in enumerate(["科目", "合计", "", "类", "基本", "项目", "201", "12.5", ""]):
            table.cell(index // 3, index % 3).text = text
        table.cell(0, 1).merge(table.cell(0, 2))
        table.cell(0, 0).merge(table.cell(1, 0))
        document.add_paragraph("注：空白为零。")
        document.add_paragraph("完。")

    document = reading(word(make))
    assert document.kind == "docx"
    assert texts(document) == ["部门概况", "一、收入说明", "二、支出说明", "1. 2023年安排5万元。", "2. 2024年安排6万元。", "完。"]
    assert headings(document) == ["部门概况", "一、收入说明", "二、支出说明"]
    (table,) = tables(document)
    assert cells(table) == [["科目类", "合计", None], [None, "基本", "项目"], ["201", "12.5", ""]]
    first, second = table.rows[0][0], table.rows[0][1]
    assert first is not None
    assert second is not None
    assert (first.row_span, first.column_span, second.row_span, second.column_span) == (2, 1, 1, 2)
    assert (table.caption, table.notes) == (("单位：万元",), ("注：空白为零。",))


def test_wrappers_boxes_deletions_and_hidden_text(reading: Reader) -> None:
    def make(document: WordFile) -> None:
        inside = "<w:p><w:r><w:t>控件里3万元。</w:t></w:r></w:p>"
        body = document.element.body
        body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent>{inside}</w:sdtContent></w:sdt>"))
        runs = (
            "<w:del><w:r><w:delText>删去4</w:delText></w:r></w:del><w:ins><w:r><w:t>增加5万元。</w:t></w:r></w:ins>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏6</w:t></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
        )
        box = "<w:txbxContent><w:p><w:r><w:t>框内8万元。</w:t></w:r></w:p></w:txbxContent>"
        both = (
            '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>"
        )
        body.insert(1, parse_xml(f"<w:p {nsdecls('w')}>{runs}{both}</w:p>"))
        document.add_paragraph("一、收入 ……………… 9", style=document.styles.add_style("toc 1", 1))
        document.add_table(1, 1).cell(0, 0).text = "单格里10万元。"

    assert texts(reading(word(make))) == ["控件里3万元。", "增加5万元。", "框内8万元。", "单格里10万元。"]


# PDF.

HEAD: list[Row] = [["功能分类科目", None, "合计"], ["编码", "名称", "金额"]]
WIDTHS = [90.0, 200.0, 120.0]


def with_notes() -> bytes:
    """A Word file with a footnote to a paragraph and one to a cell."""

    def make(document: WordFile) -> None:
        document.add_paragraph("收入预算12万元。")
        document.add_paragraph("支出预算也是12万元。")
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "支出", "12"
        for number, paragraph in ((2, document.paragraphs[0]), (3, table.cell(0, 1).paragraphs[0])):
            run: Any = paragraph.add_run()._r
            run.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))

    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>注{n}：含上年结转{n}万元</w:t></w:r></w:p></w:footnote>' for n in (2, 3)
    )
    return with_part(word(make), "footnotes", f"<w:footnotes {nsdecls('w')}>{notes}</w:footnotes>")


def test_footnotes_stand_below_what_they_belong_to(reading: Reader) -> None:
    document = reading(with_notes(), "notes.docx")
    assert texts(document) == ["收入预算12万元。", "注2：含上年结转2万元", "支出预算也是12万元。"]
    assert [table.notes for table in tables(document)] == [("注3：含上年结转3万元",)]


def test_pages_of_pictures_are_told(reading: Reader) -> None:
    paper = Paper(number="- {} -")
    for page in range(1, 6):
        if page == 3:
            paper.canvas.drawInlineImage(Image.new("RGB", (40, 40)), 100, 200, 300, 400)
        else:
            paper.prose("本年安排12万元。" * 40)
        paper.next()
    assert reading(paper.done(), "five.pdf").picture_pages == (3,)


def test_a_heading_after_a_sentence_without_its_full_stop(reading: Reader) -> None:
    paper = Paper()
    for sentence in ("机关运行经费预算为464.64万元" + "，用于日常办公" * 3, "政府采购预算12万元。" * 9):
        paper.line("二、说明" if "机关" in sentence else "三、政府采购预算情况")
        for start in range(0, len(sentence), 34):
            paper.line(sentence[start : start + 34])
    assert "三、政府采购预算情况" in texts(reading(paper.done(), "headings.pdf"))


def budget() -> bytes:
    """Twelve kinds of trouble on seven pages."""
    paper = Paper(head="某某区科学技术协会2024年预算", number="- {} -")
    paper.title("目　录")
    paper.line("一、收入说明 ………………………………………… 2")
    paper.line("二、收支表 ………………………………………… 3")
    paper.next()
    paper.line("一、收入说明")
    for number in range(1, 25):
        share = f"{number * 1234.56:,.2f}万元，比上年增加{number}.75%，主要原因是项目调整和人员增加，共{number + 900}人"
        paper.prose(f"{number}. 本年安排{share}，用于日常工作。")
        if number == 9:
            paper.next()
    paper.next()
    for page in range(3):
        if page == 0:
            paper.title("2024年部门支出总表")
            paper.line("编制部门：某某区科学技术协会　　　　　　　　　　　　单位：元")
        rows: list[Row] = [[f"20{page}{row:02}", f"第{page}页第{row}项", f"{page + 1},{row}00"] for row in range(10, 30)]
        total: list[Row] = [["合计", None, "156,211,123"]] if page == 2 else []
        paper.table([*HEAD, *rows, *total] if page < 2 else [*rows, *total], WIDTHS)
        if page < 2:
            paper.next()
    paper.line("注：本表不含上年结转77.5元。")
    paper.next()
    paper.turn(wide)
    return paper.done()


def wide(paper: Paper) -> None:
    paper.title("横排的表")
    paper.table([["项目", "数额"], ["横的", "8,765"]], [90, 90])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("pdf") / "budget"
    path.write_bytes(budget())
    return read(path)


def test_every_number_of_a_pdf_stands_once(made: Document) -> None:
    found = numbers(all_words(made.blocks))
    expected: Counter[str] = Counter(["2024", "8,765", "77.5", "156,211,123"])
    for number in range(1, 25):
        expected.update([str(number), f"{number * 1234.56:,.2f}", f"{number}.75", str(number + 900)])
    for page in range(3):
        for row in range(10, 30):
            expected.update([f"20{page}{row}", str(page), str(row), f"{page + 1},{row}00"])
    assert found == expected


def test_paragraphs_go_on_over_lines_and_pages(made: Document) -> None:
    paragraphs = [block for block in made.blocks if isinstance(block, Paragraph)]
    items = [one for one in paragraphs if one.text.endswith("用于日常工作。")]
    assert [line_joining.is_item(one.text) for one in items] == [True] * 24
    assert {len(one.text_runs) for one in items} == {2}
    assert items[0].locate(0).page == 2
    assert items[-1].locate(0).page == 3


def test_a_table_over_three_pages_is_one(made: Document) -> None:
    long, turned = tables(made)
    assert long.caption == ("2024年部门支出总表", "编制部门：某某区科学技术协会", "单位：元")
    assert long.notes == ("注：本表不含上年结转77.5元。",)
    assert len(long.rows) == 2 + 3 * 20 + 1
    assert cells(long)[:3] == [["功能分类科目", None, "合计"], ["编码", "名称", "金额"], ["20010", "第0页第10项", "1,1000"]]
    assert cells(long)[-1] == ["合计", None, "156,211,123"]
    last = long.rows[-1][2]
    assert last is not None
    assert str(last.spot) == "p6 t1 r63 c3"
    assert turned.caption == ("横排的表",)
    assert cells(turned) == [["项目", "数额"], ["横的", "8,765"]]


def test_page_numbers_heads_and_contents_are_left_out(made: Document) -> None:
    words = all_words(made.blocks)
    assert [text for text in words if "- 3 -" in text or "……" in text or "协会2024年预算" in text] == []
    assert "目 录" in words


def test_a_break_within_a_number(reading: Reader) -> None:
    paper = Paper()
    for number in range(12):
        paper.prose(f"第{number}项工作：" + "预算执行情况良好。" * 6 + "2023年当年预算执行数为1899.77万元，实际10人。")
    whole = [text for text in texts(reading(paper.done())) if text.startswith("第")]
    assert len(whole) == 12
    assert all("2023年当年预算执行数为1899.77万元，实际10人。" in text for text in whole)


def test_a_line_that_stops_for_a_long_word_goes_on(reading: Reader) -> None:
    """Set with indents, its next line at the margin: 发展180.00万 had to break before the number, well short of the edge."""
    paper = Paper()
    for _ in range(6):
        paper.prose("本单位按照要求开展各项业务工作，" * 5 + "完成年度任务。")
    paper.line("用于支持各类企业创新发展、规模发展以及企业之间的协同发展", LEFT + 24)
    paper.line("180.00万元，共两项。")
    assert texts(reading(paper.done()))[-1] == "用于支持各类企业创新发展、规模发展以及企业之间的协同发展180.00万元，共两项。"


def test_lines_broken_by_the_width_of_their_page_are_joined_where_others_are_short(reading: Reader) -> None:
    names = "".join(f"{i}.某某县水务局第{i}水库管理所\n" for i in range(1, 40))
    text = (
        "2024年，某某县水务局收入预算500.00万元，其中：财政拨款收入500.00万元，比2023年预算增\n"
        "加20.00万元；事业收入0万元。支出预算500.00万元，财政拨款支出预算中，一般公共预算拨款支\n"
        "出预算480.00万元，比2023年预算增加15.00万元；政府性基金预算拨款支出预算20.00万元，比\n"
        "2023年预算增加5.00万元。\n"
        "财政拨款支出增加的主要原因是新增水库除险加固项目\n"
        "公务接待费预算2.00万元\n"
    )
    texts = [block.text for block in reading(names + text).blocks if isinstance(block, Paragraph)][39:]
    assert [t[:8] for t in texts] == ["2024年，某某", "财政拨款支出增加", "公务接待费预算2"]
    assert "比2023年预算增加5.00万元。" in texts[0]


def test_a_narrow_column_without_indents_is_joined(reading: Reader) -> None:
    paper = Paper()
    for _ in range(5):
        paper.line("本页其他文字占满整行本页其他文字占满整行本页其他文字占满整行本页。")
    paper.line("主要用于支付离休人员经费以及退休人员福利")
    paper.line("费和生活补贴以及按规定发放的其他各项补助")
    paper.line("费用等。2023年当年预算执行数为54.60万元。")
    paper.line("上述各项支出均按照规定的标准和范围执行")
    paper.line("二、其他事项")
    assert texts(reading(paper.done()))[-3:] == [
        "主要用于支付离休人员经费以及退休人员福利费和生活补贴以及按规定发放的其他各项补助费用等。2023年当年预算执行数为54.60万元。",
        "上述各项支出均按照规定的标准和范围执行",
        "二、其他事项",
    ]


def test_the_heading_of_a_short_paper_is_a_line_of_its_own(reading: Reader) -> None:
    paper = Paper()
    paper.line("一、“三公”经费情况")
    paper.line("2024年预算12.00万元。")
    assert texts(reading(paper.done())) == ["一、“三公”经费情况", "2024年预算12.00万元。"]


def test_two_numbers_below_each_other_stay_two(reading: Reader) -> None:
    paper = Paper()
    paper.table(
        [["名称", "数"], ["两个", "12.5\n13.6"], ["折行", "156,211,\n123.45"], ["满格", "1234567\n.25"]], [100, 42], height=44
    )
    rows = cells(tables(reading(paper.done()))[0])
    assert rows == [["名称", "数"], ["两个", "12.5\n13.6"], ["折行", "156,211,123.45"], ["满格", "1234567.25"]]


def test_forms_of_one_kind_are_not_one_table(reading: Reader) -> None:
    paper = Paper()
    for name in ("甲", "乙"):
        paper.table([["项目绩效目标表", None], ["项目名称", name], ["金额", "5"]], [100, 200])
        paper.next()
    assert [cells(table)[1] for table in tables(reading(paper.done()))] == [["项目名称", "甲"], ["项目名称", "乙"]]


def test_bold_by_printing_twice_and_watermarks(reading: Reader) -> None:
    paper = Paper()
    paper.line("合计1122元。")
    paper.y += 20
    paper.line("合计1122元。", LEFT + 0.4)
    paper.canvas.saveState()
    paper.canvas.rotate(45)
    paper.text("样稿2024", 500, 100, 40)
    paper.canvas.restoreState()
    assert texts(reading(paper.done())) == ["合计1122元。"]


@pytest.mark.slow
@given(st.lists(st.integers(10**6, 10**9), min_size=16, max_size=40), st.integers(18, 40))
def test_no_number_is_lost_or_changed_by_wrapping(tmp_path_factory: pytest.TempPathFactory, values: list[int], room: int) -> None:
    whole = "".join(f"安排{value:,}元，" for value in values) + "共计。"
    text = "\n".join(whole[at : at + room] for at in range(0, len(whole), room))
    path = tmp_path_factory.getbasetemp() / "wrapped"
    path.write_text(text, encoding="utf-8")
    assert texts(read(path)) == [whole]


# What cannot be read.


def open_spreadsheet() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<x/>")
    return stream.getvalue()


def simple_word() -> bytes:
    return word(lambda document: document.add_paragraph("1元"))


def simple_pdf(encrypt: str | None = None) -> bytes:
    paper = Paper(encrypt=encrypt)
    paper.prose("本年安排12万元。" * 40)
    return paper.done()


def scan() -> bytes:
    paper = Paper()
    paper.canvas.rect(100, 100, 300, 300, fill=1)
    return paper.done()


def with_page(attributes: bytes, content: bytes, after: bytes = b"\n") -> bytes:
    """A PDF of one page with this stream as its content."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d%s>>\nstream%s%s\nendstream" % (len(content), attributes, after, content),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + end % (table, len(made))


def packed_lzw(size: int) -> bytes:
    """LZW codes of a run of zeros: each code is one longer than the one before."""
    bits, width, known, left = "", 9, 258, size
    bits += format(256, f"0{width}b") + format(0, f"0{width}b")
    length = 1
    while left > 0:
        bits += format(known, f"0{width}b")
        known, length = known + 1, length + 1
        left -= length
        width = 9 + (known >= 511) + (known >= 1023) + (known >= 2047)
        if known == 4095:
            bits += format(256, f"0{width}b") + format(0, "09b")
            width, known, length = 9, 258, 1
    return int(bits + "0" * (-len(bits) % 8), 2).to_bytes((len(bits) + 7) // 8, "big")


def locked_with_nothing(strength: int) -> bytes:
    """A PDF that anybody can open, encrypted all the same; its page unpacks to 72 MB."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pageCompression=1, encrypt=StandardEncryption("", ownerPassword="owner", strength=strength))
    canvas.drawString(100, 700, "12")
    canvas._code.append(" " * (72 * 2**20))
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def zeros(mega: int = 72) -> bytes:
    return zlib.compress(bytes(mega * 2**20), 9)


BURSTS: dict[str, Callable[[], bytes]] = {
    "once": lambda: with_page(b"/Filter/FlateDecode", zeros()),
    "twice": lambda: with_page(b"/Filter[/FlateDecode/FlateDecode]", zlib.compress(zeros(), 9)),
    "a picture by name": lambda: with_page(b"/Subtype/Image/Filter/FlateDecode", zeros()),
    "in hexadecimals": lambda: with_page(b"/Filter[/ASCIIHexDecode/FlateDecode]", zeros().hex().encode() + b">"),
    "in letters": lambda: with_page(b"/Filter[/ASCII85Decode/FlateDecode]", base64.a85encode(zeros(), adobe=True)),
    "a space behind stream": lambda: with_page(b"/Filter/FlateDecode", zeros(), b" \n"),
    "runs": lambda: with_page(b"/Filter[/FlateDecode/RunLengthDecode]", zlib.compress(b"\x81\x00" * 2**20, 9)),
    "words of a list": lambda: with_page(b"/Filter/LZWDecode", packed_lzw(72 * 2**20)),
    "cut short": lambda: with_page(b"/Filter/FlateDecode", zeros()[:-9]),
    "encrypted without a password": lambda: locked_with_nothing(40),
    "encrypted without a password, with a longer key": lambda: locked_with_nothing(128),
    "a picture within the page": lambda: with_page(
        b"/Filter/FlateDecode", zlib.compress(b"BI /W 1 /H 1 ID " + b"E" * 2 * pdf_limits.INLINE + b"\nEI\n", 9)
    ),
    "a wide row": lambda: with_page(
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 9000000000>>", zlib.compress(bytes(99))
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", BURSTS)
def test_what_unpacks_to_too_much_is_refused_while_it_unpacks(reading: Reader, name: str) -> None:
    data = BURSTS[name]()
    assert len(data) < 2**20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading(data)
    assert refusal.value.reason.key == "import-bomb"
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 5 * pdf_limits.MOST


@pytest.mark.slow
def test_a_packed_picture_within_a_page_is_not_unpacked(reading: Reader) -> None:
    """Its 72 MB are nobody's words; what stands before and behind it is read."""
    words = b"BT /F1 12 Tf 100 %d Td (%s) Tj ET\n"
    picture = b"BI /W 1 /H 1 /BPC 8 /CS /G /F /Fl ID " + zeros() + b"\nEI\n"
    data = with_page(b"", words % (700, b"before12ghijk") + picture + words % (600, b"behind34jklop"))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        assert "".join(texts(reading(data))) == "before12ghijkbehind34jklop"
    finally:
        assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < pdf_limits.MOST


@pytest.mark.slow
def test_streams_are_counted_together(reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    reading(budget())
    monkeypatch.setattr(pdf_limits, "TOTAL", 2000)
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading(budget())
    assert refusal.value.reason.key == "import-bomb"


def _busy(kind: str) -> list[bytes]:
    held = []
    while kind == "memory":
        held.append(bytes(2**28))
    while kind == "time":
        pass
    if kind == "refused":
        raise UnreadableDocumentError("import-too-many-pages", limit=1, found=2)
    return [kind.encode()]


@pytest.mark.slow
@pytest.mark.usefixtures("sandboxed")
def test_a_document_that_takes_too_much_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "SECONDS", 2)
    monkeypatch.setattr(sandbox, "MEGABYTES", 100)
    assert sandbox.run(_busy, "well") == [b"well"]
    for kind, key in (("memory", "import-beyond-bounds"), ("time", "import-beyond-bounds"), ("refused", "import-too-many-pages")):
        with pytest.raises(UnreadableDocumentError) as refusal:
            sandbox.run(_busy, kind)
        assert refusal.value.reason.key == key
        assert refusal.value.reason.fields


@pytest.mark.parametrize("unit", ["2024年预算3.20万元，", "1", "1,111,", "（", "。", "a"])
def test_a_long_paragraph_is_read_in_parts(unit: str) -> None:
    """No part is longer than the bound, none is lost, and each character still knows its line."""
    lines = [unit * 700, unit * 900, unit * 5000]
    whole = line_joining.join_paragraph([(line, SourceLocation(line=number)) for number, line in enumerate(lines, 1)])
    parts = line_joining.split_paragraph(whole)
    assert "".join(part.text for part in parts) == whole.text
    assert max(len(part.text) for part in parts) <= line_joining.LONGEST
    start = 0
    for part in parts:
        for offset in (0, len(part.text) // 2, len(part.text) - 1):
            assert part.locate(offset) == whole.locate(start + offset)
        start += len(part.text)


def entities() -> bytes:
    text = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    return repacked(simple_word(), {"word/extra.xml": text.encode("utf-16")})


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("import-empty", lambda: b" \n"),
    "open spreadsheet": ("import-workbook", open_spreadsheet),
    "rtf": ("import-other-kind", lambda: b"{\\rtf1 12}"),
    "old word": ("import-old-office", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "locked word": ("import-locked", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1" + "EncryptedPackage".encode("utf-16-le")),
    "picture": ("import-picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(20)),
    "archive": ("import-archive", lambda: b"Rar!\x1a\x07\x00" + bytes(20)),
    "program": ("import-unknown-kind", lambda: b"\x7fELF" + bytes(range(32)) * 8),
    "half a word file": ("import-damaged-office", lambda: simple_word()[:3000]),
    "empty word file": ("import-no-words", lambda: word(lambda _: None)),
    "broken word file": ("import-damaged-office", lambda: repacked(simple_word(), {"word/document.xml": b"<w:document"})),
    "word bomb": ("import-bomb", lambda: repacked(simple_word(), {"word/media/a.bin": bytes(2**24)})),
    "entities": ("import-entities", entities),
    "locked pdf": ("import-locked", lambda: simple_pdf(encrypt="secret")),
    "scan": ("import-no-text", scan),
    "half a pdf": ("import-damaged-pdf", lambda: simple_pdf()[:-900]),
    "broken pdf": ("import-damaged-pdf", lambda: b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n%%EOF"),
}


@pytest.mark.parametrize("name", list(REFUSED))
def test_a_clear_refusal(reading: Reader, name: str) -> None:
    key, make = REFUSED[name]
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading(make(), "budget.pdf")
    assert refusal.value.reason.key == key
    languages: tuple[Language, ...] = ("zh", "en")
    for lang in languages:
        assert refusal.value.describe(lang)


def test_what_is_not_a_file(tmp_path: Path) -> None:
    for path, key in ((tmp_path, "import-folder"), (tmp_path / "none", "import-no-such-file")):
        with pytest.raises(UnreadableDocumentError) as refusal:
            read(path)
        assert refusal.value.reason.key == key


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.4")
        stream.truncate(51 * 2**20)
    with pytest.raises(UnreadableDocumentError) as refusal:
        read(path)
    assert refusal.value.reason.key == "import-too-large"


@pytest.mark.parametrize(
    ("limit", "value", "key"), [("PAGES", 6, "import-too-many-pages"), ("EDGES", 3, "import-intricate-page")]
)
def test_bounds_of_a_pdf(reading: Reader, monkeypatch: pytest.MonkeyPatch, limit: str, value: float, key: str) -> None:
    monkeypatch.setattr(pdf, limit, value)
    with pytest.raises(UnreadableDocumentError) as refusal:
        reading(budget())
    assert refusal.value.reason.key == key


def test_bounds_of_a_word_file(reading: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, value in (("MEMBERS", 3), ("TOTAL", 1000), ("TEXT", 1000)):
        with monkeypatch.context() as patch:
            patch.setattr(package_limits, limit, value)
            with pytest.raises(UnreadableDocumentError) as refusal:
                reading(simple_word())
        assert refusal.value.reason.key == "import-bomb"


def test_every_refusal_has_its_sentence() -> None:
    root = Path(line_joining.__file__).parent
    source = "".join(path.read_text(encoding="utf-8") for path in root.glob("*.py"))
    raised = {
        key
        for line in source.splitlines()
        if "UnreadableDocumentError(" in line
        for key in re.findall(r'"(import-[a-z-]+)"', line)
    }
    assert {key for key, _ in REFUSED.values()} <= raised <= set(MESSAGES)


def test_a_library_is_loaded_only_for_its_own_kind(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("收入1元。", encoding="utf-8")
    program = (
        "import sys, pathlib; from budgetbook.importer.readers.detect import read; read(pathlib.Path(sys.argv[1]));"
        "print(sorted({'lxml', 'docx', 'pdfplumber', 'pdfminer', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
