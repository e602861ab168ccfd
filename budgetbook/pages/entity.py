"""The page of an entity: who it is, what it publishes, its figures over the years, the units below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.content.content import Entity
from budgetbook.content.entity import SubEntity
from budgetbook.pages.chart import chart_pages
from budgetbook.pages.entity_chart import years_chart
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.line import class_links
from budgetbook.pages.models.charts import ChartView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.statement_card import StatementCard, statement_card
from budgetbook.pages.year_tables import SeriesTable, entity_series, term_link


@dataclass(frozen=True, slots=True)
class SubEntityLine:
    """A unit below an entity."""

    name: str
    kind: Link
    depth: int
    """1 for a unit of the entity itself, 2 for a unit of such a unit."""
    address: str
    """The address of its own page; empty if it has none."""


@dataclass(frozen=True, slots=True)
class EntityPage(PageContent):
    """One public entity: who it is, its statements, and its figures over the years."""

    template: ClassVar[str] = "entity.html"
    name: str
    kind: Link
    place: str
    parent: str
    description: str
    duties: tuple[tuple[str, str], ...]
    """(short name, one sentence)"""
    sub_entities: tuple[SubEntityLine, ...]
    """The units below it, each followed by its own units."""
    statements: tuple[StatementCard, ...]
    series: SeriesTable
    """Main figures over the years, a column for each year."""
    charts: tuple[ChartView, ...]
    """The same as a chart, if there are two years."""
    classes: tuple[Link, ...]
    """The pages of the classes of spending over the years."""
    executions: tuple[Link, ...]
    """Pages that compare a budget with its outcome, newest first."""


def entity_page_with_charts(language_site: LanguageSite, entity: Entity) -> Iterator[Page]:
    """Build the page of one entity, then a page for each chart on it."""
    lang, phrases = language_site.lang, language_site.phrases
    address = f"{lang}/{entity.id}/"
    statements = [statement for statement in language_site.newest if statement.entity == entity.id]
    outcomes = [execution_link(language_site, statement) for statement in statements if statement.phase.is_outcome]
    chart = years_chart(language_site, entity.id, language_site.content.site.key_figures)
    content = EntityPage(
        name=entity.name[lang],
        kind=term_link(language_site, entity.kind),
        place=entity.place[lang],
        parent=entity.parent[lang] if entity.parent else "",
        description=entity.about[lang],
        duties=tuple((duty.short[lang], duty.text[lang]) for duty in entity.duties),
        sub_entities=tuple(_sub_entity_lines(language_site, entity.units, 1)),
        statements=tuple(statement_card(language_site, statement, address) for statement in statements),
        series=entity_series(language_site, entity.id, language_site.content.site.key_figures),
        charts=(chart,) if chart else (),
        classes=class_links(language_site, entity),
        executions=tuple(link for link in outcomes if link),
    )
    description = phrases.say("entity-description", name=entity.name[lang])
    page = language_site.page(f"{entity.id}/", entity.short[lang], description, (language_site.home,), "budgets", content)
    yield page
    yield from chart_pages(language_site, page, content.charts, page.title)


def _sub_entity_lines(language_site: LanguageSite, sub_entities: tuple[SubEntity, ...], depth: int) -> Iterator[SubEntityLine]:
    """List each unit, followed by its own units."""
    for sub_entity in sub_entities:
        address = f"{language_site.lang}/{sub_entity.entity}/" if sub_entity.entity else ""
        yield SubEntityLine(sub_entity.name[language_site.lang], term_link(language_site, sub_entity.kind), depth, address)
        yield from _sub_entity_lines(language_site, sub_entity.units, depth + 1)
