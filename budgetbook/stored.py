"""A store and a content folder in; what all bodies give out, without holding more than one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from budgetbook import examine
from budgetbook.content.folder import Folder
from budgetbook.content.load import Content
from budgetbook.shares import ENTRY, Findings, Register
from budgetbook.store import Damaged, Store

_HELD = 8
"""Bodies that are held for pages that show them in full, those asked for last."""


class StoredShares:
    """What bodies gave when they were made."""

    def __init__(self, store: Store, folder: Folder, shared: Content) -> None:
        self._store, self._folder, self._shared = store, folder, shared
        self._held: dict[str, examine.Examined] = {}

    @cached_property
    def register(self) -> Register:
        """The entries of all bodies."""
        return Register({entry.id: entry for entry in self.of(ENTRY)})

    def of(self, kind: str, part: str = "") -> Iterator[Any]:
        """What each body gave of one part of a kind."""
        return self._store.given(kind, part)

    def digest(self, kind: str, part: str = "") -> str:
        """One name for all that bodies gave of a part, or of all parts that begin with it where it ends in a slash."""
        return self._store.digest(kind, part)

    def full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """The content with these bodies alone in it, and their findings, read once more."""
        found = [self._body(entity) for entity in sorted(set(entities))]
        content = self._shared.holding([each.content for each in found if each.content])
        return content, {name: findings for each in found for name, findings in each.findings.items()}

    def _body(self, entity: str) -> examine.Examined:
        if entity not in self._held:
            files, unread = self._folder.read(self._folder.bodies[entity])
            found = examine.body(self._shared, self._folder.root, entity, files, unread)
            if found.content is None:
                raise Damaged  # it was right when it was made: somebody is writing in the folder
            self._held[entity] = found
        else:
            self._held[entity] = self._held.pop(entity)
        while len(self._held) > _HELD:
            del self._held[next(iter(self._held))]
        return self._held[entity]
