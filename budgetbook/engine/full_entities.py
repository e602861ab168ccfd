"""Entities in full, for the few shared pages that show some: loaded when they are asked for, a few of them held."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from budgetbook.arithmetic.confirmation import JoinedFindings
from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.validation.validate import CheckedEntity

_MAX_HELD_ENTITIES = 8
"""The most recently used are held."""


class FullEntities:
    """Loads entities in full, by their ids."""

    def __init__(self, common: Content, load_entity: Callable[[str], CheckedEntity]) -> None:
        """`load_entity` is called only for pages that show an entity in full."""
        self._common, self._load_entity = common, load_entity
        self._recent_entities: dict[str, CheckedEntity] = {}

    def load_in_full(self, entities: Iterable[str]) -> tuple[Content, Findings]:
        """Load the content with only these entities, and their findings."""
        checked_entities = [self._get_entity(entity) for entity in sorted(set(entities))]
        contents = [each.content for each in checked_entities if each.content]
        content = contents[0] if len(contents) == 1 else self._common.with_entities(contents)  # what is kept is kept by content
        return content, JoinedFindings(each.findings for each in checked_entities)

    def _get_entity(self, entity: str) -> CheckedEntity:
        self._recent_entities[entity] = (
            self._recent_entities.pop(entity) if entity in self._recent_entities else self._load_entity(entity)
        )
        while len(self._recent_entities) > _MAX_HELD_ENTITIES:
            del self._recent_entities[next(iter(self._recent_entities))]
        return self._recent_entities[entity]
