"""The memory between builds, in one SQLite file: the contributions of each entity, and what each output was made from.

It only saves work. A file that is damaged, from another version or from elsewhere is never believed: each row is verified by its
digest, names and numbers included, and StaleManifestError makes the build start over without it. Fingerprints cover everything an
output depends on, our code included, so no other version has the same ones.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from budgetbook.infra.manifest.contribution_table import ContributionTable
from budgetbook.infra.manifest.database import ManifestDatabase, StaleManifestError
from budgetbook.infra.manifest.digests import compute_digest


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
        """Open the manifest, or create it if there is none of this version; see ManifestDatabase."""
        self._database = ManifestDatabase(path, read_only=read_only)
        self.contributions = ContributionTable(self._database)

    @property
    def path(self) -> Path | None:
        """Its file; None for a temporary one."""
        return self._database.path

    def close(self) -> None:
        """Close it; what was not committed is lost."""
        self._database.connection.close()

    def commit(self) -> None:
        """Commit everything since the last commit."""
        with self._database.error_translator:
            self._database.connection.commit()

    def record_disk_state(self, signatures: Iterable[tuple[str, FileSignature]]) -> None:
        """Record the files that are on the disk now."""
        with self._database.error_translator:
            self._database.connection.executemany(
                "INSERT INTO found VALUES (?, ?, ?, ?)", ((path, *signature) for path, signature in signatures)
            )

    def count_on_disk(self) -> int:
        """Count the files on the disk."""
        ((count,),) = self._database.select("SELECT count(*) FROM found")
        return int(count)

    def signature_on_disk(self, path: str) -> FileSignature | None:
        """Signature of a file on the disk."""
        row = next(self._database.select("SELECT size, modified, inode FROM found WHERE path = ?", (path,)), None)
        return FileSignature(*row) if row else None

    def intact_targets(self) -> dict[str, str]:
        """The targets whose outputs are all on the disk as the last build left them, with their fingerprints.

        Raises StaleManifestError if the targets are not those of the last build: the outputs of a missing one would be deleted.
        """
        if self._load_targets_digest() != self._compute_targets_digest():
            raise StaleManifestError
        return dict(
            self._database.select(
                "SELECT unit, key FROM units WHERE unit NOT IN (SELECT unit FROM outputs LEFT JOIN found USING (path)"
                " WHERE found.size IS NOT outputs.size OR found.modified IS NOT outputs.modified"
                " OR found.inode IS NOT outputs.inode)"
            )
        )

    def _load_targets_digest(self) -> bytes:
        """The digest that the last build stored of its targets."""
        return next((digest for (digest,) in self._database.select("SELECT digest FROM proof")), compute_digest())

    def _compute_targets_digest(self) -> bytes:
        """Compute the digest of the targets that are stored."""
        return compute_digest(*self._database.select("SELECT unit, key, files FROM units ORDER BY unit"))

    def count_targets(self) -> int:
        """Count the targets of the last build."""
        ((count,),) = self._database.select("SELECT count(*) FROM units")
        return int(count)

    def largest_statement_page(self) -> str:
        """The path of the largest statement page; empty if there is none."""
        query = (
            "SELECT path FROM outputs JOIN bodies ON unit = body WHERE path LIKE '__/%/%/index.html'"
            " AND path NOT LIKE '__/%/%/%/index.html' ORDER BY size DESC, path LIMIT 1"
        )
        return str(next(self._database.select(query), ("",))[0])

    def reusable_outputs(self, target_id: str) -> dict[str, str]:
        """The outputs of a target that are on the disk as the last build left them, with their fingerprints."""
        return dict(
            self._database.select(
                "SELECT path, key FROM outputs JOIN found USING (path, size, modified, inode) WHERE unit = ? AND key <> ''",
                (target_id,),
            )
        )

    def begin_target(self, target_id: str, fingerprint: str) -> None:
        """Begin a target of the site that is being built."""
        with self._database.error_translator:
            self._database.connection.execute("INSERT INTO used VALUES (?, ?, 0)", (target_id, fingerprint))

    def reuse_target(self, target_id: str) -> None:
        """Reuse every output of a target.

        Raises StaleManifestError if the count differs from the last build: one would be lost. TwoPagesError if another target has
        one of them.
        """
        count = self._insert_outputs("SELECT fold(path), path, unit, key, 0 FROM outputs WHERE unit = ?", (target_id,), target_id)
        if [(count,)] != list(self._database.select("SELECT files FROM units WHERE unit = ?", (target_id,))):
            raise StaleManifestError(target_id)
        with self._database.error_translator:
            self._database.connection.execute("UPDATE used SET stays = 1 WHERE unit = ?", (target_id,))

    def register_output(self, path: str, target_id: str, fingerprint: str, *, fresh: bool) -> None:
        """Register an output of the new site, newly written or reused. Raises TwoPagesError if it is registered already."""
        self._insert_outputs("VALUES (?, ?, ?, ?, ?)", (path.casefold(), path, target_id, fingerprint, fresh), target_id, path)

    def _insert_outputs(self, rows: str, fields: tuple[object, ...], target_id: str, path: str = "") -> int:
        with self._database.error_translator:
            try:
                return self._database.connection.execute(f"INSERT INTO placed {rows}", fields).rowcount
            except sqlite3.IntegrityError:
                select = "SELECT path, unit FROM placed WHERE folded "
                query = (f"{select}= ?", (path.casefold(),)) if path else (f"{select}IN ({_FOLDED_PATHS_SQL})", (target_id,))
                path, first = self._database.connection.execute(*query).fetchone()
                raise TwoPagesError(path, first, target_id) from None

    def new_outputs(self) -> Iterator[str]:
        """The outputs of the new site that were newly written."""
        return (path for (path,) in self._database.select("SELECT path FROM placed WHERE fresh ORDER BY path"))

    def page_paths(self) -> Iterator[str]:
        """The pages of the new site, sorted by path."""
        return (path for (path,) in self._database.select("SELECT path FROM placed WHERE path LIKE '%index.html' ORDER BY path"))

    def count_outputs(self, *, fresh: bool) -> int:
        """Count the outputs of the new site."""
        ((count,),) = self._database.select("SELECT count(*) FROM placed WHERE fresh = ?", (fresh,))
        return int(count)

    def stale_outputs(self) -> Iterator[str]:
        """The files on the disk that the new site does not have."""
        return (path for (path,) in self._database.select("SELECT path FROM found WHERE path NOT IN (SELECT path FROM placed)"))

    def largest_output(self) -> tuple[str, int]:
        """Path and size of the largest file of the site; of files as large, the first."""
        rows = self._database.select("SELECT path, size FROM outputs ORDER BY size DESC, path LIMIT 1")
        return next(iter(rows), ("", 0))

    def fullest_folder(self) -> tuple[str, int]:
        """The folder with most files in it, not counting its folders, and their number; of folders as full, the first."""
        parent = "rtrim(path, replace(path, '/', ''))"  # what is left when all letters of the path but `/` are taken off its end
        rows = self._database.select(f"SELECT {parent}, count(*) FROM outputs GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1")  # noqa: S608
        return next(iter(rows), ("", 0))

    def total_size(self) -> int:
        """Size of the whole site in bytes, after `finalize`."""
        ((size,),) = self._database.select("SELECT coalesce(sum(size), 0) FROM outputs")
        return int(size)

    def finalize(self, signatures: Iterable[tuple[str, FileSignature]]) -> None:
        """Make the new site the one that is remembered; `signatures` are those of its newly written files."""
        with self._database.error_translator:
            rows = ((path, *signature) for path, signature in signatures)
            self._database.connection.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)
            for change in _FINALIZE_SQL:
                self._database.connection.execute(change)
            self._database.connection.execute("INSERT INTO proof VALUES (?)", (self._compute_targets_digest(),))


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
