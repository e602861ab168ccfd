"""Reads tables of numbered rows with bars between the cells, where the bars of empty cells were lost or moved."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.importer.readers.document import Block, DocumentTable, Paragraph, TextRun
from budgetbook.importer.readers.pasted_text.cells import BAR
from budgetbook.importer.readers.pasted_text.numbered_rows import AMOUNT_HEAD, NUMBER_HEADS, restore_numbered_rows


def restore_numbered_bars(lines: Sequence[Paragraph]) -> list[Block]:
    """The lines with every run of numbered rows put back into a table; [] if they have none with one amount on each side."""
    pieces_by_line = [_split(line) for line in lines]
    if not any(BAR in line.text for line in lines) or not _has_sides([p.text for pieces in pieces_by_line for p in pieces]):
        return []
    restored_blocks = restore_numbered_rows([piece for pieces in pieces_by_line for piece in pieces])
    if not any(isinstance(block, DocumentTable) for block in restored_blocks):
        return []
    return _join_again(restored_blocks, lines, pieces_by_line)


def _has_sides(texts: Sequence[str]) -> bool:
    """True for the heads of a label, a line number and one amount, twice."""
    first = next((i for i, text in enumerate(texts) if text in NUMBER_HEADS), len(texts))
    numbers, amounts = texts[first : first + 6 : 3], texts[first + 1 : first + 6 : 3]
    has_two_numbers = len(numbers) == 2 and all(text in NUMBER_HEADS for text in numbers)
    return has_two_numbers and all(AMOUNT_HEAD.fullmatch(text) for text in amounts) and amounts[0] == amounts[-1]


def _split(line: Paragraph) -> list[Paragraph]:
    """The cells of a line that are not empty, each as a paragraph of its own."""
    texts = [piece.strip() for piece in line.text.split(BAR)]
    return [Paragraph(text, (TextRun(0, line.text_runs[0].spot),)) for text in texts if text]


def _join_again(
    blocks: Sequence[Block], lines: Sequence[Paragraph], pieces_by_line: Sequence[Sequence[Paragraph]]
) -> list[Block]:
    """The blocks with the lines of which no cell went into a table as they were."""
    left_over = {id(block) for block in blocks}
    whole_lines = {
        id(pieces[0]): line
        for line, pieces in zip(lines, pieces_by_line, strict=True)
        if pieces and all(id(piece) in left_over for piece in pieces)
    }
    later_pieces = {id(piece) for pieces in pieces_by_line if pieces and id(pieces[0]) in whole_lines for piece in pieces[1:]}
    return [whole_lines.get(id(block), block) for block in blocks if id(block) not in later_pieces]
