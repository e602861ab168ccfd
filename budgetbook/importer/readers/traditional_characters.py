"""Reads a text in traditional characters as the simplified ones that statements are written in: 預算 as 预算.

Some authorities publish their pages in both. A document is taken whole or not at all: in one that is written in simplified
characters, a traditional one belongs to a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opencc import OpenCC

from budgetbook.importer.readers.document import Block, DocumentContents, DocumentTable, GridCell, Omission, Paragraph

_SHARE = 10
"""One in so many ideographs is traditional where a text is; of those that statements use, it is one in three."""
_IDEOGRAPHS = ("\u4e00", "\u9fff")


def read_as_simplified(contents: DocumentContents) -> DocumentContents:
    """The content with each traditional character replaced by one simplified, if it is written in these; and that it was."""
    ideographs = [char for text in _texts(contents) for char in text if _IDEOGRAPHS[0] <= char <= _IDEOGRAPHS[1]]
    table = _make_table(set(ideographs)) if ideographs else {}
    if sum(ord(char) in table for char in ideographs) * _SHARE <= len(ideographs):
        return contents
    first = next(block for block in contents.blocks if any(ord(char) in table for text in _block_texts(block) for char in text))
    place = first.locate(0) if isinstance(first, Paragraph) else first.spot
    return replace(
        contents,
        blocks=tuple(_translate_block(block, table) for block in contents.blocks),
        title=contents.title.translate(table),
        publisher=contents.publisher.translate(table),
        omissions=(*contents.omissions, Omission("traditional", str(place))),
        contents_lines=tuple(line.translate(table) for line in contents.contents_lines),
    )


def _make_table(chars: set[str]) -> dict[int, str]:
    """Map the traditional ones of some characters to simplified ones, one for one, so that every place in the text stays."""
    ordered_chars = sorted(chars)
    # Apart from each other, so that no two are read as a word.
    simplified_chars = OpenCC("t2s").convert("\n".join(ordered_chars)).split("\n")
    pairs = zip(ordered_chars, simplified_chars, strict=True)
    return {ord(char): new_char for char, new_char in pairs if new_char != char and len(new_char) == 1}


def _texts(contents: DocumentContents) -> Iterator[str]:
    for block in contents.blocks:
        yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    yield from block.caption
    yield from block.notes
    for row in block.rows:
        yield from (cell.text for cell in row if cell is not None)


def _translate_block(block: Block, table: dict[int, str]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=block.text.translate(table))
    return _translate_table(block, table)


def _translate_table(document_table: DocumentTable, table: dict[int, str]) -> DocumentTable:
    def translate_cell(cell: GridCell | None) -> GridCell | None:
        return replace(cell, text=cell.text.translate(table)) if cell is not None else None

    return replace(
        document_table,
        rows=tuple(tuple(translate_cell(cell) for cell in row) for row in document_table.rows),
        caption=tuple(line.translate(table) for line in document_table.caption),
        notes=tuple(line.translate(table) for line in document_table.notes),
    )
