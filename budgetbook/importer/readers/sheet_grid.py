"""A table on a sheet of a workbook: merged cells, and the places of its cells on the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.document import DocumentTable, GridCell, SourceLocation
from budgetbook.importer.readers.sheet import Position, Sheet, SheetCell


@dataclass(frozen=True, slots=True)
class VisibleCell:
    """A cell that can be seen, with the area that it takes. It begins at its first row and column that are not hidden."""

    content: SheetCell
    top: int
    left: int
    bottom: int
    right: int

    @property
    def lines(self) -> list[str]:
        """Its text without empty lines."""
        return [line for line in map(line_joining.clean, self.content.text.splitlines()) if line]

    def covers_column(self, first: int, last: int) -> bool:
        """True if some of it lies in the columns from first to last."""
        return self.left <= last and self.right >= first


def list_visible_cells(sheet: Sheet) -> list[VisibleCell]:
    """The cells that are not hidden, a merged area as one cell, row by row."""
    covered_positions = set[Position]()
    cells: list[VisibleCell] = []
    for first, last in sheet.merged_areas:
        cells += _merge(sheet, first, last, covered_positions)
    for (row, column), content in sheet.cells.items():
        if (row, column) not in covered_positions and row not in sheet.hidden_rows and column not in sheet.hidden_columns:
            cells.append(VisibleCell(content, row, column, row, column))
    return sorted(cells, key=lambda cell: (cell.top, cell.left))


def _merge(sheet: Sheet, first: Position, last: Position, covered_positions: set[Position]) -> Iterator[VisibleCell]:
    """The cell of a merged area, if any of it can be seen; `covered_positions` gets those of the area."""
    inner = _list_inner(sheet, first, last)
    covered_positions.update(inner)
    rows = [row for row in range(first[0], last[0] + 1) if row not in sheet.hidden_rows]
    columns = [column for column in range(first[1], last[1] + 1) if column not in sheet.hidden_columns]
    if rows and columns and (origin := sheet.cells.get(first)):
        is_ruled = any(sheet.cells[position].is_ruled for position in inner)
        content = SheetCell(origin.text, origin.stored_number, is_ruled)
        yield VisibleCell(content, rows[0], columns[0], rows[-1], columns[-1])


def _list_inner(sheet: Sheet, first: Position, last: Position) -> list[Position]:
    """The positions of an area that the file has, found by the shorter way."""
    height, width = last[0] - first[0] + 1, last[1] - first[1] + 1
    if height * width > len(sheet.cells):
        return [(r, c) for r, c in sheet.cells if first[0] <= r <= last[0] and first[1] <= c <= last[1]]
    area = ((row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1))
    return [position for position in area if position in sheet.cells]


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """The cells of one table."""

    sheet: Sheet
    rows: Sequence[int]
    cells: Sequence[VisibleCell]

    def build_table(self, number: int) -> DocumentTable | None:
        """The table, without the columns in which no cell with text begins; None without any text."""
        columns = sorted({cell.left for cell in self.cells if cell.lines})
        if not columns:
            return None
        row_index = {row: index for index, row in enumerate(self.rows)}
        places: list[list[GridCell | None]] = [
            [GridCell("", self._locate(number, row, column)) for column in columns] for row in self.rows
        ]
        for cell in self.cells:
            covered_rows = [row_index[row] for row in self.rows if cell.top <= row <= cell.bottom]
            covered_columns = [index for index, column in enumerate(columns) if cell.left <= column <= cell.right]
            for row in covered_rows:
                for column in covered_columns:
                    places[row][column] = None
            if covered_rows and covered_columns:
                text = line_joining.join_cell((line, False) for line in cell.lines)
                spot = self._locate(number, cell.top, cell.left)
                places[covered_rows[0]][covered_columns[0]] = GridCell(
                    text, spot, len(covered_rows), len(covered_columns), cell.content.stored_number
                )
        return DocumentTable(tuple(map(tuple, places)), self._locate_all(number, columns))

    def _locate(self, number: int, row: int, column: int) -> SourceLocation:
        return SourceLocation(page=self.sheet.number, table=number, row=row, column=column, sheet=self.sheet.name)

    def _locate_all(self, number: int, columns: Sequence[int]) -> SourceLocation:
        last_column = max(cell.right for cell in self.cells if cell.lines)
        return SourceLocation(
            page=self.sheet.number,
            table=number,
            row=self.rows[0],
            column=columns[0],
            sheet=self.sheet.name,
            last_row=self.rows[-1],
            last_column=max(last_column, columns[-1]),
        )
