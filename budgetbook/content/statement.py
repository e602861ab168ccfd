"""The records of one published statement: what people write in `content/statements/<entity>/<year>-<phase>.yaml`.

The docstring under a field becomes its hover help in the JSON Schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from budgetbook.content.fields import (
    Address,
    Cell,
    Count,
    Date,
    Digits,
    Flag,
    Number,
    PartOfDocument,
    PlaceKey,
    PrintedText,
    Sha256,
    Slug,
    Year,
)
from budgetbook.content.importer_config import MentionRole
from budgetbook.content.model import Fund, Measure, MoneyUnit, Record, Text, Unit
from budgetbook.content.performance import Evaluation, Indicator, Performance
from budgetbook.content.sic_mark import SicMark

State = Literal["printed", "not-printed", "nil", "held-centrally"]
Direction = Literal["increase", "decrease", "unchanged"]
Basis = Literal["unstated", "initial-budget", "adjusted-budget", "executed", "final-accounts"]

BudgetOutcome = Literal["above", "below", "equal"]


class PlacedItem(Record):
    """Something that the document prints in one place, except for the roles that it prints in another."""

    at: str
    """The place in the document, one of the statement's `places`."""
    elsewhere: dict[MentionRole, str] = Field(default_factory=dict)
    """By role (`share`, `budget`, …): the place, where it is not `at`."""

    def find_place(self, role: str) -> str:
        """The place at which the document prints the number of a role."""
        return next((place for own, place in self.elsewhere.items() if own == role), self.at)

    @property
    def places(self) -> tuple[str, ...]:
        """Every place at which a part of it is printed, its own first."""
        return tuple(dict.fromkeys((self.at, *self.elsewhere.values())))


class RepeatedFigure(Record):
    """The same figure, printed once more in another place of the document."""

    amount: Number
    """The digits printed there."""
    unit: Unit | None = None
    """The unit printed there, where it differs from the figure's."""
    at: str
    """The place, one of the statement's `places`."""


class PrintedChange(Record):
    """What the document says about the change since the year compared with, exactly as printed."""

    direction: Direction | None = None
    """增加 / 增长 / 上升: increase; 减少 / 下降: decrease; 持平: unchanged."""
    change: Number | None = None
    """The size of the change, without a sign."""
    unit: MoneyUnit | None = None
    """The unit of the change, where the document prints another one than the figure's."""
    percent: Number | None = None
    """The percentage of the change, without a sign."""
    year: Year | None = None
    """The year that the sentence names, where it is not the statement's."""
    basis: Basis | None = None
    """Which figure of that year the change is from, where the sentence names another for the figure itself."""


class Figure(PlacedItem):
    """One concept's figure in this statement, with everything that the document prints about it."""

    amount: Number | None = None
    """The digits for the statement's year as printed: 37.5 stays 37.5, 104.30 stays 104.30."""
    prior: Number | None = None
    """The digits for the year compared with, as printed."""
    budget: Number | None = None
    """In final accounts: the initial budget, as printed beside what was executed."""
    adjusted: Number | None = None
    """In final accounts: the budget as changed during the year."""
    completion: Number | None = None
    """In final accounts: the percentage of the budget that was spent, as printed: 完成年初预算的95%."""
    completion_of: Literal["budget", "adjusted"] | None = None
    """The budget that the percentage is of, where the sentence names it."""
    outcome: BudgetOutcome | None = None
    """In final accounts: what the document says of the outcome against the budget. 大于 / 高于 / 超过: above; 小于 / 低于: below;
    等于 / 持平: equal."""
    basis: Basis | None = None
    """Which figure of the year compared with, where it is not the statement's."""
    unit: Unit | None = None
    """The unit printed, where it is not the statement's (money) or the concept's (all else)."""
    printed: PrintedChange | None = None
    """What the document says about the change."""
    share: Number | None = None
    """A percentage that the document prints of this figure in its whole (`share_of` of the concept)."""
    state: State = "printed"
    """`nil`: the document says there is none; `held-centrally`: a 0 whose money another body keeps; `not-printed`:
    the document gives the parts only, and this entry carries what is said of their sum."""
    as_of: Date | None = None
    """The day that a stock is counted on, where the statement says another than the last of its year."""
    reason: Text | None = None
    """The reason that the document gives for the change, in our own words."""
    note: Text | None = None
    """What a reader should know of this figure, in our own words."""
    readings: tuple[RepeatedFigure, ...] = ()
    """Other places where the document prints the same figure."""
    sic: tuple[SicMark, ...] = ()
    """Findings confirmed against the document."""

    def list_numbers(self) -> Iterator[tuple[tuple[str, ...], Number]]:
        """Yield each number that the document prints of it, in the order of the roles, with the path of its field.

        The last step of the path is the role: `("amount",)`, `("printed", "change")`.
        """
        for role in get_args(MentionRole):
            holder, path = (self.printed, ("printed", role)) if role in PrintedChange.model_fields else (self, (role,))
            if (number := getattr(holder, role, None)) is not None:
                yield path, number


