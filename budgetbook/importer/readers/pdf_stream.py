"""Merges the lines and tables of all pages into one sequence of paragraphs and whole tables with captions and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.readers import pdf_layout
from budgetbook.importer.readers.blocks import CAPTION_DETAIL, NOTE
from budgetbook.importer.readers.document import Block, Omission
from budgetbook.importer.readers.pdf_layout import TextLayout
from budgetbook.importer.readers.pdf_lines import PdfLine
from budgetbook.importer.readers.pdf_tables import JoinedTable, TablePart


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page, as read; lengths in points."""

    number: int
    width: float
    height: float
    lines: list[PdfLine]
    parts: list[TablePart]
    is_picture: bool
    """True if the text of the page is a picture."""
    omissions: tuple[Omission, ...] = ()


@dataclass(slots=True)
class PdfBlockBuilder:
    """Gathers blocks: finished ones, a last table that may continue, and lines that are no paragraph yet."""

    layout: TextLayout
    blocks: list[Block | JoinedTable] = field(default_factory=list)
    lines: list[PdfLine] = field(default_factory=list)

    def add_line(self, line: PdfLine) -> None:
        """Add a line; right below a table, a note and its further lines go to the table."""
        table = self.blocks[-1] if self.blocks else None
        if not self.lines and isinstance(table, JoinedTable) and self._take_note(table, line):
            return
        self.lines.append(line)

    def _take_note(self, table: JoinedTable, line: PdfLine) -> bool:
        last = table.note_lines[-1] if table.note_lines else None
        if last and self.layout.goes_on(last, line):
            table.notes[-1] += line.text
        elif NOTE.match(line.text) and (last is None or line.page == last.page):
            table.notes.append(line.text)
        else:
            return False
        table.note_lines.append(line)
        return True

    def add_part(self, part: TablePart) -> None:
        """Add a page's part of a table, with the lines right above it as its caption.

        It continues the table before, or begins a new one.
        """
        caption = self._find_caption(part)
        part.caption = tuple(run for line in caption for run in line.segments)
        self.lines = self.lines[: len(self.lines) - len(caption)]
        previous = self.blocks[-1] if self.blocks and not self.lines else None
        if isinstance(previous, JoinedTable) and previous.take(part):
            return
        self.flush()
        self.blocks.append(JoinedTable([part]))

    def _find_caption(self, part: TablePart) -> list[PdfLine]:
        """The caption above a part: lines that give unit or entity, one title, and what belongs to these."""
        caption_lines: list[PdfLine] = []
        title: PdfLine | None = None
        for line in reversed(self.lines):
            lower_edge = caption_lines[-1].top if caption_lines else part.top
            if (
                line.page != part.page
                or lower_edge - line.bottom > 5 * line.size
                or len(caption_lines) == 6
                or not self._is_caption_line(line, title)
            ):
                break
            title = title or (None if CAPTION_DETAIL.match(line.text) else line)
            caption_lines.append(line)
        return caption_lines[::-1]

    def _is_caption_line(self, line: PdfLine, title: PdfLine | None) -> bool:
        if CAPTION_DETAIL.match(line.text):
            return True
        if line.text.endswith(("。", "；", "：", "，")) or len(line.text) > 60:
            return False
        return title is None or abs(title.size - line.size) < 0.5 < abs(title.size - self.layout.size)

    def flush(self) -> None:
        """Turn the gathered lines into paragraphs."""
        self.blocks.extend(pdf_layout.join_paragraphs(self.lines, self.layout))
        self.lines = []


def build_blocks(pages: Sequence[PdfPage]) -> Iterator[Block]:
    """Yield the blocks of all pages in order."""
    lines = [line for page in pages for line in page.lines]
    widths = {page.number: page.width for page in pages}
    furniture = pdf_layout.find_page_furniture(lines, {page.number: page.height for page in pages})
    text_lines = pdf_layout.drop_contents([line for line in lines if (line.page, line.number) not in furniture])
    builder = PdfBlockBuilder(pdf_layout.measure_layout(text_lines, widths) if text_lines else TextLayout({}, 15, 10, False))
    for page in pages:
        page_lines: list[PdfLine | TablePart] = [line for line in text_lines if line.page == page.number]
        for item in sorted([*page_lines, *page.parts], key=lambda one: one.top):
            builder.add_line(item) if isinstance(item, PdfLine) else builder.add_part(item)
    builder.flush()
    number = 0
    for block in builder.blocks:
        number += isinstance(block, JoinedTable)
        yield block.build_table(number) if isinstance(block, JoinedTable) else block
