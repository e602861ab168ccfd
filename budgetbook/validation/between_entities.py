"""Problems that only show between entities: two of one name, a sub-entity or an update that does not exist.

Entities are validated separately, so each states what it expects of the others as a `CrossEntityClaim`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from budgetbook.content.content import Content
from budgetbook.content.entity import SubEntity
from budgetbook.content.folder import STATEMENTS
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


@dataclass(frozen=True, slots=True)
class CrossEntityClaim:
    """An entity's statements about others, each with the problem to report if it turns out to be false."""

    entity: str
    name: str
    same_name_problem: Problem
    """Reported if another entity has this name."""
    subentities: tuple[tuple[str, Problem], ...]
    """Each entity named as one of its units; reported if it does not exist."""
    former_names: tuple[tuple[str, Problem], ...] = ()
    """Each former name; reported if an entity, page or article has it now."""


def build_claim(content: Content) -> CrossEntityClaim:
    """The claim of the only entity in the content."""
    (entity,) = content.entities.values()
    same_name_problem = content.problem(entity.file, ("name", content.printed_in), message("same-body", other=""))
    entity_refs = ((path, subentity.entity) for path, subentity in walk_subentities(entity.units) if subentity.entity)
    subentity_claims = (
        (name, content.problem(entity.file, (*path, "entity"), message("unknown-body", name=name))) for path, name in entity_refs
    )
    former_claims = (
        (name, content.problem(entity.file, ("formerly", index), message("name-of-a-page", name=name)))
        for index, name in enumerate(entity.formerly)
    )
    return CrossEntityClaim(entity.id, entity.name.as_printed, same_name_problem, tuple(subentity_claims), tuple(former_claims))


def walk_subentities(subentities: tuple[SubEntity, ...], path: Path = ("units",)) -> Iterator[tuple[Path, SubEntity]]:
    """Yield every unit of an entity, at any depth, with its path in the file."""
    for index, subentity in enumerate(subentities):
        yield (*path, index), subentity
        yield from walk_subentities(subentity.units, (*path, index, "units"))


def cross_entity_problems(
    claims: Iterable[CrossEntityClaim], entities: Collection[str], articles: Collection[str] = ()
) -> Iterator[Problem]:
    """No two entities share a name, or an address now or formerly, and a unit that is an entity exists."""
    entities_by_name: dict[str, str] = {}
    owners_by_name = dict.fromkeys(articles, "pages") | dict.fromkeys(entities, STATEMENTS)
    for entity_claim in claims:
        if entity_claim.name in entities_by_name:
            yield replace(entity_claim.same_name_problem, message=message("same-body", other=entities_by_name[entity_claim.name]))
        entities_by_name[entity_claim.name] = entity_claim.entity
        for name, problem in entity_claim.former_names:
            if name in owners_by_name:
                yield replace(problem, message=message("same-address", name=name, other=owners_by_name[name]))
            owners_by_name[name] = f"{STATEMENTS}/{entity_claim.entity}/entity.yaml"
        yield from (
            replace(problem, hint=did_you_mean(subentity, entities))
            for subentity, problem in entity_claim.subentities
            if subentity not in entities
        )


def update_names(content: Content, figures_by_statement: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every update is about a statement of the site, and a corrected figure is one that this statement reports."""
    file = content.file_path("updates.yaml")
    for name, update in content.updates.items():
        if update.statement is None:
            if update.kind != "site" or update.figure:
                yield content.problem(file, (name, "kind"), message("update-of-nothing", kind=update.kind))
        elif update.statement not in figures_by_statement:
            hint = did_you_mean(update.statement, figures_by_statement)
            yield content.problem(file, (name, "statement"), message("unknown-statement", name=update.statement), hint)
        elif update.figure and update.figure not in (figures := figures_by_statement[update.statement]):
            text = message("about-nothing", name=update.figure)
            yield content.problem(file, (name, "figure"), text, did_you_mean(update.figure, figures))
