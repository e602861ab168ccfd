"""Reads the document of a statement for the workbench: its pages, where its numbers stand, and what the importer takes them for.

Runs in the importer's sandbox: the document comes from outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from budgetbook.content.control_list import ControlLine, ControlList
from budgetbook.importer import sandbox
from budgetbook.importer.fiscal_year import MissingYearError
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.document import Block, Document
from budgetbook.importer.readers.several_files import join_documents
from budgetbook.importer.readers.text import decode
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import load
from budgetbook.review import pdf_pages, sheet_pages
from budgetbook.review.printed_numbers import NumberKey, NumberReading, NumberSpot, match_readings
from budgetbook.review.source_pages import SourcePage
from budgetbook.review.text_pages import TextPages


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A document as the workbench shows it."""

    pages: tuple[SourcePage, ...]
    """The pages of all its files, in order."""
    spots: dict[NumberKey, NumberSpot]
    """Where each number is seen; one that is not found on its page may be missing."""
    readings: dict[NumberKey, NumberReading]


def read_source(paths: Sequence[Path], content_root: Path, numbers: ControlList) -> SourceReading:
    """Read a document's files in a process of its own. Raises UnreadableDocumentError and MalformedVocabularyError."""
    reading: SourceReading = sandbox.run(_read, paths, content_root, numbers)
    return reading


def draw_page(path: Path, number: int) -> bytes:
    """Draw one page of a PDF in a process of its own. Raises UnreadableDocumentError."""
    picture: bytes = sandbox.run(pdf_pages.draw_page, path, number)
    return picture


def _read(paths: Sequence[Path], content_root: Path, numbers: ControlList) -> SourceReading:
    documents = [detect.read(path) for path in paths]
    whole = join_documents(documents)
    try:
        mentions = recognise(whole, load(content_root)).mentions
    except MissingYearError:
        mentions = ()
    pages: list[SourcePage] = []
    spots: dict[NumberKey, NumberSpot] = {}
    ends = [0]
    for document in documents:
        ends.append(ends[-1] + len(document.blocks))
    for index, (start, end) in enumerate(pairwise(ends)):
        file = index + 1 if len(documents) > 1 else 0
        own_lines = [line for line in numbers.lines if line.steps.get("f", 0) == file]
        own_pages, own_spots = _read_file(paths[index], documents[index], whole.blocks[start:end], own_lines)
        spots |= {key: replace(spot, page=spot.page + len(pages)) for key, spot in own_spots.items()}
        pages += [replace(page, file=file) for page in own_pages]
    return SourceReading(tuple(pages), spots, match_readings(numbers.lines, mentions))


def _read_file(
    path: Path, document: Document, blocks: Sequence[Block], lines: Sequence[ControlLine]
) -> tuple[tuple[SourcePage, ...], dict[NumberKey, NumberSpot]]:
    """The pages of one file, and the numbers on them; `blocks` are its own, with the places of the whole document."""
    if document.kind == "pdf":
        return pdf_pages.locate_numbers(path, lines)
    if document.kind == "workbook":
        return sheet_pages.lay_out_sheets(path.read_bytes(), lines)
    pages = TextPages()
    if document.kind == "text" and not any("f" in line.steps for line in lines):
        pages.add_lines(decode(path.read_bytes()).removeprefix("\ufeff"))
    else:
        pages.add_blocks(blocks)
    return pages.finish(), pages.spots
