"""The document that every reader makes of a file: paragraphs and tables in order, each piece with its location."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from budgetbook.content.document_places import SheetArea
from budgetbook.diagnostics.problem import Language, message
from budgetbook.infra.base.errors import BudgetbookError


@dataclass(frozen=True, slots=True)
class SourceLocation:
    """A location by which a person finds a piece of the document again.

    All fields count from 1; None if the format has no such thing.
    """

    page: int | None = None
    """A page, or a sheet of a workbook."""
    line: int | None = None
    """A line of a text file, or of a PDF page."""
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    """The name of a sheet; row and column are then those of the sheet, not of a table on it."""
    last_row: int | None = None
    last_column: int | None = None
    """The lower right corner of several cells of a sheet."""
    file: int | None = None
    """Which file, if the document is in several."""

    @property
    def area(self) -> SheetArea | None:
        """The cells of a sheet."""
        if not self.sheet or self.row is None or self.column is None:
            return None
        last_row, last_column = self.last_row or self.row, self.last_column or self.column
        return SheetArea(self.sheet, self.row, self.column, last_row, last_column, self.file or 0)

    def reach_up(self, captions: Iterable[SourceLocation]) -> SourceLocation:
        """The cells of a sheet together with those of the caption above them; any other location as it is."""
        cells = [each for each in captions if each.row is not None and each.column is not None]
        if not self.sheet or not cells:
            return self
        top = min(self.row or 1, *(cell.row or 1 for cell in cells))
        left = min(self.column or 1, *(cell.column or 1 for cell in cells))
        return replace(self, row=top, column=left)

    def __str__(self) -> str:
        if area := self.area:
            return str(area)
        names = (("f", self.file), ("p", self.page), ("t", self.table), ("r", self.row), ("c", self.column), ("l", self.line))
        return " ".join(f"{name}{value}" for name, value in names if value is not None)


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of a paragraph's text that stands on one line of the document."""

    start: int
    """Offset in the paragraph's text."""
    spot: SourceLocation


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, with lines joined that a line break or page break had separated."""

    text: str
    text_runs: tuple[TextRun, ...]
    heading: bool = False
    """True for a short line that names what follows."""

    def locate(self, offset: int) -> SourceLocation:
        """The location of the character at an offset."""
        return max((p for p in self.text_runs if p.start <= offset), key=lambda p: p.start, default=self.text_runs[0]).spot


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. A merged cell appears once, where it begins, with its spans."""

    text: str
    spot: SourceLocation
    row_span: int = 1
    column_span: int = 1
    stored_number: str = ""
    """The number that a cell of a workbook stores, where it shows another: 1234.5678 for 1,234.57."""


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A ruled table. One that continues over pages is joined, and its repeated heads are dropped."""

    rows: tuple[tuple[GridCell | None, ...], ...]
    """None where a merged cell covers the position; an empty cell is a GridCell with empty text."""
    spot: SourceLocation
    caption: tuple[str, ...] = ()
    """The lines right above it: title, unit (单位：元), entity."""
    notes: tuple[str, ...] = ()
    """The lines right below it: 注：…"""


Block = Paragraph | DocumentTable


OmissionKind = Literal[
    "picture",
    "hidden",
    "struck",
    "covered",
    "clipped",
    "overprinted",
    "aslant",
    "mark",
    "embedded",
    "recognised",
    "empty-page",
    "picture-page",
    "comment",
    "error",
    "formula",
    "number-format",
    "traditional",
]


@dataclass(frozen=True, slots=True)
class Omission:
    """A part of the document that was not read, or not believed."""

    kind: OmissionKind
    where: str
    """The page or line, as a location is written; or the heading above it."""
    words: str = ""
    """The first words of what was left out."""


@dataclass(frozen=True, slots=True)
class DocumentContents:
    """What a reader finds in a file."""

    blocks: tuple[Block, ...]
    picture_pages: tuple[int, ...] = ()
    """Pages that have pictures and no text, so that nothing on them was read."""
    title: str = ""
    """The title that a web page gives itself."""
    publisher: str = ""
    """Who a web page says that its text is from."""
    omissions: tuple[Omission, ...] = ()
    """What the file holds besides, and the reader left out."""
    contents_lines: tuple[str, ...] = ()
    """Lines of a table of contents, which are no blocks: their numbers are of pages."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file, as read."""

    name: str
    kind: str
    """The module that read it: `text`, `html`, `docx`, `pdf`, `workbook` (see `detect.FORMATS`); `several` for several files."""
    sha256: str
    blocks: tuple[Block, ...]
    picture_pages: tuple[int, ...] = ()
    """Pages that could not be read."""
    title: str = ""
    """The title that a web page gives itself."""
    publisher: str = ""
    """Who a web page says that its text is from."""
    omissions: tuple[Omission, ...] = ()
    """What the file holds besides, and the reader left out."""
    contents_lines: tuple[str, ...] = ()
    """Lines of its table of contents."""
    further_sha256: tuple[str, ...] = ()
    """The hashes of its further files."""
    file_names: tuple[str, ...] = ()
    """The names of its files, if there are several: a location says `f2` for the second."""

    @property
    def has_unread_pages(self) -> bool:
        """True if some pages are pictures."""
        return bool(self.picture_pages) or any(omission.kind == "picture-page" for omission in self.omissions)

    def texts(self) -> Iterator[str]:
        """The paragraphs and the lines of captions, in order."""
        for block in self.blocks:
            yield from (block.text,) if isinstance(block, Paragraph) else block.caption


class UnreadableDocumentError(BudgetbookError):
    """The file cannot be read, for a reason that a person can understand: a key of `diagnostics/messages.py` and its fields."""

    message_key = "in-full"
    exit_code = 1

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.reason = message(key, **fields)

    def describe(self, lang: Language) -> str:
        """The whole sentence."""
        return self.reason.text(lang)
