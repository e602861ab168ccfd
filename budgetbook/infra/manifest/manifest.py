"""The memory between builds, in one SQLite file: the contributions of each entity, and what each output was made from.

It only saves work. A file that is damaged, from another version or from elsewhere is never believed: each row is verified by its
digest, names and numbers included, and StaleManifestError makes the build start over without it. Fingerprints cover everything an
output depends on, our code included, so no other version has the same ones.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from budgetbook.infra.manifest.database import SqliteErrorTranslator, StaleManifestError, open_database, open_read_only
from budgetbook.infra.manifest.digests import DigestSum, compute_digest


class FileSignature(NamedTuple):
    """Identifies a file without reading it: one that is written anew has another signature."""

    size: int
    mtime_ns: int
    """In nanoseconds."""
    inode: int


class TwoPagesError(Exception):
    """Two targets would write the same file. Carries its path and both targets."""

    def __init__(self, path: str, first: str, second: str) -> None:
        super().__init__(path, first, second)
        self.path, self.target_ids = path, (first, second)


class Manifest:
    """An open manifest. Raises StaleManifestError if a row is not as this version would have written it; OSError if temporary."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """Open the manifest, or create it if there is none of this version.

        It is a temporary one for None, or if it cannot be written. With `read_only`, open what another process has committed.
        """
        self._error_translator = SqliteErrorTranslator(temporary=path is None)
        self.path = path  # None for a temporary one
        self._is_verified = False
        try:
            with self._error_translator:
                self._connection = open_read_only(path) if path and read_only else open_database(path)
        except (StaleManifestError, OSError):
            if read_only:
                raise StaleManifestError from None
            self._error_translator, self.path = SqliteErrorTranslator(temporary=True), None
            with self._error_translator:
                self._connection = open_database(None)

    def close(self) -> None:
        """Close it; what was not committed is lost."""
        self._connection.close()

    def commit(self) -> None:
        """Commit everything since the last commit."""
        with self._error_translator:
            self._connection.commit()

    # --------------------------------------------------------------- contributions of entities

    def load_entity_fingerprints(self) -> dict[str, str]:
        """Map every entity to the fingerprint of what it contributed."""
        return {entity: fingerprint for entity, fingerprint, _, _ in self._load_entity_rows()}

    def find_entity_fingerprint(self, entity: str) -> str:
        """Fingerprint of what one entity contributed; empty if it is unknown."""
        return next((fingerprint for _, fingerprint, _, _ in self._load_entity_rows(entity)), "")

    def count_findings(self) -> int:
        """Count the findings of all entities."""
        return sum(finding_count for _, _, finding_count, _ in self._load_entity_rows())

    def _load_entity_rows(self, *entities: str) -> Iterator[tuple[str, str, int, bytes]]:
        """Each entity, or one, with its fingerprint, its number of findings and the digest of its contributions."""
        select_all = "SELECT body, key, checks, gave, digest FROM bodies ORDER BY body"
        select_one = "SELECT body, key, checks, gave, digest FROM bodies WHERE body = ?"
        for entity, fingerprint, finding_count, contributions_digest, digest in self._select(
            select_one if entities else select_all, entities
        ):
            if compute_digest(entity, fingerprint, finding_count, contributions_digest) != digest:
                raise StaleManifestError
            yield entity, fingerprint, finding_count, contributions_digest

    def save_contributions(
        self, entity: str, fingerprint: str, finding_count: int, contributions: Mapping[tuple[str, str], bytes]
    ) -> None:
        """Replace the contributions of an entity: (kind, part) -> the encoded value."""
        rows = [
            (kind, part, entity, compute_digest(kind, part, entity, value), value)
            for (kind, part), value in contributions.items()
        ]
        digest_sum = DigestSum()
        for row in rows:
            digest_sum.add(*row[:4])
        entity_row = entity, fingerprint, finding_count, digest_sum.digest()
        with self._error_translator:
            self._connection.execute("DELETE FROM given WHERE body = ?", (entity,))
            self._connection.execute(
                "INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)", (*entity_row, compute_digest(*entity_row))
            )
            self._connection.executemany("INSERT INTO given VALUES (?, ?, ?, ?, ?)", rows)

    def delete_entities(self, entities: Iterable[str]) -> None:
        """Remove entities that no longer exist."""
        with self._error_translator:
            for entity in entities:
                self._connection.execute("DELETE FROM given WHERE body = ?", (entity,))
                self._connection.execute("DELETE FROM bodies WHERE body = ?", (entity,))

    def load_contributions(self, kind: str, part: str) -> Iterator[bytes]:
        """Yield each entity's contribution of one kind and part, in the order of entities."""
        self._verify_contributions()
        query = "SELECT body, value, digest FROM given WHERE kind = ? AND part = ? ORDER BY body"
        for entity, value, digest in self._select(query, (kind, part)):
            if compute_digest(kind, part, entity, value) != digest:
                raise StaleManifestError
            yield value

    def fingerprint_contributions(self, kind: str, part: str) -> str:
        """Fingerprint of every entity's contribution of a part; a part that ends in `/` is a prefix."""
        self._verify_contributions()
        hasher, last_part = hashlib.sha256(), f"{part}\U0010ffff" if part.endswith("/") else part
        query = "SELECT part, body, digest FROM given WHERE kind = ? AND part BETWEEN ? AND ? ORDER BY part, body"
        for row in self._select(query, (kind, part, last_part)):
            hasher.update(repr(row).encode())
        return hasher.hexdigest()

    def _verify_contributions(self) -> None:
        """Raise StaleManifestError unless each entity has all that it contributed, under the names it had.

        Runs once, before the first read; the values are verified by their own digests as they are read.
        """
        if self._is_verified:
            return
        sums: dict[str, DigestSum] = {}
        for kind, part, entity, digest in self._select("SELECT kind, part, body, digest FROM given NOT INDEXED"):
            if entity not in sums:
                sums[entity] = DigestSum()
            sums[entity].add(kind, part, entity, digest)
        expected_digests = {entity: expected_digest for entity, _, _, expected_digest in self._load_entity_rows()}
        empty_sum = DigestSum()
        if not sums.keys() <= expected_digests.keys() or any(
            sums.get(entity, empty_sum).digest() != expected_digest for entity, expected_digest in expected_digests.items()
        ):
            raise StaleManifestError
        self._is_verified = True

    # --------------------------------------------------------------- outputs and what they were made from

    def record_disk_state(self, signatures: Iterable[tuple[str, FileSignature]]) -> None:
        """Record the files that are on the disk now."""
        with self._error_translator:
            self._connection.executemany(
                "INSERT INTO found VALUES (?, ?, ?, ?)", ((path, *signature) for path, signature in signatures)
            )

    def count_on_disk(self) -> int:
        """Count the files on the disk."""
        ((count,),) = self._select("SELECT count(*) FROM found")
        return int(count)

    def signature_on_disk(self, path: str) -> FileSignature | None:
        """Signature of a file on the disk."""
        row = next(self._select("SELECT size, modified, inode FROM found WHERE path = ?", (path,)), None)
        return FileSignature(*row) if row else None

    def intact_targets(self) -> dict[str, str]:
        """The targets whose outputs are all on the disk as the last build left them, with their fingerprints.

        Raises StaleManifestError if the targets are not those of the last build: the outputs of a missing one would be deleted.
        """
        if self._load_targets_digest() != self._compute_targets_digest():
            raise StaleManifestError
        return dict(
            self._select(
                "SELECT unit, key FROM units WHERE unit NOT IN (SELECT unit FROM outputs LEFT JOIN found USING (path)"
                " WHERE found.size IS NOT outputs.size OR found.modified IS NOT outputs.modified"
                " OR found.inode IS NOT outputs.inode)"
            )
        )

    def _load_targets_digest(self) -> bytes:
        """The digest that the last build stored of its targets."""
        return next((digest for (digest,) in self._select("SELECT digest FROM proof")), compute_digest())

    def _compute_targets_digest(self) -> bytes:
        """Compute the digest of the targets that are stored."""
        return compute_digest(*self._select("SELECT unit, key, files FROM units ORDER BY unit"))

    def count_targets(self) -> int:
        """Count the targets of the last build."""
        ((count,),) = self._select("SELECT count(*) FROM units")
        return int(count)

    def largest_statement_page(self) -> str:
        """The path of the largest statement page; empty if there is none."""
        query = (
            "SELECT path FROM outputs JOIN bodies ON unit = body WHERE path LIKE '__/%/%/index.html'"
            " AND path NOT LIKE '__/%/%/%/index.html' ORDER BY size DESC, path LIMIT 1"
        )
        return str(next(self._select(query), ("",))[0])

    def reusable_outputs(self, target_id: str) -> dict[str, str]:
        """The outputs of a target that are on the disk as the last build left them, with their fingerprints."""
        return dict(
            self._select(
                "SELECT path, key FROM outputs JOIN found USING (path, size, modified, inode) WHERE unit = ? AND key <> ''",
                (target_id,),
            )
        )

    def begin_target(self, target_id: str, fingerprint: str) -> None:
        """Begin a target of the site that is being built."""
        with self._error_translator:
            self._connection.execute("INSERT INTO used VALUES (?, ?, 0)", (target_id, fingerprint))

    def reuse_target(self, target_id: str) -> None:
        """Reuse every output of a target.

        Raises StaleManifestError if the count differs from the last build: one would be lost. TwoPagesError if another target has
        one of them.
        """
        count = self._insert_outputs("SELECT fold(path), path, unit, key, 0 FROM outputs WHERE unit = ?", (target_id,), target_id)
        if [(count,)] != list(self._select("SELECT files FROM units WHERE unit = ?", (target_id,))):
            raise StaleManifestError(target_id)
        with self._error_translator:
            self._connection.execute("UPDATE used SET stays = 1 WHERE unit = ?", (target_id,))

    def register_output(self, path: str, target_id: str, fingerprint: str, *, fresh: bool) -> None:
        """Register an output of the new site, newly written or reused. Raises TwoPagesError if it is registered already."""
        self._insert_outputs("VALUES (?, ?, ?, ?, ?)", (path.casefold(), path, target_id, fingerprint, fresh), target_id, path)

    def _insert_outputs(self, rows: str, fields: tuple[object, ...], target_id: str, path: str = "") -> int:
        with self._error_translator:
            try:
                return self._connection.execute(f"INSERT INTO placed {rows}", fields).rowcount
            except sqlite3.IntegrityError:
                select = "SELECT path, unit FROM placed WHERE folded "
                query = (f"{select}= ?", (path.casefold(),)) if path else (f"{select}IN ({_FOLDED_PATHS_SQL})", (target_id,))
                path, first = self._connection.execute(*query).fetchone()
                raise TwoPagesError(path, first, target_id) from None

    def new_outputs(self) -> Iterator[str]:
        """The outputs of the new site that were newly written."""
        return (path for (path,) in self._select("SELECT path FROM placed WHERE fresh ORDER BY path"))

    def page_paths(self) -> Iterator[str]:
        """The pages of the new site, sorted by path."""
        return (path for (path,) in self._select("SELECT path FROM placed WHERE path LIKE '%index.html' ORDER BY path"))

    def count_outputs(self, *, fresh: bool) -> int:
        """Count the outputs of the new site."""
        ((count,),) = self._select("SELECT count(*) FROM placed WHERE fresh = ?", (fresh,))
        return int(count)

    def stale_outputs(self) -> Iterator[str]:
        """The files on the disk that the new site does not have."""
        return (path for (path,) in self._select("SELECT path FROM found WHERE path NOT IN (SELECT path FROM placed)"))

    def total_size(self) -> int:
        """Size of the whole site in bytes, after `finalize`."""
        ((size,),) = self._select("SELECT coalesce(sum(size), 0) FROM outputs")
        return int(size)

    def finalize(self, signatures: Iterable[tuple[str, FileSignature]]) -> None:
        """Make the new site the one that is remembered; `signatures` are those of its newly written files."""
        with self._error_translator:
            rows = ((path, *signature) for path, signature in signatures)
            self._connection.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)
            for change in _FINALIZE_SQL:
                self._connection.execute(change)
            self._connection.execute("INSERT INTO proof VALUES (?)", (self._compute_targets_digest(),))

    def _select(self, query: str, fields: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        with self._error_translator, closing(self._connection.cursor()) as cursor:
            yield from cursor.execute(query, fields)


_FINALIZE_SQL = (
    "DELETE FROM outputs WHERE unit NOT IN kept",
    "INSERT INTO outputs SELECT path, unit, key, size, modified, inode FROM placed NATURAL JOIN found WHERE unit NOT IN kept",
    "DELETE FROM units",
    "INSERT INTO units SELECT unit, key, (SELECT count(*) FROM outputs WHERE outputs.unit = used.unit) FROM used",
    "DELETE FROM proof",
)
"""A reused target is known already: on a large site that is nearly all of them, and writing them again takes seconds."""


_FOLDED_PATHS_SQL = "SELECT fold(path) FROM outputs WHERE unit = ?"


def delete(path: Path | None) -> None:
    """Delete a manifest that cannot be used."""
    if path:
        with suppress(OSError):
            path.unlink()
