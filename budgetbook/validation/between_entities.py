"""What each body says of others in; what is wrong between bodies out: two of one name, a unit or an update of nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from budgetbook.content.folder import STATEMENTS
from budgetbook.content.loader import Content
from budgetbook.content.model import UnitOfEntity
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message
from budgetbook.infra.base.record import record


@record
class Claim:
    """What one body says that only the others can confirm, each with the problem that it is where they do not."""

    entity: str
    name: str
    same: Problem
    """Where another body has this name."""
    units: tuple[tuple[str, Problem], ...]
    """Each body that it says is one of its units."""
    formerly: tuple[tuple[str, Problem], ...] = ()
    """Each name that it had before: none may be that of a body, a page or an article now."""


def claim(content: Content) -> Claim:
    """The claim of the one body that the content holds."""
    (entity,) = content.entities.values()
    same = content.problem(entity.file, ("name", "zh"), message("same-body", other=""))
    named = ((path, unit.entity) for path, unit in units(entity.units) if unit.entity)
    told = ((name, content.problem(entity.file, (*path, "entity"), message("unknown-body", name=name))) for path, name in named)
    former = (
        (name, content.problem(entity.file, ("formerly", index), message("name-of-a-page", name=name)))
        for index, name in enumerate(entity.formerly)
    )
    return Claim(entity.id, entity.name.zh, same, tuple(told), tuple(former))


def units(found: tuple[UnitOfEntity, ...], path: Path = ("units",)) -> Iterator[tuple[Path, UnitOfEntity]]:
    """Every unit of a body and of its units, with its place in the file."""
    for index, unit in enumerate(found):
        yield (*path, index), unit
        yield from units(unit.units, (*path, index, "units"))


def between_bodies(claims: Iterable[Claim], entities: Collection[str], articles: Collection[str] = ()) -> Iterator[Problem]:
    """No two bodies have one name, or one address now or formerly, and a unit that is a body is there."""
    named: dict[str, str] = {}
    former = dict.fromkeys(articles, "pages") | dict.fromkeys(entities, STATEMENTS)
    for made in claims:
        if made.name in named:
            yield replace(made.same, message=message("same-body", other=named[made.name]))
        named[made.name] = made.entity
        for name, at in made.formerly:
            if name in former:
                yield replace(at, message=message("same-address", name=name, other=former[name]))
            former[name] = f"{STATEMENTS}/{made.entity}/entity.yaml"
        yield from (replace(at, hint=did_you_mean(unit, entities)) for unit, at in made.units if unit not in entities)


def update_names(content: Content, reported: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every update is about a statement of the site, and a corrected figure is one that this statement reports."""
    file = content.file("updates.yaml")
    for name, update in content.updates.items():
        if update.statement is None:
            if update.kind != "site" or update.figure:
                yield content.problem(file, (name, "kind"), message("update-of-nothing", kind=update.kind))
        elif update.statement not in reported:
            hint = did_you_mean(update.statement, reported)
            yield content.problem(file, (name, "statement"), message("unknown-statement", name=update.statement), hint)
        elif update.figure and update.figure not in (figures := reported[update.statement]):
            text = message("about-nothing", name=update.figure)
            yield content.problem(file, (name, "figure"), text, did_you_mean(update.figure, figures))
