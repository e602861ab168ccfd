"""Reads a Word file (.docx): the paragraphs and tables of its body in order, without page headers and footers."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from budgetbook.importer.readers import docx_limits, line_joining
from budgetbook.importer.readers.blocks import BlockBuilder, TextGrid
from budgetbook.importer.readers.document import DocumentContents, UnreadableDocumentError
from budgetbook.importer.readers.docx_notes import Notes
from budgetbook.importer.readers.docx_numbering import ListCounters, Styles

_WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:fldSimple"))
)
"""Elements that are transparent: their children are read in their place."""
_SPACES = frozenset(map(qn, ("w:tab", "w:ptab")))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORDS = frozenset((qn("w:t"), f"{_MATH}t"))
_SKIPPED_TAGS = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText")))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ROW, _CELL, _TABLE, _PARAGRAPH = qn("w:tr"), qn("w:tc"), qn("w:tbl"), qn("w:p")


def read(data: bytes) -> DocumentContents:
    """Read paragraphs, tables and text boxes in order, without tracked deletions and hidden text."""
    docx_limits.check_limits(data)
    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        parts = {str(part.partname): part.blob for part in document.part.package.iter_parts()}
        list_counters = ListCounters(parts.get("/word/numbering.xml"))
        reader = _DocxReader(Styles(document.styles.element), list_counters, Notes(parts))
        reader.read_blocks(body)
    except UnreadableDocumentError:
        raise
    except Exception as error:  # python-docx raises all kinds of errors on a damaged file
        raise UnreadableDocumentError("import-damaged-word") from error
    return reader.builder.finish()


class _DocxReader:
    """Walks through the body once."""

    def __init__(self, styles: Styles, list_counters: ListCounters, notes: Notes) -> None:
        self.builder, self.styles, self.list_counters, self.notes = BlockBuilder(), styles, list_counters, notes

    def read_blocks(self, parent: _Element) -> None:
        """Read the paragraphs and tables of a body, a cell or a text box."""
        for child in _children(parent):
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                self._table(child)

    def _paragraph(self, paragraph: _Element) -> None:
        style = self.styles.find_style(paragraph)
        label = self.list_counters.next_label(paragraph, style.list_properties)
        if style.contents:
            return
        for text in _lines(label + _text(paragraph)):
            self.builder.add_paragraph(text, True if style.heading else None)
        for box in _boxes(paragraph):
            self.read_blocks(box)
        self._notes(paragraph)

    def _notes(self, parent: _Element) -> None:
        """Read the footnotes and endnotes right below the paragraph or table that refers to them."""
        for note in self.notes.find_notes(parent):
            for paragraph in note.iter(_PARAGRAPH):
                for text in _lines(_text(paragraph)):
                    self.builder.add_paragraph(text, False)

    def _table(self, table: _Element) -> None:
        rows = [list(_columns(row)) for row in _children(table) if row.tag == _ROW and not _is_deleted(row)]
        cells = [cell for row in rows for _, _, cell in row]
        if len(cells) == 1:
            self.read_blocks(cells[0])  # a table of one cell is a frame around text
            return
        grid = TextGrid()
        for number, row in enumerate(rows):
            for column, span, cell in row:
                if not _continues(cell) or number == 0:
                    grid.place_cell(number, column, self._cell(cell), _depth(rows, number, column), span)
        self.builder.add_table(grid)
        self._notes(table)
        for cell in cells:
            for inner in _children(cell):
                if inner.tag == _TABLE:
                    self._table(inner)

    def _cell(self, cell: _Element) -> str:
        """The lines of a cell, joined. A table inside it is read later, below the outer table."""
        lines: list[str] = []
        for paragraph in _children(cell):
            if paragraph.tag == _PARAGRAPH:
                label = self.list_counters.next_label(paragraph, self.styles.find_style(paragraph).list_properties)
                lines += _lines(label + _text(paragraph))
                lines += [line for box in _boxes(paragraph) for one in box.iter(_PARAGRAPH) for line in _lines(_text(one))]
        return line_joining.join_cell((line, False) for line in lines)


def _children(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        elif child.tag not in _SKIPPED_TAGS:
            yield child


def _text(paragraph: _Element) -> str:
    """The text of the runs, without fields, properties and text boxes."""
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
    """Split at line breaks: each ends a paragraph, unless the sentence plainly continues."""
    lines: list[str] = []
    for line in filter(None, map(line_joining.clean, text.split("\n"))):
        if lines and line_joining.goes_on(lines[-1], line):
            lines[-1] += line_joining.choose_separator(lines[-1], line) + line
        else:
            lines.append(line)
    return lines


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    """Yield the text boxes. Word writes each of them twice, the second time for old programs."""
    for box in paragraph.iter(qn("w:txbxContent")):
        ancestors = list(box.iterancestors())
        inner_ancestors = ancestors[: ancestors.index(paragraph)]
        old = any(one.tag == f"{_ALTERNATE}Fallback" for one in inner_ancestors)
        if not old and not any(one.tag == qn("w:txbxContent") for one in inner_ancestors):
            yield box


def _is_deleted(row: _Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _columns(row: _Element) -> Iterator[tuple[int, int, _Element]]:
    """Yield the cells of a row as (first column, column span, cell)."""
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
    """True if the cell is covered by the one above it."""
    mark = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return mark is not None and mark.get(qn("w:val")) != "restart"


def _depth(rows: list[list[tuple[int, int, _Element]]], number: int, column: int) -> int:
    """The row span of a cell."""
    depth = 1
    for row in rows[number + 1 :]:
        if not any(start == column and _continues(cell) for start, _, cell in row):
            break
        depth += 1
    return depth
