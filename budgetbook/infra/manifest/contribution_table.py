"""What each entity contributed to the pages that all share, as rows of the manifest, each verified by its digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from budgetbook.infra.manifest.database import ManifestDatabase, StaleManifestError
from budgetbook.infra.manifest.digests import DigestSum, compute_digest

EVERY_ENTITY = "", "\U0010ffff"
"""The span of all entities: from the first id that there could be to the last."""


class ContributionTable:
    """The contributions of all entities. Raises StaleManifestError if a row is not as this version would have written it."""

    def __init__(self, database: ManifestDatabase) -> None:
        self._database, self._is_verified = database, False

    def load_fingerprints(self) -> dict[str, str]:
        """Map every entity to the fingerprint of what it contributed."""
        return {entity: fingerprint for entity, fingerprint, _, _ in self._load_entities()}

    def find_fingerprint(self, entity: str) -> str:
        """Fingerprint of what one entity contributed; empty if it is unknown."""
        return next((fingerprint for _, fingerprint, _, _ in self._load_entities(entity)), "")

    def count_findings(self) -> int:
        """Count the findings of all entities."""
        return sum(finding_count for _, _, finding_count, _ in self._load_entities())

    def _load_entities(self, *entities: str) -> Iterator[tuple[str, str, int, bytes]]:
        """Each entity, or one, with its fingerprint, its number of findings and the digest of its contributions."""
        select_all = "SELECT body, key, checks, gave, digest FROM bodies ORDER BY body"
        select_one = "SELECT body, key, checks, gave, digest FROM bodies WHERE body = ?"
        for entity, fingerprint, finding_count, contributions_digest, digest in self._database.select(
            select_one if entities else select_all, entities
        ):
            if compute_digest(entity, fingerprint, finding_count, contributions_digest) != digest:
                raise StaleManifestError
            yield entity, fingerprint, finding_count, contributions_digest

    def save(self, entity: str, fingerprint: str, finding_count: int, contributions: Mapping[tuple[str, str], bytes]) -> None:
        """Replace the contributions of an entity: (kind, part) -> the encoded value."""
        rows = [
            (kind, part, entity, compute_digest(kind, part, entity, value), value)
            for (kind, part), value in contributions.items()
        ]
        digest_sum = DigestSum()
        for row in rows:
            digest_sum.add(*row[:4])
        entity_row = entity, fingerprint, finding_count, digest_sum.digest()
        with self._database.error_translator:
            self._database.connection.execute("DELETE FROM given WHERE body = ?", (entity,))
            self._database.connection.execute(
                "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)", (*entity_row, compute_digest(*entity_row))
            )
            self._database.connection.executemany("INSERT INTO given VALUES (?, ?, ?, ?, ?)", rows)

    def delete_entities(self, entities: Iterable[str]) -> None:
        """Remove entities that no longer exist."""
        with self._database.error_translator:
            for entity in entities:
                self._database.connection.execute("DELETE FROM given WHERE body = ?", (entity,))
                self._database.connection.execute("DELETE FROM bodies WHERE body = ?", (entity,))

    def load(self, kind: str, part: str, span: tuple[str, str] = EVERY_ENTITY) -> Iterator[bytes]:
        """Yield each entity's contribution of one kind and part, in the order of entities; only those of a span."""
        self._verify()
        query = "SELECT body, value, digest FROM given WHERE kind = ? AND part = ? AND body BETWEEN ? AND ? ORDER BY body"
        for entity, value, digest in self._database.select(query, (kind, part, *span)):
            if compute_digest(kind, part, entity, value) != digest:
                raise StaleManifestError
            yield value

    def fingerprint(self, kind: str, part: str, span: tuple[str, str] = EVERY_ENTITY) -> str:
        """Fingerprint of the contributions of a part by every entity of a span; a part that ends in `/` is a prefix."""
        self._verify()
        hasher, last_part = hashlib.sha256(), f"{part}\U0010ffff" if part.endswith("/") else part
        query = (
            "SELECT part, body, digest FROM given WHERE kind = ? AND part BETWEEN ? AND ? AND body BETWEEN ? AND ?"
            " ORDER BY part, body"
        )
        for row in self._database.select(query, (kind, part, last_part, *span)):
            hasher.update(repr(row).encode())
        return hasher.hexdigest()

    def _verify(self) -> None:
        """Raise StaleManifestError unless each entity has all that it contributed, under the names it had.

        Runs once, before the first read; the values are verified by their own digests as they are read.
        """
        if self._is_verified:
            return
        sums: dict[str, DigestSum] = {}
        for kind, part, entity, digest in self._database.select("SELECT kind, part, body, digest FROM given NOT INDEXED"):
            if entity not in sums:
                sums[entity] = DigestSum()
            sums[entity].add(kind, part, entity, digest)
        expected_digests = {entity: expected_digest for entity, _, _, expected_digest in self._load_entities()}
        empty_sum = DigestSum()
        if not sums.keys() <= expected_digests.keys() or any(
            sums.get(entity, empty_sum).digest() != expected_digest for entity, expected_digest in expected_digests.items()
        ):
            raise StaleManifestError
        self._is_verified = True
