"""Reads a Word file (.docx): the paragraphs and tables of its body in order, without page headers and footers."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from budgetbook.importer.readers import docx_strict, line_joining, package_limits
from budgetbook.importer.readers.blocks import BlockBuilder, TextGrid
from budgetbook.importer.readers.document import DocumentContents, Omission, OmissionKind, UnreadableDocumentError
from budgetbook.importer.readers.docx_cells import continues_above, is_deleted, measure_row_span, place_cells
from budgetbook.importer.readers.docx_elements import FALLBACK, MATH, TEXT_TAGS, find_boxes, is_icon, list_children, read_run
from budgetbook.importer.readers.docx_notes import Notes
from budgetbook.importer.readers.docx_numbering import ListCounters, Styles
from budgetbook.importer.readers.docx_runs import RunProperties

_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_OBJECT_TAGS = (
    _PICTURE,
    _OLD_PICTURE,
    qn("w:object"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_MOST = 60
"""Omissions that are listed."""
_ROW, _TABLE, _PARAGRAPH = qn("w:tr"), qn("w:tbl"), qn("w:p")


def read(data: bytes) -> DocumentContents:
    """Read paragraphs, tables and text boxes in order, without tracked deletions and hidden text."""
    package_limits.check_limits(data)
    try:
        document = docx.Document(io.BytesIO(docx_strict.to_ordinary(data)))
        body = document.element.body
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
        list_counters = ListCounters(parts.get("/word/numbering.xml"))
        reader = _DocxReader(Styles(document.styles.element), list_counters, Notes(parts), document.styles.element)
        reader.read_blocks(body)
    except (UnreadableDocumentError, MemoryError, RecursionError):
        raise
    except Exception as error:  # python-docx raises all kinds of errors on a damaged file
        raise UnreadableDocumentError("import-damaged-office") from error
    return replace(reader.builder.finish(), omissions=tuple(reader.omissions[:_MOST]))


class _DocxReader:
    """Walks through the body once."""

    def __init__(self, styles: Styles, list_counters: ListCounters, notes: Notes, style_part: _Element) -> None:
        self.builder, self.styles, self.list_counters, self.notes = BlockBuilder(), styles, list_counters, notes
        defaults = style_part.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        self.runs = RunProperties(styles, defaults)
        self.omissions: list[Omission] = []
        self.heading = ""

    def read_blocks(self, parent: _Element) -> None:
        """Read the paragraphs and tables of a body, a cell or a text box."""
        for child in list_children(parent):
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)
            elif child.tag == qn("w:altChunk"):
                self._omit("embedded")

    def _omit(self, kind: OmissionKind, words: str = "") -> None:
        """Name a part that is not read, with the heading above it."""
        if words.strip() or kind in ("picture", "embedded"):
            self.omissions.append(Omission(kind, self.heading, words))

    def _paragraph(self, paragraph: _Element) -> None:
        style = self.styles.find_style(paragraph)
        label = self.list_counters.next_label(paragraph, style.list_properties)
        if style.contents:
            return
        for text in _lines(label + self._text(paragraph)):
            self.builder.add_paragraph(text, True if style.heading else None)
            if style.heading or line_joining.is_heading(text):
                self.heading = text[:40]
        self._name_pictures(paragraph)
        for box in find_boxes(paragraph):
            self.read_blocks(box)
        self._notes(paragraph)

    def _text(self, paragraph: _Element, part: _Element | None = None) -> str:
        """The text of the runs that can be seen, of all or a part; without fields, properties, boxes and marks of notes."""
        words = ""
        for child in list_children(paragraph if part is None else part):
            if child.tag == qn("w:r"):
                text = read_run(child)
                kind = self.runs.find_kind(child, paragraph, text, words) if text else ""
                if kind in ("hidden", "struck", "mark"):
                    self._omit(kind, text)
                else:
                    words += {"2": "²", "3": "³"}[text.strip()] if kind == "square" else text
            elif child.tag == qn("w:bdo"):
                inner_words = self._text(paragraph, child)
                words += line_joining.set_leftwards(inner_words) if child.get(qn("w:val")) == "rtl" else inner_words
            elif str(child.tag).startswith(MATH):
                words += "".join(one.text or "" for one in child.iter(*TEXT_TAGS))
        return words

    def _name_pictures(self, paragraph: _Element) -> None:
        """Name pictures, embedded sheets and drawings, whose words are not read."""
        for element in paragraph.iter(*_OBJECT_TAGS):
            outer_tags = [one.tag for one in element.iterancestors()]
            if FALLBACK in outer_tags or qn("w:object") in outer_tags:
                continue
            if element.tag != _PICTURE or not is_icon(element):
                self._omit("picture" if element.tag in (_PICTURE, _OLD_PICTURE) else "embedded")

    def _notes(self, parent: _Element) -> None:
        """Read the footnotes and endnotes right below the paragraph or table that refers to them."""
        for note in self.notes.find_notes(parent):
            for paragraph in note.iter(_PARAGRAPH):
                for text in _lines(self._text(paragraph)):
                    self.builder.add_paragraph(text, False)

    def _table(self, table: _Element) -> None:
        rows = [list(place_cells(row)) for row in list_children(table) if row.tag == _ROW and not is_deleted(row)]
        cells = [cell for row in rows for _, _, cell in row]
        if len(cells) == 1:
            self.read_blocks(cells[0])  # a table of one cell is a frame around text
            return
        grid = TextGrid()
        continued_columns = [{column for column, _, cell in row if continues_above(cell)} for row in rows]
        for number, row in enumerate(rows):
            for column, span, cell in row:
                if not continues_above(cell) or number == 0:
                    grid.place_cell(number, column, self._cell(cell), measure_row_span(continued_columns, number, column), span)
        self.builder.add_table(grid)
        self._notes(table)
        for cell in cells:
            for inner in list_children(cell):
                if inner.tag == _TABLE:
                    self._table(inner)

    def _cell(self, cell: _Element) -> str:
        """The lines of a cell, joined. A table inside it is read later, below the outer table."""
        lines: list[str] = []
        for paragraph in list_children(cell):
            if paragraph.tag == _PARAGRAPH:
                self._name_pictures(paragraph)
                label = self.list_counters.next_label(paragraph, self.styles.find_style(paragraph).list_properties)
                lines += _lines(label + self._text(paragraph))
                lines += [
                    line for box in find_boxes(paragraph) for one in box.iter(_PARAGRAPH) for line in _lines(self._text(one))
                ]
        return line_joining.join_cell((line, False) for line in lines)


def _lines(text: str) -> list[str]:
    """Split at line breaks: each ends a paragraph, unless the sentence plainly continues."""
    return line_joining.join_lines(filter(None, map(line_joining.clean, text.split("\n"))))
