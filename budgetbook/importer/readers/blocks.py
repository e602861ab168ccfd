"""Paragraphs and tables as a web page or a Word file gives them in; a Document's blocks, with captions and notes, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.document import Block, CannotRead, Cell, Paragraph, Piece, Spot, Table

NOTE = re.compile(r"(?:备?注|说明)\s*\d{0,2}\s*[:：.、]|[*＊※]")
"""How a line begins that belongs to the table above it."""
ABOUT = re.compile(
    r"(?:金额)?单位\s*[:：]|(?:编制|填报|填制|公开)?(?:部门|单位)(?:名称|[（(]单位[）)])?(?:名称)?\s*[:：]"
    r"|(?:公开|预算公开|预算|附)?\s*表\s*[\d一二三四五六七八九十]{1,3}(?:-\d+)?(?:\s*表)?$|公开\s*\d+\s*表$|附件\s*\d*\s*[:：]?$"
    r"|编制日期|日期\s*[:：]|[（(]?\s*\d{4}\s*年(?:度)?\s*[）)]?$"
)
"""A line above a table that is not its title: unit, body, the table's number."""
_CELLS = 200_000
"""The most places that one table may have, covered ones and all."""


@dataclass(slots=True)
class Grid:
    """A table being laid out: cells come row by row and find their columns past what spans reach down."""

    cells: list[tuple[int, int, int, int, str]] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    filled: dict[int, int] = field(default_factory=dict)

    def put(self, row: int, text: str, rows: int = 1, columns: int = 1) -> None:
        """The next cell of a row, at the first free place."""
        column = self.filled.get(row, 0)
        while (row, column) in self.taken:
            column += 1
        self.place(row, column, text, rows, columns)

    def place(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        """A cell at a place that is known."""
        if len(self.taken) + rows * columns > _CELLS:
            raise CannotRead("import-large-table", limit=_CELLS)
        self.taken.update((row + down, column + right) for down in range(rows) for right in range(columns))
        self.cells.append((row, column, rows, columns, text))
        self.filled[row] = column + columns

    def table(self, number: int) -> Table | None:
        """The grid, without rows below the last and columns right of the last that any cell begins in."""
        if not any(text for *_, text in self.cells):
            return None
        height = max(row for row, *_ in self.cells) + 1
        width = max(column for _, column, *_ in self.cells) + 1
        places: list[list[Cell | None]] = [[None] * width for _ in range(height)]
        for row, column, rows, columns, text in self.cells:
            spot = Spot(table=number, row=row + 1, column=column + 1)
            places[row][column] = Cell(text, spot, min(rows, height - row), min(columns, width - column))
        return Table(tuple(map(tuple, places)), Spot(table=number))


@dataclass(slots=True)
class Flow:
    """The blocks of a document in order. A line is counted for every paragraph with words, from 1."""

    found: list[Block] = field(default_factory=list)
    lines: int = 0
    count: int = 0
    tables: bool = True

    def paragraph(self, text: str, heading: bool | None = None) -> None:
        """One paragraph; right below a table, a note belongs to the table."""
        if not text:
            return
        self.lines += 1
        if line_joining.is_contents_line(text):
            return
        last = self.found[-1] if self.found else None
        if isinstance(last, Table) and NOTE.match(text):
            self.found[-1] = Table(last.rows, last.spot, last.caption, (*last.notes, text))
            return
        known = line_joining.is_heading(text) if heading is None else heading and len(text) <= 100
        self.found.append(Paragraph(text, (Piece(0, Spot(line=self.lines)),), known))

    def table(self, grid: Grid, caption: tuple[str, ...] = ()) -> None:
        """A table; the lines right above it that say what it is are its caption."""
        made = grid.table(self.count + 1)
        if made is None:
            return
        self.count += 1
        above = self._caption()
        self.found.append(Table(made.rows, made.spot, (*above, *caption)))

    def _caption(self) -> tuple[str, ...]:
        taken: list[str] = []
        titled = False
        while self.found and isinstance(block := self.found[-1], Paragraph) and len(taken) < 5:
            about = bool(ABOUT.match(block.text))
            if not about and (titled or len(block.text) > 60 or block.text.endswith(("。", "；", "：", "，"))):
                break
            titled = titled or not about
            taken.append(block.text)
            self.found.pop()
        return tuple(reversed(taken))

    def texts(self) -> list[str]:
        """The paragraphs' texts alone."""
        return [block.text for block in self.found if isinstance(block, Paragraph)]

    def blocks(self) -> tuple[Block, ...]:
        """What was found."""
        return tuple(self.found)
