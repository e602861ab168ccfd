"""What the eye reads and what the file holds: only what is seen is taken over, and what is left out is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import document_parts
import pytest
from docx.document import Document as WordFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt
from PIL import Image
from reportlab.lib.colors import HexColor, black, white
from reportlab.pdfbase import pdfdoc, pdfmetrics
from sample_documents import FONT, HEIGHT, LEFT, WIDTH, Paper, repacked, word

from budgetbook.importer.draft.page_remarks import remark_on_pages
from budgetbook.importer.readers.detect import read
from budgetbook.importer.readers.document import Document, DocumentTable, Omission, Paragraph
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


def _inked(*color: float) -> Callable[[Paper], None]:
    def draw(paper: Paper) -> None:
        paper.canvas.setFillColorRGB(*color)
        paper.line(UNSEEN)
        paper.canvas.setFillColor(black)

    return draw


def _see_through(paper: Paper) -> None:
    paper.canvas.setFillAlpha(0.01)
    paper.line(UNSEEN)
    paper.canvas.setFillAlpha(1)


def _ink_of_its_ground(paper: Paper) -> None:
    paper.canvas.setFillColorRGB(0.5, 0.5, 0.5)
    paper.canvas.rect(LEFT - 2, paper.y - 4, 300, 18, stroke=0, fill=1)
    paper.line(UNSEEN)
    paper.canvas.setFillColor(black)


def _white_outlines(paper: Paper) -> None:
    paper.canvas.saveState()
    paper.canvas.setStrokeColor(white)
    drawn(paper, UNSEEN, 1)
    paper.canvas.restoreState()


def _squeezed(paper: Paper) -> None:
    paper.canvas.saveState()
    piece = paper.canvas.beginText(LEFT, paper.y)
    piece.setFont(FONT, 12)
    piece.setHorizScale(1)
    piece.textOut(UNSEEN)
    paper.canvas.drawText(piece)
    paper.canvas.restoreState()
    paper.y -= 20


def _under_a_round_box(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.setFillColor(white)
    paper.canvas.roundRect(LEFT - 6, paper.y - 6, 300, 24, 5, stroke=0, fill=1)
    paper.canvas.setFillColor(black)
    paper.y -= 30


def _under_a_thick_line(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.setLineWidth(16)
    paper.canvas.line(LEFT - 2, paper.y + 4, LEFT + 300, paper.y + 4)
    paper.canvas.setLineWidth(1)
    paper.y -= 30


def _struck_by_a_line(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.line(LEFT, paper.y + 4, LEFT + pdfmetrics.stringWidth(UNSEEN, FONT, 12), paper.y + 4)
    paper.y -= 20


def _struck_by_a_bar(paper: Paper) -> None:
    paper.text(UNSEEN, LEFT, paper.y)
    paper.canvas.rect(LEFT, paper.y + 4, pdfmetrics.stringWidth(UNSEEN, FONT, 12), 0.7, stroke=0, fill=1)
    paper.y -= 20


def _turned_over(paper: Paper) -> None:
    paper.canvas.saveState()
    paper.canvas.transform(-1, 0, 0, -1, WIDTH, HEIGHT)
    paper.text(UNSEEN, LEFT, HEIGHT - paper.y)
    paper.canvas.restoreState()
    paper.y -= 20


def _aslant(paper: Paper) -> None:
    paper.canvas.saveState()
    paper.canvas.translate(LEFT, paper.y - 60)
    paper.canvas.rotate(30)
    paper.text(UNSEEN, 0, 0)
    paper.canvas.restoreState()


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
    "nearly white ink": ("hidden", _inked(0.95, 0.95, 0.95)),
    "the ink of cream paper": ("hidden", _inked(1, 1, 0.94)),
    "ink that can be looked through": ("hidden", _see_through),
    "the ink of its ground": ("hidden", _ink_of_its_ground),
    "white outlines": ("hidden", _white_outlines),
    "squeezed to nothing": ("hidden", _squeezed),
    "under a round box": ("covered", _under_a_round_box),
    "under a thick line": ("covered", _under_a_thick_line),
    "struck by a line": ("struck", _struck_by_a_line),
    "struck by a bar": ("struck", _struck_by_a_bar),
    "turned over": ("aslant", _turned_over),
    "aslant": ("aslant", _aslant),
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


def _round_ground(paper: Paper) -> None:
    paper.canvas.setFillColorRGB(0, 0.2, 0.5)
    paper.canvas.roundRect(LEFT - 6, paper.y - 6, 300, 24, 5, stroke=0, fill=1)
    paper.canvas.setFillColor(white)
    paper.line(SEEN)


def _graded_ground(paper: Paper) -> None:
    paper.canvas.saveState()
    path = paper.canvas.beginPath()
    path.rect(LEFT - 2, paper.y - 4, 300, 18)
    paper.canvas.clipPath(path, stroke=0, fill=0)
    paper.canvas.linearGradient(LEFT, paper.y, LEFT + 300, paper.y, (HexColor(0x0000FF), black))
    paper.canvas.restoreState()
    paper.canvas.setFillColor(white)
    paper.line(SEEN)


def _yellow_ink(paper: Paper) -> None:
    paper.canvas.setFillColorRGB(1, 1, 0)
    paper.line(SEEN)


def _ruled(*heights: float) -> Callable[[Paper], None]:
    def draw(paper: Paper) -> None:
        for height in heights:
            paper.canvas.line(LEFT, paper.y + height, LEFT + pdfmetrics.stringWidth(SEEN, FONT, 12), paper.y + height)
        paper.line(SEEN)

    return draw


def _rule_across_the_page(paper: Paper) -> None:
    paper.canvas.line(LEFT - 30, paper.y + 4, WIDTH - 40, paper.y + 4)
    paper.line(SEEN)


def _leaning(paper: Paper) -> None:
    paper.canvas.saveState()
    paper.canvas.transform(1, 0, 0.3, 1, LEFT, paper.y)
    paper.text(SEEN, 0, 0)
    paper.canvas.restoreState()


def _large_pale_letters_behind(paper: Paper) -> None:
    paper.canvas.setFillColorRGB(0.85, 0.85, 0.85)
    paper.text("内部资料", LEFT, paper.y + 14, 40)
    paper.canvas.setFillColor(black)
    paper.line(SEEN)


SEEN_WAYS: dict[str, Callable[[Paper], None]] = {
    "white on a round ground": _round_ground,
    "white on a gradient": _graded_ground,
    "yellow": _yellow_ink,
    "rules above and below": _ruled(-1.5, 11.5),
    "a rule that goes on": _rule_across_the_page,
    "leaning": _leaning,
    "large pale letters behind": _large_pale_letters_behind,
}


@pytest.mark.parametrize("way", SEEN_WAYS)
def test_a_line_of_a_pdf_that_is_seen(way: str, reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    SEEN_WAYS[way](paper)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    assert document.omissions == ()


@pytest.mark.parametrize("size", [6, 9.6])
def test_a_small_digit_behind_a_number_is_a_mark(size: float, reading: Callable[[bytes], Document]) -> None:
    """Much smaller it is one even on the line itself, else only if it is raised."""
    paper = titled()
    start = "2024年公务接待费预算3.20"
    end = LEFT + pdfmetrics.stringWidth(start, FONT, 12)
    paper.text(start, LEFT, paper.y)
    paper.text("1", end, paper.y + (0 if size < 9 else 4), size)
    paper.text("万元。", end + 8, paper.y)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    assert kinds(document) == ["mark"]


NOTES = {"Text": "comment", "Highlight": "comment", "FileAttachment": "comment", "FreeText": "embedded", "Stamp": "embedded"}


def _add_note(paper: Paper, kind: str, **more: object) -> None:
    box = (LEFT, paper.y - 2, LEFT + pdfmetrics.stringWidth(UNSEEN, FONT, 12), paper.y + 12)
    note = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Annot"), "Subtype": pdfdoc.PDFName(kind), **more})
    note["Rect"] = pdfdoc.PDFArray(box)
    left, lower, right, upper = box
    note["QuadPoints"] = pdfdoc.PDFArray((left, upper, right, upper, left, lower, right, lower))
    paper.canvas._addAnnotation(note)


@pytest.mark.parametrize("kind", NOTES)
@pytest.mark.parametrize("flags", [0, 2])
def test_a_note_on_a_page_is_named(kind: str, flags: int, reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    _add_note(paper, kind, Contents=pdfdoc.PDFString(UNSEEN), F=flags)
    paper.line(SEEN)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    expected = "hidden" if flags else NOTES[kind]
    assert [(omission.kind, omission.words) for omission in document.omissions] == [(expected, UNSEEN)]


def test_a_note_that_strikes_words_out(reading: Callable[[bytes], Document]) -> None:
    paper = titled()
    _add_note(paper, "StrikeOut")
    paper.line(UNSEEN)
    paper.line(SEEN)
    document = reading(paper.done())
    assert reception(document) == [("3.20", "placed")]
    assert [(omission.kind, omission.words) for omission in document.omissions] == [("struck", UNSEEN)]


def test_a_layer_that_is_switched_off(reading: Callable[[bytes], Document]) -> None:
    words = b"BT /F1 12 Tf 100 %d Td (%s) Tj ET\n"
    content = words % (700, b"seen 320") + b"/OC /Draft BDC " + words % (600, b"draft 990") + b"EMC " + words % (500, b"seen 410")
    resources = b"<</Font<</F1 6 0 R>>/Properties<</Draft 5 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R]/D<</OFF[5 0 R]>>>>>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources%s>>" % resources,
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


# Web pages.


def web(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>{TITLE}</h1>{body}</body></html>".encode()


SHEET = "<style>a{color:red} .draft, #x { display : none }</style>"
WEB_UNSEEN = {
    "a class for readers of screens": ("hidden", f'<p><span class="sr-only">{UNSEEN}</span>{SEEN}</p>', ""),
    "a style sheet": ("hidden", f'<p class="draft old">{UNSEEN}</p><p>{SEEN}</p>', SHEET),
    "a style": ("hidden", f'<p style="visibility:hidden">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "no size": ("hidden", f'<p style="font-size:0">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "white": ("hidden", f'<p style="color:#ffffff">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "nearly white": ("hidden", f'<p style="color:#fefefe">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "white by an old attribute": ("hidden", f'<p><font color="#FFFFFF">{UNSEEN}</font>{SEEN}</p>', ""),
    "no color": ("hidden", f'<p style="color: transparent">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "no height": ("hidden", f'<div style="height:0;overflow:hidden">{UNSEEN}</div><p>{SEEN}</p>', ""),
    "no scale": ("hidden", f'<p style="transform: scale(0)">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "hidden twice": ("hidden", f'<div hidden><p style="display:none">{UNSEEN}</p></div><p>{SEEN}</p>', ""),
    "moved away": ("hidden", f'<p style="position:absolute;left:-9999px">{UNSEEN}</p><p>{SEEN}</p>', ""),
    "a rule for what lies inside": (
        "hidden",
        f'<div class="old"><p>{UNSEEN}</p></div><p>{SEEN}</p>',
        "<style>.old p{display:none}</style>",
    ),
    "a rule for what lies right inside": (
        "hidden",
        f'<div class="old"><p>{UNSEEN}</p></div><p>{SEEN}</p>',
        "<style>p{display:block} div.old > p{display:none}</style>",
    ),
    "a rule for an element": ("hidden", f"<article>{UNSEEN}</article><p>{SEEN}</p>", "<style>article{display: none}</style>"),
    "a closed dialog": ("hidden", f"<dialog>{UNSEEN}</dialog><p>{SEEN}</p>", ""),
    "struck out": ("struck", f"<p><del>{UNSEEN}</del>{SEEN}</p>", ""),
    "struck by a style": ("struck", f'<p><span style="text-decoration: line-through">{UNSEEN}</span>{SEEN}</p>', ""),
}


@pytest.mark.parametrize("way", WEB_UNSEEN)
def test_words_of_a_web_page_that_nobody_sees(way: str, reading: Callable[[bytes], Document]) -> None:
    kind, body, head = WEB_UNSEEN[way]
    document = reading(web(body, head))
    assert reception(document) == [("3.20", "placed")]
    assert [(omission.kind, omission.words) for omission in document.omissions] == [(kind, UNSEEN)]


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (f'<p style="background:#036"><span style="color:#fff">{SEEN}</span></p>', ""),
        (f'<p class="draft">{SEEN}</p>', "<style>@media print { .draft { display: none } }</style>"),
        (f'<p style="color:#fff000">{SEEN}</p>', ""),
        (f'<p style="color:rgba(0,0,0,0.8);height:20px;overflow:hidden">{SEEN}</p>', ""),
        (f'<p><font color="#0000ff">{SEEN}</font></p>', ""),
        (f'<p class="draft">{SEEN}</p>', "<style>.draft{display:none} .draft{display:block}</style>"),
        (f'<p class="draft" style="display:block">{SEEN}</p>', "<style>.draft{display:none}</style>"),
        (f'<div class="pane on"><p>{SEEN}</p></div>', "<style>.pane.on{display:block} .pane{display:none}</style>"),
        (f'<div><div class="old"></div><p>{SEEN}</p></div>', "<style>.old > p, .old p{display:none}</style>"),
        (f"<details><summary>明细</summary><p>{SEEN}</p></details>", ""),
        (f"<dialog open><p>{SEEN}</p></dialog>", ""),
        (f'<p style="writing-mode:vertical-rl">{SEEN}</p>', ""),
    ],
)
def test_words_of_a_web_page_that_are_seen(body: str, head: str, reading: Callable[[bytes], Document]) -> None:
    assert reception(reading(web(body, head))) == [("3.20", "placed")]


@pytest.mark.parametrize(
    "digits",
    [
        '<bdo dir="rtl">02.3</bdo>',
        '<bdo dir="rtl"><b>02</b>.3</bdo>',
        '<span style="unicode-bidi: bidi-override; direction: rtl">02.3</span>',
        '<bdo dir="ltr">3.20</bdo>',
        '<span dir="rtl">3.20</span>',
    ],
)
def test_characters_set_from_right_to_left_are_read_as_they_are_seen(digits: str, reading: Callable[[bytes], Document]) -> None:
    assert reception(reading(web(f"<p>{SEEN.replace('3.20', digits)}</p>"))) == [("3.20", "placed")]


MARKED = [
    "其中：公务接待费预算3.20<sup>1</sup>万元",
    "其中：公务接待费预算3.20<sup>[1]</sup>万元",
    "其中：公务接待费预算3.20<sub>注</sub>万元",
    "其中：公务接待费<sup>①</sup>预算3.20万元",
    "其中：公务接待费<sup><a href='#n'>[2]</a></sup>预算3.20万元",
    "其中：公务接待费预算3.20<a href='#n'>[1]</a>万元",
    "其中：公务接待费预算3.20<small>1</small>万元",
    "其中：公务接待费预算3.20<span style='vertical-align:super;font-size:8px'>1</span>万元",
    "其中：公务接待费预算3.20²万元",
    "其中：公务接待费预算3.20①万元",
    "其中：公务接待费预算3.20*万元",
    "其中：公务接待费①3.20万元",
    "其中：公务接待费*预算3.20万元",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_of_a_web_page_is_no_part_of_a_number_or_name(text: str, reading: Callable[[bytes], Document]) -> None:
    document = reading(web(f"<p>{text}</p>"))
    if "*预算" not in text:
        assert kinds(document) == ["mark"]
        assert reception(document) == [("3.20", "placed")]


@pytest.mark.parametrize("cell", ["1250.00<sup>1</sup>", "1250.00①", "1250.00*", "1250.00 <sup>注1</sup>"])
def test_a_mark_in_a_cell(cell: str, reading: Callable[[bytes], Document]) -> None:
    rows = f"<tr><td>项目</td><td>金额</td></tr><tr><td>合计<sup>*</sup></td><td>{cell}</td></tr>"
    document = reading(web(f"<table>{rows}</table>"))
    assert cells(document) == [["项目", "金额"], ["合计", "1250.00"]]
    assert set(kinds(document)) == {"mark"}


def test_circled_numbers_of_a_list_and_square_metres_stay(reading: Callable[[bytes], Document]) -> None:
    document = reading(web("<p>其中：①基本支出3万元，②项目支出5万元；房屋120.5m<sup>2</sup>。</p>"))
    assert texts(document)[-1] == "其中：①基本支出3万元，②项目支出5万元；房屋120.5m²。"
    assert document.omissions == ()


def test_pictures_and_frames_of_a_web_page_are_named_with_their_heading(reading: Callable[[bytes], Document]) -> None:
    body = (
        '<h2>收支预算总表</h2><p><img src="t1.png"></p><p><img src="icons/dot.png" width="8"></p><iframe src="t2.pdf"></iframe>'
    )
    document = reading(web(f"<p>{SEEN}</p>{body}"))
    assert [(o.kind, o.where) for o in document.omissions] == [("picture", "收支预算总表"), ("embedded", "收支预算总表")]


# Word files.


def _word_style(document: WordFile, kind: str, properties: str, based_on: str = "") -> str:
    name = f"Unseen{len(document.styles.element)}"
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    start = f'<w:style {nsdecls("w")} w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{base}'
    style = f"{start}<w:rPr>{properties}</w:rPr></w:style>"
    document.styles.element.append(parse_xml(style))
    return name


def _append(document: WordFile, runs: str, style: str = "") -> None:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    document.element.body.insert(-1, parse_xml(f"<w:p {nsdecls('w')}>{properties}{runs}</w:p>"))


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


WORD_UNSEEN: dict[str, tuple[str, Callable[[WordFile], None]]] = {
    "the run": ("hidden", lambda d: _append(d, _run(UNSEEN, "<w:vanish/>"))),
    "a style of characters": (
        "hidden",
        lambda d: _append(d, _run(UNSEEN, f'<w:rStyle w:val="{_word_style(d, "character", "<w:vanish/>")}"/>')),
    ),
    "a style of paragraphs": ("hidden", lambda d: _append(d, _run(UNSEEN), _word_style(d, "paragraph", "<w:vanish/>"))),
    "a style that is based on one": (
        "hidden",
        lambda d: _append(d, _run(UNSEEN), _word_style(d, "paragraph", "", _word_style(d, "paragraph", "<w:vanish/>"))),
    ),
    "white": ("hidden", lambda d: _append(d, _run(UNSEEN, '<w:color w:val="FFFFFF"/>'))),
    "nearly white": ("hidden", lambda d: _append(d, _run(UNSEEN, '<w:color w:val="FEFEFE"/>'))),
    "the ground of the theme": (
        "hidden",
        lambda d: _append(d, _run(UNSEEN, '<w:color w:val="auto" w:themeColor="background1"/>')),
    ),
    "a black bar": ("hidden", lambda d: _append(d, _run(UNSEEN, '<w:highlight w:val="black"/>'))),
    "the color of its ground": (
        "hidden",
        lambda d: _append(d, _run(UNSEEN, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    ),
    "tiny": ("hidden", lambda d: _append(d, _run(UNSEEN, '<w:sz w:val="2"/>'))),
    "struck out": ("struck", lambda d: _append(d, _run(UNSEEN, "<w:strike/>"))),
    "struck out by a style": ("struck", lambda d: _append(d, _run(UNSEEN), _word_style(d, "paragraph", "<w:dstrike/>"))),
}


@pytest.mark.parametrize("way", WORD_UNSEEN)
def test_words_of_a_word_file_that_nobody_sees(way: str, reading: Callable[[bytes], Document]) -> None:
    kind, put = WORD_UNSEEN[way]

    def make(document: WordFile) -> None:
        document.add_paragraph(TITLE)
        put(document)
        document.add_paragraph(SEEN)

    document = reading(word(make))
    assert reception(document) == [("3.20", "placed")]
    assert [(omission.kind, omission.words) for omission in document.omissions] == [(kind, UNSEEN)]


@pytest.mark.parametrize(("tag", "direction", "digits"), [("bdo", "rtl", "02.3"), ("bdo", "ltr", "3.20"), ("dir", "rtl", "3.20")])
def test_runs_with_a_direction_of_their_own(tag: str, direction: str, digits: str, reading: Callable[[bytes], Document]) -> None:
    before, after = SEEN.split("3.20")
    runs = f'{_run(before)}<w:{tag} w:val="{direction}">{_run(digits)}</w:{tag}>{_run(after)}'

    def make(document: WordFile) -> None:
        document.add_paragraph(TITLE)
        _append(document, runs)

    assert reception(reading(word(make))) == [("3.20", "placed")]


def test_a_run_may_show_again_what_its_style_hides(reading: Callable[[bytes], Document]) -> None:
    def make(document: WordFile) -> None:
        document.add_paragraph(TITLE)
        _append(document, _run(SEEN, '<w:vanish w:val="0"/>'), _word_style(document, "paragraph", "<w:vanish/>"))

    assert reception(reading(word(make))) == [("3.20", "placed")]


@pytest.mark.parametrize("way", ["vertAlign superscript", "vertAlign subscript", "position 8"])
def test_a_mark_of_a_word_file(way: str, reading: Callable[[bytes], Document]) -> None:
    name, value = way.split()
    raised = f'<w:{name} w:val="{value}"/>'

    def make(document: WordFile) -> None:
        document.add_paragraph(TITLE)
        _append(document, _run("2024年公务接待费预算3.20") + _run("1", raised) + _run("万元。房屋120.5m") + _run("2", raised))

    document = reading(word(make))
    assert reception(document) == [("3.20", "placed")]
    assert texts(document)[-1].endswith("120.5m²")
    assert kinds(document) == ["mark"]


def test_pictures_and_sheets_of_a_word_file_are_named_with_their_heading(reading: Callable[[bytes], Document]) -> None:
    def make(document: WordFile) -> None:
        picture = io.BytesIO()
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        document.add_paragraph(TITLE)
        document.add_paragraph(SEEN)
        document.add_heading("附表一", 1)
        for width in (Cm(10), Pt(12)):
            picture.seek(0)
            document.add_picture(picture, width=width)
        _append(document, "<w:r><w:object/></w:r>")

    document = reading(word(make))
    assert [(o.kind, o.where) for o in document.omissions] == [("picture", "附表一"), ("embedded", "附表一")]


def test_a_word_file_of_the_strict_kind(reading: Callable[[bytes], Document]) -> None:
    data = word(lambda document: [document.add_paragraph(text) for text in (TITLE, SEEN)])
    ordinary = b"http://schemas.openxmlformats.org/"
    names = ((b"officeDocument/2006/", b"officeDocument/"), (b"wordprocessingml/2006/main", b"wordprocessingml/main"))
    strict: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            for old, new in names if name.endswith((".xml", ".rels")) else ():
                part = part.replace(ordinary + old, b"http://purl.oclc.org/ooxml/" + new)
            strict[name] = part
    assert reception(reading(repacked(data, strict))) == [("3.20", "placed")]


# Characters that look like others.


def test_radicals_are_the_characters_that_they_look_like(reading: Callable[[bytes], Document]) -> None:
    text = f"{TITLE}\n⼀、⽀出预算说明\n2024年⽀出预算1250.00万元，⽐上年增加3万元，其中：项⽬⽀出50.00万元，⻋辆2辆。\n"
    document = reading(text.encode())
    assert texts(document)[1:] == [
        "一、支出预算说明",
        "2024年支出预算1250.00万元，比上年增加3万元，其中：项目支出50.00万元，车辆2辆。",
    ]
    found = recognise(document, document_parts.words())
    assert [(m.concept, m.digits) for m in found.mentions if m.status == "placed" and m.role == "amount"][:2] == [
        ("expenditure", "1250.00"),
        ("project-expenditure", "50.00"),
    ]


def test_a_copy_in_traditional_characters_is_read_like_the_original(reading: Callable[[bytes], Document]) -> None:
    text = (
        "河灣縣檔案館2024年單位預算\n一、支出預算情況說明\n"
        "2024年支出預算1250.00萬元，比上年減少3萬元，用於以下方面：基本支出1200.00萬元，項目支出50.00萬元。\n"
    )
    document = reading(text.encode())
    assert texts(document)[:2] == ["河湾县档案馆2024年单位预算", "一、支出预算情况说明"]
    found = recognise(document, document_parts.words())
    assert (found.entity_name, found.phase) == ("河湾县档案馆", "budget")
    assert [(m.concept, m.role, m.digits, m.unit) for m in found.mentions if m.status == "placed" and m.digits] == [
        ("expenditure", "amount", "1250.00", "万元"),
        ("expenditure", "change", "3", "万元"),
        ("basic-expenditure", "amount", "1200.00", "万元"),
        ("project-expenditure", "amount", "50.00", "万元"),
    ]


LOOKS = {
    "a space of no width": "2024年公务接待费预算3.\u200b20万元。",
    "a hyphen that is not shown": "2024年公务接待费预算3.\u00ad20万元。",
    "spaces that do not break": "2024年公务接待费预算\u00a03.20\u202f万元。",
    "marks of direction": "2024年公务接待费预算\u200f3.20\u200e万元。",
    "characters set from right to left": "2024年公务接待费预算\u202e02.3\u202c万元。",
    "wide digits": "２０２４年公务接待费预算３．２０万元。",
    "bold digits of mathematics": "2024年公务接待费预算\U0001d7d1.\U0001d7d0\U0001d7ce万元。",
}


@pytest.mark.parametrize("carrier", ["web page", "Word file"])
@pytest.mark.parametrize("way", LOOKS)
def test_a_number_is_read_as_it_looks(way: str, carrier: str, reading: Callable[[bytes], Document]) -> None:
    def make(document: WordFile) -> None:
        document.add_paragraph(TITLE)
        document.add_paragraph(LOOKS[way])

    data = web(f"<p>{LOOKS[way]}</p>") if carrier == "web page" else word(make)
    assert reception(reading(data)) == [("3.20", "placed")]


def test_digits_of_another_script_are_no_number_and_no_fault(reading: Callable[[bytes], Document]) -> None:
    assert reception(reading(web("<p>2024年公务接待费预算٣.٢٠万元。</p>"))) == []


def test_letters_above_a_word_are_left_out(reading: Callable[[bytes], Document]) -> None:
    page = web("<p>2024年公务接待费预算<ruby>3.20<rp>(</rp><rt>9</rt><rp>)</rp></ruby>万元。</p>")
    assert reception(reading(page)) == [("3.20", "placed")]
    inner = "<w:rubyPr/><w:rt><w:r><w:t>9</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>3.20</w:t></w:r></w:rubyBase>"

    def make(document: WordFile) -> None:
        document.add_paragraph(TITLE)
        _append(document, f"{_run('2024年公务接待费预算')}<w:r><w:ruby>{inner}</w:ruby></w:r>{_run('万元。')}")

    assert reception(reading(word(make))) == [("3.20", "placed")]


def test_a_filled_field_of_a_web_page_is_named(reading: Callable[[bytes], Document]) -> None:
    document = reading(web('<p>2024年公务接待费预算<input value="3.20">万元。</p>'))
    assert [(omission.kind, omission.words) for omission in document.omissions] == [("embedded", "3.20")]


def test_pages_without_words_and_words_cut_off_are_remarks() -> None:
    omissions = (Omission("empty-page", "p3"), Omission("clipped", "p2", "支出总计12"), Omission("picture", "p1"))
    made = Document("a.pdf", "pdf", "0" * 64, (), picture_pages=(4,), omissions=omissions)
    remarks = [(remark.place, remark.sentence("zh")) for remark in remark_on_pages(made)]
    assert remarks == [("p4", "这一页没有读出文字"), ("p3", "这一页没有读出文字"), ("p2", "这些字在页面上没有显示出来")]
