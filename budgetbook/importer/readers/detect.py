"""Reads a document's file, whatever its format, or raises the reason why it cannot be read and what to do about it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from budgetbook.importer.readers import process_limits
from budgetbook.importer.readers.document import (
    Block,
    Document,
    DocumentContents,
    DocumentTable,
    Paragraph,
    UnreadableDocumentError,
)
from budgetbook.importer.readers.file_bytes import read_bytes
from budgetbook.importer.readers.joint_chapters import part_joint_chapters
from budgetbook.importer.readers.line_joining import split_paragraph
from budgetbook.importer.readers.note_marks import drop_marks
from budgetbook.importer.readers.parted_sentences import join_parted_sentences
from budgetbook.importer.readers.pasted_text.runs import restore_tables
from budgetbook.importer.readers.text import decode
from budgetbook.importer.readers.traditional_characters import read_as_simplified

CHARACTERS = 300_000
"""Characters of running text that are read. Statements of a hundred pages have 60,000."""
CELLS = 200_000
"""Cells of all tables that are read."""
CHARACTERS_PER_SECOND = 20_000
"""Characters of ordinary paragraphs that each add a second to the time that a document may take. A tenth of one is needed."""
CELLS_PER_SECOND = 5_000
"""Cells with text that do so."""
_ORDINARY = range(10, 1000)
"""Characters of a paragraph that somebody wrote to be read: a document of many more or fewer gets no time for them."""
_HEAD = 4096
"""Characters at the beginning of a text that tell its kind."""


@dataclass(frozen=True, slots=True)
class DocumentFormat:
    """One kind of document. It has the name of the module of this folder that reads it."""

    module: str
    magic: bytes = b""
    """Bytes in its first kilobyte."""
    member: str = ""
    """For a ZIP file: the beginning of the name of one of its members."""
    tag: re.Pattern[str] | None = None
    """For a text that begins with a tag: a pattern found in its head."""

    def read(self, data: bytes) -> DocumentContents:
        """Read the file's content."""
        # Imported here, so that only the libraries that this kind needs are loaded.
        contents: DocumentContents = import_module(f"budgetbook.importer.readers.{self.module}").read(data)
        return contents


