"""The bytes of a PDF in; its paragraphs and tables, read page by page within bounds of time and memory, out."""

from __future__ import annotations

import io
import logging
import time
from bisect import bisect_right
from dataclasses import replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF

from budgetbook.importer.readers import pdf_limits, pdf_lines, pdf_stream, pdf_tables
from budgetbook.importer.readers.document import CannotRead, Contents
from budgetbook.importer.readers.pdf_lines import Char
from budgetbook.importer.readers.pdf_stream import Sheet
from budgetbook.importer.readers.pdf_tables import Part

PAGES = 600
SECONDS = 240.0
"""The most of the processor's time that one file may take; asked between pages."""
FEW = 20
"""A page with a picture and fewer characters than these has its words in the picture: what it prints is its number."""
EDGES = 20_000
"""The most ruled lines of a page that are looked at: a drawing with more is no table."""


def read(data: bytes) -> Contents:
    """Paragraphs and tables in the order of the pages, and the pages that have none."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pdf_limits.check(data)
    with pdf_limits.counted():
        sheets = _sheets(data)
    _need_text(sheets)
    return Contents(tuple(pdf_stream.blocks(sheets)), tuple(sheet.number for sheet in sheets if sheet.picture))


def _sheets(data: bytes) -> list[Sheet]:
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _pages(document)
    except CannotRead:
        raise
    except Exception as error:  # the library lets every kind of error out of a damaged file
        locked = any(isinstance(one, PDFPasswordIncorrect) for one in (error, *error.args))
        raise CannotRead("import-locked" if locked else "import-damaged-pdf") from error


def _pages(document: PDF) -> list[Sheet]:
    end = time.process_time() + SECONDS
    if len(document.pages) > PAGES:
        raise CannotRead("import-too-many-pages", limit=PAGES, found=len(document.pages))
    if len(document.pages) < pdf_limits.promised(document.doc.catalog):
        raise CannotRead("import-damaged-pdf")
    sheets = []
    for page in document.pages:
        if time.process_time() > end:
            raise CannotRead("import-too-slow", limit=round(SECONDS), page=page.page_number)
        sheets.append(_sheet(*_upright(page)))
    return sheets


def _upright(page: Page) -> tuple[Page, list[Char]]:
    """The page and its characters; where the text runs up or down, turned as a reader would turn it."""
    body = [char for char in page.chars if not pdf_lines.in_margin(char, float(page.height))]
    sideways = [char for char in body if pdf_lines.is_sideways(char)]
    if len(sideways) <= 0.6 * len(body):
        return page, page.chars
    # Head and page number stand across the text: they are in the margins, and nothing else there is.
    away = sum(pdf_lines.in_margin(char, float(page.height)) and not pdf_lines.is_sideways(char) for char in page.chars)
    up = sum(char["matrix"][1] > 0 for char in sideways) > len(sideways) / 2
    page.page_obj.rotate = (page.page_obj.rotate + (90 if up else 270)) % 360
    page.close()
    turned = Page(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
    across = [char for char in turned.chars if pdf_lines.is_sideways(char)]
    return turned, [char for char in turned.chars if not pdf_lines.is_sideways(char)] if len(across) == away else turned.chars


def _sheet(page: Page, own: list[Char]) -> Sheet:
    chars = pdf_lines.readable(own, float(page.width), float(page.height))
    _need_letters(page)
    tops = [line.top for line in pdf_lines.lines(chars)]
    picture = bool(page.images) and sum(not char["text"].isspace() for char in chars) < FEW
    parts, chars = _parts(page, chars)
    lines = [
        replace(line, page=page.page_number, number=max(1, bisect_right(tops, line.top + 0.1))) for line in pdf_lines.lines(chars)
    ]
    sheet = Sheet(page.page_number, float(page.width), float(page.height), lines, parts, picture)
    page.close()
    return sheet


def _parts(page: Page, chars: list[Char]) -> tuple[list[Part], list[Char]]:
    if len(page.edges) > EDGES:
        raise CannotRead("import-intricate-page", page=page.page_number)
    parts = []
    # The smallest first: a table within a cell of another has its own words, and the outer cell has the rest.
    for table in sorted(page.find_tables(), key=lambda one: (one.bbox[2] - one.bbox[0]) * (one.bbox[3] - one.bbox[1])):
        part, chars = pdf_tables.part(page.page_number, table.cells, chars)
        parts += [part] if part else []
    return parts, chars


def _need_letters(page: Page) -> None:
    """Without its tables of letters a PDF has shapes only: what can be copied from it is noise."""
    unknown = sum(char["text"].startswith("(cid:") or "\ue000" <= char["text"] <= "\uf8ff" for char in page.chars)
    if unknown > 0.05 * len(page.chars):
        raise CannotRead("import-garbled", page=page.page_number)


def _need_text(sheets: list[Sheet]) -> None:
    if not any(sheet.lines or sheet.parts for sheet in sheets):
        raise CannotRead("import-no-text")
    if 2 * sum(sheet.picture for sheet in sheets) >= len(sheets):
        raise CannotRead("import-half-pictures", page=next(sheet.number for sheet in sheets if sheet.picture))
