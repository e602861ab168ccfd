"""The bytes of a Word file (.docx) in; its paragraphs and tables in the body's order, without heads and feet, out."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from budgetbook.importer.readers import docx_limits, line_joining
from budgetbook.importer.readers.blocks import Flow, Grid
from budgetbook.importer.readers.document import CannotRead, Contents
from budgetbook.importer.readers.docx_notes import Notes
from budgetbook.importer.readers.docx_numbering import Numbering, Styles

_THROUGH = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:fldSimple"))
)
"""Wrappers: what they hold is read as if they were not there."""
_SPACES = frozenset(map(qn, ("w:tab", "w:ptab")))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORDS = frozenset((qn("w:t"), f"{_MATH}t"))
_GONE = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText")))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ROW, _CELL, _TABLE, _PARAGRAPH = qn("w:tr"), qn("w:tc"), qn("w:tbl"), qn("w:p")


def read(data: bytes) -> Contents:
    """Paragraphs, tables and text boxes where they stand. Tracked deletions and hidden text are left out."""
    docx_limits.check(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
        numbering = Numbering(parts.get("/word/numbering.xml"))
        reader = _Reader(Styles(document.styles.element), numbering, Notes(parts))
        reader.blocks(body)
    except CannotRead:
        raise
    except Exception as error:  # the library lets every kind of error out of a damaged file
        raise CannotRead("import-damaged-word") from error
    return Contents(reader.flow.blocks())


class _Reader:
    """Walks the body once."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.flow, self.styles, self.numbering, self.notes = Flow(), styles, numbering, notes

    def blocks(self, parent: _Element) -> None:
        """Paragraphs and tables of a body, a cell or a text box."""
        for child in _children(parent):
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)

    def _paragraph(self, paragraph: _Element) -> None:
        style = self.styles.of(paragraph)
        label = self.numbering.label(paragraph, style.numbering)
        if style.contents:
            return
        for text in _lines(label + _text(paragraph)):
            self.flow.paragraph(text, True if style.heading else None)
        for box in _boxes(paragraph):
            self.blocks(box)
        self._notes(paragraph)

    def _notes(self, parent: _Element) -> None:
        """Footnotes and endnotes, right below the paragraph or the table that they belong to."""
        for note in self.notes.of(parent):
            for paragraph in note.iter(_PARAGRAPH):
                for text in _lines(_text(paragraph)):
                    self.flow.paragraph(text, False)

    def _table(self, table: _Element) -> None:
        rows = [list(_columns(row)) for row in _children(table) if row.tag == _ROW and not _is_deleted(row)]
        cells = [cell for row in rows for _, _, cell in row]
        if len(cells) == 1:
            # A frame around text.
            self.blocks(cells[0])
            return
        grid = Grid()
        for number, row in enumerate(rows):
            for column, span, cell in row:
                if not _continues(cell) or number == 0:
                    grid.place(number, column, self._cell(cell), _depth(rows, number, column), span)
        self.flow.table(grid)
        self._notes(table)
        for cell in cells:
            for inner in _children(cell):
                if inner.tag == _TABLE:
                    self._table(inner)

    def _cell(self, cell: _Element) -> str:
        """A cell's lines joined; a table in it is read after the whole."""
        lines: list[str] = []
        for paragraph in _children(cell):
            if paragraph.tag == _PARAGRAPH:
                label = self.numbering.label(paragraph, self.styles.of(paragraph).numbering)
                lines += _lines(label + _text(paragraph))
                lines += [line for box in _boxes(paragraph) for one in box.iter(_PARAGRAPH) for line in _lines(_text(one))]
        return line_joining.join_cell((line, False) for line in lines)


def _children(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _THROUGH:
            yield from _children(child)
        elif child.tag not in _GONE:
            yield child


def _text(paragraph: _Element) -> str:
    """The text of the runs; what only the program needs (fields, properties) is left out, and so are text boxes."""
    words: list[str] = []
    for child in _children(paragraph):
        if child.tag == qn("w:r"):
            words += [] if _is_hidden(child) else map(_word, _children(child))
        elif str(child.tag).startswith(_MATH):
            words += [one.text or "" for one in child.iter(*_WORDS)]
    return "".join(words)


def _word(element: _Element) -> str:
    if element.tag in _WORDS:
        return element.text or ""
    if element.tag in _SPACES:
        return " "
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    return "-" if element.tag == qn("w:noBreakHyphen") else ""


def _is_hidden(run: _Element) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return mark is not None and mark.get(qn("w:val")) not in ("0", "false", "off")


def _lines(text: str) -> list[str]:
    """A line break ends a paragraph, unless the sentence plainly goes on."""
    lines: list[str] = []
    for line in filter(None, map(line_joining.clean, text.split("\n"))):
        if lines and line_joining.goes_on(lines[-1], line):
            lines[-1] += line_joining.glue(lines[-1], line) + line
        else:
            lines.append(line)
    return lines


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """Text boxes; Word writes each twice, the second time for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        above = list(box.iterancestors())
        inside = above[: above.index(paragraph)]
        old = any(one.tag == f"{_ALTERNATE}Fallback" for one in inside)
        if not old and not any(one.tag == qn("w:txbxContent") for one in inside):
            yield box


def _is_deleted(row: _Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _columns(row: _Element) -> Iterator[tuple[int, int, _Element]]:
    """The cells of a row with their first column and how many they take."""
    column = _value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in _children(row):
        if cell.tag == _CELL:
            span = max(1, _value(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
            yield column, span, cell
            column += span


def _value(element: _Element | None, otherwise: int) -> int:
    text = element.get(qn("w:val")) if element is not None else None
    return min(int(text), 1000) if text and text.isdigit() else otherwise


def _continues(cell: _Element) -> bool:
    """Covered by the cell above."""
    mark = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return mark is not None and mark.get(qn("w:val")) != "restart"


def _depth(rows: list[list[tuple[int, int, _Element]]], number: int, column: int) -> int:
    """How many rows a cell reaches down."""
    depth = 1
    for row in rows[number + 1 :]:
        if not any(start == column and _continues(cell) for start, _, cell in row):
            break
        depth += 1
    return depth
