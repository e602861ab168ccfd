"""A statement and an edition in; its page out: first screen, sections, checks, remarks, what it lacks, its source."""

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
from budgetbook.pages.requirements import RequirementView, requirement_views
from budgetbook.pages.sections import SectionView, lead_chart, section_prose, section_views
from budgetbook.pages.statement_card import KeyNumber, key_numbers
from budgetbook.pages.table_list import TableLink, table_list
from budgetbook.pages.views.findings import elsewhere_sentence, list_findings, merge_findings, rounding_findings
from budgetbook.pages.views.statement import StatementPresenter, edit_address
from budgetbook.text import markdown
from budgetbook.text.markdown import Html
from budgetbook.validation.number_balance import count_accounted_numbers, count_left_out_numbers


@dataclass(frozen=True, slots=True)
class StatementPage(PageContent):
    """Everything on one budget or final account: its figures, charts, findings and tables."""

    template: ClassVar[str] = "statement.html"
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
    edit: str
    workbook: str
    """The address of its workbook."""

    @property
    def charts(self) -> tuple[ChartView, ...]:
        """Every chart of the page, in their order."""
        lead = (self.lead_chart,) if self.lead_chart else ()
        return (*lead, *(chart for section in self.sections for chart in section.charts))


def statement_page_with_charts(edition: LanguageSite, statement: Statement) -> Iterator[Page]:
    """The page of one statement, then a page for each chart on it."""
    views, entity = edition.presenter(statement.id, f"{edition.lang}/{statement.id}/"), edition.entity_link(statement.entity)
    content = _content(edition, views)
    title = edition.phrases.say("page-title", title=views.title, entity=entity.text)
    page = edition.page(f"{statement.id}/", title, _description(views, entity), (edition.home, entity), "budgets", content)
    files = edition.files_by_statement.get(statement.id, ())
    structured_data = schema_org.describe_statement(edition.content, statement, files, edition.lang)
    yield replace(page, structured_data=structured_data, card=_card(edition, content))
    yield from chart_pages(edition, page, content.charts, str(statement.fiscal_year))


def _content(edition: LanguageSite, views: StatementPresenter) -> StatementPage:
    statement = views.statement
    finding_views = merge_findings(
        views.finding_presenter.present(finding) for finding in list_findings(views.findings, edition.content)
    )
    profile = edition.content.profiles[statement.profile]
    return StatementPage(
        entity=edition.entity_link(statement.entity),
        title=views.title,
        kicker=edition.content.entities[statement.entity].name[edition.lang],
        summary=views.render_text(statement.summary),
        prose=section_prose(views, "summary"),
        key_numbers=key_numbers(views),
        lead_chart=lead_chart(views),
        alarms=tuple(finding_view for finding_view in finding_views if finding_view.verdict == "fails"),
        sections=tuple(section_views(edition, views)),
        rounding_findings=rounding_findings(views.findings, views.finding_presenter),
        findings=finding_views,
        findings_elsewhere=elsewhere_sentence(len(views.findings), finding_views, edition.phrases),
        tally=edition.tally(views.findings),
        tables=table_list(edition, views),
        remarks=views.remark_views(),
        requirements=requirement_views(views, profile),
        profile=profile.name[edition.lang],
        basis=profile.basis[edition.lang],
        source=_source(views),
        source_link=statement.source.url or "",
        source_note=views.render_text(statement.source.note),
        numbers_sentence=_numbers_sentence(edition, statement),
        years=views.years,
        execution=execution_link(edition, statement),
        edit=edit_address(edition.content, statement.file, 1),
        workbook=f"data/statements/{statement.id}.xlsx",
    )


def _card(edition: LanguageSite, content: StatementPage) -> Card:
    numbers = tuple((number.label, number.short) for number in content.key_numbers[:3])
    tally, site = content.tally, edition.content.site.name[edition.lang]
    return Card(edition.lang, content.kicker, content.title, numbers, (tally.sentence,), bool(tally.fails), site)


def _description(views: StatementPresenter, entity: Link) -> str:
    """What search engines show of the page."""
    plain = markdown.plain_text(views.statement.summary[views.lang], views.refs)
    document = views.phrases.document(views.statement.phase, views.statement.fiscal_year)
    return views.phrases.say("statement-description", entity=entity.text, document=document, summary=plain)


def _numbers_sentence(edition: LanguageSite, statement: Statement) -> str:
    """Whether each number of the document is accounted for: by the control list, or by nobody where there is none."""
    say = edition.phrases.say
    if statement.numbers is None:
        return say("numbers-unlisted")
    sentences = [say("numbers", count=count_accounted_numbers(statement))]
    if count := count_left_out_numbers(statement):
        sentences.append(say("numbers-left-out", count=count))
    return ("" if edition.lang == "zh" else " ").join(sentences)


def _source(views: StatementPresenter) -> tuple[tuple[str, str], ...]:
    source, phrases, comparison = views.statement.source, views.phrases, views.statement.compares_with
    rows = [
        ("source-title", source.title[views.lang]),
        ("source-publisher", source.publisher[views.lang]),
        ("source-published", source.published.isoformat() if source.published else phrases["not-stated"]),
        ("source-url", source.url or phrases["not-stated"]),
    ]
    if comparison:
        rows.append(("source-basis", f"{comparison.year}: {phrases[f'basis-{comparison.basis}']}"))
    if source.sha256:
        rows.append(("source-sha256", source.sha256))
    return tuple((phrases[phrase_id], value) for phrase_id, value in rows)
