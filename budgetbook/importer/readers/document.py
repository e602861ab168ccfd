"""What every reader makes of a file: paragraphs and tables in the document's own order, each piece with its place."""

from __future__ import annotations

from typing import Literal

from budgetbook.infra.base.record import record


@record
class Spot:
    """A place in a document, as a person finds it again. Everything counts from 1; None where the format has no such thing."""

    page: int | None = None
    line: int | None = None
    """A line of a text file, or of a PDF page."""
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        names = (("p", self.page), ("t", self.table), ("r", self.row), ("c", self.column), ("l", self.line))
        return " ".join(f"{name}{value}" for name, value in names if value is not None)


@record
class Piece:
    """A run of a paragraph's text that stands on one line of the document."""

    start: int
    """Offset in the paragraph's text."""
    spot: Spot


@record
class Paragraph:
    """Running text: lines that a page break or a line's end cut in two are joined again."""

    text: str
    pieces: tuple[Piece, ...]
    heading: bool = False
    """True for a short line that names what follows."""

    def spot(self, offset: int) -> Spot:
        """Where the character at an offset stands."""
        return max((p for p in self.pieces if p.start <= offset), key=lambda p: p.start, default=self.pieces[0]).spot


@record
class Cell:
    """One cell; a merged cell stands once, where it begins, with its spans."""

    text: str
    spot: Spot
    rows: int = 1
    columns: int = 1


@record
class Table:
    """A ruled table. A table that goes on over pages is one table; a repeated head is dropped."""

    rows: tuple[tuple[Cell | None, ...], ...]
    """None where a merged cell covers the place. An empty cell is a Cell with empty text."""
    spot: Spot
    caption: tuple[str, ...] = ()
    """The lines right above it: title, unit (单位：元), body."""
    notes: tuple[str, ...] = ()
    """The lines right below it: 注：…"""


Block = Paragraph | Table


@record
class Contents:
    """What a reader finds in a file."""

    blocks: tuple[Block, ...]
    pictures: tuple[int, ...] = ()
    """The pages that have pictures and no text: what stands on them is not read."""


@record
class Document:
    """One file, read."""

    name: str
    kind: Literal["text", "html", "docx", "pdf"]
    sha256: str
    blocks: tuple[Block, ...]
    pictures: tuple[int, ...] = ()
    """Pages that could not be read."""


class CannotRead(Exception):
    """The file cannot be read for a reason that a person can understand: a key of `messages.py` and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields
