"""The parts that pages are made of: frozen records in one language, finished to the last word.

`Html` values are safe markup made by `markdown.py`; every other text is plain and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup as Html

from budgetbook.charts.vega_lite import ChartSpec


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead: a site address (`zh/glossary/revenue/#x`) or an absolute one (`https://…`)."""

    text: str
    address: str
    tip: str = ""
    """For a term, what it means in one line."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number as the reader sees it, and how it can be checked."""

    text: str
    """In the reader's own number words: `1,058.41万元` / `10.5841 million yuan`."""
    printed_text: str
    """As the document prints it: `1,058.41 万元`; empty where it is computed."""
    exact: str
    """To the last yuan: `10,584,100元` / `10,584,100 yuan`; the same as `text` for what is no money."""
    is_computed: bool
    """True where the document prints no such number and it was worked out from others."""
    year: str
    address: str = ""
    """The figure's address in this language."""
    source: Link | None = None
    """`from the 2024 budget`, led to the figure there: of a year before that stands in the body's earlier document."""

    @property
    def origin(self) -> str:
        """`earlier` where another document has it; `computed` where none prints it."""
        return "earlier" if self.source else "computed" if self.is_computed else ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """The change since the year compared with, computed."""

    text: str
    """`增加59.43万元` / `up 594,300 yuan`, as computed; without a figure of the year before, as printed."""
    percent: str
    """`6.6%`; empty where the prior figure is 0."""
    direction: str
    """increase, decrease or unchanged."""
    printed_text: str
    """What the document says: `减少59.43 万元，6.6%`, in English the digits alone, `59.43 万元, 6.6%`; empty for nothing."""
    agrees: bool
    """Whether what is printed is what the figures give."""
    reader_text: str
    """The same in the reader's own units: `a decrease of 594,300 yuan, 6.6%`; in Chinese these are the document's."""


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
    calculation: str
    """`954.12 − 894.69 = +59.43 万元`; empty where there is none."""
    brief: str
    """One line for a list: the working where a sum holds, otherwise the sentence."""
    readings: tuple[str, ...]
    """Where the document cannot settle which figure is wrong: each reading."""
    note: Html
    """The editor's note; may be empty."""
    statement: Link
    """The statement that prints it: `Mentougou Science Association 2023`."""
    address: str
    """The figure's address, in this language."""
    gap: str
    """How far what is printed is from what the figures give; empty for what is no number."""
    duplicates: tuple[FindingView, ...] = ()
    """Checks that ended in the very same way for the very same reason: told once, with each of their places."""


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something in the document that no arithmetic finds."""

    id: str
    kind: str
    """misprint, unlabelled, missing, ambiguous, plausibility, wording or structure."""
    kind_word: str
    place: str
    printed_text: str
    """The few characters in question; may be empty."""
    note: Html
    subject: Link | None


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
    plans: tuple[tuple[str, Number], ...]
    """In final accounts: the initial and the adjusted budget, as printed, each with its name."""
    prior: Number | None
    change: ChangeView | None
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
class TableView:
    """A small table: `head` names the columns; in each row the first cell names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


FILES = (("SVG", "svg"), ("PNG", "png"), ("CSV", "csv"), ("Vega-Lite", "vl.json"))
"""The formats of a chart's files, and how their names end."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart with its title, its finding in one sentence, and its data."""

    id: str
    title: str
    sentence: str
    drawing: ChartSpec
    table: TableView
    notes: tuple[str, ...]
    """What the signs beside values mean."""
    unit: str
    """What the values of the drawing count, for data files: yuan, people, percent, …"""
    address: str
    """Of its own page; its files lie beside it."""
    source: str
    """The document and this site, in one line."""

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """(format, site address) of each of its files."""
        stem = self.address.rstrip("/")
        return tuple((name, f"{stem}.{end}") for name, end in FILES)


@dataclass(frozen=True, slots=True)
class IndicatorView:
    """One indicator of performance."""

    levels: tuple[Link, ...]
    """The first level and, where there is one, the second, linked to the terms."""
    name: str
    target: str
    """`≥ 30 events`, `improved`."""
    result: str
    """The same afterwards; empty where nothing is printed."""
    met_word: str
    """Whether a number was reached, in a word and computed; empty where that cannot be told."""
    points: str
    """`27 of 30`; empty where none are printed."""
    place: str


