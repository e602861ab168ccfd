"""What a page holds: frozen records in one language, finished to the last word. Templates only arrange them.

`Html` values are safe markup made by `markdown.py`; every other text is plain and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup as Html

from budgetbook.content.model import Language
from budgetbook.opendata.catalogue.schema_org import SchemaOrgDocument
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages.models.data import Download, ExampleView
from budgetbook.pages.models.lists import ComparisonCell, ComparisonColumn, Pager, UpdateView
from budgetbook.pages.models.parts import (
    ChartView,
    FigureView,
    FindingView,
    KeyNumber,
    LineView,
    Link,
    RemarkView,
    RequirementView,
    SectionView,
    StatementCard,
    SubEntityLine,
    TableLink,
    Tally,
    TermLine,
)
from budgetbook.pages.models.years import ExecutionRow, SeriesTable


@dataclass(frozen=True, slots=True)
class TablePage:
    """template `table.html`: one table of the document, with its codes."""

    statement: Link
    entity: Link
    name: str
    explain: str
    place: str
    unit: str
    unit_sentence: str
    """The unit of all amounts, for the head of the table."""
    columns: tuple[Link, ...]
    """What each column reports, linked to the term."""
    visible_columns: tuple[int, ...]
    """Which of the columns the page shows: those in which anything but 0 is printed."""
    has_codes: bool
    """Whether any line has a code."""
    omission_notes: tuple[str, ...]
    """A sentence each on columns that are not shown, and why."""
    lines: tuple[LineView, ...]
    nil_sentence: str
    """For an empty table: that it is, and whether the document says so; else empty."""
    tally: Tally
    alarms: tuple[FindingView, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class StatementPage:
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
    rounding_findings: tuple[FindingView, ...]
    """Those that come out but for rounding, named there too."""
    sections: tuple[SectionView, ...]
    findings: tuple[FindingView, ...]
    """Every finding, those that fail first."""
    findings_elsewhere: str
    """Where the checks are that the page does not list; empty where it lists all."""
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
    execution: Link | None
    """Where the year's budget stands beside what became of it."""
    site: str
    """The site's name, for the picture of the page."""
    edit: str
    workbook: str
    """The address of its workbook."""

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """Every chart of the page, in their order."""
        lead = (self.lead_chart,) if self.lead_chart else ()
        return (*lead, *(chart for section in self.sections for chart in section.charts))


@dataclass(frozen=True, slots=True)
class ChartPage:
    """template `chart.html`: one chart, for a frame on another site."""

    chart: ChartView
    parent_page: Link
    """The page that it stands on, at the chart."""
    snippet: str
    """The element that shows it in a frame elsewhere, as text to be copied: HTML, which the page that shows it escapes again."""


@dataclass(frozen=True, slots=True)
class EntityPage:
    """template `entity.html`"""

    name: str
    kind: Link
    place: str
    parent: str
    description: str
    duties: tuple[tuple[str, str], ...]
    """(short, one sentence)"""
    sub_entities: tuple[SubEntityLine, ...]
    """The units below it, each followed by those below that one."""
    statements: tuple[StatementCard, ...]
    series: SeriesTable
    """Main figures over the years, one column a year."""
    charts: tuple[ChartView, ...]
    """Its figures over the years as a chart, where there are two years."""
    executions: tuple[Link, ...]
    """Pages that set a budget beside what became of it, the newest first."""


@dataclass(frozen=True, slots=True)
class ExecutionPage:
    """template `execution.html`: a year's budget beside what was really received and spent."""

    entity: Link
    accounts: Link
    budget: Link | None
    """The budget of the year, where it is on the site."""
    title: str
    lead: str
    """What was planned to be spent and what was, in a sentence; may be empty."""
    sections: tuple[tuple[str, tuple[ExecutionRow, ...]], ...]
    """(name, rows)"""
    has_adjusted: bool


@dataclass(frozen=True, slots=True)
class HomePage:
    """template `home.html`"""

    tagline: str
    statements: tuple[StatementCard, ...]
    """The latest."""
    ways: tuple[Link, ...]
    """`All 2,000 documents`, `All 900 bodies`, where not all stand here."""
    lead_chart: ChartView | None
    """Of the latest statement."""
    alarms: tuple[FindingView, ...]
    """What does not add up."""
    principles: tuple[tuple[str, str], ...]
    """(heading, one sentence): the three ideas of the site."""


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """template `glossary.html`"""

    groups: tuple[tuple[str, tuple[TermLine, ...]], ...]
    """(heading, terms): what is reported, then the words of the field."""


