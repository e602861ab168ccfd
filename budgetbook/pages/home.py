"""What bodies give, and one language, in; the front page, and the list of all bodies where it cannot show them, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.aggregate.contributions import Contributions, EntityEntry, StatementEntry
from budgetbook.charts.render.social_card import Card
from budgetbook.infra.base.files import OutputFile
from budgetbook.pages.compare import rows_files, table_pages
from budgetbook.pages.compare_rows import ComparisonCell, document_cell
from budgetbook.pages.compare_tables import ComparisonColumn, ComparisonTable
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.sections import lead_chart
from budgetbook.pages.statement_card import StatementCard, statement_card
from budgetbook.pages.views.findings import merge_findings, sort_by_severity
from budgetbook.pages.views.statement import StatementPresenter

_LATEST = 5
"""Documents on the front page; where the others are is a link away."""
PRINCIPLES = ("origin", "arithmetic", "once")


@dataclass(frozen=True, slots=True)
class HomePage(PageContent):
    """The front page of a language."""

    template: ClassVar[str] = "home.html"
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


def home_pages(edition: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """The front page: the latest documents, and the way to all. Reads the register, and in full the bodies of the latest."""
    phrases, address, site = edition.phrases, f"{edition.lang}/", edition.content.site
    latest = _latest(edition, contributions)
    subset = edition.with_entities(contributions, (entry.entity for entry in latest))
    views = [subset.presenter(entry.id, address) for entry in latest]
    content = HomePage(
        tagline=site.tagline[edition.lang],
        statements=tuple(statement_card(subset, each.statement, address) for each in views),
        ways=tuple(_ways(edition, contributions)),
        lead_chart=lead_chart(views[0]) if views else None,
        alarms=tuple(alarm for each in views for alarm in _alarms(each)),
        principles=tuple((phrases[f"principle-{key}"], phrases.say(f"principle-{key}")) for key in PRINCIPLES),
    )
    page = edition.page("", site.name[edition.lang], site.tagline[edition.lang], (), "budgets", content)
    headings = tuple(heading for heading, _ in content.principles)
    yield replace(page, card=Card(edition.lang, "", page.title, (), headings, fails=False, site=content.tagline))


def _latest(edition: LanguageSite, contributions: Contributions) -> list[StatementEntry]:
    return contributions.register.select_latest(edition.content, _LATEST)


def _alarms(views: StatementPresenter) -> Iterator[FindingView]:
    failures = (finding for finding in sort_by_severity(views.findings, views.content) if finding.verdict == "fails")
    yield from merge_findings(map(views.finding_presenter.present, failures))


def _ways(edition: LanguageSite, contributions: Contributions) -> Iterator[Link]:
    """The ways to all documents and to all bodies, where the front page does not show them."""
    register, phrases = contributions.register, edition.phrases
    if len(register.statements) > _LATEST:
        yield Link(phrases.say("all-documents", count=f"{len(register.statements):,}"), f"{edition.lang}/compare/")
    if _hides_entities(edition, contributions):
        yield Link(phrases.say("all-bodies", count=f"{len(register.entities):,}"), f"{edition.lang}/bodies/")


def _hides_entities(edition: LanguageSite, contributions: Contributions) -> bool:
    return len({entry.entity for entry in _latest(edition, contributions)}) < len(contributions.register.entities)


def entity_list_pages(edition: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Every body, where the front page does not show them all. Reads the register."""
    if _hides_entities(edition, contributions):
        yield from table_pages(edition, entity_list_table(edition, contributions), "budgets", edition.phrases["bodies-lead"])


def entity_list_files(edition: LanguageSite, contributions: Contributions) -> Iterator[OutputFile]:
    """The rows of that list as data, where it is long. Reads the register."""
    if _hides_entities(edition, contributions):
        yield from rows_files(edition, entity_list_table(edition, contributions))


def entity_list_table(edition: LanguageSite, contributions: Contributions) -> ComparisonTable:
    """A row a body, in the order of their addresses. Reads the register."""
    phrases = edition.phrases
    heads = (
        ComparisonColumn(phrases["body"], None, numeric=False),
        ComparisonColumn(phrases["newest-document"], None, numeric=True),
        ComparisonColumn(phrases["document-count"], None, numeric=True),
    )
    rows = tuple(_row(edition, entity) for entity in contributions.register.entities.values())
    return ComparisonTable(phrases["bodies"], f"{edition.lang}/bodies/", heads, rows)


def _row(edition: LanguageSite, entity: EntityEntry) -> tuple[ComparisonCell, ...]:
    """Its full name, its newest document, how many it has."""
    lang, count = edition.lang, str(len(entity.statements))
    name = ComparisonCell(entity.name[lang], address=f"{lang}/{entity.id}/")
    if not entity.statements:
        return name, ComparisonCell("–"), ComparisonCell(count, count)
    newest = max(entity.statements, key=lambda entry: (entry.fiscal_year, entry.phase))
    document = document_cell(newest, edition.phrases)._replace(address=f"{lang}/{newest.id}/")
    return name, document, ComparisonCell(count, count)
