"""Small documents for the tests of the importer: paragraphs and tables as the readers give them."""

from __future__ import annotations

from functools import cache

import project

from budgetbook.importer.draft.assemble import assemble
from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.readers.document import Block, Document, DocumentTable, GridCell, Paragraph, SourceLocation, TextRun
from budgetbook.importer.recognise import Recognition, recognise
from budgetbook.importer.vocabulary import Vocabulary, load

CONTENT = project.CONTENT
TITLE = "青山区水务局2024年部门预算"


@cache
def words() -> Vocabulary:
    """The importer's data, as it is in `content/`."""
    return load(CONTENT)


def document(*blocks: str | Block, title: str = TITLE) -> Document:
    """A document of paragraphs and tables, under a title; a text with a heading's number and no full stop is a heading."""
    made: list[Block] = [_paragraph(title, 1)]
    made += [_paragraph(block, index) if isinstance(block, str) else block for index, block in enumerate(blocks, 2)]
    return Document("qingshan-water-2024-budget.txt", "text", "0" * 64, tuple(made))


def _paragraph(text: str, line: int) -> Paragraph:
    heading = not any(mark in text for mark in "。；") and len(text) < 40
    return Paragraph(text, (TextRun(0, SourceLocation(line=line)),), heading)


def table(caption: tuple[str, ...], rows: list[list[str | None]], notes: tuple[str, ...] = (), number: int = 1) -> DocumentTable:
    """A table; None is a place that the cell to the left covers, or "^" the one above."""
    made = [tuple(_cell(rows, r, c, number) for c in range(len(row))) for r, row in enumerate(rows)]
    return DocumentTable(tuple(made), SourceLocation(table=number), caption, notes)


def _cell(rows: list[list[str | None]], r: int, c: int, number: int) -> GridCell | None:
    text, row = rows[r][c], rows[r]
    if text is None or text == "^":
        return None
    wide = next((i for i, later in enumerate(row[c + 1 :]) if later is not None), len(row) - c - 1) + 1
    high = next((i for i, later in enumerate(rows[r + 1 :]) if later[c] != "^"), len(rows) - r - 1) + 1
    return GridCell(text, SourceLocation(table=number, row=r + 1, column=c + 1), high, wide)


def read(*blocks: str | Block) -> Recognition:
    """What the importer makes of such a document."""
    return recognise(document(*blocks), words())


def figures(*blocks: str | Block) -> dict[str, dict[str, object]]:
    """The fields of every figure, without its place."""
    return {name: {k: v for k, v in entry.fields.items() if k != "at"} for name, entry in put(*blocks).figures.items()}


def put(*blocks: str | Block) -> StatementDraft:
    """The statement that comes of it."""
    return assemble(read(*blocks), words())


def read_as(title: str, *blocks: str | Block, words: Vocabulary | None = None) -> StatementDraft:
    """The same for a document with another title, or by other data of the importer."""
    data = words or load(CONTENT)
    return assemble(recognise(document(*blocks, title=title), data), data)


def lost(*blocks: str | Block) -> list[tuple[str, str]]:
    """The numbers that were not placed, with what the importer says they are."""
    return [(m.digits, m.kind) for m in read(*blocks).mentions if m.digits and m.status != "placed"]
