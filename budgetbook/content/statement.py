"""The records of one published statement: what people write in `content/statements/<entity>/<year>-<phase>.yaml`.

The docstring under a field becomes its hover help in the JSON Schema.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from budgetbook.content.breakdown import Breakdown, FigureTable
from budgetbook.content.fields import (
    Address,
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
from budgetbook.content.figure import Basis, Figure, PlacedItem
from budgetbook.content.model import Measure, Record
from budgetbook.content.performance import Evaluation, Indicator, Performance
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.stages import StageName
from budgetbook.content.text import Text
from budgetbook.content.unit_fields import CountUnit, MoneyUnit, no_unit


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
    unit: CountUnit = Field(default_factory=no_unit, validate_default=True)
    """What it counts in; the usual unit of a count where none is named."""
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


class SourceFile(Record):
    """One data file that tables were added up from."""

    name: PrintedText
    """Its name, as the origins of lines have it: `spending.csv`."""
    sha256: Sha256
    """The hash of the copy that was read."""
    url: Address | None = None
    """Where the publisher put it; absent where it is not known."""
    sheet: PrintedText | None = None
    """The sheet of a workbook that was read."""


class Source(Record):
    """The published document itself."""

    title: Text
    publisher: Text | None = None
    """Who published it, where it is not the body itself."""
    published: Date | None = None
    """The day of publication; absent where the copy does not tell."""
    url: Address | None = None
    """Where the publisher put it; absent where it is not known."""
    sha256: Sha256 | None = None
    """The hash of the copy that the figures were taken from."""
    further_sha256: tuple[Sha256, ...] = ()
    """The hashes of its further files, where it is published in several (the text in one, the tables in another), in the order of
    `f2`, `f3` in places."""
    map: Slug | None = None
    """The map by which its data files were read (a file of `maps/` in the country's folder)."""
    files: tuple[SourceFile, ...] = ()
    """The data files that its tables were added up from."""
    without_tables: Flag = False
    """True where the document has its tables in a part that the copy does not hold."""
    note: Text | None = None
    """How the copy was come by, and what it lacks."""


class Review(Record):
    """How many of the document's numbers a person has compared with the statement, and who."""

    seen: Count
    """How many of them a person has looked at, each beside its entry."""
    of: Count
    """How many numbers the document prints: the count of its control list."""
    by: Text | None = None
    """Who looked, in that person's own words; needed as soon as a number has been seen."""

    @property
    def is_complete(self) -> bool:
        """True once a person has looked at every number."""
        return self.seen >= self.of


class StatementFile(Record):
    """One published statement: `content/statements/<entity>/<year>-budget.yaml`."""

    fiscal_year: Year
    phase: StageName
    """The stage at which it was published, one of the country's (`country.yaml`)."""
    unit: MoneyUnit
    """What money is printed in, unless a figure says otherwise."""
    profile: Slug
    """The disclosure profile (a file of `countries/<country>/profiles/`) that the statement is held against."""
    compares_with: Comparison | None = None
    source: Source
    review: Review | None = None
    """Of a statement that a program read: what a person has compared with the document so far. The workbench of `serve` counts
    it. Absent where a person typed the statement from the document."""
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
