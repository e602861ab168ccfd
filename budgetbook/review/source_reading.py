"""Reads the document of a statement for the workbench: its pages, where its numbers stand, and what the importer takes them for.

Runs in the importer's sandbox: the document comes from outside.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from budgetbook.content.control_list import ControlList
from budgetbook.importer import sandbox
from budgetbook.importer.identity import MissingYearError
from budgetbook.importer.readers import detect
from budgetbook.importer.readers.text import decode
from budgetbook.importer.recognise import recognise
from budgetbook.importer.vocabulary import load
from budgetbook.review import pdf_pages
from budgetbook.review.pdf_pages import PageShape
from budgetbook.review.printed_numbers import NumberKey, NumberReading, NumberSpot, match_readings
from budgetbook.review.text_pages import PageBlock, TextPages


@dataclass(frozen=True, slots=True)
class SourceReading:
    """A document as the workbench shows it."""

    sha256: str
    kind: str
    spots: dict[NumberKey, NumberSpot]
    readings: dict[NumberKey, NumberReading]
    shapes: tuple[PageShape, ...] = ()
    """The pages of a PDF, which are drawn."""
    text_pages: tuple[tuple[PageBlock, ...], ...] = ()
    """The pages of any other document."""

    @property
    def page_count(self) -> int:
        """How many pages there are to look at."""
        return len(self.shapes) or len(self.text_pages)


def read_source(path: Path, content_root: Path, numbers: ControlList) -> SourceReading:
    """Read a document in a process of its own. Raises UnreadableDocumentError and MalformedVocabularyError."""
    reading: SourceReading = sandbox.run(_read, path, content_root, numbers)
    return reading


def draw_page(path: Path, number: int) -> bytes:
    """Draw one page of a PDF in a process of its own. Raises UnreadableDocumentError."""
    picture: bytes = sandbox.run(pdf_pages.draw_page, path, number)
    return picture


def _read(path: Path, content_root: Path, numbers: ControlList) -> SourceReading:
    document = detect.read(path)
    try:
        mentions = recognise(document, load(content_root)).mentions
    except MissingYearError:
        mentions = ()
    readings = match_readings(numbers.lines, mentions)
    if document.kind == "pdf":
        shapes, spots = pdf_pages.locate_numbers(path, numbers.lines)
        return SourceReading(document.sha256, document.kind, spots, readings, shapes)
    pages = TextPages()
    if document.kind == "text":
        pages.add_lines(decode(path.read_bytes()).removeprefix("\ufeff"))
    else:
        pages.add_blocks(document.blocks)
    text_pages = tuple(tuple(page) for page in pages.pages if page)
    return SourceReading(document.sha256, document.kind, pages.spots, readings, (), text_pages)
