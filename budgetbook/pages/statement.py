"""The page of a statement: first screen, sections, findings, remarks, what is missing, its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.charts.render.social_card import Card
from budgetbook.content.loader import Statement
from budgetbook.opendata.catalogue import schema_org
from budgetbook.pages.chart import chart_pages
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.figures import RemarkView
from budgetbook.pages.models.findings import FindingView, Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.models.review import ReviewView, review_view
from budgetbook.pages.requirements import RequirementView, requirement_views
from budgetbook.pages.sections import SectionView, lead_chart, section_prose, section_views
from budgetbook.pages.statement_card import KeyNumber, key_numbers
from budgetbook.pages.table_list import TableLink, table_list
from budgetbook.pages.views.findings import elsewhere_sentence, list_findings, merge_findings, slight_findings
from budgetbook.pages.views.statement import StatementPresenter, edit_address
from budgetbook.text import markdown
from budgetbook.text.markdown import Html
from budgetbook.validation.number_balance import count_accounted_numbers, count_left_out_numbers, count_undecided_numbers


@dataclass(frozen=True, slots=True)
class StatementPage(PageContent):
    """Everything about one budget or final accounts: figures, charts, findings and tables."""

    template: ClassVar[str] = "statement.html"
    entity: Link
    title: str
    kicker: str
    """The entity's full name, above the title."""
    summary: Html
    prose: Html
    """An editor's addition to the summary."""
    key_numbers: tuple[KeyNumber, ...]
    lead_chart: ChartView | None
    """The chart of each 100 yuan."""
    alarms: tuple[FindingView, ...]
    """The findings that fail, for the top of the page."""
    last_digit_findings: tuple[FindingView, ...]
    wording_findings: tuple[FindingView, ...]
    rounding_findings: tuple[FindingView, ...]
    """Findings that are only off by rounding, named there too."""
    sections: tuple[SectionView, ...]
    findings: tuple[FindingView, ...]
    """Every finding, failures first."""
    findings_elsewhere: str
    """Says where to find the findings that the page does not list; empty if it lists all."""
    tally: Tally
    tables: tuple[TableLink, ...]
    """The tables of the document in order; each has a page."""
    remarks: tuple[RemarkView, ...]
    """Every remark, in the order of the document."""
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
        lead = (self.lead_chart,) if self.lead_chart else ()
        return (*lead, *(chart for section in self.sections for chart in section.charts))


def statement_page_with_charts(language_site: LanguageSite, statement: Statement) -> Iterator[Page]:
    """Build the page of one statement, then a page for each chart on it."""
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
    yield from chart_pages(language_site, page, content.charts, str(statement.fiscal_year))


def _content(language_site: LanguageSite, presenter: StatementPresenter) -> StatementPage:
    statement = presenter.statement
    finding_views = merge_findings(
        presenter.finding_presenter.present(finding) for finding in list_findings(presenter.findings, language_site.content)
    )
    profile = language_site.content.profiles[statement.profile]
    return StatementPage(
        entity=language_site.entity_link(statement.entity),
        title=presenter.title,
        kicker=language_site.content.entities[statement.entity].name[language_site.lang],
        summary=presenter.render_text(statement.summary),
        prose=section_prose(presenter, "summary"),
        key_numbers=key_numbers(presenter),
        lead_chart=lead_chart(presenter),
        alarms=tuple(finding_view for finding_view in finding_views if finding_view.outcome == "fails"),
        sections=tuple(section_views(language_site, presenter)),
        last_digit_findings=slight_findings("last-digit", presenter.findings, presenter.finding_presenter),
        wording_findings=slight_findings("wording", presenter.findings, presenter.finding_presenter),
        rounding_findings=slight_findings("rounding", presenter.findings, presenter.finding_presenter),
        findings=finding_views,
        findings_elsewhere=elsewhere_sentence(len(presenter.findings), finding_views, language_site.phrases),
        tally=language_site.tally(presenter.findings),
        tables=table_list(language_site, presenter),
        remarks=presenter.remark_views(),
        requirements=requirement_views(presenter, profile),
        profile=profile.name[language_site.lang],
        basis=profile.basis[language_site.lang],
        source=_source(presenter),
        source_link=statement.source.url or "",
        source_note=presenter.render_text(statement.source.note),
        numbers_sentence=_numbers_sentence(language_site, statement),
        review=review_view(statement, presenter.phrases),
        years=presenter.years,
        execution=execution_link(language_site, statement),
        edit=edit_address(language_site.content, statement.file, 1),
        workbook=f"data/statements/{statement.id}.xlsx",
    )


def _card(language_site: LanguageSite, content: StatementPage) -> Card:
    numbers = tuple((number.label, number.short) for number in content.key_numbers[:3])
    tally, site = content.tally, language_site.content.site.name[language_site.lang]
    return Card(language_site.lang, content.kicker, content.title, numbers, (tally.sentence,), bool(tally.fails), site)


def _description(presenter: StatementPresenter, entity: Link) -> str:
    """Describe the page for search engines."""
    plain = markdown.plain_text(presenter.statement.summary[presenter.lang], presenter.refs)
    document = presenter.phrases.document(presenter.statement.phase, presenter.statement.fiscal_year)
    return presenter.phrases.say("statement-description", entity=entity.text, document=document, summary=plain)


def _numbers_sentence(language_site: LanguageSite, statement: Statement) -> str:
    """Say whether a control list accounts for each number of the document, or that there is none."""
    say = language_site.phrases.say
    if statement.numbers is None:
        return say("numbers-unlisted")
    sentences = [say("numbers", count=count_accounted_numbers(statement))]
    if count := count_left_out_numbers(statement):
        sentences.append(say("numbers-left-out", count=count))
    if count := count_undecided_numbers(statement):
        sentences.append(say("numbers-undecided", count=count))
    return ("" if language_site.lang == "zh" else " ").join(sentences)


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
