"""Where the cells of a Word table stand: their columns, and the rows and columns that each of them takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import takewhile

from docx.oxml.ns import qn
from lxml.etree import _Element

from budgetbook.importer.readers.docx_elements import list_children


def is_deleted(row: _Element) -> bool:
    """True for a row that is deleted, or hidden."""
    return any(row.find(f"{qn('w:trPr')}/{qn(mark)}") is not None for mark in ("w:del", "w:hidden"))


def place_cells(row: _Element) -> Iterator[tuple[int, int, _Element]]:
    """Yield the cells of a row as (first column, column span, cell)."""
    column = _value(row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0)
    for cell in list_children(row):
        if cell.tag == qn("w:tc"):
            span = max(1, _value(cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1))
            yield column, span, cell
            column += span


def _value(element: _Element | None, otherwise: int) -> int:
    text = element.get(qn("w:val")) if element is not None else None
    return min(int(text), 1000) if text and text.isdecimal() else otherwise


def continues_above(cell: _Element) -> bool:
    """True if the cell is covered by the one above it."""
    mark = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return mark is not None and mark.get(qn("w:val")) != "restart"


def measure_row_span(continued_columns: Sequence[Set[int]], number: int, column: int) -> int:
    """The row span of a cell, by the columns of each row in which a cell continues the one above."""
    lower_rows = range(number + 1, len(continued_columns))
    return 1 + sum(1 for _ in takewhile(lambda row: column in continued_columns[row], lower_rows))
