"""The pages' lines and tables in; one stream of paragraphs and whole tables, captions and notes with their tables, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.readers import pdf_layout
from budgetbook.importer.readers.blocks import CAPTION_DETAIL, NOTE
from budgetbook.importer.readers.document import Block
from budgetbook.importer.readers.pdf_layout import TextLayout
from budgetbook.importer.readers.pdf_lines import PdfLine
from budgetbook.importer.readers.pdf_tables import JoinedTable, TablePart


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page, read."""

    number: int
    width: float
    height: float
    lines: list[PdfLine]
    parts: list[TablePart]
    is_picture: bool
    """True where the words stand in a picture."""


@dataclass(slots=True)
class PdfBlockBuilder:
    """What has been read so far: tables that are done, one that may go on, lines that are no paragraph yet."""

    layout: TextLayout
    blocks: list[Block | JoinedTable] = field(default_factory=list)
    lines: list[PdfLine] = field(default_factory=list)

    def add_line(self, line: PdfLine) -> None:
        """Right below a table, a note and its further lines belong to the table."""
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
        """The lines right above a part are its caption; it goes on with the table before, or begins one."""
        caption = self._find_caption(part)
        part.caption = tuple(run for line in caption for run in line.segments)
        self.lines = self.lines[: len(self.lines) - len(caption)]
        previous = self.blocks[-1] if self.blocks and not self.lines else None
        if isinstance(previous, JoinedTable) and previous.take(part):
            return
        self.flush()
        self.blocks.append(JoinedTable([part]))

    def _find_caption(self, part: TablePart) -> list[PdfLine]:
        """From the table upward: lines that say unit or body, one title, and what belongs to these."""
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
        """Lines become paragraphs."""
        self.blocks.extend(pdf_layout.join_paragraphs(self.lines, self.layout))
        self.lines = []


def build_blocks(pages: Sequence[PdfPage]) -> Iterator[Block]:
    """All pages as one text."""
    lines = [line for page in pages for line in page.lines]
    widths = {page.number: page.width for page in pages}
    furniture = pdf_layout.find_page_furniture(lines, {page.number: page.height for page in pages})
    text_lines = pdf_layout.drop_contents([line for line in lines if (line.page, line.number) not in furniture])
    builder = PdfBlockBuilder(pdf_layout.measure_layout(text_lines, widths) if text_lines else TextLayout({}, 15, 10, False))
    for page in pages:
        own: list[PdfLine | TablePart] = [line for line in text_lines if line.page == page.number]
        for item in sorted([*own, *page.parts], key=lambda one: one.top):
            builder.add_line(item) if isinstance(item, PdfLine) else builder.add_part(item)
    builder.flush()
    number = 0
    for block in builder.blocks:
        number += isinstance(block, JoinedTable)
        yield block.build_table(number) if isinstance(block, JoinedTable) else block
