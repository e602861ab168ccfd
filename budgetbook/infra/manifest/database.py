"""Opens SQLite files of this version of the program, and translates SQLite's errors."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from budgetbook.infra.base.own_files import make_folder

_TABLES = """
CREATE TABLE bodies (body TEXT PRIMARY KEY, key TEXT NOT NULL, checks INTEGER NOT NULL,
    gave BLOB NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE given (kind TEXT, part TEXT, body TEXT, digest BLOB NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (kind, part, body)) WITHOUT ROWID;
CREATE INDEX given_by_body ON given (body);
CREATE TABLE units (unit TEXT PRIMARY KEY, key TEXT NOT NULL, files INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, unit TEXT NOT NULL, key TEXT NOT NULL,
    size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX outputs_by_unit ON outputs (unit);
CREATE TABLE proof (digest BLOB NOT NULL);
"""
"""A file with other tables is not this version's. When only the meaning of a column changes, rename the column."""
_SIDECAR_SUFFIXES = ("journal", "wal", "shm")
"""Suffixes of the files that SQLite puts beside its own."""
_TEMPORARY_TABLES = """
CREATE TEMP TABLE found (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE placed (folded TEXT PRIMARY KEY, path TEXT, unit TEXT, key TEXT, fresh INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE used (unit TEXT PRIMARY KEY, key TEXT, stays INTEGER) WITHOUT ROWID;
CREATE TEMP VIEW kept AS SELECT unit FROM used WHERE stays;
"""


class StaleManifestError(Exception):
    """The manifest contradicts itself, or the files that it describes."""


class SqliteErrorTranslator:
    """SQLite errors on the manifest mean corruption; on a temporary database they mean that the disk is full."""

    def __init__(self, *, temporary: bool) -> None:
        self._temporary = temporary

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            raise (
                OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if self._temporary else StaleManifestError(str(error))
            ) from error


class ManifestDatabase:
    """The manifest's database, open. Raises StaleManifestError if it cannot be believed; OSError if a temporary one is full."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        """Open the file, or create it if there is none of this version.

        It is a temporary one for None, or if it cannot be written. With `read_only`, open what another process has committed.
        """
        self.error_translator = SqliteErrorTranslator(temporary=path is None)
        self.path = path
        try:
            with self.error_translator:
                self.connection = _open_read_only(path) if path and read_only else _open_database(path)
        except (StaleManifestError, OSError):
            if read_only:
                raise StaleManifestError from None
            self.error_translator, self.path = SqliteErrorTranslator(temporary=True), None
            with self.error_translator:
                self.connection = _open_database(None)

    def select(self, query: str, fields: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query."""
        with self.error_translator, closing(self.connection.cursor()) as cursor:
            yield from cursor.execute(query, fields)


def _open_read_only(path: Path) -> sqlite3.Connection:
    """Open a database that another process has open, as of its last commit."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _open_database(path: Path | None) -> sqlite3.Connection:
    """Open a database without waiting for the disk: a kill leaves the file consistent, and a power cut can only cost time.

    A link, or a file that this version did not make, is not opened but replaced. Raises OSError if the folder is a link.
    """
    if path is None:
        return _connect("")
    make_folder(path.parent)
    for name in (path, *(path.with_name(f"{path.name}-{end}") for end in _SIDECAR_SUFFIXES)):
        if name.is_symlink():
            name.unlink()
    try:
        return _connect(str(path))
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            raise  # another process is writing to it
        path.unlink(missing_ok=True)
    return _connect(str(path))


def _connect(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, isolation_level="DEFERRED")
    try:
        connection.create_function("fold", 1, str.casefold, deterministic=True)
        for setting in ("synchronous = OFF", "temp_store = FILE", "trusted_schema = OFF"):
            connection.execute(f"PRAGMA {setting}")
        if not _read_schema(connection):
            connection.executescript(_TABLES)
        if _read_schema(connection) != _expected_schema():
            raise sqlite3.DatabaseError("made by another version, or by somebody else")
        connection.executescript(_TEMPORARY_TABLES)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _read_schema(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    """Read the definition of every table, index, view and trigger."""
    return list(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name"))


@cache
def _expected_schema() -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(_TABLES)
        return _read_schema(connection)
