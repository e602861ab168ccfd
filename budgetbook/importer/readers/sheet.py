"""A sheet of a workbook as a person sees it: what its cells show, which of them are merged or ruled, and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

from budgetbook.content.document_places import SheetArea
from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.date_formats import format_date
from budgetbook.importer.readers.document import Omission, OmissionKind
from budgetbook.importer.readers.number_formats import format_general, format_number

Position = tuple[int, int]
"""Row and column, counted from 1."""
_LONGEST_NAME = 60
"""Characters of a sheet's name; Excel allows 31."""
PRECISION = ".15g"
"""A spreadsheet keeps fifteen digits; what a float has beyond them comes of computing in twos."""


CellValue = tuple[object, str]
"""What a cell stores, and the code of its number format."""


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell looks."""

    number_format: str = "General"
    is_ruled: bool = False
    """True if it has a rule at its left or right edge, as the cells of a table do."""
    unseen_kind: OmissionKind | None = None
    """Why its text is not read: white on white, or struck out."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell."""

    text: str
    """What it shows."""
    stored_number: str = ""
    """The number that it stores, where it shows another."""
    is_ruled: bool = False


@dataclass(slots=True)
class Sheet:
    """One sheet. Whatever is hidden is not among its cells, but told."""

    name: str
    number: int
    """Its position in the workbook, counted from 1."""
    is_hidden: bool = False
    cells: dict[Position, SheetCell] = field(default_factory=dict)
    merged_areas: list[tuple[Position, Position]] = field(default_factory=list)
    """First and last cell of each merged area."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    omissions: list[Omission] = field(default_factory=list)

    def set_cell(self, position: Position, value: object, style: CellStyle) -> None:
        """Put a value into a cell. One that cannot be seen is told instead, and so is a number that its format blanks out."""
        cell, kind = show_value(value, style)
        if kind and cell.text:
            self.omit(kind, position, f"{cell.text} ({style.number_format})")
        if not cell.text and cell.stored_number and Decimal(cell.stored_number):
            self.omit("hidden", position, cell.stored_number)
        if style.unseen_kind and cell.text.strip():
            self.omit(style.unseen_kind, position, cell.text)
            cell = SheetCell("", is_ruled=style.is_ruled)
        self.cells[position] = cell

    def set_error(self, position: Position, code: str, style: CellStyle) -> None:
        """Leave a cell empty that shows an error, such as #REF!, and tell it."""
        self.omit("error", position, code)
        self.set_cell(position, None, style)

    def omit(self, kind: OmissionKind, position: Position, words: str) -> None:
        """Tell of something in a cell that is not read, unless the cell is hidden, which is told by itself."""
        row, column = position
        if not self.is_hidden and row not in self.hidden_rows and column not in self.hidden_columns:
            self.omissions.append(Omission(kind, str(SheetArea(self.name, row, column, row, column)), words))


def name_apart(titles: Iterable[str]) -> list[str]:
    """Names of sheets that can stand in a place, each another; Excel itself allows two that differ by a space."""
    names: list[str] = []
    for title in titles:
        name = line_joining.clean(title)[:_LONGEST_NAME] or "-"
        names.append(name if name not in names else f"{name} ({len(names) + 1})")
    return names


def show_number(value: float, code: str) -> tuple[str, str, bool]:
    """What a cell shows of a number, what it stores if that is another, and whether its format is known."""
    number = Decimal(f"{value:{PRECISION}}")
    if not number.is_finite():
        return "", "", False
    shown_text = format_number(number, code)
    text = format_general(number) if shown_text is None else shown_text
    stored_number = f"{number:f}"
    return text, "" if text.replace(",", "") == stored_number else stored_number, shown_text is not None


def show_value(value: object, style: CellStyle) -> tuple[SheetCell, OmissionKind | None]:
    """The cell that a value makes, and why it is told if it is not simply read."""
    match value:
        case None:
            return SheetCell("", is_ruled=style.is_ruled), None
        case bool():
            return SheetCell(str(value).upper(), is_ruled=style.is_ruled), None
        case int() | float():
            text, stored_number, is_known = show_number(value, style.number_format)
            kind: OmissionKind | None = None if is_known else "number-format"
            return SheetCell(text, stored_number, style.is_ruled), kind
        case datetime() | date() | time():
            return SheetCell(format_date(value, style.number_format), is_ruled=style.is_ruled), None
        case _:
            return SheetCell(str(value), is_ruled=style.is_ruled), None
