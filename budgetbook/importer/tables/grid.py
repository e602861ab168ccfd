"""Lays out a table with merged cells as a plain grid, and finds the rows that are its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import DocumentTable, GridCell

_NUMBER = re.compile(r"[-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
_NEGATIVE_NUMBER = re.compile(
    r"\((?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+)\)|[△▲](?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
)
"""A negative number of accounts: (1,234.50), △79.60. One in brackets without comma and point is the number of a row."""
_MINUS = str.maketrans("−–", "--")
_COUNTS = ("栏次", "栏目")
_CODE = re.compile(r"[0-9]{1,7}")


def read_digits(text: str) -> str | None:
    """The number, if it is all of a cell's text, as printed with half-width characters; None for other text.

    A negative number in brackets or with a triangle is given a minus.
    """
    bare = re.sub(r"\s", "", narrow(text))
    if _NEGATIVE_NUMBER.fullmatch(bare):
        return f"-{bare.strip('()△▲')}"
    return bare.translate(_MINUS) if _NUMBER.fullmatch(bare) else None


def remove_spaces(text: str) -> str:
    """A cell's text on one line, without the spaces that spread two characters over its width."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Grid:
    """Every position of a table with the cell that covers it."""

    covering_cells: tuple[tuple[GridCell | None, ...], ...]
    rows: tuple[tuple[GridCell | None, ...], ...]
    """Each cell only at the position where it begins."""
    width: int
    head_row_count: int
    numbering_rows: frozenset[int] = frozenset()
    """Rows of the head that only number the columns."""

    def read_head_path(self, column: int) -> tuple[str, ...]:
        """The texts of the head above a column, from the top down, each cell once."""
        cells: dict[int, GridCell] = {}
        for index, row in enumerate(self.covering_cells[: self.head_row_count]):
            cell = row[column]
            if (
                cell is not None
                and index in self.numbering_rows
                and (read_digits(cell.text) or remove_spaces(cell.text) in _COUNTS)
            ):
                continue
            if cell is not None and cell.text.strip():
                cells[id(cell)] = cell
        return tuple(remove_spaces(cell.text) for cell in cells.values())

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The texts of the rows above the head that hold a single cell over the whole width: a title within the table."""
        lines: list[str] = []
        for row in self.covering_cells[: self.head_row_count]:
            cells = {id(cell): cell for cell in row if cell is not None and cell.text.strip()}
            first = next(iter(cells.values()), None)
            if first is None or len(cells) > 1 or first.column_span < self.width or self.width == 1:
                break
            lines.append(remove_spaces(first.text))
        return tuple(lines)

    @property
    def body_rows(self) -> range:
        """The indexes of the rows below the head."""
        return range(self.head_row_count, len(self.rows))


def build_grid(table: DocumentTable, total_rows: Sequence[str]) -> Grid:
    """Spread merged cells over the positions that they cover, and find the end of the head."""
    width = max((len(row) for row in table.rows), default=0)
    owner: list[list[GridCell | None]] = [[None] * width for _ in table.rows]
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if cell is not None:
                _spread(owner, cell, r, c)
    rows = tuple(tuple(row) + (None,) * (width - len(row)) for row in table.rows)
    head = _count_head_rows(rows, total_rows)
    _extend_group_heads(owner, head)
    spread = tuple(tuple(row) for row in owner)
    return Grid(spread, rows, width, head, frozenset(i for i in range(head) if _numbers_columns(rows[i])))


def _spread(owner: list[list[GridCell | None]], cell: GridCell, row: int, column: int) -> None:
    for r in range(row, min(row + cell.row_span, len(owner))):
        for c in range(column, min(column + cell.column_span, len(owner[r]))):
            owner[r][c] = cell


def _extend_group_heads(owner: list[list[GridCell | None]], head: int) -> None:
    """Let the head of a group reach over the blank cells to its right, where nobody merged them with it.

    Such cells come of text between tabs or bars, and of sheets whose heads only look merged. The column of the head itself must
    have a head below it, as must each column that it takes in.
    """
    for r in range(head - 1):
        if any(cell is not None and cell.column_span > 1 for cell in owner[r]):
            continue
        group: GridCell | None = None
        for c, cell in enumerate(owner[r]):
            has_head_below = any(_has_words(row[c]) for row in owner[r + 1 : head])
            if _has_words(cell):
                group = cell if has_head_below and not _goes_down(owner, r, c) else None
            elif not has_head_below:
                group = None
            elif group is not None:
                owner[r][c] = group


def _has_words(cell: GridCell | None) -> bool:
    return cell is not None and bool(cell.text.strip()) and read_digits(cell.text) is None


def _goes_down(owner: list[list[GridCell | None]], row: int, column: int) -> bool:
    """True for a cell that covers the place below it too."""
    return row + 1 < len(owner) and owner[row + 1][column] is owner[row][column]


def _count_head_rows(rows: Sequence[Sequence[GridCell | None]], total_rows: Sequence[str]) -> int:
    """The number of rows before the first with a number, a total or nothing at all; 栏次 counts as head."""
    totals = {remove_spaces(word) for word in total_rows}
    for index, row in enumerate(rows):
        texts = [remove_spaces(cell.text) for cell in row if cell is not None]
        digit_texts = [number for text in texts if (number := read_digits(text)) is not None]
        if index and ((texts and texts[0] in totals and not any(texts[1:])) or not any(texts)):
            return index
        if digit_texts and not _numbers_columns(row):
            return index
        if index and texts and texts[0] in totals and digit_texts:
            return index
    return len(rows)


def _numbers_columns(row: Sequence[GridCell | None]) -> bool:
    """True for a row that numbers the columns: 1 2 3 … or 2 3 4 …; fewer than three if it says 栏次."""
    texts = [remove_spaces(cell.text) for cell in row if cell is not None]
    digit_texts = [number for text in texts if (number := read_digits(text)) is not None]
    if not digit_texts or not all(_CODE.fullmatch(number) for number in digit_texts):
        return False
    numbers = [int(number) for number in digit_texts]
    has_label = any(text in _COUNTS for text in texts)
    return has_label or (
        len(digit_texts) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3
    )
