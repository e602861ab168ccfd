"""The contributions of checked entities that are held in memory: each kind is made when a page first asks for it.

A preview and a comparison of two sites read few kinds: for neither are the rows of the data files made, which cost most.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from budgetbook.content.content import Content
from budgetbook.engine.contribution_encoding import decode_value, encode_values
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.engine.full_entities import FullEntities
from budgetbook.infra.manifest.contribution_table import EVERY_ENTITY
from budgetbook.opendata.contributions import Contributions
from budgetbook.validation.validate import CheckedEntity


class EntityContributions:
    """What one entity contributes as long as it does not change, by kind and part; held as it is kept in a manifest: small."""

    def __init__(self, entity: CheckedEntity) -> None:
        self.entity = entity
        self._parts: dict[str, dict[str, bytes]] = {}

    def parts(self, kind: str) -> dict[str, bytes]:
        """Every part of a kind, encoded; nothing of what only a build contributes, such as the sizes of files that were made."""
        if kind not in self._parts and kind in CONTRIBUTORS and self.entity.content:
            self._parts[kind] = encode_values(CONTRIBUTORS[kind](self.entity.content, self.entity.findings))
        return self._parts.get(kind, {})


class LiveContributions(FullEntities, Contributions):
    """The contributions of all entities of one version of the content."""

    def __init__(self, common: Content, entities: Mapping[str, EntityContributions]) -> None:
        super().__init__(common, lambda name: entities[name].entity)
        self._entities = dict(sorted(entities.items()))

    def collect(self, kind: str, part: str = "", span: tuple[str, str] = EVERY_ENTITY) -> Iterator[Any]:
        """Yield one part of a kind, entity by entity."""
        for entity in self._select(span):
            parts = entity.parts(kind)
            if part in parts:
                yield decode_value(parts[part])

    def fingerprint(self, kind: str, part: str = "", span: tuple[str, str] = EVERY_ENTITY) -> str:
        """Fingerprint of every contribution of this kind and part; a part that ends in `/` is a prefix."""
        hasher = hashlib.sha256()
        for entity in self._select(span):
            for name, value in sorted(entity.parts(kind).items()):
                if name == part or (part.endswith("/") and name.startswith(part)):
                    hasher.update(repr((name, hashlib.sha256(value).digest())).encode())
            hasher.update(b";")
        return hasher.hexdigest()

    def _select(self, span: tuple[str, str]) -> Iterator[EntityContributions]:
        return (entity for name, entity in self._entities.items() if span[0] <= name <= span[1])