@dataclass(frozen=True, slots=True)
class TermPage:
    """template `term.html`: a term in plain words, and its figure for every body and year."""

    name: str
    other_name: str
    explain: str
    other_names: tuple[str, ...]
    made_of: tuple[Link, ...]
    """Its parts."""
    part_of: tuple[Link, ...]
    see: tuple[Link, ...]
    memorandum: bool
    rows: tuple[tuple[Link, str, FigureView], ...]
    """(statement, year, figure): the newest."""
    compare: Link | None
    """Where all of them stand side by side; None where there is one."""
    series: SeriesTable
    """The same over the years, for bodies with several."""
    edit: str


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """template `checks.html`: every finding of the site, by statement."""

    tally: Tally | None
    """Of all documents; on the first page, so that the others change only with their own."""
    statements: tuple[tuple[Link, Tally, tuple[FindingView, ...], str], ...]
    """Each with its checks, and where those are that are not listed."""
    rules: tuple[tuple[str, str], ...]
    """(name, the rule as a reader would say it); on the first page."""
    pager: Pager | None
    several: bool
    """Whether the site has more than one document."""


@dataclass(frozen=True, slots=True)
class DataPage:
    """template `data.html`"""

    complete_lead: str
    """Which of them to take."""
    complete_files: tuple[tuple[DataFile, str], ...]
    """The files of all tables, and what each is for."""
    workbooks: tuple[Link, ...]
    """The workbooks of the newest statements."""
    has_more_workbooks: bool
    """Whether there are others."""
    tables: tuple[Download, ...]
    examples: tuple[ExampleView, ...]
    service_lead: str
    addresses: tuple[tuple[str, str], ...]
    """Addresses for programs and what each answers; one with {braces} is a pattern."""
    licence: Link
    citation: str
    version: str
    """Of the form of the data: `1.0.0`."""
    updates: tuple[tuple[str, str], ...]
    """(day, sentence), the newest first."""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """template `article.html`: about, how to read a budget, how to contribute."""

    prose: Html


@dataclass(frozen=True, slots=True)
class ComparePage:
    """template `compare.html`: bodies and years side by side."""

    title: str
    lead: str
    columns: tuple[ComparisonColumn, ...]
    rows: tuple[tuple[ComparisonCell, ...], ...]
    """Those of this page."""
    data: tuple[str, ...]
    """Where all rows stand as data, cut in files; empty where this page has them all."""
    count_text: str
    """`{shown} of {total}`: filled in when the table is filtered."""
    loading_text: str
    """What is said beside it while the other files are read."""
    note: str
    """How many documents have no such figure; may be empty."""
    term: Link | None
    """What it means; None where the table is of several figures."""
    pager: Pager | None
    choices: tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]
    """(section, (every figure that can be compared, by how many documents and in what range))"""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """template `search.html`"""

    count_text: str
    """`{count} found.`: the hole is filled when something has been looked for."""
    partial_count_text: str
    """The same where there are more than have been read."""
    ways: tuple[tuple[Link, str], ...]
    """(where else to look, what is there)"""


@dataclass(frozen=True, slots=True)
class UpdatesPage:
    """template `updates.html`: what was added and corrected."""

    entries: tuple[UpdateView, ...]
    feed: Link
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class MovedPage:
    """template `moved.html`: what stands where a body's page stood before."""

    new_address: str
    """Where it stands now."""


@dataclass(frozen=True, slots=True)
class PlainPage:
    """templates `chooser.html` (the root) and `404.html`: all their words are in the template's `words`."""

    links: tuple[Link, ...]


PageContent = (
    StatementPage
    | ChartPage
    | TablePage
    | EntityPage
    | ExecutionPage
    | HomePage
    | GlossaryPage
    | TermPage
    | FindingsPage
    | DataPage
    | ArticlePage
    | ComparePage
    | SearchPage
    | UpdatesPage
    | MovedPage
    | PlainPage
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
    content: PageContent
    structured_data: SchemaOrgDocument | None = None
    """What the page tells programs of the data on it, in the words of schema.org."""
