"""What the page of a statement consists of: its sheet of paper shows the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link, PageContent
from budgetbook.pages.models.review import ReviewView
from budgetbook.pages.scale import ScaleView
from budgetbook.pages.sections import SectionView
from budgetbook.pages.statement_card import KeyNumber
from budgetbook.pages.table_list import TableLink
from budgetbook.text.markdown import Html


@dataclass(frozen=True, slots=True)
class StatementPage(PageContent):
    """One budget or final accounts, explained: answers, charts, and the figures of each section."""

    template: ClassVar[str] = "statement.html"
    entity: Link
    title: str
    kicker: str
    """The entity's full name, above the title."""
    summary: Html
    prose: Html
    """An editor's addition to the summary."""
    key_numbers: tuple[KeyNumber, ...]
    scales: tuple[ScaleView, ...]
    """Figures beside others: per person, share of the whole."""
    composition: ChartView | None
    """Where the money goes, for the first screen."""
    change: ChartView | None
    """What changed, for the first screen."""
    alarms: tuple[FindingView, ...]
    """The findings that fail, for the top of the page."""
    last_digit_findings: tuple[FindingView, ...]
    wording_findings: tuple[FindingView, ...]
    rounding_findings: tuple[FindingView, ...]
    """Findings that are only off by rounding, named there too."""
    sections: tuple[SectionView, ...]
    tally: Tally
    tables: tuple[TableLink, ...]
    """The tables of the document in order; each has a page."""
    sheet: str
    """The address of its sheet of paper."""
    evidence: str
    """The address of the page that proves its numbers."""
    classes: Mapping[str, Mapping[str, str]]
    """The page over the years of each class that has one, by classification and code."""
    remark_count: int
    has_requirements: bool
    """True if the rules ask for anything beside tables; the page of evidence says what of it is there."""
    source: tuple[tuple[str, str], ...]
    """Pairs: title, publisher, date of publication (or that none is stated), hash, …"""
    source_link: str
    """The publisher's address; may be empty."""
    source_note: Html
    review: ReviewView | None
    years: tuple[str, str]
    execution: Link | None
    """The page that compares the year's budget with its outcome."""
    edit: str
    workbook: str
    """The address of its workbook."""

    @property
    def lead_charts(self) -> tuple[ChartView, ...]:
        """The charts of the first screen."""
        return tuple(each for each in (self.composition, self.change) if each)

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """Every chart of the page, in order."""
        return (*self.lead_charts, *(chart for section in self.sections for chart in section.charts))