_WEB = re.compile(r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<table[\s>]|<div[\s>]|<p[\s>]", re.IGNORECASE)
FORMATS = (
    DocumentFormat("pdf", magic=b"%PDF-"),
    DocumentFormat("docx", member="word/"),
    DocumentFormat("workbook", member="xl/"),
    DocumentFormat("html", tag=_WEB),
    DocumentFormat("text"),
)
"""Every kind that is read, in the order of detection. Whatever has no mark of another kind is text."""
_PICTURES = {b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"II*\x00": "TIFF", b"MM\x00*": "TIFF", b"BM": "BMP"}
_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip"}
_OTHER_ZIP_FORMATS = (("ppt/", "PowerPoint"), ("OFD.xml", "OFD"), ("content.xml", "OpenDocument"))
_XML_SHEET = re.compile(r"<\?mso-application\s{1,9}progid=.Excel\.Sheet.")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def read(path: Path) -> Document:
    """Read a file. Its kind is detected from its content, never from the ending of its name."""
    data = read_bytes(path)
    document_format = detect_format(data)
    contents = read_as_simplified(document_format.read(data))
    if document_format.module != "pdf":  # which gets its time page by page
        process_limits.grant_time(estimate_seconds(contents.blocks))
    blocks, marks = drop_marks(contents.blocks)
    return Document(
        path.name,
        document_format.module,
        hashlib.sha256(data).hexdigest(),
        restore_tables(_split_long_paragraphs(part_joint_chapters(join_parted_sentences(blocks)))),
        contents.picture_pages,
        title=contents.title,
        publisher=contents.publisher,
        omissions=(*contents.omissions, *marks),
        contents_lines=contents.contents_lines,
    )


def estimate_seconds(blocks: Sequence[Block]) -> int:
    """The seconds of processor time to add for a long document, whose reading takes the longer the more it has to say."""
    lengths = [len(block.text) for block in blocks if isinstance(block, Paragraph)]
    cells = (cell for block in blocks if isinstance(block, DocumentTable) for row in block.rows for cell in row)
    written_cells = sum(1 for cell in cells if cell is not None and cell.text)
    return sum(length for length in lengths if length in _ORDINARY) // CHARACTERS_PER_SECOND + written_cells // CELLS_PER_SECOND


def detect_format(data: bytes) -> DocumentFormat:
    """Tell the format of a file by its bytes. Raises UnreadableDocumentError for one that is not read."""
    for each in FORMATS:
        if each.magic and each.magic in data[:1024]:
            return each
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _detect_zip_format(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _detect_old_format(data)
    _refuse_others(data)
    return _detect_text_format(data)


def _detect_zip_format(data: bytes) -> DocumentFormat:
    """Tell the format of a ZIP file by the names of its members."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            _refuse_other_workbooks(names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableDocumentError("import-damaged-office") from error
    for each in FORMATS:
        if each.member and any(name.startswith(each.member) for name in names):
            return each
    if _is_open_spreadsheet(data, names):
        raise UnreadableDocumentError("import-workbook", kind="OpenDocument")
    for start, program in _OTHER_ZIP_FORMATS:
        if any(name.startswith(start) for name in names):
            raise UnreadableDocumentError("import-other-kind", kind=program)
    raise UnreadableDocumentError("import-archive", kind="ZIP")


def _is_open_spreadsheet(data: bytes, names: list[str]) -> bool:
    """True for a spreadsheet of OpenDocument, which names its kind in its first member, unpacked."""
    return "mimetype" in names and b"application/vnd.oasis.opendocument.spreadsheet" in data[:200]


def _detect_old_format(data: bytes) -> DocumentFormat:
    """Tell an old workbook from the other files in the container that Office used before 2007."""
    # A new file with a password is wrapped in the same container.
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableDocumentError("import-locked")
    if any(f"{name}\0".encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return next(each for each in FORMATS if each.module == "workbook")
    raise UnreadableDocumentError("import-old-office")


def _refuse_other_workbooks(names: Collection[str]) -> None:
    """Raise UnreadableDocumentError for a workbook with macros, and for a binary one."""
    if "xl/vbaProject.bin" in names:
        raise UnreadableDocumentError("import-macros")
    if "xl/workbook.bin" in names:
        raise UnreadableDocumentError("import-workbook", kind=".xlsb")


def _refuse_others(data: bytes) -> None:
    if data.startswith(b"{\\rtf"):
        raise UnreadableDocumentError("import-other-kind", kind="RTF")
    for start, name in _PICTURES.items():
        # A text may begin with the two letters of BMP too.
        if data.startswith(start) and (name != "BMP" or b"\x00" in data[:16]):
            raise UnreadableDocumentError("import-picture", kind=name)
    for start, name in _ARCHIVES.items():
        if data.startswith(start):
            raise UnreadableDocumentError("import-archive", kind=name)


def _detect_text_format(data: bytes) -> DocumentFormat:
    """Tell a web page from a text by the tags at its beginning."""
    text = decode(data, web=bool(_WEB.search(data[:_HEAD].decode("latin-1"))))
    if _CONTROL.search(text[:100_000]):
        raise UnreadableDocumentError("import-unknown-kind")
    start = text[:_HEAD].lstrip("\ufeff \t\r\n")
    if _XML_SHEET.search(start):
        raise UnreadableDocumentError("import-workbook", kind="XML")
    if start.startswith("<?mso-application") or "<w:wordDocument" in start:
        raise UnreadableDocumentError("import-other-kind", kind="Word XML")
    if re.match(r"(?:From|MIME-Version|Subject|Date):", start) and "multipart/related" in start:
        raise UnreadableDocumentError("import-other-kind", kind="MHTML")
    tag_matches = (each for each in FORMATS if each.tag and start.startswith("<") and each.tag.search(start))
    return next(tag_matches, FORMATS[-1])


def _split_long_paragraphs(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    if not blocks:
        raise UnreadableDocumentError("import-no-words")
    cell_count = sum(len(block.rows) * len(block.rows[0]) for block in blocks if isinstance(block, DocumentTable) and block.rows)
    if sum(len(block.text) for block in blocks if isinstance(block, Paragraph)) > CHARACTERS or cell_count > CELLS:
        raise UnreadableDocumentError("import-much-text", characters=CHARACTERS, cells=CELLS)
    return tuple(part for block in blocks for part in (split_paragraph(block) if isinstance(block, Paragraph) else (block,)))
