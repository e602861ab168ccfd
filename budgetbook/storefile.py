"""A path in; an open SQLite file of this version out, and what it means where SQLite refuses it."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from pathlib import Path

_VERSION = 2
_TABLES = """
CREATE TABLE bodies (body TEXT PRIMARY KEY, key TEXT NOT NULL, checks INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE given (kind TEXT, part TEXT, body TEXT, digest BLOB NOT NULL, value BLOB NOT NULL,
    PRIMARY KEY (kind, part, body)) WITHOUT ROWID;
CREATE INDEX given_by_body ON given (body);
CREATE TABLE units (unit TEXT PRIMARY KEY, key TEXT NOT NULL, files INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, unit TEXT NOT NULL, key TEXT NOT NULL,
    size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX outputs_by_unit ON outputs (unit);
"""
_NOW = """
CREATE TEMP TABLE found (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, inode INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE placed (folded TEXT PRIMARY KEY, path TEXT, unit TEXT, key TEXT, fresh INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE used (unit TEXT PRIMARY KEY, key TEXT, stays INTEGER) WITHOUT ROWID;
CREATE TEMP VIEW kept AS SELECT unit FROM used WHERE stays;
"""


class Damaged(Exception):
    """What was kept is not as it was written."""


class Held:
    """Where SQLite finds its file wrong, it is Damaged. A passing one is nobody's but ours: the disk is full."""

    def __init__(self, *, passing: bool) -> None:
        self._passing = passing

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) if self._passing else Damaged(str(error)) from error


def read(path: Path) -> sqlite3.Connection:
    """One that another process has open, as it was committed."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def connected(path: Path | None) -> sqlite3.Connection:
    """Without waiting for the disk: a build that is killed leaves the file right, and a power cut can only cost time."""
    if path is None:
        return _connection("")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _connection(str(path))
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY:
            raise  # somebody is at work in it
        path.unlink(missing_ok=True)
    return _connection(str(path))


def _connection(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name, isolation_level="DEFERRED")
    try:
        base.create_function("fold", 1, str.casefold, deterministic=True)
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA temp_store = FILE")
        ((version,),) = base.execute("PRAGMA user_version")
        if version != _VERSION:
            _emptied(base)
        base.execute("SELECT count(*) FROM bodies, units, outputs WHERE 0")
        base.executescript(_NOW)
    except sqlite3.Error:
        base.close()
        raise
    return base


def _emptied(base: sqlite3.Connection) -> None:
    for (name,) in list(base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")):
        with suppress(sqlite3.OperationalError):
            base.execute(f'DROP TABLE "{name}"')
    base.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")
