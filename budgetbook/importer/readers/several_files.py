"""Reads a document that is published in several files, its text in one and its tables in another, as one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetbook.importer.readers.document import (
    Block,
    Document,
    DocumentTable,
    GridCell,
    Omission,
    Paragraph,
    SourceLocation,
    TextRun,
)


def join_documents(documents: Sequence[Document]) -> Document:
    """One document of several files, in their order. Each location says which file it is in; tables are counted through."""
    if len(documents) == 1:
        return documents[0]
    blocks: list[Block] = []
    for number, document in enumerate(documents, 1):
        table_count = sum(isinstance(block, DocumentTable) for block in blocks)
        blocks += [_relocate_block(block, number, table_count) for block in document.blocks]
    first = documents[0]
    return Document(
        first.name,
        "several",
        first.sha256,
        tuple(blocks),
        title=next((document.title for document in documents if document.title), ""),
        publisher=next((document.publisher for document in documents if document.publisher), ""),
        omissions=tuple(each for number, document in enumerate(documents, 1) for each in _list_omissions(document, number)),
        contents_lines=tuple(line for document in documents for line in document.contents_lines),
        further_sha256=tuple(document.sha256 for document in documents[1:]),
        file_names=tuple(document.name for document in documents),
    )


def _list_omissions(document: Document, number: int) -> Iterator[Omission]:
    """Yield what was not read of a file, with the file's number; its pages of pictures among it."""
    for page in document.picture_pages:
        yield Omission("picture-page", str(SourceLocation(file=number, page=page)))
    for omission in document.omissions:
        yield replace(omission, where=f"f{number} {omission.where}".strip())


def _relocate_block(block: Block, number: int, table_count: int) -> Block:
    def relocate(spot: SourceLocation) -> SourceLocation:
        return replace(spot, file=number, table=spot.table + table_count if spot.table else spot.table)

    def relocate_cell(cell: GridCell | None) -> GridCell | None:
        return replace(cell, spot=relocate(cell.spot)) if cell else None

    if isinstance(block, Paragraph):
        return replace(block, text_runs=tuple(TextRun(run.start, relocate(run.spot)) for run in block.text_runs))
    rows = tuple(tuple(map(relocate_cell, row)) for row in block.rows)
    return replace(block, rows=rows, spot=relocate(block.spot))
