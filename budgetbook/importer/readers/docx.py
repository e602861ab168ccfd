"""Reads a Word file (.docx): the paragraphs and tables of its body in order, without page headers and footers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

import docx
from docx.oxml.ns import qn
from lxml.etree import _Element

from budgetbook.importer.readers import docx_strict, line_joining, package_limits
from budgetbook.importer.readers.blocks import BlockBuilder, TextGrid
from budgetbook.importer.readers.document import DocumentContents, Omission, OmissionKind, UnreadableDocumentError
from budgetbook.importer.readers.docx_notes import Notes
from budgetbook.importer.readers.docx_numbering import ListCounters, Styles
from budgetbook.importer.readers.docx_runs import RunProperties

_WRAPPERS = frozenset(
    map(qn, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag", "w:hyperlink", "w:fldSimple", "w:dir"))
)
"""Elements that are transparent: their children are read in their place."""
_SPACES = frozenset(map(qn, ("w:tab", "w:ptab")))
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WORDS = frozenset((qn("w:t"), f"{_MATH}t"))
_SKIPPED_TAGS = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText", "w:delText")))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_OBJECT_TAGS = (
    _PICTURE,
    _OLD_PICTURE,
    qn("w:object"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
)
_SMALL = 540_000
"""English Metric Units: a picture of less than 1.5 cm is an icon."""
_MOST = 60
"""Omissions that are listed."""
_ROW, _CELL, _TABLE, _PARAGRAPH = qn("w:tr"), qn("w:tc"), qn("w:tbl"), qn("w:p")


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
        for child in _children(parent):
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
        for box in _boxes(paragraph):
            self.read_blocks(box)
        self._notes(paragraph)

    def _text(self, paragraph: _Element, part: _Element | None = None) -> str:
        """The text of the runs that can be seen, of all or a part; without fields, properties, boxes and marks of notes."""
        words = ""
        for child in _children(paragraph if part is None else part):
            if child.tag == qn("w:r"):
                text = "".join(map(_word, _children(child)))
                kind = self.runs.find_kind(child, paragraph, text, words) if text else ""
                if kind in ("hidden", "struck", "mark"):
                    self._omit(kind, text)
                else:
                    words += {"2": "²", "3": "³"}[text.strip()] if kind == "square" else text
            elif child.tag == qn("w:bdo"):
                inner_words = self._text(paragraph, child)
                words += line_joining.set_leftwards(inner_words) if child.get(qn("w:val")) == "rtl" else inner_words
            elif str(child.tag).startswith(_MATH):
                words += "".join(one.text or "" for one in child.iter(*_WORDS))
        return words

    def _name_pictures(self, paragraph: _Element) -> None:
        """Name pictures, embedded sheets and drawings, whose words are not read."""
        for element in paragraph.iter(*_OBJECT_TAGS):
            outer_tags = [one.tag for one in element.iterancestors()]
            if f"{_ALTERNATE}Fallback" in outer_tags or qn("w:object") in outer_tags:
                continue
            if element.tag != _PICTURE or not _is_icon(element):
                self._omit("picture" if element.tag in (_PICTURE, _OLD_PICTURE) else "embedded")

    def _notes(self, parent: _Element) -> None:
        """Read the footnotes and endnotes right below the paragraph or table that refers to them."""
        for note in self.notes.find_notes(parent):
            for paragraph in note.iter(_PARAGRAPH):
                for text in _lines(self._text(paragraph)):
                    self.builder.add_paragraph(text, False)

    def _table(self, table: _Element) -> None:
        rows = [list(_columns(row)) for row in _children(table) if row.tag == _ROW and not _is_deleted(row)]
        cells = [cell for row in rows for _, _, cell in row]
        if len(cells) == 1:
            self.read_blocks(cells[0])  # a table of one cell is a frame around text
            return
        grid = TextGrid()
        continued_columns = [{column for column, _, cell in row if _continues(cell)} for row in rows]
        for number, row in enumerate(rows):
            for column, span, cell in row:
                if not _continues(cell) or number == 0:
                    grid.place_cell(number, column, self._cell(cell), _depth(continued_columns, number, column), span)
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
                self._name_pictures(paragraph)
                label = self.list_counters.next_label(paragraph, self.styles.find_style(paragraph).list_properties)
                lines += _lines(label + self._text(paragraph))
                lines += [line for box in _boxes(paragraph) for one in box.iter(_PARAGRAPH) for line in _lines(self._text(one))]
        return line_joining.join_cell((line, False) for line in lines)


def _children(parent: _Element) -> Iterator[_Element]:
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        elif child.tag not in _SKIPPED_TAGS:
            yield child


def _word(element: _Element) -> str:
    if element.tag in _WORDS:
        return element.text or ""
    if element.tag == qn("w:ruby"):  # letters above a word are left out
        return "".join(one.text or "" for base in element.iter(qn("w:rubyBase")) for one in base.iter(*_WORDS))
    if element.tag == f"{_ALTERNATE}AlternateContent":
        return "".join(map(_word, next(element.iter(f"{_ALTERNATE}Choice"), ())))
    if element.tag in _SPACES:
        return " "
    if element.tag in (qn("w:br"), qn("w:cr")):
        return "\n"
    return "-" if element.tag == qn("w:noBreakHyphen") else ""


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
    """True for a row that is deleted, or hidden."""
    return any(row.find(f"{qn('w:trPr')}/{qn(mark)}") is not None for mark in ("w:del", "w:hidden"))


def _is_icon(picture: _Element) -> bool:
    """True for a picture too small to hold a table."""
    sizes = [one.get(name) or "" for one in picture.iter(f"{_DRAWING}ext") for name in ("cx", "cy")]
    lengths = [int(size) for size in sizes if size.isdecimal() and len(size) < 12]
    return bool(lengths) and max(lengths) < _SMALL


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
    return min(int(text), 1000) if text and text.isdecimal() else otherwise


def _continues(cell: _Element) -> bool:
    """True if the cell is covered by the one above it."""
    mark = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return mark is not None and mark.get(qn("w:val")) != "restart"


def _depth(continued_columns: Sequence[Set[int]], number: int, column: int) -> int:
    """The row span of a cell, by the columns of each row in which a cell continues the one above."""
    lower_rows = range(number + 1, len(continued_columns))
    return 1 + sum(1 for _ in takewhile(lambda row: column in continued_columns[row], lower_rows))
