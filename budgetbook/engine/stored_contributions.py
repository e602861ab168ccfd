"""Writes the contributions of entities to a manifest, encoded, and reads them back one entity at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.engine.contribution_encoding import UnreadableError, decode_value, encode_values
from budgetbook.engine.contributors import CONTRIBUTORS
from budgetbook.engine.full_entities import FullEntities
from budgetbook.engine.inputs import SiteInputs
from budgetbook.infra.manifest.contribution_table import EVERY_ENTITY
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.opendata.contributions import Contributions
from budgetbook.validation.validate import CheckedEntity, load_valid_entity

CLAIM = "claim"
"""The kind of an entity's claims about others; only validation reads it."""


def encode_contributions(content: Content, entity_findings: Findings, claim: object) -> dict[tuple[str, str], bytes]:
    """Encode every contribution of the one entity in the content, by kind and part, for the manifest."""
    values: dict[tuple[str, str], object] = {(CLAIM, ""): claim}
    for kind, contributor in CONTRIBUTORS.items():
        values |= {(kind, part): value for part, value in contributor(content, entity_findings).items()}
    return encode_values(values)


class StoredContributions(FullEntities, Contributions):
    """The contributions of all entities in a manifest, of which only a few are held at a time."""

    def __init__(self, manifest: Manifest, common: Content, load_entity: Callable[[str], CheckedEntity]) -> None:
        super().__init__(common, load_entity)
        self._manifest = manifest

    def collect(self, kind: str, part: str = "", span: tuple[str, str] = EVERY_ENTITY) -> Iterator[Any]:
        """Yield one part of a kind, entity by entity. Raises StaleManifestError."""
        for value in self._manifest.contributions.load(kind, part, span):
            try:
                yield decode_value(value)
            except UnreadableError as error:
                raise StaleManifestError from error

    def fingerprint(self, kind: str, part: str = "", span: tuple[str, str] = EVERY_ENTITY) -> str:
        """Fingerprint of every contribution of this kind and part; a part that ends in `/` is a prefix."""
        return self._manifest.contributions.fingerprint(kind, part, span)


def read_contributions(manifest: Manifest, inputs: SiteInputs, common: Content) -> StoredContributions:
    """Open the contributions of a build; an entity that a page shows in full is read again.

    Loading it raises StaleManifestError if somebody edited its files after it contributed.
    """

    def load_entity(entity: str) -> CheckedEntity:
        now = inputs.read_entity(entity)
        if now.fingerprint != manifest.contributions.find_fingerprint(entity):
            raise StaleManifestError
        return load_valid_entity(common, inputs.folder.root, entity, now.files)

    return StoredContributions(manifest, common, load_entity)
