"""The front page, and the list of all entities if the front page cannot show them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.arithmetic.severity import rate_outcome
from budgetbook.charts.render.social_card import Card
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.contributions import Contributions, EntityEntry, StatementEntry
from budgetbook.pages.compare import rows_files, table_pages
from budgetbook.pages.compare_rows import ComparisonCell, document_cell
from budgetbook.pages.compare_tables import ComparisonColumn, ComparisonTable
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.sections import lead_charts
from budgetbook.pages.statement_card import StatementCard, statement_card
from budgetbook.pages.views.findings import merge_findings, sort_by_severity
from budgetbook.pages.views.statement import StatementPresenter

_LATEST = 5
"""Documents on the front page; a link leads to the others."""
PRINCIPLES = ("origin", "arithmetic", "once")


@dataclass(frozen=True, slots=True)
class HomePage(PageContent):
    """The front page of a language."""

    template: ClassVar[str] = "home.html"
    tagline: str
    statements: tuple[StatementCard, ...]
    """The latest statements."""
    ways: tuple[Link, ...]
    """`All 2,000 documents`, `All 900 bodies`, if not all are here."""
    lead_chart: ChartView | None
    """The main chart of the latest statement."""
    alarms: tuple[FindingView, ...]
    """The findings that fail."""
    principles: tuple[tuple[str, str], ...]
    """(heading, one sentence): the three ideas of the site."""


def home_pages(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Build the front page: the latest documents, and links to all.

    Reads the register, and in full the entities of the latest documents.
    """
    phrases, address, site = language_site.phrases, f"{language_site.lang}/", language_site.content.site
    latest = _latest(language_site, contributions)
    subset = language_site.with_entities(contributions, (entry.entity for entry in latest))
    presenters = [subset.presenter(entry.id, address) for entry in latest]
    content = HomePage(
        tagline=site.tagline[language_site.lang],
        statements=tuple(statement_card(subset, each.statement, address) for each in presenters),
        ways=tuple(_ways(language_site, contributions)),
        lead_chart=next(iter(lead_charts(presenters[0]).values()), None) if presenters else None,
        alarms=tuple(alarm for each in presenters for alarm in _alarms(each)),
        principles=tuple((phrases[f"principle-{key}"], phrases.say(f"principle-{key}")) for key in PRINCIPLES),
    )
    page = language_site.page("", site.name[language_site.lang], site.tagline[language_site.lang], (), "budgets", content)
    headings = tuple(heading for heading, _ in content.principles)
    language = language_site.phrases.language
    card = Card(language.tag, "", page.title, (), headings, fails=False, site=content.tagline, script=language.script)
    yield replace(page, card=card)


def _latest(language_site: LanguageSite, contributions: Contributions) -> list[StatementEntry]:
    return contributions.register.select_latest(language_site.content, _LATEST)


def _alarms(presenter: StatementPresenter) -> Iterator[FindingView]:
    failures = (
        finding for finding in sort_by_severity(presenter.findings, presenter.content) if rate_outcome(finding) == "fails"
    )
    yield from merge_findings(map(presenter.finding_presenter.present, failures))


def _ways(language_site: LanguageSite, contributions: Contributions) -> Iterator[Link]:
    """Link to all documents and all entities, if the front page does not show them."""
    register, phrases = contributions.register, language_site.phrases
    if len(register.statements) > _LATEST:
        yield Link(
            phrases.say("all-documents", count=language_site.phrases.count(len(register.statements))),
            f"{language_site.lang}/compare/",
        )
    if _hides_entities(language_site, contributions):
        yield Link(
            phrases.say("all-bodies", count=language_site.phrases.count(len(register.entities))), f"{language_site.lang}/bodies/"
        )


def _hides_entities(language_site: LanguageSite, contributions: Contributions) -> bool:
    return len({entry.entity for entry in _latest(language_site, contributions)}) < len(contributions.register.entities)


def entity_list_pages(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Build the list of every entity, if the front page does not show them all. Reads the register."""
    if _hides_entities(language_site, contributions):
        yield from table_pages(
            language_site, entity_list_table(language_site, contributions), "budgets", language_site.phrases["bodies-lead"]
        )


def entity_list_files(language_site: LanguageSite, contributions: Contributions) -> Iterator[OutputFile]:
    """Build the rows of that list as data files, if it is long. Reads the register."""
    if _hides_entities(language_site, contributions):
        yield from rows_files(language_site, entity_list_table(language_site, contributions))


def entity_list_table(language_site: LanguageSite, contributions: Contributions) -> ComparisonTable:
    """List the entities by address. Reads the register."""
    phrases = language_site.phrases
    heads = (
        ComparisonColumn(phrases["body"], None, numeric=False),
        ComparisonColumn(phrases["newest-document"], None, numeric=True),
        ComparisonColumn(phrases["document-count"], None, numeric=True),
    )
    rows = tuple(_row(language_site, entity) for entity in contributions.register.entities.values())
    return ComparisonTable(phrases["bodies"], f"{language_site.lang}/bodies/", heads, rows)


def _row(language_site: LanguageSite, entity: EntityEntry) -> tuple[ComparisonCell, ...]:
    """Show its full name, its newest document and how many it has."""
    lang, count = language_site.lang, str(len(entity.statements))
    name = ComparisonCell(entity.name[lang], address=f"{lang}/{entity.id}/")
    if not entity.statements:
        return name, ComparisonCell("–"), ComparisonCell(count, count)
    newest = max(entity.statements, key=lambda entry: (entry.fiscal_year, entry.order))
    document = document_cell(newest, language_site.phrases)._replace(address=f"{lang}/{newest.id}/")
    return name, document, ComparisonCell(count, count)
