"""Pages of a document without pages of its own: its words and tables as they were read, with every number marked.

Only words are handed on. Whatever markup, script or style the document has stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from budgetbook.content.control_list import tokens_of
from budgetbook.importer.readers.document import Block, DocumentTable, GridCell, Paragraph
from budgetbook.review.printed_numbers import NumberKey, NumberSpot
from budgetbook.review.source_pages import PageBlock, PageCell, PageRun, SourcePage

_NUMBERS_PER_PAGE = 150
_BLOCKS_PER_PAGE = 60


@dataclass
class TextPages:
    """Blocks as they are gathered, page by page, and where each number came to stand."""

    pages: list[list[PageBlock]] = field(default_factory=lambda: [[]])
    spots: dict[NumberKey, NumberSpot] = field(default_factory=dict)
    _ranks: Counter[str] = field(default_factory=Counter)
    _number_count: int = 0
    """Numbers on the last page."""

    def finish(self) -> tuple[SourcePage, ...]:
        """The pages; the last may still be empty, and is none then."""
        return tuple(SourcePage(blocks=tuple(blocks)) for blocks in self.pages if blocks)

    def add_lines(self, text: str) -> None:
        """Add the lines of a text file, whose places are the numbers of its lines."""
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
            self._add_text_line(line, str(number))

    def _add_text_line(self, line: str, place: str) -> None:
        self._add(PageBlock("line", tuple(self._cut(line, lambda _start: place))))

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Add what a reader found. Ranks are counted in the order in which the control list is made."""
        for block in blocks:
            if isinstance(block, Paragraph):
                self._add_paragraph(block)
            else:
                self._add_table(block, str(block.spot))

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        runs = tuple(self._cut(paragraph.text, lambda start: str(paragraph.locate(start))))
        self._add(PageBlock("heading" if paragraph.heading else "paragraph", runs))

    def _add_table(self, table: DocumentTable, place: str) -> None:
        """Add a table. In the control list the numbers of its notes come before those of its cells."""
        kinds_and_texts = [*(("caption", text) for text in table.caption), *(("note", text) for text in table.notes)]
        texts = [PageBlock(kind, tuple(self._cut(text, lambda _start: place))) for kind, text in kinds_and_texts]
        rows = tuple(tuple(self._build_cell(cell) for cell in row if cell) for row in table.rows)
        captions, notes = texts[: len(table.caption)], texts[len(table.caption) :]
        self.pages[-1] += [*captions, PageBlock("table", (), rows), *notes]
        self._turn_page()

    def _build_cell(self, cell: GridCell) -> PageCell:
        runs = tuple(self._cut(cell.text, lambda _start: str(cell.spot)))
        return PageCell(runs, cell.row_span, cell.column_span)

    def _cut(self, text: str, find_place: Callable[[int], str]) -> Iterator[PageRun]:
        """Yield the words and numbers of a text; `find_place` tells the place of an offset."""
        end = 0
        for start, token in tokens_of(text):
            place = find_place(start)
            key = place, self._ranks[place]
            self._ranks[place] += 1
            self._number_count += 1
            self.spots[key] = NumberSpot(len(self.pages))
            if start > end:
                yield PageRun(text[end:start])
            end = start + len(token.digits.removeprefix("-"))
            yield PageRun(text[start:end], key)
        if text[end:]:
            yield PageRun(text[end:])

    def _add(self, block: PageBlock) -> None:
        self.pages[-1].append(block)
        self._turn_page()

    def _turn_page(self) -> None:
        """Begin a new page once this one is full; a table stays with its captions and notes on one page."""
        page = self.pages[-1]
        if self._number_count > _NUMBERS_PER_PAGE or len(page) >= _BLOCKS_PER_PAGE:
            self.pages.append([])
            self._number_count = 0
