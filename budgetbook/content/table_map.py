"""The records of a map: how the tables of a publisher's data file are read, `content/maps/<name>.yaml`.

A map says which columns hold codes, names and amounts, which rows count, and how numbers are written. Nothing of this is guessed:
the file is held to what the map says. The docstring under a field becomes its hover help in the JSON Schema.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from budgetbook.content.fields import Count, Flag, PrintedText, Slug, Year
from budgetbook.content.model import Fund, Record

Encoding = Literal["utf-8", "utf-16", "iso-8859-1", "windows-1252", "gb18030", "shift_jis"]


class NumberNotation(Record):
    """How the file writes its numbers."""

    decimal: Literal["point", "comma"]
    """The sign before the decimals."""
    group: Literal["none", "point", "comma", "space", "apostrophe"] = "none"
    """The sign between groups of three digits."""
    negative: Literal["minus", "brackets"] = "minus"
    """How a number below 0 is marked: -12, or (12)."""


class MapLevel(Record):
    """One level of the tree of codes, from the coarsest to the finest."""

    code: tuple[PrintedText, ...]
    """The columns that make up the code, joined in this order; its beginning is the code of the level above."""
    digits: Count | None = None
    """How many characters of the joined code this level has; absent where it has all of them."""
    name: PrintedText | None = None
    """The column of the level's names; absent where they are taken from `names` or from the classification."""
    numbered: Flag = False
    """True where lines of one code are told apart by their names alone: two digits are added to the code, which number its names
    in the order of the file."""


class MapAmount(Record):
    """One column of amounts."""

    column: PrintedText
    """The heading of the column."""
    role: Literal["amount", "prior", "budget", "adjusted"] = "amount"
    """What the amounts are: the figure of the year and stage, or another that the table prints beside it."""
    fund: Fund = "all"
    """The money it is limited to."""
    concept: Slug | None = None
    """What the column reports, where it is not what the table does (see `tables.yaml`)."""


RowChoice = dict[PrintedText, tuple[str, ...]]
"""Column -> the values by which a row is chosen; `blank` is an empty cell."""


class MapTable(Record):
    """One table of a statement that is added up from the rows."""

    levels: tuple[MapLevel, ...]
    """The levels of its tree. A row whose finer codes are empty belongs to the coarser level."""
    keep: RowChoice = Field(default_factory=dict)
    """The rows of the file that are this table's; absent where all are."""
    joined_by: Literal["hyphen", "point"] | None = None
    """What stands between the codes of several columns, where those of one column differ in length: 100 and PD become 100-PD. The
    classification then has no `levels`, and each of its codes says what it is `under`."""
    names: dict[str, PrintedText] = Field(default_factory=dict)
    """Names by code, for codes that neither a column nor the classification names."""

    @property
    def code_joint(self) -> str:
        """What stands between the codes of columns; empty where each has a length of its own."""
        return {"hyphen": "-", "point": "."}.get(self.joined_by or "", "")


class MapFile(Record):
    """One file, or one sheet of a workbook."""

    name: PrintedText = "*"
    """The name of the file, `*` standing for any letters; of a data package, the name of the resource."""
    sheet: PrintedText | None = None
    """The sheet of a workbook; absent where it has one only."""
    encoding: Encoding = "utf-8"
    """Of a CSV file: how its letters are stored."""
    delimiter: Literal["comma", "semicolon", "tab", "bar"] = "comma"
    """Of a CSV file: what stands between two cells."""
    heading_row: Count = 1
    """The row of the headings, counted from 1; what stands above it is not read."""
    columns: dict[PrintedText, tuple[PrintedText, ...]] = Field(default_factory=dict)
    """Further headings of a column, by the one that this map uses: files of other years may have other words."""
    keep: RowChoice = Field(default_factory=dict)
    """The rows that count: in each of these columns one of the values. Absent where all rows count."""
    leave_out: RowChoice = Field(default_factory=dict)
    """Rows that are known and do not count: in any of these columns one of the values."""
    totals: RowChoice = Field(default_factory=dict)
    """Rows that print the total of the others: in any of these columns one of the values."""
    row_column: PrintedText | None = None
    """The column that tells in which row of the original a row stands; absent where the file is the original."""
    year_column: PrintedText | None = None
    """The column of the fiscal year, where the map gives none."""
    stage_column: PrintedText | None = None
    """The column of the stage, where the map gives none; `stages` says what its words mean."""
    currency_column: PrintedText | None = None
    """The column of the currency; all rows that count must have the same."""
    code_end: PrintedText | None = None
    """What a program left at the end of codes and is no part of them: `.0`."""
    zeros: dict[PrintedText, Count] = Field(default_factory=dict)
    """By column of codes: how many digits they have at least. Programs that take codes for numbers drop the zeros before them."""
    amounts: tuple[MapAmount, ...]
    """The columns of amounts."""
    has_subtotals: Flag = False
    """True where rows of coarser codes print the sums of the finer ones: every row is then a line as it is, and whether the lines
    add up is checked in public."""
    headings_hold_money: Flag = False
    """True where a code may have rows of its own beside those of finer codes below it."""
    own_rest: PrintedText | None = None
    """Such rows of its own become a finer line, so that its lines add up to it: the code is filled up with this, as 320 becomes
    3200 beside 3201."""
    rows_may_repeat: Flag = False
    """True where two rows that are alike in every column of the map are two sums of money, and no row entered twice."""
    tables: dict[Slug, MapTable]
    """The tables that are added up from it (see `tables.yaml`)."""


class TableMap(Record):
    """How the tables of one publisher are read."""

    unit: PrintedText | None = None
    """The unit of all amounts, one of the country's; absent where a data package does not tell."""
    numbers: NumberNotation
    """How the files write their numbers."""
    year: Year | None = None
    """The fiscal year, where the files have no column for it; absent where the command names it."""
    stage: Slug | None = None
    """The stage, where the files have no column for it; absent where the command names it."""
    stages: dict[str, Slug] = Field(default_factory=dict)
    """The words of a column of stages, and the stage of the country that each of them means."""
    files: dict[Slug, MapFile]
    """The files, by a name of your own."""
    balances: tuple[tuple[Slug, Slug], ...] = ()
    """Pairs of tables whose totals, and whose lines of the coarsest level, must be equal: revenue and expenditure."""
