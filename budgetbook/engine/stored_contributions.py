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
from budgetbook.infra.cache.blobs import key
from budgetbook.infra.cache.compression import opened
from budgetbook.infra.manifest.database import Damaged
from budgetbook.infra.manifest.manifest import Store
from budgetbook.validation.validate import Examined, body

_HELD = 8
"""Bodies that are held for pages that show them in full, those asked for last."""


def read(folder: Folder, of_bodies: str, entity: str) -> tuple[str, Files, list[Problem]]:
    """One name for all that a body is made of, and its files as they are now; `of_bodies` is the name of what bodies share."""
    files, unread = folder.read(folder.bodies[entity])
    return key(of_bodies, entity, files, unread), files, unread


class StoredShares:
    """What bodies gave when they were made."""

    def __init__(self, store: Store, folder: Folder, shared: Content, of_bodies: str) -> None:
        """`of_bodies` is the name of all that bodies have in common."""
        self._store, self._folder, self._shared, self._of_bodies = store, folder, shared, of_bodies
        self._held: dict[str, Examined] = {}

    @cached_property
    def register(self) -> Register:
        """The entries of all bodies."""
        return Register({entry.id: entry for entry in self.of(ENTRY)})

    def of(self, kind: str, part: str = "") -> Iterator[Any]:
        """What each body gave of one part of a kind. Raises Damaged."""
        for value in self._store.given(kind, part):
            try:
                yield notation.read(opened(value))
            except UnreadableError as error:
                raise Damaged from error

    def digest(self, kind: str, part: str = "") -> str:
        """One name for all that bodies gave of a part, or of all parts that begin with it where it ends in a slash."""
        return self._store.digest(kind, part)

    def full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """The content with these bodies alone in it, and their findings, read once more. Raises Damaged where somebody wrote in
        their files since they were made."""
        found = [self._body(entity) for entity in sorted(set(entities))]
        content = self._shared.holding([each.content for each in found if each.content])
        return content, {name: findings for each in found for name, findings in each.findings.items()}

    def _body(self, entity: str) -> Examined:
        self._held[entity] = self._held.pop(entity) if entity in self._held else self._read(entity)
        while len(self._held) > _HELD:
            del self._held[next(iter(self._held))]
        return self._held[entity]

    def _read(self, entity: str) -> Examined:
        name, files, unread = read(self._folder, self._of_bodies, entity)
        if name != self._store.body(entity):
            raise Damaged
        return body(self._shared, self._folder.root, entity, files, unread)
