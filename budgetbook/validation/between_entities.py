"""What each body says of others in; what is wrong between bodies out: two of one name, a unit or an update of nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from budgetbook.content.folder import STATEMENTS
from budgetbook.content.loader import Content
from budgetbook.content.model import SubEntity
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


@dataclass(frozen=True, slots=True)
class CrossEntityClaim:
    """What one body says that only the others can confirm, each with the problem that it is where they do not."""

    entity: str
    name: str
    same_name_problem: Problem
    """Where another body has this name."""
    subentities: tuple[tuple[str, Problem], ...]
    """Each body that it says is one of its units."""
    former_names: tuple[tuple[str, Problem], ...] = ()
    """Each name that it had before: none may be that of a body, a page or an article now."""


def build_claim(content: Content) -> CrossEntityClaim:
    """The claim of the one body that the content holds."""
    (entity,) = content.entities.values()
    same = content.problem(entity.file, ("name", "zh"), message("same-body", other=""))
    entity_refs = ((path, subentity.entity) for path, subentity in walk_subentities(entity.units) if subentity.entity)
    subentity_claims = (
        (name, content.problem(entity.file, (*path, "entity"), message("unknown-body", name=name))) for path, name in entity_refs
    )
    former_claims = (
        (name, content.problem(entity.file, ("formerly", index), message("name-of-a-page", name=name)))
        for index, name in enumerate(entity.formerly)
    )
    return CrossEntityClaim(entity.id, entity.name.zh, same, tuple(subentity_claims), tuple(former_claims))


def walk_subentities(subentities: tuple[SubEntity, ...], path: Path = ("units",)) -> Iterator[tuple[Path, SubEntity]]:
    """Every unit of a body and of its units, with its place in the file."""
    for index, subentity in enumerate(subentities):
        yield (*path, index), subentity
        yield from walk_subentities(subentity.units, (*path, index, "units"))


def cross_entity_problems(
    claims: Iterable[CrossEntityClaim], entities: Collection[str], articles: Collection[str] = ()
) -> Iterator[Problem]:
    """No two bodies have one name, or one address now or formerly, and a unit that is a body is there."""
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
