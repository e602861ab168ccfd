"""The records of a statement's tables."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Literal

from pydantic import Field

from budgetbook.content.code_tree import Entries, names_upper_codes
from budgetbook.content.fields import Cell, Count, Flag, Number, Slug
from budgetbook.content.figure import Figure
from budgetbook.content.model import Record
from budgetbook.content.row import Row
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.table_parts import MOST_LINES, PagePart, divide_rows
from budgetbook.content.unit_fields import MoneyUnit


class Column(Record):
    """One column of figures in a table of the document."""

    concept: Slug
    """What the column reports: `expenditure`, `basic-expenditure`, `personnel-expenses`, …"""
    fund: Slug = "all"
    """The money it is limited to."""
    role: Literal["amount", "prior", "budget", "adjusted"] = "amount"


class ControlTotal(Record):
    """The total of a table as the publisher prints it somewhere else, typed by a person."""

    amount: Number
    """The digits printed there, in the table's unit."""
    at: str
    """The place, one of the statement's `places`."""
    column: Count = 1
    """The column of the table whose total it is, counted from 1."""


class Breakdown(Record):
    """A table of the document that breaks a total down: by function, by economic nature, by item."""

    by: Slug
    """The classification of its codes, by the name of its file; `items`: by name."""
    in_text: Flag = False
    """True where the document lists these lines in its sentences and has no such table: `at` is where it gives the total."""
    unit: MoneyUnit
    at: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    """Its rows, from top to bottom; absent where they stand in a CSV file beside the statement, named after the table."""
    total: tuple[Cell, ...] | None = None
    """The row 合计, a value a column."""
    control: tuple[ControlTotal, ...] = ()
    """Its total as the publisher prints it in other places."""
    balances: Slug | None = None
    """The statement's table whose total, and whose lines of the coarsest level, must be equal to this one's: its other side."""
    nil_note: Flag = False
    """True where the document says that the table is empty because there is no such money."""
    nil_funds: tuple[Slug, ...] = ()
    """The accounts of which that note says that there is no such money, as it names them."""
    lines: dict[str, Figure] = Field(default_factory=dict)
    """What the text says of single rows, by code: amount, last year's figure, change, percent."""
    sic: tuple[SicMark, ...] = ()

    @cached_property
    def rows_by_line(self) -> dict[str, Row]:
        """Rows by what stands for them in addresses: the code, or the number counted from 1; the first row where two share it."""
        rows: dict[str, Row] = {}
        for number, row in enumerate(self.rows, 1):
            for line in (row.code, str(number)):
                if line:
                    rows.setdefault(line, row)
        return rows

    @cached_property
    def name_counts(self) -> Counter[tuple[int, str]]:
        """How many rows with codes of one length have one name."""
        return Counter((len(row.code or ""), row.name) for row in self.rows)

    def divide(self, entries: Entries) -> None:
        """Divide it into pages by its classification, if that names what its codes are under: the codes alone do not tell."""
        if len(self.rows) > MOST_LINES and names_upper_codes(entries):
            self.__dict__["parts"] = divide_rows(self.rows, entries)

    @cached_property
    def parts(self) -> tuple[PagePart, ...]:
        """The pages that show it; one alone unless it has very many lines."""
        return divide_rows(self.rows)

    @cached_property
    def part_keys(self) -> dict[str, str]:
        """By what stands for a row in addresses: the part that shows it, where that is not the table's own page."""
        return {self.rows[number].code or str(number + 1): part.key for part in self.parts if part.key for number in part.rows}


class FigureTable(Record):
    """A table of the document whose numbers are all among the figures: the table of three public expenses, for one."""

    at: str
    in_contents_only: Flag = False
    """True where the document's own contents name the table, and the document does not have it."""
    nil_note: Flag = False
    """True where the document says that the table is empty because there is no such money."""
    sic: tuple[SicMark, ...] = ()
