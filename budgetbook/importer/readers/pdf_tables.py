"""The ruled tables of PDF pages in; whole tables, joined over pages, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from budgetbook.importer.readers import line_joining, pdf_lines
from budgetbook.importer.readers.document import Cell, Spot, Table
from budgetbook.importer.readers.pdf_lines import Char, Line
from budgetbook.infra.base.record import record

Box = tuple[float, float, float, float]
_NEAR = 3.0
"""Points by which two edges may differ and yet be one."""
_FORM = re.compile(r"(?:项目|部门|单位|政策|预算单位|部门[（(]单位[）)])名称|填报单位|主管部门|项目单位|申报单位")
"""A label that begins a form anew: the next form of a kind is no continuation of the one before."""
_CONTINUED = re.compile(r"[（(]?续(?:表)?\s*\d*[）)]?")


@record
class Ruled:
    """One cell of a page: its row and how many it takes, its edges, its text."""

    row: int
    rows: int
    x0: float
    x1: float
    text: str


@dataclass(slots=True)
class Part:
    """What one page shows of a table."""

    page: int
    top: float
    bottom: float
    edges: list[float]
    rows: int
    cells: list[Ruled]
    caption: tuple[str, ...] = ()

    def row(self, number: int) -> tuple[str, ...]:
        """The texts of a row from left to right; empty beyond the last."""
        return tuple(cell.text for cell in self.cells if cell.row == number)


@dataclass(slots=True)
class Whole:
    """A table so far."""

    parts: list[Part]
    notes: list[str] = field(default_factory=list)
    note_lines: list[Line] = field(default_factory=list)

    def take(self, part: Part) -> bool:
        """Add a page's part if this table goes on with it."""
        first, last = self.parts[0], self.parts[-1]
        if self.notes or part.page != last.page + 1 or not _repeats(part.caption, first.caption):
            return False
        head = _repeated_head(first, part)
        if _begins_a_form(first, part, head) or not (head or _same_columns(self._edges(), part)):
            return False
        part.cells = [cell for cell in part.cells if cell.row >= head]
        self.parts.append(part)
        return True

    def _edges(self) -> list[float]:
        return _merged([edge for part in self.parts for edge in part.edges], _NEAR)

    def table(self, number: int) -> Table:
        """The whole as one grid."""
        edges = self._edges()
        rows: list[tuple[Cell | None, ...]] = []
        for part in self.parts:
            first = min((cell.row for cell in part.cells), default=0)
            rows.extend(_grid(part, first, edges, (number, len(rows))))
        return Table(tuple(rows), Spot(self.parts[0].page, table=number), self.parts[0].caption, tuple(self.notes))


def part(page: int, boxes: Sequence[Box], chars: Sequence[Char]) -> tuple[Part | None, list[Char]]:
    """The cells' boxes with the characters in them, and the characters that lie in none."""
    across = _merged([x for box in boxes for x in (box[0], box[2])], 1.0)
    down = _merged([y for box in boxes for y in (box[1], box[3])], 1.0)
    places = {place: index for index, box in enumerate(boxes) for place in _places(box, across, down)}
    inside: dict[int, list[Char]] = {}
    outside: list[Char] = []
    for char in chars:
        row = bisect_right(down, (char["top"] + char["bottom"]) / 2) - 1
        owner = places.get((row, bisect_right(across, (char["x0"] + char["x1"]) / 2) - 1))
        (outside if owner is None else inside.setdefault(owner, [])).append(char)
    if len(across) < 3 or not any(not char["text"].isspace() for own in inside.values() for char in own):
        # One column of boxes is framed text; boxes without a word are ornament.
        return None, list(chars)
    cells = [_ruled(box, down, inside.get(index, [])) for index, box in enumerate(boxes)]
    cells.sort(key=lambda cell: (cell.row, cell.x0))
    return Part(page, down[0], down[-1], across, len(down) - 1, cells), outside


def _ruled(box: Box, down: list[float], chars: list[Char]) -> Ruled:
    lines = pdf_lines.lines(chars)
    text = line_joining.join_cell((line.text, line.x1 - line.x0 > box[2] - box[0] - 1.5 * line.size) for line in lines)
    first, last = _index(down, box[1]), _index(down, box[3])
    return Ruled(first, max(1, last - first), box[0], box[2], text)


def _places(box: Box, across: list[float], down: list[float]) -> Iterable[tuple[int, int]]:
    for row in range(_index(down, box[1]), _index(down, box[3])):
        for column in range(_index(across, box[0]), _index(across, box[2])):
            yield row, column


def _merged(values: list[float], near: float) -> list[float]:
    """Sorted, and values that lie near each other once."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > near:
            kept.append(value)
    return kept


def _index(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _grid(part: Part, first: int, edges: list[float], place: tuple[int, int]) -> list[tuple[Cell | None, ...]]:
    table, before = place
    grid: list[list[Cell | None]] = [[None] * (len(edges) - 1) for _ in range(part.rows - first)]
    for cell in part.cells:
        start, end = _index(edges, cell.x0), _index(edges, cell.x1)
        spot = Spot(part.page, table=table, row=before + cell.row - first + 1, column=start + 1)
        grid[cell.row - first][start] = Cell(cell.text, spot, cell.rows, max(1, end - start))
    return [tuple(row) for row in grid]


def _same_columns(edges: list[float], part: Part) -> bool:
    """The same edges; a row or two, as a total at the top of a page, may have merged some of them."""
    if abs(edges[0] - part.edges[0]) > _NEAR or abs(edges[-1] - part.edges[-1]) > _NEAR:
        return False
    known = all(min(abs(edge - one) for one in edges) <= _NEAR for edge in part.edges)
    return known and (len(part.edges) == len(edges) or part.rows <= 3)


def _repeated_head(first: Part, part: Part) -> int:
    """How many rows at the top say the same as the table's first rows."""
    count = 0
    while count < min(first.rows, part.rows, 8) and any(part.row(count)) and part.row(count) == first.row(count):
        count += 1
    # A cell that reaches below the rows that agree belongs to the head as a whole.
    return count if all(cell.row >= count or cell.row + cell.rows <= count for cell in part.cells) else 0


def _begins_a_form(first: Part, part: Part, head: int) -> bool:
    own, other = next(filter(None, part.row(head)), ""), next(filter(None, first.row(head)), "")
    return own == other and bool(_FORM.match(own))


def _repeats(caption: tuple[str, ...], first: tuple[str, ...]) -> bool:
    """Every line above the part stands above the table's beginning too, but for （续）."""
    known = {_CONTINUED.sub("", line).replace(" ", "") for line in first}
    return all(_CONTINUED.sub("", line).replace(" ", "") in known | {""} for line in caption)
