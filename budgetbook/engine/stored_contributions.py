"""A store and a content folder in; what all bodies give out, without holding more than one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from budgetbook.aggregate.contributions import ENTRY, Findings, Register
from budgetbook.content.folder import Files, Folder
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine import notation
from budgetbook.engine.notation import UnreadableError
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.infra.cache.compression import decompress
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.validation.validate import CheckedEntity, validate_entity

_MAX_CACHED_ENTITIES = 8
"""Bodies that are held for pages that show them in full, those asked for last."""


def read_entity(folder: Folder, entity_input_fingerprint: str, entity: str) -> tuple[str, Files, list[Problem]]:
    """One name for all that a body is made of, and its files as they are now; `of_bodies` is the name of what bodies share."""
    files, read_problems = folder.read(folder.entities[entity])
    return fingerprint(entity_input_fingerprint, entity, files, read_problems), files, read_problems


class StoredContributions:
    """What bodies gave when they were made."""

    def __init__(self, manifest: Manifest, folder: Folder, common: Content, entity_input_fingerprint: str) -> None:
        """`of_bodies` is the name of all that bodies have in common."""
        self._manifest, self._folder, self._common, self._entity_input_fingerprint = (
            manifest,
            folder,
            common,
            entity_input_fingerprint,
        )
        self._recent_entities: dict[str, CheckedEntity] = {}

    @cached_property
    def register(self) -> Register:
        """The entries of all bodies."""
        return Register({entry.id: entry for entry in self.collect(ENTRY)})

    def collect(self, kind: str, part: str = "") -> Iterator[Any]:
        """What each body gave of one part of a kind. Raises Damaged."""
        for value in self._manifest.load_contributions(kind, part):
            try:
                yield notation.decode(decompress(value))
            except UnreadableError as error:
                raise StaleManifestError from error

    def fingerprint(self, kind: str, part: str = "") -> str:
        """One name for all that bodies gave of a part, or of all parts that begin with it where it ends in a slash."""
        return self._manifest.fingerprint_contributions(kind, part)

    def load_in_full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """The content with these bodies alone in it, and their findings, read once more. Raises Damaged where somebody wrote in
        their files since they were made."""
        checked_entities = [self._get_entity(entity) for entity in sorted(set(entities))]
        content = self._common.with_entities([each.content for each in checked_entities if each.content])
        return content, {name: findings for each in checked_entities for name, findings in each.findings.items()}

    def _get_entity(self, entity: str) -> CheckedEntity:
        self._recent_entities[entity] = (
            self._recent_entities.pop(entity) if entity in self._recent_entities else self._load_entity(entity)
        )
        while len(self._recent_entities) > _MAX_CACHED_ENTITIES:
            del self._recent_entities[next(iter(self._recent_entities))]
        return self._recent_entities[entity]

    def _load_entity(self, entity: str) -> CheckedEntity:
        current_fingerprint, files, read_problems = read_entity(self._folder, self._entity_input_fingerprint, entity)
        if current_fingerprint != self._manifest.find_entity_fingerprint(entity):
            raise StaleManifestError
        return validate_entity(self._common, self._folder.root, entity, files, read_problems)
