"""Builds the blocks of a document from the paragraphs and tables of any file but a PDF, with captions and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.document import (
    Block,
    DocumentContents,
    DocumentTable,
    GridCell,
    Paragraph,
    SourceLocation,
    TextRun,
    UnreadableDocumentError,
)

NOTE = re.compile(r"(?:备?注|说明)\s*\d{0,2}\s*[:：.、]|[*＊※]")
"""The beginning of a line that belongs to the table above it."""
CAPTION_DETAIL = re.compile(
    r"(?:金额)?单位\s*[:：]|(?:编制|填报|填制|公开)?(?:部门|单位)(?:名称|[（(]单位[）)])?(?:名称)?\s*[:：]"
    r"|(?:公开|预算公开|预算|附)?\s*表\s*[\d一二三四五六七八九十]{1,3}(?:-\d+)?(?:\s*表)?$|公开\s*\d+\s*表$|附件\s*\d*\s*[:：]?$"
    r"|编制日期|日期\s*[:：]|[（(]?\s*\d{4}\s*年(?:度)?\s*[）)]?$"
)
"""A line above a table that is not its title: the unit, the entity, the table's number."""
_GLUED_YEAR = re.compile(r"(?:(?<=^[0-9][.．])|(?<=^[0-9]{2}[.．]))(?=(?:19|20)[0-9]{2}年)")
"""Between the number of a line and a year that follows at once: 4．2026年 is no 4.2026."""
_CELLS = 200_000
"""Positions that one table may have, covered ones included."""


class TableGrid(Protocol):
    """A table that is laid out."""

    def build_table(self, number: int) -> DocumentTable | None:
        """The table, the `number`th of the document; None without any text."""


@dataclass(slots=True)
class TextGrid:
    """Lays out a table: cells come row by row and are put beside what row spans already cover."""

    cells: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    occupied_cells: set[tuple[int, int]] = field(default_factory=set)
    next_columns: dict[int, int] = field(default_factory=dict)

    def append_cell(self, row: int, text: str, row_span: int = 1, column_span: int = 1) -> None:
        """Put the next cell of a row at its first free column."""
        column = self.next_columns.get(row, 0)
        while (row, column) in self.occupied_cells:
            column += 1
        self.place_cell(row, column, text, row_span, column_span)

    def place_cell(self, row: int, column: int, text: str, row_span: int = 1, column_span: int = 1) -> None:
        """Put a cell at a known position. Raises UnreadableDocumentError if the table grows too large."""
        if len(self.occupied_cells) + row_span * column_span > _CELLS:
            raise UnreadableDocumentError("import-large-table", limit=_CELLS)
        self.occupied_cells.update(
            (row + row_offset, column + column_offset) for row_offset in range(row_span) for column_offset in range(column_span)
        )
        self.cells.append((row, column, row_span, column_span, text))
        self.next_columns[row] = column + column_span

    def build_table(self, number: int) -> DocumentTable | None:
        """The grid, cut below the last row and right of the last column in which a cell begins; None without any text."""
        if not any(text for *_, text in self.cells):
            return None
        height = max(row for row, *_ in self.cells) + 1
        width = max(column for _, column, *_ in self.cells) + 1
        places: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
        for row, column, rows, columns, text in self.cells:
            spot = SourceLocation(table=number, row=row + 1, column=column + 1)
            places[row][column] = GridCell(text, spot, min(rows, height - row), min(columns, width - column))
        return DocumentTable(tuple(map(tuple, places)), SourceLocation(table=number))


@dataclass(slots=True)
class BlockBuilder:
    """Gathers the blocks of a document in order. Lines are counted from 1, one for each paragraph with text."""

    block_list: list[Block] = field(default_factory=list)
    contents_lines: list[str] = field(default_factory=list)
    """Lines of a table of contents."""
    line_count: int = 0
    table_count: int = 0
    part_start: int = 0
    """The block that begins a part, such as a sheet of a workbook: nothing before it belongs to a table of that part."""

    def begin_part(self) -> None:
        """Begin a part whose tables have nothing to do with the lines before it."""
        self.part_start = len(self.block_list)

    def add_paragraph(self, text: str, heading: bool | None = None, spot: SourceLocation | None = None) -> None:
        """Add a paragraph; a note right below a table goes to the table, a line of a table of contents is dropped."""
        if not text:
            return
        text = _GLUED_YEAR.sub(" ", text)
        self.line_count += 1
        if line_joining.is_contents_line(text):
            self.contents_lines.append(text)
            return
        last = self.block_list[-1] if len(self.block_list) > self.part_start else None
        if isinstance(last, DocumentTable) and NOTE.match(text):
            self.block_list[-1] = DocumentTable(last.rows, last.spot, last.caption, (*last.notes, text))
            return
        is_heading = line_joining.is_heading(text) if heading is None else heading and len(text) <= 100
        self.block_list.append(Paragraph(text, (TextRun(0, spot or SourceLocation(line=self.line_count)),), is_heading))

    def add_table(self, grid: TableGrid, caption: tuple[str, ...] = ()) -> None:
        """Add a table; the lines right above it that describe it become its caption."""
        new_table = grid.build_table(self.table_count + 1)
        if new_table is None:
            return
        self.table_count += 1
        upper_caption = self._take_caption()
        spot = new_table.spot.reach_up([line.text_runs[0].spot for line in upper_caption])
        self.block_list.append(DocumentTable(new_table.rows, spot, (*(line.text for line in upper_caption), *caption)))

    def _take_caption(self) -> tuple[Paragraph, ...]:
        caption_lines: list[Paragraph] = []
        has_title = False
        while len(self.block_list) > self.part_start and len(caption_lines) < 5:
            block = self.block_list[-1]
            if not isinstance(block, Paragraph):
                break
            is_detail = bool(CAPTION_DETAIL.match(block.text))
            if not is_detail and (has_title or len(block.text) > 60 or block.text.endswith(("。", "；", "：", "，"))):
                break
            has_title = has_title or not is_detail
            caption_lines.append(block)
            self.block_list.pop()
        return tuple(reversed(caption_lines))

    def paragraph_texts(self) -> list[str]:
        """The texts of the paragraphs, without tables."""
        return [block.text for block in self.block_list if isinstance(block, Paragraph)]

    def finish(self) -> DocumentContents:
        """All blocks, in order."""
        return DocumentContents(tuple(self.block_list), contents_lines=tuple(self.contents_lines))
