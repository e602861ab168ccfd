"""What the pages and files that many bodies share are made of: a few facts of every statement, and larger parts by kind.

A body with all its years is made without looking at another one. What it has in common with others (lists, comparisons, the
open data, the search index) is made of what each gives, so that nothing has to hold the content of all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from budgetbook.arithmetic.finding import VERDICTS, Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.loader import Content, Entity, Statement
from budgetbook.content.model import Text
from budgetbook.infra.base.record import record
from budgetbook.infra.cache.blobs import key

Findings = Mapping[str, tuple[Finding, ...]]
"""By statement."""


@record
class StatementEntry:
    """What every list needs of a statement."""

    id: str
    entity: str
    fiscal_year: int
    phase: str
    verdicts: tuple[int, ...]
    """How many of its checks ended in each way, in the order of VERDICTS."""
    rules: tuple[str, ...]
    """The rules that its checks follow, each once, in the order of its findings."""
    reported: tuple[str, ...]
    """The concepts that it gives a figure of, in the order of the dictionary."""


@record
class BodyEntry:
    """What every list needs of a body."""

    id: str
    name: Text
    short: Text
    statements: tuple[StatementEntry, ...]
    formerly: tuple[str, ...] = ()
    """The names that its addresses had before."""


@dataclass(frozen=True)
class Register:
    """Every body of the site by its id, in their order; of each only its entry."""

    bodies: Mapping[str, BodyEntry]

    @cached_property
    def former(self) -> dict[str, str]:
        """Every name that a body had before, and the one that it has now."""
        return {old: body.id for body in self.bodies.values() for old in body.formerly}

    @cached_property
    def statements(self) -> dict[str, StatementEntry]:
        """Every statement by its id."""
        return {entry.id: entry for body in self.bodies.values() for entry in body.statements}

    @cached_property
    def newest(self) -> list[StatementEntry]:
        """Every statement, the newest year first, then by body."""
        return sorted(self.statements.values(), key=lambda s: (-s.fiscal_year, s.entity, s.phase))

    @cached_property
    def reporting(self) -> dict[str, list[StatementEntry]]:
        """The statements that give a figure of each concept, the newest first; a concept that none gives is left out."""
        found: dict[str, list[StatementEntry]] = {}
        for entry in self.newest:
            for concept in entry.reported:
                found.setdefault(concept, []).append(entry)
        return found

    def latest(self, content: Content, count: int) -> list[StatementEntry]:
        """Those that `updates.yaml` told of last, then the newest years."""
        told: dict[str, date] = {}
        for update in content.updates.values():
            if update.statement:
                told[update.statement] = max(told.get(update.statement, update.date), update.date)
        return sorted(self.newest, key=lambda s: told[s.id].toordinal() if s.id in told else 0, reverse=True)[:count]

    @cached_property
    def verdicts(self) -> tuple[int, ...]:
        """How many checks of all statements ended in each way, in the order of VERDICTS."""
        counts = [entry.verdicts for entry in self.statements.values()]
        return tuple(map(sum, zip(*counts, strict=True))) if counts else (0,) * len(VERDICTS)


class Shares(Protocol):
    """What all bodies give."""

    @property
    def register(self) -> Register:
        """Their entries."""

    def of(self, kind: str, part: str = "") -> Iterator[Any]:
        """What each body gives of one part of a kind, body by body in their order; one that gives nothing is left out.

        Asked for again it is read again: hold one body's at a time, or what is small.
        """

    def digest(self, kind: str, part: str = "") -> str:
        """One name for all that `of` gives: what is made of it alone need not be made again while the name is the same.

        Of all parts that begin so, where the part ends in a slash.
        """

    def full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """The content with these bodies alone in it, and their findings: for a page that shows a few documents as they are."""


Giver = Callable[[Content, Findings], Mapping[str, Any]]
"""One body's content and findings in; what it gives of a kind, part by part, out. It may not depend on other bodies."""


ENTRY = "entry"
"""The kind of a body's entry."""


def give_entry(content: Content, findings: Findings) -> dict[str, BodyEntry]:
    """The entry of one body."""
    (entity,) = content.entities.values()
    return {"": entry(entity, content, findings)}


def entry(entity: Entity, content: Content, findings: Findings) -> BodyEntry:
    """What lists need of a body."""
    mine = (statement for statement in content.statements.values() if statement.entity == entity.id)
    return BodyEntry(
        entity.id, entity.name, entity.short, tuple(_statement(s, content, findings[s.id]) for s in mine), entity.formerly
    )


def _statement(statement: Statement, content: Content, findings: tuple[Finding, ...]) -> StatementEntry:
    ledger = Ledger(statement, content.concepts)
    return StatementEntry(
        id=statement.id,
        entity=statement.entity,
        fiscal_year=statement.fiscal_year,
        phase=statement.phase,
        verdicts=tuple(sum(finding.verdict == verdict for finding in findings) for verdict in VERDICTS),
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        reported=tuple(name for name, about in content.concepts.items() if about.measure and ledger.reported(name)),
    )


class LiveShares:
    """Of content that is held as a whole: each body gives when it is asked, and the same once more when it is asked again."""

    def __init__(self, content: Content, findings: Findings, givers: Mapping[str, Giver]) -> None:
        self._content, self._findings, self._givers = content, findings, givers
        self._given: dict[tuple[str, str], Mapping[str, Any]] = {}

    @cached_property
    def register(self) -> Register:
        """The entries of all bodies."""
        every = self._content.entities.values()
        return Register({entity.id: entry(entity, self._content, self._findings) for entity in every})

    def of(self, kind: str, part: str = "") -> Iterator[Any]:
        """What each body gives of one part of a kind."""
        return (given[part] for given in self._gifts(kind) if part in given)

    def _gifts(self, kind: str) -> Iterator[Mapping[str, Any]]:
        for entity in self._content.entities:
            if (entity, kind) not in self._given:
                self._given[entity, kind] = self._givers[kind](*self.full((entity,)))
            yield self._given[entity, kind]

    def _under(self, kind: str, part: str) -> Iterator[Any]:
        for given in self._gifts(kind):
            yield from (value for name, value in given.items() if name == part or (part.endswith("/") and name.startswith(part)))

    def digest(self, kind: str, part: str = "") -> str:
        """One name for all that `of` gives."""
        return key(*self._under(kind, part))

    def full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """The content with these bodies alone in it, and their findings."""
        content = self._content.only(entities)
        return content, {name: self._findings[name] for name in content.statements}
