"""The page of a statement: the answers on the first screen, its sections in short, its tables, its source.

What proves them is on the page of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.charts.render.social_card import Card
from budgetbook.content.loader import Statement
from budgetbook.opendata.catalogue import schema_org
from budgetbook.pages.chart import chart_pages
from budgetbook.pages.evidence import evidence_page
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.models.review import ReviewView, review_view
from budgetbook.pages.sections import SectionView, lead_charts, section_prose, section_views
from budgetbook.pages.statement_card import KeyNumber, key_numbers
from budgetbook.pages.table_list import TableLink, table_list
from budgetbook.pages.views.findings import list_findings, merge_findings, slight_findings
from budgetbook.pages.views.statement import StatementPresenter, edit_address
from budgetbook.text import markdown
from budgetbook.text.markdown import Html
from budgetbook.text.roles import evidence_address
from budgetbook.text.table_lines import class_address


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
    lead_charts: tuple[ChartView, ...]
    """Where the money goes, and what changed."""
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
    evidence: str
    """The address of the page that proves its numbers."""
    classes: Mapping[str, str]
    """The page over the years of each class of spending that has one, by code."""
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
    def charts(self) -> tuple[ChartView, ...]:
        """Every chart of the page, in order."""
        return (*self.lead_charts, *(chart for section in self.sections for chart in section.charts))


def statement_page_with_charts(language_site: LanguageSite, statement: Statement) -> Iterator[Page]:
    """Build the page of one statement, the page of its evidence, then a page for each chart."""
    presenter = language_site.presenter(statement.id, f"{language_site.lang}/{statement.id}/")
    entity = language_site.entity_link(statement.entity)
    content = _content(language_site, presenter)
    title = language_site.phrases.say("page-title", title=presenter.title, entity=entity.text)
    page = language_site.page(
        f"{statement.id}/", title, _description(presenter, entity), (language_site.home, entity), "budgets", content
    )
    files = language_site.files_by_statement.get(statement.id, ())
    structured_data = schema_org.describe_statement(language_site.content, statement, files, language_site.lang)
    yield replace(page, structured_data=structured_data, card=_card(language_site, content))
    yield evidence_page(language_site, statement)
    yield from chart_pages(language_site, page, content.charts, str(statement.fiscal_year))


def _content(language_site: LanguageSite, presenter: StatementPresenter) -> StatementPage:
    statement = presenter.statement
    listed_findings = list_findings(presenter.findings, language_site.content)
    failures = [finding for finding in listed_findings if rate_outcome(finding) == "fails"]
    requirements = language_site.content.profiles[statement.profile].requirements.values()
    leads = lead_charts(presenter)
    return StatementPage(
        entity=language_site.entity_link(statement.entity),
        title=presenter.title,
        kicker=language_site.content.entities[statement.entity].name[language_site.lang],
        summary=presenter.render_text(statement.summary),
        prose=section_prose(presenter, "summary"),
        key_numbers=key_numbers(presenter),
        lead_charts=leads,
        alarms=merge_findings(map(presenter.finding_presenter.present, failures)),
        sections=tuple(section_views(presenter, {chart.id for chart in leads})),
        last_digit_findings=slight_findings("last-digit", presenter.findings, presenter.finding_presenter),
        wording_findings=slight_findings("wording", presenter.findings, presenter.finding_presenter),
        rounding_findings=slight_findings("rounding", presenter.findings, presenter.finding_presenter),
        tally=language_site.tally(presenter.findings),
        tables=table_list(language_site, presenter),
        evidence=evidence_address(statement.id, language_site.lang),
        classes={
            line.code: class_address(statement.entity, line.code, language_site.lang)
            for series in language_site.classified_series(statement.entity)
            for line in series.classes
        },
        remark_count=len(statement.remarks),
        has_requirements=any(each.table is None for each in requirements),
        source=_source(presenter),
        source_link=statement.source.url or "",
        source_note=presenter.render_text(statement.source.note),
        review=review_view(statement, presenter.phrases),
        years=presenter.years,
        execution=execution_link(language_site, statement),
        edit=edit_address(language_site.content, statement.file, 1),
        workbook=f"data/statements/{statement.id}.xlsx",
    )


def _card(language_site: LanguageSite, content: StatementPage) -> Card:
    numbers = tuple((number.label, number.short) for number in content.key_numbers[:3])
    tally, site = content.tally, language_site.content.site.name[language_site.lang]
    return Card(
        language_site.phrases.language.tag, content.kicker, content.title, numbers, (tally.sentence,), bool(tally.fails), site
    )


def _description(presenter: StatementPresenter, entity: Link) -> str:
    """Describe the page for search engines."""
    plain = markdown.plain_text(presenter.statement.summary[presenter.lang], presenter.refs)
    document = presenter.phrases.document(presenter.statement.phase, presenter.statement.fiscal_year)
    return presenter.phrases.say("statement-description", entity=entity.text, document=document, summary=plain)


def _source(presenter: StatementPresenter) -> tuple[tuple[str, str], ...]:
    source, phrases, comparison = presenter.statement.source, presenter.phrases, presenter.statement.compares_with
    rows = [
        ("source-title", source.title[presenter.lang]),
        ("source-publisher", presenter.content.publisher_of(presenter.statement)[presenter.lang]),
        ("source-published", source.published.isoformat() if source.published else phrases["not-stated"]),
        ("source-url", source.url or phrases["not-stated"]),
    ]
    if comparison:
        rows.append(("source-basis", f"{comparison.year}: {phrases[f'basis-{comparison.basis}']}"))
    if source.sha256:
        rows.append(("source-sha256", " ".join((source.sha256, *source.further_sha256))))
    return tuple((phrases[phrase_id], value) for phrase_id, value in rows)
