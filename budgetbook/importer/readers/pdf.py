"""Reads a PDF: its paragraphs and tables, page by page, within limits of time and memory."""

from __future__ import annotations

import io
import logging
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from budgetbook.importer.readers import (
    pdf_annotations,
    pdf_layout,
    pdf_limits,
    pdf_lines,
    pdf_stream,
    pdf_tables,
    pdf_visible,
    process_limits,
)
from budgetbook.importer.readers.document import DocumentContents, Omission, SourceLocation, UnreadableDocumentError
from budgetbook.importer.readers.pdf_interpreter import PaintedPage
from budgetbook.importer.readers.pdf_lines import Box, Char
from budgetbook.importer.readers.pdf_stream import PdfPage
from budgetbook.importer.readers.pdf_tables import TablePart

PAGES = 600
SECONDS_PER_PAGE = 1
"""Processor time that each further page with words adds to what the document may take. A page of tables takes a fifth."""
FEW = 20
"""A page with a picture and fewer characters than this has its text in the picture; the rest is a page number."""
LARGE = 0.15
"""Part of a page from which on a picture may be a table."""
EDGES = 20_000
"""Ruled lines of a page that are examined: a drawing with more is no table."""


def read(data: bytes) -> DocumentContents:
    """Read paragraphs and tables in the order of the pages, and list the pages that have none."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdf_limits.check_complete(data)
    with pdf_limits.limit_unpacking():
        pdf_pages = _read_pages(data)
    _refuse_scan(pdf_pages)
    return DocumentContents(
        tuple(pdf_stream.build_blocks(pdf_pages)),
        tuple(pdf_page.number for pdf_page in pdf_pages if pdf_page.is_picture),
        omissions=tuple(omission for pdf_page in pdf_pages for omission in pdf_page.omissions),
        contents_lines=tuple(pdf_layout.find_contents_lines([line for pdf_page in pdf_pages for line in pdf_page.lines])),
    )


def _read_pages(data: bytes) -> list[PdfPage]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _extract_pages(document)
    except (UnreadableDocumentError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises all kinds of errors on a damaged file
        causes = list(_find_causes(error))
        if any(isinstance(each, MemoryError) for each in causes):
            raise MemoryError from error
        needs_password = any(isinstance(each, PDFPasswordIncorrect) for each in causes)
        raise UnreadableDocumentError("import-locked" if needs_password else "import-damaged-pdf") from error


def _find_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that it was raised for; pdfplumber wraps what pdfminer raises."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        yield from (each for each in cause.args if isinstance(each, BaseException))
        cause = cause.__cause__ or cause.__context__


def _extract_pages(document: PDF) -> list[PdfPage]:
    if len(document.pages) > PAGES:
        raise UnreadableDocumentError("import-too-many-pages", limit=PAGES, found=len(document.pages))
    if len(document.pages) < pdf_limits.count_declared_pages(document.doc.catalog):
        raise UnreadableDocumentError("import-damaged-pdf")
    pdf_pages: list[PdfPage] = []
    for page in document.pages:
        painted_page = PaintedPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
        pdf_page = _read_page(*_turn_upright(painted_page))
        process_limits.grant_time(SECONDS_PER_PAGE if pdf_pages and (pdf_page.lines or pdf_page.parts) else 0)
        pdf_pages.append(pdf_page)
    return pdf_pages


def _turn_upright(page: Page) -> tuple[Page, list[Char]]:
    """The page and its characters; a page whose text runs up, down or upside down is turned, as a reader would turn it."""
    text_chars = [char for char in page.chars if not pdf_lines.is_in_margin(char, float(page.height))]
    turn, turned_count = Counter(map(pdf_lines.find_turn, text_chars)).most_common(1)[0] if text_chars else (0, 0)
    if not turn or turned_count <= 0.6 * len(text_chars):
        return page, page.chars
    # Characters across the text are dropped if there are only as many as the running head and page number had.
    margin_chars = sum(
        pdf_lines.is_in_margin(char, float(page.height)) and not pdf_lines.is_sideways(char) for char in page.chars
    )
    page.page_obj.rotate = (page.page_obj.rotate + turn) % 360
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate  # pdfplumber works out the size of the page from it
    page.close()
    turned_page = PaintedPage(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
    if not turn % 180:
        return turned_page, turned_page.chars
    along_chars = [char for char in turned_page.chars if not pdf_lines.is_sideways(char)]
    drops_margin = len(turned_page.chars) - len(along_chars) == margin_chars
    return turned_page, along_chars if drops_margin else turned_page.chars


def _read_page(page: Page, page_chars: list[Char]) -> PdfPage:
    text = pdf_visible.select_visible(page_chars, page.page_number, _shown_box(page), _picture_share(page))
    chars = text.chars
    _refuse_garbled(page, chars)
    tops = [line.top for line in pdf_lines.find_lines(chars)]
    picture = bool(page.images) and sum(not char["text"].isspace() for char in chars) < FEW
    parts, chars = _extract_parts(page, chars)
    lines = [
        replace(line, page=page.page_number, number=max(1, bisect_right(tops, line.top + 0.1)))
        for line in pdf_lines.find_lines(chars)
    ]
    omissions = (*text.omissions, *_name_unread(page, is_scan=picture or text.is_recognised, has_text=bool(lines or parts)))
    pdf_page = PdfPage(page.page_number, float(page.width), float(page.height), lines, parts, picture, omissions)
    page.close()
    return pdf_page


def _shown_box(page: Page) -> Box:
    """The part of the page that a viewer shows."""
    page_box, crop = page.bbox, page.cropbox
    if page_box[0] <= crop[0] < crop[2] <= page_box[2] and page_box[1] <= crop[1] < crop[3] <= page_box[3]:
        return crop
    return page_box


def _picture_share(page: Page) -> float:
    """The part of the page that pictures cover."""
    whole = float(page.width * page.height)
    areas = [
        max(0.0, float(min(one["x1"], page.width) - max(one["x0"], 0)))
        * max(0.0, float(min(one["bottom"], page.height) - max(one["top"], 0)))
        for one in page.images
    ]
    return min(1.0, sum(areas) / whole) if whole else 0.0


def _name_unread(page: Page, *, is_scan: bool, has_text: bool) -> list[Omission]:
    """Name what a page shows besides its text: large pictures, and notes or fields laid over it."""
    where = str(SourceLocation(page=page.page_number))
    omissions = [] if is_scan or _picture_share(page) < LARGE or not has_text else [Omission("picture", where)]
    if not is_scan and not has_text:
        omissions.append(Omission("empty-page", where))
    return [*omissions, *pdf_annotations.list_annotations(page.page_obj.annots, where)]


def _extract_parts(page: Page, chars: list[Char]) -> tuple[list[TablePart], list[Char]]:
    if len(page.edges) > EDGES:
        raise UnreadableDocumentError("import-intricate-page", page=page.page_number)
    parts = []
    # The smallest first: a table inside a cell of another takes its own words, the outer cell the rest.
    for table in sorted(page.find_tables(), key=lambda one: (one.bbox[2] - one.bbox[0]) * (one.bbox[3] - one.bbox[1])):
        part, chars = pdf_tables.read_table_part(page.page_number, table.cells, chars)
        parts += [part] if part else []
    return parts, chars


def _refuse_garbled(page: Page, chars: list[Char]) -> None:
    """Refuse a page whose fonts do not map shapes to characters: text copied from it is noise."""
    unknown_count = sum(char["text"].startswith("(cid:") or "\ue000" <= char["text"] <= "\uf8ff" for char in chars)
    if unknown_count > 0.05 * len(chars):
        raise UnreadableDocumentError("import-garbled", page=page.page_number)


def _refuse_scan(pdf_pages: list[PdfPage]) -> None:
    """Refuse a file without text, or with at least half of its pages being pictures."""
    if not any(pdf_page.lines or pdf_page.parts for pdf_page in pdf_pages):
        raise UnreadableDocumentError("import-no-text")
    if 2 * sum(pdf_page.is_picture for pdf_page in pdf_pages) >= len(pdf_pages):
        raise UnreadableDocumentError(
            "import-half-pictures", page=next(pdf_page.number for pdf_page in pdf_pages if pdf_page.is_picture)
        )