class Project(PlacedItem):
    """One project that the document names."""

    name: Text
    amount: Number
    """Its amount, as printed; in final accounts, what was executed."""
    budget: Number | None = None
    """In final accounts: the initial budget of the project."""
    adjusted: Number | None = None
    """In final accounts: its budget as changed during the year."""
    unit: MoneyUnit | None = None
    """The unit printed, where it is not the statement's."""
    purpose: Text
    """What the money is for, in our own words."""
    target: Text | None = None
    """The performance target that the document states, in our own words; absent where it states none."""
    indicators: tuple[Indicator, ...] = ()
    """What the target is measured by, in the document's order."""
    evaluation: Evaluation | None = None
    """How the project was judged afterwards."""


class Fact(Record):
    """A number of the document that is no budget figure: a count, a year, a length of a list."""

    name: Text
    amount: Number
    at: str
    """The place in the document."""
    measure: Measure = "count"
    unit: Unit = "个"
    numbered: Flag = False
    """True where the number is the length of a list that the document numbers 1, 2, 3, …"""
    counted: Flag = False
    """True where the document prints no such number and it was counted: the length of a list numbered 一, 二, 三, …"""
    note: Text | None = None
    """What the number is about, in our own words."""


class Remark(Record):
    """Something in the document that is not as it should be and that no arithmetic finds."""

    kind: Literal["misprint", "unlabelled", "missing", "ambiguous", "plausibility", "wording", "structure"]
    at: str
    """The place in the document."""
    about: Slug | None = None
    """The figure, project or fact that it is about; it is shown there too."""
    printed: str | None = None
    """The few words or characters in question, as printed."""
    note: Text
    """For the reader, neutral and short."""


class Quote(Record):
    """A passage of the document, word for word, that is judged by its words."""

    text: PrintedText
    """The passage as printed, no longer than the slip needs: a sentence, a heading."""
    at: str
    """The place in the document."""
    sic: tuple[SicMark, ...] = ()
    """Findings confirmed against the document."""


class PlaceName(Record):
    """A part of the document that figures point at."""

    name: Text
    """What stands there, in a few words of our own."""
    lines: tuple[Count, ...] = ()
    """The lines of the text copy, so that every number can be found again."""
    spots: tuple[PartOfDocument, ...] = ()
    """Where it stands in a document that is no text, as the control list names its places: `p6 l9-12` (lines 9 to 12 of page 6),
    `t3` (the third table), `收支总表!A5:G20` (cells of a workbook)."""
    aside: tuple[Digits, ...] = ()
    """Numbers printed there that no field holds: a building's storeys, a document's number, the same once more."""
    undecided: tuple[Digits, ...] = ()
    """Numbers printed there that look like figures, and of which nobody has said yet what they are. `check` names them, and a
    page counts them."""
    left_out: Flag = False
    """True where the statement takes nothing over from there: a table that the site has no place for."""


class Comparison(Record):
    """The year that the document compares itself with."""

    year: Year
    basis: Basis
    """Which figure of that year: the document's own word for it, or `unstated`."""
    sic: tuple[SicMark, ...] = ()
    """Findings about the year or the basis, confirmed against the document."""


class Source(Record):
    """The published document itself."""

    title: Text
    publisher: Text
    published: Date | None = None
    """The day of publication; absent where the copy does not tell."""
    url: Address | None = None
    """Where the publisher put it; absent where it is not known."""
    sha256: Sha256 | None = None
    """The hash of the copy that the figures were taken from."""
    further_sha256: tuple[Sha256, ...] = ()
    """The hashes of its further files, where it is published in several: the text in one, the tables in another."""
    without_tables: Flag = False
    """True where the document has its tables in a part that the copy does not hold."""
    note: Text | None = None
    """How the copy was come by, and what it lacks."""


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


class FigureTable(Record):
    """A table of the document whose numbers are all among the figures: the table of three public expenses, for one."""

    at: str
    in_contents_only: Flag = False
    """True where the document's own contents name the table, and the document does not have it."""
    nil_note: Flag = False
    """True where the document says that the table is empty because there is no such money."""
    sic: tuple[SicMark, ...] = ()


class StatementFile(Record):
    """One published statement: `content/statements/<entity>/<year>-budget.yaml`."""

    fiscal_year: Year
    phase: Literal["budget", "final-accounts"]
    unit: MoneyUnit
    """What money is printed in, unless a figure says otherwise."""
    profile: Slug
    """The disclosure profile (a file of `content/profiles/`) that the statement is held against."""
    compares_with: Comparison | None = None
    source: Source
    summary: Text
    """One or two sentences for the top of the page and for search results; no numbers, they come from the figures."""
    places: dict[PlaceKey, PlaceName] = Field(default_factory=dict)
    """The parts of the document in its own order, by its own numbering."""
    figures: dict[Slug, Figure] = Field(default_factory=dict)
    """By concept (see `concepts.yaml`)."""
    projects: dict[Slug, Project] = Field(default_factory=dict)
    facts: dict[Slug, Fact] = Field(default_factory=dict)
    breakdowns: dict[Slug, Breakdown] = Field(default_factory=dict)
    """By table (see `tables.yaml`)."""
    tables: dict[Slug, FigureTable] = Field(default_factory=dict)
    """The other tables of the document, whose numbers are figures or further readings of figures."""
    performance: Performance | None = None
    """The targets of the whole body, and how they were met."""
    quotes: dict[Slug, Quote] = Field(default_factory=dict)
    """Passages whose words are not as they should be: a form's words left standing, a wrong year, an item by another name."""
    remarks: dict[Slug, Remark] = Field(default_factory=dict)
