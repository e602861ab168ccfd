"""The page of a statement: the answers on the first screen, its sections in short, its tables, its source.

What proves them is on the page of evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.charts.render.social_card import Card
from budgetbook.content.content import Statement
from budgetbook.content.units import Unit
from budgetbook.opendata.catalogue import schema_org
from budgetbook.pages.chart import chart_pages
from budgetbook.pages.evidence import evidence_page
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page
from budgetbook.pages.models.review import review_view
from budgetbook.pages.scale import scale_views
from budgetbook.pages.sections import lead_charts, section_prose, section_views
from budgetbook.pages.sheet import divide_hundred, sheet_address, sheet_page
from budgetbook.pages.statement_card import key_numbers
from budgetbook.pages.statement_parts import StatementPage
from budgetbook.pages.table_list import table_list
from budgetbook.pages.views.edit_links import edit_address
from budgetbook.pages.views.findings import list_findings, merge_findings, slight_findings
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text import markdown
from budgetbook.text.roles import evidence_address
from budgetbook.text.table_lines import class_address


def statement_page_with_charts(language_site: LanguageSite, statement: Statement) -> Iterator[Page]:
    """Build the page of one statement, the page of its evidence, then a page for each chart."""
    presenter = language_site.presenter(statement.id, f"{language_site.lang}/{statement.id}/")
    entity = language_site.entity_link(statement.entity)
    content, unit = _content(language_site, presenter), statement.unit
    title = language_site.phrases.say("page-title", title=presenter.title, entity=entity.text)
    page = language_site.page(
        f"{statement.id}/", title, _description(presenter, entity), (language_site.home, entity), "budgets", content
    )
    files = language_site.files_by_statement.get(statement.id, ())
    structured_data = schema_org.describe_statement(language_site.content, statement, files, language_site.lang)
    yield replace(page, structured_data=structured_data, card=_card(language_site, content, unit))
    yield evidence_page(language_site, statement)
    yield sheet_page(language_site, page, content, unit)
    yield from chart_pages(language_site, page, content.charts, language_site.phrases.name_year(statement.fiscal_year))


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
        scales=tuple(scale_views(presenter)),
        composition=leads.get("composition"),
        change=leads.get("change"),
        alarms=merge_findings(map(presenter.finding_presenter.present, failures)),
        sections=tuple(section_views(presenter, {chart.id for chart in leads.values()})),
        last_digit_findings=slight_findings("last-digit", presenter.findings, presenter.finding_presenter),
        wording_findings=slight_findings("wording", presenter.findings, presenter.finding_presenter),
        rounding_findings=slight_findings("rounding", presenter.findings, presenter.finding_presenter),
        tally=language_site.tally(presenter.findings),
        tables=table_list(language_site, presenter),
        sheet=sheet_address(presenter.address),
        evidence=evidence_address(statement.id, language_site.lang),
        classes=_class_addresses(language_site, statement.entity),
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


def _class_addresses(language_site: LanguageSite, entity: str) -> dict[str, dict[str, str]]:
    """By classification, map each class of an entity to its page over the years."""
    content, lang = language_site.content, language_site.lang
    return {
        series.scheme: {each.code: class_address(content, entity, series.scheme, each.code, lang) for each in series.classes}
        for series in language_site.classified_series(entity)
    }


def _card(language_site: LanguageSite, content: StatementPage, unit: Unit) -> Card:
    numbers = tuple((number.label, number.short) for number in content.key_numbers[:3])
    tally, site = content.tally, language_site.content.site.name[language_site.lang]
    hundred_money = language_site.style.write_of_hundred(Decimal(100), unit)
    language, bar_title = language_site.phrases.language, language_site.phrases.say("card-hundred", hundred=hundred_money)
    card = Card(
        language.tag, content.kicker, content.title, numbers, (tally.sentence,), bool(tally.fails), site, script=language.script
    )
    hundred = divide_hundred(language_site.phrases, content.composition, unit) if content.composition else None
    if hundred is None:
        return card
    # A title with a topic below it is a finding; what changed is more news than where the money goes.
    finding = next((chart.title for chart in (content.change, content.composition) if chart and chart.topic), "")
    site = f"{site} · {content.review.label}" if content.review and not content.review.is_complete else site
    bar = tuple((row.label, row.value) for row in hundred.drawing.rows if row.value)
    return replace(card, finding=finding, bar_title=bar_title, bar=bar, site=site)


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
        rows.append(("source-basis", phrases.compared_figure(comparison.year, comparison.basis)))
    if source.sha256:
        rows.append(("source-sha256", " ".join((source.sha256, *source.further_sha256))))
    return tuple((phrases[phrase_id], value) for phrase_id, value in rows)
