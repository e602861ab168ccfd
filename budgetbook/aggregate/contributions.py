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
from budgetbook.arithmetic.finding import Findings as Findings
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.content.loader import Content, Entity, Statement
from budgetbook.content.model import Text


@dataclass(frozen=True, slots=True)
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
    reported_concepts: tuple[str, ...]
    """The concepts that it gives a figure of, in the order of the dictionary."""


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """What every list needs of a body."""

    id: str
    name: Text
    short: Text
    statements: tuple[StatementEntry, ...]
    former_names: tuple[str, ...] = ()
    """The names that its addresses had before."""


@dataclass(frozen=True)
class Register:
    """Every body of the site by its id, in their order; of each only its entry."""

    entities: Mapping[str, EntityEntry]

    @cached_property
    def former_names(self) -> dict[str, str]:
        """Every name that a body had before, and the one that it has now."""
        return {old: entity.id for entity in self.entities.values() for old in entity.former_names}

    @cached_property
    def statements(self) -> dict[str, StatementEntry]:
        """Every statement by its id."""
        return {entry.id: entry for entity in self.entities.values() for entry in entity.statements}

    @cached_property
    def newest_first(self) -> list[StatementEntry]:
        """Every statement, the newest year first, then by body."""
        return sorted(self.statements.values(), key=lambda s: (-s.fiscal_year, s.entity, s.phase))

    @cached_property
    def statements_by_concept(self) -> dict[str, list[StatementEntry]]:
        """The statements that give a figure of each concept, the newest first; a concept that none gives is left out."""
        by_concept: dict[str, list[StatementEntry]] = {}
        for entry in self.newest_first:
            for concept in entry.reported_concepts:
                by_concept.setdefault(concept, []).append(entry)
        return by_concept

    def select_latest(self, content: Content, count: int) -> list[StatementEntry]:
        """Those that `updates.yaml` told of last, then the newest years."""
        latest_update: dict[str, date] = {}
        for update in content.updates.values():
            if update.statement:
                latest_update[update.statement] = max(latest_update.get(update.statement, update.date), update.date)
        return sorted(
            self.newest_first, key=lambda s: latest_update[s.id].toordinal() if s.id in latest_update else 0, reverse=True
        )[:count]

    @cached_property
    def verdict_counts(self) -> tuple[int, ...]:
        """How many checks of all statements ended in each way, in the order of VERDICTS."""
        counts = [entry.verdicts for entry in self.statements.values()]
        return tuple(map(sum, zip(*counts, strict=True))) if counts else (0,) * len(VERDICTS)


class Contributions(Protocol):
    """What all bodies give."""

    @property
    def register(self) -> Register:
        """Their entries."""

    def collect(self, kind: str, part: str = "") -> Iterator[Any]:
        """What each body gives of one part of a kind, body by body in their order; one that gives nothing is left out.

        Asked for again it is read again: hold one body's at a time, or what is small.
        """

    def fingerprint(self, kind: str, part: str = "") -> str:
        """One name for all that `of` gives: what is made of it alone need not be made again while the name is the same.

        Of all parts that begin so, where the part ends in a slash.
        """

    def load_in_full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """The content with these bodies alone in it, and their findings: for a page that shows a few documents as they are."""


Contributor = Callable[[Content, Findings], Mapping[str, Any]]
"""One body's content and findings in; what it gives of a kind, part by part, out. It may not depend on other bodies."""


ENTRY = "entry"
"""The kind of a body's entry."""


def contribute_entry(content: Content, findings: Findings) -> dict[str, EntityEntry]:
    """The entry of one body."""
    (entity,) = content.entities.values()
    return {"": build_entry(entity, content, findings)}


def build_entry(entity: Entity, content: Content, findings: Findings) -> EntityEntry:
    """What lists need of a body."""
    own_statements = (statement for statement in content.statements.values() if statement.entity == entity.id)
    return EntityEntry(
        entity.id,
        entity.name,
        entity.short,
        tuple(_build_statement_entry(s, content, findings[s.id]) for s in own_statements),
        entity.formerly,
    )


def _build_statement_entry(statement: Statement, content: Content, findings: tuple[Finding, ...]) -> StatementEntry:
    ledger = Ledger(statement, content.concepts)
    return StatementEntry(
        id=statement.id,
        entity=statement.entity,
        fiscal_year=statement.fiscal_year,
        phase=statement.phase,
        verdicts=tuple(sum(finding.verdict == verdict for finding in findings) for verdict in VERDICTS),
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        reported_concepts=tuple(name for name, concept in content.concepts.items() if concept.measure and ledger.reports(name)),
    )
