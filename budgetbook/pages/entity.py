"""A body and an edition in; its page out: who it is, what it publishes, its figures over the years, its units."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.loader import Entity
from budgetbook.content.model import UnitOfEntity
from budgetbook.pages import entity_chart
from budgetbook.pages.execution import execution_link
from budgetbook.pages.language import Edition
from budgetbook.pages.models.pages import EntityBody, Page
from budgetbook.pages.models.parts import UnitLine
from budgetbook.pages.year_tables import of_body, term


def entity_page(edition: Edition, entity: Entity) -> Page:
    """The page of one body."""
    lang, words = edition.lang, edition.words
    address = f"{lang}/{entity.id}/"
    mine = [statement for statement in edition.newest if statement.entity == entity.id]
    outcomes = [execution_link(edition, statement) for statement in mine if statement.phase == "final-accounts"]
    body = EntityBody(
        name=entity.name[lang],
        kind=term(edition, entity.kind),
        place=entity.place[lang],
        parent=entity.parent[lang] if entity.parent else "",
        about=entity.about[lang],
        duties=tuple((duty.short[lang], duty.text[lang]) for duty in entity.duties),
        units=tuple(_units(edition, entity.units, 1)),
        statements=tuple(edition.card(statement, address) for statement in mine),
        series=of_body(edition, entity.id, edition.content.site.key_figures),
        charts=tuple(each for each in (entity_chart.of_body(edition, entity.id, edition.content.site.key_figures),) if each),
        executions=tuple(link for link in outcomes if link),
    )
    description = words.say("entity-description", name=entity.name[lang])
    return edition.page(f"{entity.id}/", "entity.html", entity.short[lang], description, (edition.home,), "budgets", body)


def _units(edition: Edition, units: tuple[UnitOfEntity, ...], depth: int) -> Iterator[UnitLine]:
    """Each unit, followed by those below it."""
    for unit in units:
        address = f"{edition.lang}/{unit.entity}/" if unit.entity else ""
        yield UnitLine(unit.name[edition.lang], term(edition, unit.kind), depth, address)
        yield from _units(edition, unit.units, depth + 1)
