"""A table with merged cells in; a plain grid out: what stands over each place, which rows are the head, what a head says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import Cell, Table

_NUMBER = re.compile(r"[-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
_COUNTS = ("栏次", "栏目")
_CODE = re.compile(r"[0-9]{1,7}")


def digits(text: str) -> str | None:
    """The number that is all of a cell's text, as printed but for full-width characters; None for other text."""
    bare = re.sub(r"\s", "", narrow(text))
    return bare if _NUMBER.fullmatch(bare) else None


def clean(text: str) -> str:
    """A cell's text on one line, without the spaces that spread two characters over a cell."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Grid:
    """Every place of a table with the cell that covers it."""

    owner: tuple[tuple[Cell | None, ...], ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    """The same with each cell only where it begins."""
    width: int
    head: int
    """How many rows are the head."""
    counting: frozenset[int] = frozenset()
    """Rows of the head that only number the columns."""

    def path(self, column: int) -> tuple[str, ...]:
        """What the head says over a column, from the top down, each cell once."""
        cells: list[Cell] = []
        for index, row in enumerate(self.owner[: self.head]):
            cell = row[column]
            if cell is not None and index in self.counting and (digits(cell.text) or clean(cell.text) in _COUNTS):
                continue
            if cell is not None and cell.text.strip() and cell not in cells:
                cells.append(cell)
        return tuple(clean(cell.text) for cell in cells)

    @property
    def body(self) -> range:
        """The rows below the head."""
        return range(self.head, len(self.rows))


def grid(table: Table, total_rows: Sequence[str]) -> Grid:
    """Spread merged cells over the places that they cover, and find where the head ends."""
    width = max((len(row) for row in table.rows), default=0)
    owner: list[list[Cell | None]] = [[None] * width for _ in table.rows]
    for r, row in enumerate(table.rows):
        for c, cell in enumerate(row):
            if cell is not None:
                _spread(owner, cell, r, c)
    rows = tuple(tuple(row) + (None,) * (width - len(row)) for row in table.rows)
    spread = tuple(tuple(row) for row in owner)
    head = _head(rows, total_rows)
    return Grid(spread, rows, width, head, frozenset(i for i in range(head) if _numbers_columns(rows[i])))


def _spread(owner: list[list[Cell | None]], cell: Cell, row: int, column: int) -> None:
    for r in range(row, min(row + cell.rows, len(owner))):
        for c in range(column, min(column + cell.columns, len(owner[r]))):
            owner[r][c] = cell


def _head(rows: Sequence[Sequence[Cell | None]], total_rows: Sequence[str]) -> int:
    """The rows before the first that holds a number, a total or nothing at all; a row that numbers the columns is head."""
    totals = {clean(word) for word in total_rows}
    for index, row in enumerate(rows):
        texts = [clean(cell.text) for cell in row if cell is not None]
        found = [number for text in texts if (number := digits(text)) is not None]
        if index and ((texts and texts[0] in totals and not any(texts[1:])) or not any(texts)):
            return index
        if found and not _numbers_columns(row):
            return index
        if index and texts and texts[0] in totals and found:
            return index
    return len(rows)


def _numbers_columns(row: Sequence[Cell | None]) -> bool:
    """The row 栏次: 1 2 3 …, or 2 3 4 …; where it says 栏次 itself, also fewer."""
    texts = [clean(cell.text) for cell in row if cell is not None]
    found = [number for text in texts if (number := digits(text)) is not None]
    if not found or not all(_CODE.fullmatch(number) for number in found):
        return False
    numbers = [int(number) for number in found]
    named = any(text in _COUNTS for text in texts)
    return named or (len(found) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] <= 3)


def value(number: str) -> Decimal:
    """The number of a cell."""
    return Decimal(number.replace(",", "").rstrip("%").replace("−", "-").replace("–", "-"))
