"""The contributions of entities to shared pages and files: a register entry each, and larger parts by kind.

An entity with all its years is built without looking at any other. Lists, comparisons, the open data and the search index are
built from contributions, so nothing has to hold the content of every entity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from budgetbook.arithmetic.finding import Finding, Findings
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.severity import OUTCOMES, rate_outcome
from budgetbook.content.content import Content, Entity, Statement
from budgetbook.content.text import Text
from budgetbook.infra.manifest.contribution_table import EVERY_ENTITY


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """A statement in the register: everything a list needs of it."""

    id: str
    entity: str
    fiscal_year: int
    phase: str
    order: int
    """The place of its stage among those of a year."""
    verdicts: tuple[int, ...]
    """The number of its findings by outcome, in the order of OUTCOMES."""
    rules: tuple[str, ...]
    """The rules of its findings, each once, in the order of the findings."""
    reported_concepts: tuple[str, ...]
    """The concepts it reports, in the order of the dictionary."""
    is_unchecked: bool = False
    """True if a program read it and no person has yet compared all of it with the document."""
    publication_day: str = ""
    """The day on which the document was published: `2026-01-31`; empty where its copy does not tell."""

    @property
    def fails(self) -> int:
        """The number of its findings that do not add up."""
        return self.verdicts[OUTCOMES.index("fails")]


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """An entity in the register: everything a list needs of it."""

    id: str
    name: Text
    short: Text
    statements: tuple[StatementEntry, ...]
    former_names: tuple[str, ...] = ()
    """Its former ids, which its addresses used to have."""


@dataclass(frozen=True)
class Register:
    """The entries of every entity of the site by id, in the order of ids."""

    entities: Mapping[str, EntityEntry]

    @cached_property
    def former_names(self) -> dict[str, str]:
        """Map every former id of an entity to its present one."""
        return {old: entity.id for entity in self.entities.values() for old in entity.former_names}

    @cached_property
    def statements(self) -> dict[str, StatementEntry]:
        """Every statement by its id."""
        return {entry.id: entry for entity in self.entities.values() for entry in entity.statements}

    @cached_property
    def newest_first(self) -> list[StatementEntry]:
        """Every statement, newest year first, then by entity."""
        return sorted(self.statements.values(), key=lambda s: (-s.fiscal_year, s.entity, s.order))

    @cached_property
    def statements_by_concept(self) -> dict[str, list[StatementEntry]]:
        """The statements that report each concept, newest first; a concept that none reports is left out."""
        by_concept: dict[str, list[StatementEntry]] = {}
        for entry in self.newest_first:
            for concept in entry.reported_concepts:
                by_concept.setdefault(concept, []).append(entry)
        return by_concept

    def select_latest(self, content: Content, count: int) -> list[StatementEntry]:
        """Select the statements that `updates.yaml` mentions last, then those of the newest years."""
        latest_update: dict[str, date] = {}
        for update in content.updates.values():
            if update.statement:
                latest_update[update.statement] = max(latest_update.get(update.statement, update.date), update.date)
        return sorted(
            self.newest_first, key=lambda s: latest_update[s.id].toordinal() if s.id in latest_update else 0, reverse=True
        )[:count]

    @cached_property
    def verdict_counts(self) -> tuple[int, ...]:
        """The number of findings of all statements by outcome, in the order of OUTCOMES."""
        counts = [entry.verdicts for entry in self.statements.values()]
        return tuple(map(sum, zip(*counts, strict=True))) if counts else (0,) * len(OUTCOMES)


class Contributions(Protocol):
    """The contributions of all entities, live or read back from a manifest: each is a class that says where they lie."""

    @cached_property
    def register(self) -> Register:
        """The register entries of all entities."""
        return Register({entry.id: entry for entry in self.collect(ENTRY)})

    def collect(self, kind: str, part: str = "", span: tuple[str, str] = EVERY_ENTITY) -> Iterator[Any]:
        """Yield each entity's contribution of one kind and part, in the order of entities; an entity without one is skipped.

        A span is the first and the last id of the entities that are asked for.

        Every call reads again: hold one entity's at a time, or only what is small.
        """

    def fingerprint(self, kind: str, part: str = "", span: tuple[str, str] = EVERY_ENTITY) -> str:
        """Fingerprint of every contribution of this kind and part in a span; a part that ends in `/` is a prefix.

        While it is unchanged, nothing built only from them needs rebuilding.
        """

    def load_in_full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """Load the content with only these entities, and their findings: for a page that shows a few documents in full."""


Contributor = Callable[[Content, Findings], Mapping[str, Any]]
"""Returns what the one entity in the content contributes to one kind, by part. It must not depend on other entities."""


ENTRY = "entry"
"""The kind of register entries."""


def contribute_entry(content: Content, findings: Findings) -> dict[str, EntityEntry]:
    """Contribute the register entry of the one entity in the content."""
    (entity,) = content.entities.values()
    return {"": build_entry(entity, content, findings)}


def build_entry(entity: Entity, content: Content, findings: Findings) -> EntityEntry:
    """Build the register entry of an entity."""
    own_statements = (statement for statement in content.statements.values() if statement.entity == entity.id)
    return EntityEntry(
        entity.id,
        entity.name,
        entity.short,
        tuple(_build_statement_entry(s, content, findings[s.id]) for s in own_statements),
        entity.formerly,
    )


def _build_statement_entry(statement: Statement, content: Content, findings: tuple[Finding, ...]) -> StatementEntry:
    ledger = Ledger(statement, content.concepts, content.country)
    return StatementEntry(
        id=statement.id,
        entity=statement.entity,
        fiscal_year=statement.fiscal_year,
        phase=str(statement.phase),
        order=statement.order,
        verdicts=tuple(map([rate_outcome(finding) for finding in findings].count, OUTCOMES)),
        rules=tuple(dict.fromkeys(finding.rule for finding in findings)),
        reported_concepts=tuple(name for name, concept in content.concepts.items() if concept.measure and ledger.reports(name)),
        is_unchecked=statement.is_unchecked,
        publication_day=statement.source.published.isoformat() if statement.source.published else "",
    )
