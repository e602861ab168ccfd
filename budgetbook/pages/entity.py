"""A body and an edition in; its page out: who it is, what it publishes, its figures over the years, its units."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.loader import Entity
from budgetbook.content.model import SubEntity
from budgetbook.pages import entity_chart
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.pages import EntityPage, Page
from budgetbook.pages.models.parts import SubEntityLine
from budgetbook.pages.year_tables import entity_series, term_link


def entity_page(edition: LanguageSite, entity: Entity) -> Page:
    """The page of one body."""
    lang, phrases = edition.lang, edition.phrases
    address = f"{lang}/{entity.id}/"
    statements = [statement for statement in edition.newest if statement.entity == entity.id]
    outcomes = [execution_link(edition, statement) for statement in statements if statement.phase == "final-accounts"]
    content = EntityPage(
        name=entity.name[lang],
        kind=term_link(edition, entity.kind),
        place=entity.place[lang],
        parent=entity.parent[lang] if entity.parent else "",
        description=entity.about[lang],
        duties=tuple((duty.short[lang], duty.text[lang]) for duty in entity.duties),
        sub_entities=tuple(_sub_entity_lines(edition, entity.units, 1)),
        statements=tuple(edition.card(statement, address) for statement in statements),
        series=entity_series(edition, entity.id, edition.content.site.key_figures),
        charts=tuple(each for each in (entity_chart.years_chart(edition, entity.id, edition.content.site.key_figures),) if each),
        executions=tuple(link for link in outcomes if link),
    )
    description = phrases.say("entity-description", name=entity.name[lang])
    return edition.page(f"{entity.id}/", "entity.html", entity.short[lang], description, (edition.home,), "budgets", content)


def _sub_entity_lines(edition: LanguageSite, sub_entities: tuple[SubEntity, ...], depth: int) -> Iterator[SubEntityLine]:
    """Each unit, followed by those below it."""
    for sub_entity in sub_entities:
        address = f"{edition.lang}/{sub_entity.entity}/" if sub_entity.entity else ""
        yield SubEntityLine(sub_entity.name[edition.lang], term_link(edition, sub_entity.kind), depth, address)
        yield from _sub_entity_lines(edition, sub_entity.units, depth + 1)
