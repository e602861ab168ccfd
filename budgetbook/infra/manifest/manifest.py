"""What a build keeps for the next one, in one SQLite file: what each body gave, and what every file of the site was made of.

Nothing in it is needed: it spares work. A file that is damaged, from another version or from elsewhere is never an answer:
what is read back is held to its digest, names and numbers included, and `Damaged` sends the build to begin without it. Keys
hold all that a thing depends on, our code included, so that nothing of another version has the key of this one.
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
    """How a file is known again without reading it: a file that is written anew is another one."""

    size: int
    mtime_ns: int
    """In nanoseconds."""
    inode: int


class TwoPagesError(Exception):
    """Two units of a site would make one file: its path, and both units."""

    def __init__(self, path: str, first: str, second: str) -> None:
        super().__init__(path, first, second)
        self.path, self.target_ids = path, (first, second)


class Manifest:
    """One open file. Raises Damaged wherever it is not as this version would have written it; a passing one OSError."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """A new one where there is none, or none of this version; a passing one for None, or where none can be written.

        One that another process has open and committed can be had for `reading` alone.
        """
        self._error_translator = SqliteErrorTranslator(temporary=path is None)
        self.path = path  # None of a passing one
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
        """Forget what was not committed."""
        self._connection.close()

    def commit(self) -> None:
        """Keep all that was told since the last time."""
        with self._error_translator:
            self._connection.commit()

    # --------------------------------------------------------------- what bodies gave

    def load_entity_fingerprints(self) -> dict[str, str]:
        """Every body, with the key of what it gave."""
        return {entity: fingerprint for entity, fingerprint, _, _ in self._load_entity_rows()}

    def find_entity_fingerprint(self, entity: str) -> str:
        """The key of what one body gave; empty where there is no such body."""
        return next((fingerprint for _, fingerprint, _, _ in self._load_entity_rows(entity)), "")

    def count_findings(self) -> int:
        """How many checks the statements of all bodies have."""
        return sum(finding_count for _, _, finding_count, _ in self._load_entity_rows())

    def _load_entity_rows(self, *entities: str) -> Iterator[tuple[str, str, int, bytes]]:
        """Of each body, or of one, its name, its key, how many checks it has, and the name of all that it gave."""
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
        """What a body gives from now on: (kind, part) -> the value, as it is kept."""
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
        """Bodies that are no more."""
        with self._error_translator:
            for entity in entities:
                self._connection.execute("DELETE FROM given WHERE body = ?", (entity,))
                self._connection.execute("DELETE FROM bodies WHERE body = ?", (entity,))

    def load_contributions(self, kind: str, part: str) -> Iterator[bytes]:
        """What each body gave of one part of a kind, in the order of bodies."""
        self._verify_contributions()
        query = "SELECT body, value, digest FROM given WHERE kind = ? AND part = ? ORDER BY body"
        for entity, value, digest in self._select(query, (kind, part)):
            if compute_digest(kind, part, entity, value) != digest:
                raise StaleManifestError
            yield value

    def fingerprint_contributions(self, kind: str, part: str) -> str:
        """One name for all that bodies gave of a part, or of all parts that begin with it where it ends in a slash."""
        self._verify_contributions()
        hasher, last_part = hashlib.sha256(), f"{part}\U0010ffff" if part.endswith("/") else part
        query = "SELECT part, body, digest FROM given WHERE kind = ? AND part BETWEEN ? AND ? ORDER BY part, body"
        for row in self._select(query, (kind, part, last_part)):
            hasher.update(repr(row).encode())
        return hasher.hexdigest()

    def _verify_contributions(self) -> None:
        """Raises Damaged unless each body has given what it gave, no part less and none under another name.

        Done once, before the first of it is read; the values themselves are held to their digests as they are read.
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

    # --------------------------------------------------------------- what the site's files are made of

    def record_disk_state(self, signatures: Iterable[tuple[str, FileSignature]]) -> None:
        """The files that stand in the site now."""
        with self._error_translator:
            self._connection.executemany(
                "INSERT INTO found VALUES (?, ?, ?, ?)", ((path, *signature) for path, signature in signatures)
            )

    def count_on_disk(self) -> int:
        """How many files stand in the site now."""
        ((count,),) = self._select("SELECT count(*) FROM found")
        return int(count)

    def signature_on_disk(self, path: str) -> FileSignature | None:
        """A file that stands in the site now."""
        row = next(self._select("SELECT size, modified, inode FROM found WHERE path = ?", (path,)), None)
        return FileSignature(*row) if row else None

    def intact_targets(self) -> dict[str, str]:
        """The units whose files all stand in the site as the last build left them, each with its key.

        Raises Damaged where the units are not those of the last build: the files of one that is missing would go.
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
        """What the units of the last build were named."""
        return next((digest for (digest,) in self._select("SELECT digest FROM proof")), compute_digest())

    def _compute_targets_digest(self) -> bytes:
        """One name for all units of the last build."""
        return compute_digest(*self._select("SELECT unit, key, files FROM units ORDER BY unit"))

    def count_targets(self) -> int:
        """How many units the last build had."""
        ((count,),) = self._select("SELECT count(*) FROM units")
        return int(count)

    def largest_statement_page(self) -> str:
        """The path of the largest page of a statement; empty where there is none."""
        query = (
            "SELECT path FROM outputs JOIN bodies ON unit = body WHERE path LIKE '__/%/%/index.html'"
            " AND path NOT LIKE '__/%/%/%/index.html' ORDER BY size DESC, path LIMIT 1"
        )
        return str(next(self._select(query), ("",))[0])

    def reusable_outputs(self, target_id: str) -> dict[str, str]:
        """The files of a unit that stand as the last build left them, each with the key of what it was made of."""
        return dict(
            self._select(
                "SELECT path, key FROM outputs JOIN found USING (path, size, modified, inode) WHERE unit = ? AND key <> ''",
                (target_id,),
            )
        )

    def begin_target(self, target_id: str, fingerprint: str) -> None:
        """A unit of the site that is being built."""
        with self._error_translator:
            self._connection.execute("INSERT INTO used VALUES (?, ?, 0)", (target_id, fingerprint))

    def reuse_target(self, target_id: str) -> None:
        """All files of a unit that is used stay as they are.

        Raises Damaged where they are not as many as it had: one would be lost; TwoPagesError where another unit has one of them.
        """
        count = self._insert_outputs("SELECT fold(path), path, unit, key, 0 FROM outputs WHERE unit = ?", (target_id,), target_id)
        if [(count,)] != list(self._select("SELECT files FROM units WHERE unit = ?", (target_id,))):
            raise StaleManifestError(target_id)
        with self._error_translator:
            self._connection.execute("UPDATE used SET stays = 1 WHERE unit = ?", (target_id,))

    def register_output(self, path: str, target_id: str, fingerprint: str, *, fresh: bool) -> None:
        """A file of the site that is being built, newly written or as it stands. Raises TwoPagesError for a second."""
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
        """The files of the site that is being built that are newly written."""
        return (path for (path,) in self._select("SELECT path FROM placed WHERE fresh ORDER BY path"))

    def page_paths(self) -> Iterator[str]:
        """The pages of the site that is being built, in the order of their paths."""
        return (path for (path,) in self._select("SELECT path FROM placed WHERE path LIKE '%index.html' ORDER BY path"))

    def count_outputs(self, *, fresh: bool) -> int:
        """How many those are."""
        ((count,),) = self._select("SELECT count(*) FROM placed WHERE fresh = ?", (fresh,))
        return int(count)

    def stale_outputs(self) -> Iterator[str]:
        """The files that stand in the site now and that the one being built does not have."""
        return (path for (path,) in self._select("SELECT path FROM found WHERE path NOT IN (SELECT path FROM placed)"))

    def total_size(self) -> int:
        """Bytes of the whole site, as it stands since `settle`."""
        ((size,),) = self._select("SELECT coalesce(sum(size), 0) FROM outputs")
        return int(size)

    def finalize(self, signatures: Iterable[tuple[str, FileSignature]]) -> None:
        """The site being built is the one that stands; `prints` are its newly written files as they stand in it."""
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
"""What is known of a unit that is kept is left as it is: of a large site nearly all, and it takes seconds to tell it again."""


_FOLDED_PATHS_SQL = "SELECT fold(path) FROM outputs WHERE unit = ?"


def delete(path: Path | None) -> None:
    """A file that is no answer to anything goes."""
    if path:
        with suppress(OSError):
            path.unlink()
