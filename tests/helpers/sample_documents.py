"""Small documents for the tests of the importer's readers: PDF through reportlab, Word through python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = A4
LEFT, RIGHT, SIZE = 72.0, WIDTH - 72.0, 12.0
Row = Sequence[str | None]
"""None: the cell to the left reaches over this place."""


class Paper:
    """A PDF being drawn, from the top of each page down."""

    def __init__(self, head: str = "", number: str = "", encrypt: str | None = None, compress: bool = True) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.stream = io.BytesIO()
        self.canvas = Canvas(self.stream, pagesize=A4, encrypt=encrypt, pageCompression=int(compress), invariant=1)
        self.head, self.number, self.page, self.y = head, number, 1, 0.0
        self._begin()

    def _begin(self) -> None:
        self.y = HEIGHT - 90
        self.text(self.head, WIDTH / 2, HEIGHT - 45, 9)
        self.text(self.number.format(self.page), WIDTH / 2, 40, 9)

    def text(self, text: str, x: float, y: float, size: float = SIZE) -> None:
        """One piece of text, its baseline's left end at a point."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, y, text)

    def title(self, text: str) -> None:
        """A larger line in the middle."""
        self.text(text, WIDTH / 2 - 9 * len(text), self.y, 18)
        self.y -= 34

    def line(self, text: str, x: float = LEFT) -> None:
        """One line as it is, at the left."""
        self.text(text, x, self.y)
        self.y -= 20

    def prose(self, text: str) -> None:
        """A paragraph, its first line indented, broken wherever a line is full: within numbers too."""
        x, line = LEFT + 2 * SIZE, ""
        for character in text:
            if x + pdfmetrics.stringWidth(line + character, FONT, SIZE) > RIGHT:
                self.line(line, x)
                x, line = LEFT, ""
            line += character
        self.line(line, x)

    def table(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        height: float = 22,
        size: float = 10,
        ruled: bool = True,
        down: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        """A table, ruled or with its columns aligned only; `down`: places that the cell above covers."""
        edges = [LEFT + sum(widths[:index]) for index in range(len(widths) + 1)]
        for number, row in enumerate(rows):
            for index, text in enumerate(row):
                if text is None:
                    continue
                end = index + 1
                while end < len(row) and row[end] is None and (number, end) not in down:
                    end += 1
                deep = next(d for d in range(1, len(rows) + 1) if (number + d, index) not in down)
                if ruled:
                    self.canvas.rect(edges[index], self.y - deep * height, edges[end] - edges[index], deep * height)
                for line, part in enumerate(text.split("\n")):
                    self.text(part, edges[index] + 3, self.y - 5 - size - (size + 4) * line, size)
            self.y -= height
        self.y -= 20

    def turn(self, page: Callable[[Paper], None]) -> None:
        """Draw something turned by a quarter, as a wide table is put on an upright page."""
        self.canvas.saveState()
        self.canvas.translate(WIDTH, 0)
        self.canvas.rotate(90)
        before, self.y = self.y, WIDTH - 90
        page(self)
        self.y = before
        self.canvas.restoreState()

    def next(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.page += 1
        self._begin()

    def done(self) -> bytes:
        """The file."""
        self.canvas.save()
        return self.stream.getvalue()


def word(make: Callable[[Document], Any]) -> bytes:
    """A Word file that a function fills."""
    document = docx.Document()
    make(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def numbered(document: Document, way: str, pattern: str, texts: Sequence[str]) -> None:
    """Paragraphs that Word numbers by itself."""
    root = document.part.numbering_part.element
    name = str(900 + len(root))
    level = f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{way}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{name}">{level}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'))
    for text in texts:
        properties: Any = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{name}"/></w:numPr>'))


def repacked(data: bytes, change: dict[str, bytes]) -> bytes:
    """A ZIP file with some members replaced or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, content in change.items():
            new.writestr(name, content)
    return stream.getvalue()


def with_part(data: bytes, name: str, xml: str) -> bytes:
    """A Word file with one more part that the document refers to: its footnotes."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        relations = package.read("word/_rels/document.xml.rels").decode()
        types = package.read("[Content_Types].xml").decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="rIdNotes" Type="{office}/{name}" Target="{name}.xml"/>'
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    override = f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
    change = {
        f"word/{name}.xml": xml,
        "word/_rels/document.xml.rels": relations.replace("</Relationships>", f"{relation}</Relationships>"),
        "[Content_Types].xml": types.replace("</Types>", f"{override}</Types>"),
    }
    return repacked(data, {member: text.encode() for member, text in change.items()})
