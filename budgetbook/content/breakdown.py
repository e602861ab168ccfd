"""The records of a statement's tables."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field

from budgetbook.content.fields import Cell, Flag, PrintedText, Slug
from budgetbook.content.figure import Figure
from budgetbook.content.model import Fund, Record
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.unit_fields import MoneyUnit


class Column(Record):
    """One column of figures in a table of the document."""

    concept: Slug
    """What the column reports: `expenditure`, `basic-expenditure`, `personnel-expenses`, …"""
    fund: Fund = "all"
    """The money it is limited to."""
    role: Literal["amount", "prior", "budget", "adjusted"] = "amount"


class Row(Record):
    """One row of a table: a code with its name, or a name alone, and a value a column."""

    code: PrintedText | None = None
    """The classification code as printed, without spaces: 201, 20138, 2013802."""
    name: PrintedText
    """The name as printed."""
    values: tuple[Cell, ...]
    """Digits as printed, a column each; `blank` for an empty cell, which is no 0."""
    at: str | None = None
    """The place, where it is not the table's."""


class Breakdown(Record):
    """A table of the document that breaks a total down: by function, by economic nature, by item."""

    by: Literal["functional", "economic", "items"]
    """`functional`: 类 款 项; `economic`: 类 款; `items`: by name."""
    unit: MoneyUnit
    at: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...] = ()
    total: tuple[Cell, ...] | None = None
    """The row 合计, a value a column."""
    nil_note: Flag = False
    """True where the document says that the table is empty because there is no such money."""
    nil_funds: tuple[Fund, ...] = ()
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


class FigureTable(Record):
    """A table of the document whose numbers are all among the figures: the table of three public expenses, for one."""

    at: str
    in_contents_only: Flag = False
    """True where the document's own contents name the table, and the document does not have it."""
    nil_note: Flag = False
    """True where the document says that the table is empty because there is no such money."""
    sic: tuple[SicMark, ...] = ()
