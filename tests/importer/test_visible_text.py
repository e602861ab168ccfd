"""What the eye reads and what the file holds: only what is seen is taken over, and what is left out is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import document_parts
import pytest
from PIL import Image
from reportlab.lib.colors import black, white
from reportlab.pdfbase import pdfmetrics
from sample_documents import FONT, HEIGHT, LEFT, WIDTH, Paper

from budgetbook.importer.readers.detect import read
from budgetbook.importer.readers.document import Document, DocumentTable, Paragraph
from budgetbook.importer.recognise import recognise

TITLE = "某某县水务局2024年部门预算"
SEEN = "2024年公务接待费预算3.20万元。"
UNSEEN = "2024年公务接待费预算9.90万元。"


@pytest.fixture
def reading(tmp_path: Path) -> Callable[[bytes], Document]:
    def one(data: bytes) -> Document:
        path = tmp_path / "document"
        path.write_bytes(data)
        return read(path)

    return one


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cells(document: Document) -> list[list[str | None]]:
    table = next(block for block in document.blocks if isinstance(block, DocumentTable))
    return [[cell.text if cell else None for cell in row] for row in table.rows]


def kinds(document: Document) -> list[str]:
    return [omission.kind for omission in document.omissions]


def reception(document: Document) -> list[tuple[str, str]]:
    found = recognise(document, document_parts.words())
    return [(m.digits, m.status) for m in found.mentions if m.concept == "reception" and m.role == "amount"]


def titled() -> Paper:
    paper = Paper()
    paper.line(TITLE)
    return paper


def drawn(paper: Paper, text: str, rendering: int = 0) -> None:
    """A line in a rendering mode."""
    piece = paper.canvas.beginText(LEFT, paper.y)
    piece.setFont(FONT, 12)
    piece.setTextRenderMode(rendering)
    piece.textOut(text)
    paper.canvas.drawText(piece)
    paper.y -= 20


def _mode_three(paper: Paper) -> None:
    paper.canvas.saveState()
    drawn(paper, UNSEEN, 3)
    paper.canvas.restoreState()


def _white_ink(paper: Paper) -> None:
    paper.canvas.setFillColor(white)
    paper.line(UNSEEN)
    paper.canvas.setFillColor(black)


def _beyond_the_crop(paper: Paper) -> None:
    paper.canvas.setCropBox((0, 100, WIDTH, HEIGHT))
    paper.text(UNSEEN, LEFT, 60)


def _tiny(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y, 0.5)


def _under_a_box(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.setFillColor(white)
    paper.canvas.rect(LEFT - 2, paper.y - 4, 300, 18, stroke=0, fill=1)
    paper.canvas.setFillColor(black)


def _under_a_picture(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.drawInlineImage(Image.new("RGB", (4, 4)), LEFT - 2, paper.y - 4, 300, 18)
    paper.y -= 30


def _outside_the_clip(paper: Paper) -> None:
    paper.canvas.saveState()
    path = paper.canvas.beginPath()
    path.rect(LEFT, paper.y - 40, 300, 20)
    paper.canvas.clipPath(path, stroke=0, fill=0)
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.restoreState()
    paper.y -= 60


UNSEEN_WAYS: dict[str, tuple[str, Callable[[Paper], None]]] = {
    "rendering mode 3": ("hidden", _mode_three),
    "white ink": ("hidden", _white_ink),
    "beyond the crop box": ("clipped", _beyond_the_crop),
    "tiny": ("hidden", _tiny),
    "under a box": ("covered", _under_a_box),
    "under a picture": ("covered", _under_a_picture),
    "outside the clip": ("clipped", _outside_the_clip),
}


@pytest.mark.parametrize("way", UNSEEN_WAYS)
def test_a_line_of_a_pdf_that_nobody_sees(way: str, reading: Callable[[bytes], Document]) -> None:
    kind, draw = UNSEEN_WAYS[way]
    paper = titled()
    draw(paper)
    paper.line(SEEN)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    assert [(omission.kind, omission.where) for omission in document.omissions] == [(kind, "p1")]
    assert "9.90" in document.omissions[0].words


def test_a_layer_that_is_switched_off(reading: Callable[[bytes], Document]) -> None:
    words = b"BT /F1 12 Tf 100 %d Td (%s) Tj ET\n"
    content = words % (700, b"seen 320") + b"/OC /Draft BDC " + words % (600, b"draft 990") + b"EMC " + words % (500, b"seen 410")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R" +
        b"/Resources<</Font<</F1 6 0 R>>/Properties<</Draft 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/OCG/Name(draft)>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.5\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 7\n0000000000 65535 f \n%strailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    document = reading(made + end % (table, len(made)))
    assert "".join(texts(document)).replace(" ", "") == "seen320seen410"
    assert kinds(document) == ["hidden"]


def test_white_words_on_a_dark_ground_are_read(reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    paper.canvas.setFillColor(black)
    paper.canvas.rect(LEFT - 2, paper.y - 4, 300, 18, stroke=0, fill=1)
    paper.canvas.setFillColor(white)
    paper.line(SEEN)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    assert document.omissions == ()


def test_a_ground_painted_before_and_a_glass_over_words_cover_nothing(reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    paper.canvas.setFillColorRGB(0.9, 0.9, 0.9)
    paper.canvas.rect(LEFT - 2, paper.y - 4, 300, 18, stroke=0, fill=1)
    paper.canvas.setFillColor(black)
    paper.text(SEEN, LEFT, paper.y)
    paper.canvas.setFillAlpha(0.3)
    paper.canvas.rect(LEFT - 2, paper.y - 4, 300, 18, stroke=0, fill=1)
    assert reception(reading(paper.done())) == [("3.20", "placed")]


def test_a_scan_with_recognised_words_is_doubtful(reading: Callable[[bytes], Document]) -> None:
    paper = Paper()
    paper.canvas.drawInlineImage(Image.new("RGB", (40, 40), "white"), 0, 0, WIDTH, HEIGHT)
    for line in (TITLE, "一、“三公”经费预算说明", "2024年公务接待费预算8.20万元。"):
        drawn(paper, line, 3)
    document = reading(paper.done())
    assert reception(document) == [("8.20", "doubtful")]
    assert kinds(document) == ["recognised"]


@pytest.mark.parametrize("covered", [True, False])
def test_two_numbers_at_one_place_never_make_a_third(covered: bool, reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    (_under_a_box if covered else lambda page: page.text(UNSEEN, LEFT, page.y))(paper)
    paper.line(SEEN)
    document = reading(paper.done())
    assert reception(document) == ([("3.20", "placed")] if covered else [])
    assert kinds(document) == (["covered"] if covered else ["overprinted"])


@pytest.mark.parametrize("rise", [2, 3, 4, 5, -2, -3])
def test_a_mark_behind_a_number_in_a_table_of_a_pdf(rise: int, reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    top = paper.y
    paper.table([["项目", "金额"], ["合计", "1250.00"], ["其他", "7"]], [90, 90])
    end = LEFT + 93 + pdfmetrics.stringWidth("1250.00", FONT, 10)
    paper.text("1", end, top - 22 - 15 + rise, 5)
    document = reading(paper.done())
    assert cells(document) == [["项目", "金额"], ["合计", "1250.00"], ["其他", "7"]]
    assert kinds(document) == ["mark"]


@pytest.mark.parametrize("rise", [4, -2])
def test_a_mark_in_the_prose_of_a_pdf(rise: int, reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    start = "2024年公务接待费预算3.20"
    paper.text(start, LEFT, paper.y)
    end = LEFT + pdfmetrics.stringWidth(start, FONT, 12)
    paper.text("[1]", end, paper.y + rise, 6)
    paper.text("万元。", end + 9, paper.y)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    assert kinds(document) == ["mark"]


def test_the_two_of_a_square_metre_stays(reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    start = "房屋面积120.5m"
    paper.text(start, LEFT, paper.y)
    end = LEFT + pdfmetrics.stringWidth(start, FONT, 12)
    paper.text("2", end, paper.y + 4, 6)
    paper.text("。", end + 4, paper.y)
    assert texts(reading(paper.done()))[-1].endswith("房屋面积120.5m²。")


def test_digits_of_another_font_stand_on_the_same_line(reading: Callable[[bytes], Document]) -> None:
    """Their box lies lower, as that of Times beside a Chinese font often does; the baseline is one."""
    paper = titled()
    paper.text("2024年公务接待费预算", LEFT, paper.y)
    x = LEFT + pdfmetrics.stringWidth("2024年公务接待费预算", FONT, 12)
    paper.canvas.setFont("Times-Roman", 12)
    paper.canvas.drawString(x, paper.y, "3.20")
    paper.text("万元。", x + 24, paper.y)
    assert reception(reading(paper.done())) == [("3.20", "placed")]
