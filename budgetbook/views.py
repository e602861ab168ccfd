"""What a page holds: frozen records in one language, finished to the last word. Templates only arrange them.

`Html` values are safe markup made by `markdown.py`; every other text is plain and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Html

from budgetbook.charts import Drawing
from budgetbook.model import Language


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead: a site address (`zh/glossary/revenue/#x`) or an absolute one (`https://…`)."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Number:
    """One number as the reader sees it, and how it can be checked."""

    text: str
    """In the reader's own number words: `1,058.41万元` / `10.5841 million yuan`."""
    printed: str
    """As the document prints it: `1,058.41 万元`; empty where it is computed."""
    exact: str
    """To the last yuan: `10,584,100元` / `10,584,100 yuan`; the same as `text` for what is no money."""
    computed: bool
    """True where the document prints no such number and it was worked out from others."""
    year: str
    address: str = ""
    """The figure's address in this language."""


@dataclass(frozen=True, slots=True)
class Change:
    """The change since the year compared with, computed."""

    text: str
    """`增加59.43万元` / `up 594,300 yuan`."""
    percent: str
    """`6.6%`; empty where the prior figure is 0."""
    direction: str
    """increase, decrease or unchanged."""
    printed: str
    """What the document says: `减少 59.43 万元，6.6%`; empty where it says nothing."""
    agrees: bool
    """Whether what is printed is what the figures give."""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One check of one figure, in words."""

    id: str
    """The anchor: `check-basic-expenditure-direction`."""
    concept: str
    name: str
    """The figure's name."""
    rule: str
    """The rule's name in words."""
    question: str
    """The rule as a reader would say it, in one sentence."""
    verdict: str
    """fails, rounding, untestable or holds."""
    verdict_word: str
    sentence: str
    """What is printed and what the figures give, in one or two sentences."""
    working: str
    """`954.12 − 894.69 = +59.43 万元`; empty where there is none."""
    readings: tuple[str, ...]
    """Where the document cannot settle which figure is wrong: each reading."""
    note: Html
    """The editor's note; may be empty."""
    address: str
    """The figure's address, in this language."""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something in the document that no arithmetic finds."""

    id: str
    kind: str
    """misprint, unlabelled, missing, ambiguous, plausibility, wording or structure."""
    kind_word: str
    place: str
    printed: str
    """The few characters in question; may be empty."""
    note: Html
    about: Link | None


@dataclass(frozen=True, slots=True)
class FigureView:
    """One figure with all that is known of it. Its `id` is its address on the statement page."""

    id: str
    name: str
    explain: str
    """One or two plain sentences."""
    term: str
    """The address of its glossary page."""
    depth: int
    """0 for a whole, 1 for a part, 2 for a part of a part."""
    state: str
    """printed, not-printed, nil or held-centrally."""
    state_word: str
    """Empty for a printed figure."""
    amount: Number | None
    """None for nil."""
    prior: Number | None
    change: Change | None
    share: str
    """`占支出预算的90.1%` / `90.1% of expenditure`; may be empty."""
    memorandum: bool
    reason: Html
    """The reason that the document gives for a change; or the sentence that it gives none; may be empty."""
    note: Html
    place: str
    """Where in the document: `三（一） 基本支出`."""
    findings: tuple[FindingView, ...]
    remarks: tuple[RemarkView, ...]
    citation: str
    edit: str
    """Where the code host opens the very line for editing (absolute)."""

    @property
    def fails(self) -> bool:
        """Whether something about it does not add up."""
        return any(finding.verdict == "fails" for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Table:
    """A small table: `head` names the columns; in each row the first cell names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its title, its finding in one sentence, and its data."""

    id: str
    title: str
    sentence: str
    drawing: Drawing
    table: Table
    files: tuple[Link, ...]
    """SVG, PNG, CSV and Vega-Lite spec."""


@dataclass(frozen=True, slots=True)
class ProjectView:
    """One named project."""

    id: str
    name: str
    amount: Number
    share: str
    purpose: Html
    target: Html
    """Empty where the document states none; then `target_missing` says so."""
    target_missing: str
    place: str
    remarks: tuple[RemarkView, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A number of the document that is no budget figure."""

    id: str
    name: str
    amount: Number
    note: Html
    place: str
    remarks: tuple[RemarkView, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of a statement page."""

    id: str
    name: str
    lead: str
    prose: Html
    figures: tuple[FigureView, ...]
    charts: tuple[ChartView, ...]
    projects: tuple[ProjectView, ...]
    projects_rest: str
    """What the named projects leave, in a sentence; may be empty."""
    facts: tuple[FactView, ...]
    years: tuple[str, str]
    """The statement's year and the one compared with: column heads."""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the three to five numbers on the first screen."""

    label: str
    number: Number
    sentence: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many checks ended in which way."""

    total: int
    holds: int
    rounding: int
    fails: int
    untestable: int
    sentence: str
    """`61 checks: 40 hold, 3 within rounding, 9 do not come out, 9 cannot be tested`."""


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One thing that the rules ask for, and whether this document has it."""

    name: str
    explain: str
    met: bool
    word: str
    """`in this document` / `not in this document`."""


@dataclass(frozen=True, slots=True)
class StatementCard:
    """A statement in a list."""

    title: str
    address: str
    entity: Link
    year: str
    numbers: tuple[KeyNumber, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class SaidView:
    """What the text says of one line of a table."""

    amount: Number
    prior: Number | None
    change: Change | None
    reason: Html
    place: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of a table."""

    id: str
    """Its address on the page: `line-2010507`."""
    code: str
    """As printed; empty for the total and for tables without codes."""
    level: int
    """0 for the coarsest (and the total), 1, 2."""
    name: str
    other_name: str
    """Its name in the other language, where the classification has it; may be empty."""
    values: tuple[str, ...]
    """A column each, in the reader's words; empty where the document prints nothing."""
    exact: tuple[str, ...]
    """The same as printed."""
    findings: tuple[FindingView, ...]
    """Those that do not simply hold."""
    said: SaidView | None
    """What the text says of it: last year's figure, change and percentage."""


@dataclass(frozen=True, slots=True)
class TableLink:
    """A table in the list of a statement's page."""

    name: str
    explain: str
    address: str
    lines: int
    tally: Tally
    nil: bool
    """True for a table that the document shows empty."""


@dataclass(frozen=True, slots=True)
class TableBody:
    """template `table.html`: one table of the document, with its codes."""

    statement: Link
    entity: Link
    name: str
    explain: str
    place: str
    unit: str
    columns: tuple[Link, ...]
    """What each column reports, linked to the term."""
    lines: tuple[LineView, ...]
    nil_sentence: str
    """For an empty table: that it is, and whether the document says so; else empty."""
    tally: Tally
    alarms: tuple[FindingView, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class StatementBody:
    """template `statement.html`"""

    entity: Link
    title: str
    kicker: str
    """The body's full name, above the title."""
    summary: Html
    prose: Html
    """What a person adds to the summary."""
    key_numbers: tuple[KeyNumber, ...]
    lead_chart: ChartView | None
    """Where each 100 yuan goes."""
    alarms: tuple[FindingView, ...]
    """The findings that fail, for the top of the page."""
    sections: tuple[SectionView, ...]
    checks: tuple[FindingView, ...]
    """Every finding, those that fail first."""
    tally: Tally
    tables: tuple[TableLink, ...]
    """The tables of the document, in its order; each has a page."""
    remarks: tuple[RemarkView, ...]
    """Every remark, in the document's order."""
    requirements: tuple[RequirementView, ...]
    profile: str
    basis: str
    source: tuple[tuple[str, str], ...]
    """Pairs: title, publisher, date of publication (or that none is stated), hash, …"""
    source_link: str
    """The publisher's address; may be empty."""
    source_note: Html
    numbers_sentence: str
    """`The document prints 122 numbers; every one is accounted for here.`; may be empty."""
    years: tuple[str, str]
    edit: str


@dataclass(frozen=True, slots=True)
class EntityBody:
    """template `entity.html`"""

    name: str
    kind: Link
    place: str
    parent: str
    about: str
    duties: tuple[tuple[str, str], ...]
    """(short, one sentence)"""
    units: tuple[tuple[str, Link], ...]
    statements: tuple[StatementCard, ...]
    series: Table
    """Main figures over the years, one column a year."""


@dataclass(frozen=True, slots=True)
class HomeBody:
    """template `home.html`"""

    tagline: str
    statements: tuple[StatementCard, ...]
    lead_chart: ChartView | None
    """Of the newest statement."""
    alarms: tuple[tuple[Link, FindingView], ...]
    """What does not add up, with the statement that prints it."""
    principles: tuple[tuple[str, str], ...]
    """(heading, one sentence): the three ideas of the site."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in a list."""

    name: str
    other_name: str
    """Its name in the other language."""
    explain: str
    address: str


@dataclass(frozen=True, slots=True)
class GlossaryBody:
    """template `glossary.html`"""

    groups: tuple[tuple[str, tuple[TermLine, ...]], ...]
    """(heading, terms): what is reported, then the words of the field."""


@dataclass(frozen=True, slots=True)
class TermBody:
    """template `term.html`: a term in plain words, and its figure for every body and year."""

    name: str
    other_name: str
    explain: str
    also: tuple[str, ...]
    made_of: tuple[Link, ...]
    """Its parts."""
    part_of: tuple[Link, ...]
    see: tuple[Link, ...]
    memorandum: bool
    rows: tuple[tuple[Link, str, FigureView], ...]
    """(statement, year, figure)"""
    edit: str


@dataclass(frozen=True, slots=True)
class ChecksBody:
    """template `checks.html`: every finding of the site, by statement."""

    tally: Tally
    statements: tuple[tuple[Link, Tally, tuple[FindingView, ...]], ...]
    rules: tuple[tuple[str, str], ...]
    """(name, the rule as a reader would say it)"""


@dataclass(frozen=True, slots=True)
class Download:
    """One data file."""

    name: str
    address: str
    explain: str
    rows: int
    size: str
    sha256: str
    columns: tuple[tuple[str, str], ...]
    """(column, what it holds)"""


@dataclass(frozen=True, slots=True)
class DataBody:
    """template `data.html`"""

    files: tuple[Download, ...]
    licence: Link
    citation: str


@dataclass(frozen=True, slots=True)
class ArticleBody:
    """template `article.html`: about, how to read a budget, how to contribute."""

    prose: Html


@dataclass(frozen=True, slots=True)
class PlainBody:
    """templates `chooser.html` (the root) and `404.html`: all their words are in the template's `words`."""

    links: tuple[Link, ...]


Body = (
    StatementBody | TableBody | EntityBody | HomeBody | GlossaryBody | TermBody | ChecksBody | DataBody | ArticleBody | PlainBody
)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: a pure function of this and the templates is its bytes."""

    address: str
    """`zh/glossary/revenue/`; the file is `index.html` in it. `404.html` is a file itself."""
    lang: Language
    template: str
    title: str
    description: str
    twin: str
    """The same page in the other language."""
    trail: tuple[Link, ...]
    """The pages above it, from home down; not the page itself."""
    nav: str
    """Which entry of the navigation it belongs to: budgets, glossary, checks, data, about; may be empty."""
    body: Body