@dataclass(frozen=True, slots=True)
class PerformanceView:
    """What a project or a whole body is to achieve, and how that was judged."""

    goal: Html
    indicators: tuple[IndicatorView, ...]
    evaluation: str
    """Score, grade and by whom, in a sentence; may be empty."""
    findings: tuple[FindingView, ...]
    """The check of the whole body's score; a project has its own."""
    has_results: bool
    """Whether any value that was reached, or any points, are printed."""


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
    findings: tuple[FindingView, ...]
    performance: PerformanceView | None
    place: str
    remarks: tuple[RemarkView, ...]
    citation: str
    edit: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A number of the document that is no budget figure."""

    id: str
    name: str
    amount: Number
    note: Html
    findings: tuple[FindingView, ...]
    place: str
    remarks: tuple[RemarkView, ...]
    citation: str
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
    performance: PerformanceView | None
    """Of the whole body, in the section of its projects."""
    years: tuple[str, str]
    """The statement's year and the one compared with: column heads."""


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of the three to five numbers on the first screen."""

    label: str
    number: Number
    short: str
    """For a first screen, at most two decimals: `10.58 million yuan`."""
    sentence: str
    prior: Number | None = None
    """The year before that the sentence compares with."""


_TICK_HEIGHTS = {"fails": 16, "rounding": 9, "untestable": 3, "holds": 9}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many checks ended in which way."""

    total: int
    holds: int
    rounding: int
    fails: int
    untestable: int
    sentence: str
    """`61 checks: 40 add up, 3 differ by rounding, 9 do not add up, 9 cannot be checked.`"""

    @property
    def testable(self) -> int:
        """How many of them could be made at all."""
        return self.total - self.untestable

    @property
    def width(self) -> int:
        """Of its picture: five pixels a check, at most 750."""
        return min(5 * self.total, 750)

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """(verdict, path) of its picture: a tick for every check, those that fail tall; too many are a block a verdict."""
        counts = {"fails": self.fails, "rounding": self.rounding, "untestable": self.untestable, "holds": self.holds}
        paths, position, several = [], 0, self.total > 150
        step: float = 750 / self.total if several else 5
        for verdict, count in counts.items():
            height, block_width = _TICK_HEIGHTS[verdict], round(count * step, 1)
            block = f"M{round(position * step, 1):g} 16h{block_width:g}v-{height}h-{block_width:g}z"
            ticks = "".join(f"M{5 * each} 16h3v-{height}h-3z" for each in range(position, position + count))
            if count:
                paths.append((verdict, block if several else ticks))
            position += count
        return paths


@dataclass(frozen=True, slots=True)
class RequirementView:
    """One thing that the rules ask for, and whether this document has it."""

    name: str
    explain: str
    is_met: bool
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
class PrintedLineView:
    """What the text says of one line of a table."""

    amount: Number
    prior: Number | None
    change: ChangeView | None
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
    foreign: bool
    """Whether the name is in Chinese on an English page: the classification does not know the line."""
    other_name: str
    """Its name in the other language, where the classification has it; may be empty."""
    values: tuple[Number | None, ...]
    """A column each; None where the document prints nothing."""
    cells: tuple[str, ...]
    """The same as bare digits, in the unit that the table names; empty where nothing is printed."""
    findings: tuple[FindingView, ...]
    place: str
    citation: str
    edit: str
    printed_line: PrintedLineView | None
    """What the text says of it: last year's figure, change and percentage."""
    prior: tuple[Number, ChangeView] | None
    """Of its first column: the year before by the earlier document's table, and the change."""

    @property
    def fails(self) -> bool:
        """Whether something about it does not add up."""
        return any(finding.verdict == "fails" for finding in self.findings)


TableState = Literal["there", "nil", "empty", "not-in-the-copy", "lacking"]


@dataclass(frozen=True, slots=True)
class TableLink:
    """A table in the list of a statement's page, there or not."""

    number: str
    """Its number in the place's own form; empty for a table besides those asked for."""
    name: str
    """Its title in the place."""
    explain: str
    address: str
    """Of its page; empty where all its numbers are figures of the statement, and where it is not there."""
    state: TableState
    """`nil`: empty, and said to be; `empty`: without a word; `not-in-the-copy`: the copy lacks the part with the tables."""
    state_word: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class SubEntityLine:
    """A unit of a body."""

    name: str
    kind: Link
    depth: int
    """1 for a unit of the body itself, 2 for one of its units."""
    address: str
    """Of its own page, where it has one; else empty."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in a list."""

    name: str
    other_name: str
    """Its name in the other language."""
    explain: str
    address: str
