"""What the workbench shows of a document, page by page: a picture of a PDF's page, or words and cells as they were read.

Only words are handed on. Whatever markup, script or style the document has stays where it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.review.printed_numbers import NumberKey


@dataclass(frozen=True, slots=True)
class PageShape:
    """The size of a PDF's page as it is read, in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageRun:
    """Some words of a page, or one number."""

    text: str
    number: NumberKey | None = None


@dataclass(frozen=True, slots=True)
class PageCell:
    """One cell of a table on a page."""

    runs: tuple[PageRun, ...]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A paragraph, heading, line of a caption, table, or part of a sheet."""

    kind: str
    runs: tuple[PageRun, ...] = ()
    rows: tuple[tuple[PageCell, ...], ...] = ()
    row_names: tuple[str, ...] = ()
    column_names: tuple[str, ...] = ()
    """Of a sheet: the numbers of its rows, and the letters of its columns."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page: of a PDF, of a text that was cut into pages, or a sheet of a workbook."""

    shape: PageShape | None = None
    """Of a page that is drawn."""
    number: int = 0
    """Its number in its file, from 1, by which it is drawn."""
    blocks: tuple[PageBlock, ...] = ()
    name: str = ""
    """The name of a sheet."""
    file: int = 0
    """Which file it is of, if the document has several."""
