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

from budgetbook.infra.manifest.database import Damaged, Held, connected, read
from budgetbook.infra.manifest.digests import Sum, digest_of


class Print(NamedTuple):
    """How a file is known again without reading it: a file that is written anew is another one."""

    size: int
    modified: int
    """In nanoseconds."""
    inode: int


class TwoPagesError(Exception):
    """Two units of a site would make one file: its path, and both units."""

    def __init__(self, path: str, first: str, second: str) -> None:
        super().__init__(path, first, second)
        self.path, self.units = path, (first, second)


class Store:
    """One open file. Raises Damaged wherever it is not as this version would have written it; a passing one OSError."""

    def __init__(self, path: Path | None, *, reading: bool = False) -> None:
        """A new one where there is none, or none of this version; a passing one for None, or where none can be written.

        One that another process has open and committed can be had for `reading` alone.
        """
        self._held = Held(passing=path is None)
        self.path = path  # None of a passing one
        self._proved = False
        try:
            with self._held:
                self._base = read(path) if path and reading else connected(path)
        except (Damaged, OSError):
            if reading:
                raise Damaged from None
            self._held, self.path = Held(passing=True), None
            with self._held:
                self._base = connected(None)

    def close(self) -> None:
        """Forget what was not committed."""
        self._base.close()

    def commit(self) -> None:
        """Keep all that was told since the last time."""
        with self._held:
            self._base.commit()

    # --------------------------------------------------------------- what bodies gave

    def bodies(self) -> dict[str, str]:
        """Every body, with the key of what it gave."""
        return {body: key for body, key, _, _ in self._bodies()}

    def body(self, name: str) -> str:
        """The key of what one body gave; empty where there is no such body."""
        return next((key for _, key, _, _ in self._bodies(name)), "")

    def checks(self) -> int:
        """How many checks the statements of all bodies have."""
        return sum(checks for _, _, checks, _ in self._bodies())

    def _bodies(self, *which: str) -> Iterator[tuple[str, str, int, bytes]]:
        """Of each body, or of one, its name, its key, how many checks it has, and the name of all that it gave."""
        every = "SELECT body, key, checks, gave, digest FROM bodies ORDER BY body"
        one = "SELECT body, key, checks, gave, digest FROM bodies WHERE body = ?"
        for body, key, checks, gave, digest in self._rows(one if which else every, which):
            if digest_of(body, key, checks, gave) != digest:
                raise Damaged
            yield body, key, checks, gave

    def give(self, body: str, key: str, checks: int, given: Mapping[tuple[str, str], bytes]) -> None:
        """What a body gives from now on: (kind, part) -> the value, as it is kept."""
        rows = [(kind, part, body, digest_of(kind, part, body, value), value) for (kind, part), value in given.items()]
        sum_of_it = Sum()
        for row in rows:
            sum_of_it.add(*row[:4])
        told = body, key, checks, sum_of_it.told()
        with self._held:
            self._base.execute("DELETE FROM given WHERE body = ?", (body,))
            self._base.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?, ?, ?)", (*told, digest_of(*told)))
            self._base.executemany("INSERT INTO given VALUES (?, ?, ?, ?, ?)", rows)

    def forget(self, bodies: Iterable[str]) -> None:
        """Bodies that are no more."""
        with self._held:
            for body in bodies:
                self._base.execute("DELETE FROM given WHERE body = ?", (body,))
                self._base.execute("DELETE FROM bodies WHERE body = ?", (body,))

    def given(self, kind: str, part: str) -> Iterator[bytes]:
        """What each body gave of one part of a kind, in the order of bodies."""
        self._prove()
        rows = "SELECT body, value, digest FROM given WHERE kind = ? AND part = ? ORDER BY body"
        for body, value, digest in self._rows(rows, (kind, part)):
            if digest_of(kind, part, body, value) != digest:
                raise Damaged
            yield value

    def digest(self, kind: str, part: str) -> str:
        """One name for all that bodies gave of a part, or of all parts that begin with it where it ends in a slash."""
        self._prove()
        name, last = hashlib.sha256(), f"{part}\U0010ffff" if part.endswith("/") else part
        rows = "SELECT part, body, digest FROM given WHERE kind = ? AND part BETWEEN ? AND ? ORDER BY part, body"
        for row in self._rows(rows, (kind, part, last)):
            name.update(repr(row).encode())
        return name.hexdigest()

    def _prove(self) -> None:
        """Raises Damaged unless each body has given what it gave, no part less and none under another name.

        Done once, before the first of it is read; the values themselves are held to their digests as they are read.
        """
        if self._proved:
            return
        sums: dict[str, Sum] = {}
        for kind, part, body, digest in self._rows("SELECT kind, part, body, digest FROM given NOT INDEXED"):
            if body not in sums:
                sums[body] = Sum()
            sums[body].add(kind, part, body, digest)
        told = {body: gave for body, _, _, gave in self._bodies()}
        nothing = Sum()
        if not sums.keys() <= told.keys() or any(sums.get(body, nothing).told() != gave for body, gave in told.items()):
            raise Damaged
        self._proved = True

    # --------------------------------------------------------------- what the site's files are made of

    def find(self, files: Iterable[tuple[str, Print]]) -> None:
        """The files that stand in the site now."""
        with self._held:
            self._base.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", ((path, *seen) for path, seen in files))

    def standing(self) -> int:
        """How many files stand in the site now."""
        ((count,),) = self._rows("SELECT count(*) FROM found")
        return int(count)

    def found(self, path: str) -> Print | None:
        """A file that stands in the site now."""
        row = next(self._rows("SELECT size, modified, inode FROM found WHERE path = ?", (path,)), None)
        return Print(*row) if row else None

    def whole(self) -> dict[str, str]:
        """The units whose files all stand in the site as the last build left them, each with its key.

        Raises Damaged where the units are not those of the last build: the files of one that is missing would go.
        """
        if self._proof() != self._named_units():
            raise Damaged
        return dict(
            self._rows(
                "SELECT unit, key FROM units WHERE unit NOT IN (SELECT unit FROM outputs LEFT JOIN found USING (path)"
                " WHERE found.size IS NOT outputs.size OR found.modified IS NOT outputs.modified"
                " OR found.inode IS NOT outputs.inode)"
            )
        )

    def _proof(self) -> bytes:
        """What the units of the last build were named."""
        return next((digest for (digest,) in self._rows("SELECT digest FROM proof")), digest_of())

    def _named_units(self) -> bytes:
        """One name for all units of the last build."""
        return digest_of(*self._rows("SELECT unit, key, files FROM units ORDER BY unit"))

    def unit(self, name: str) -> str:
        """The key that a unit of the last build had, whatever became of its files; empty where there was none."""
        return str(next(self._rows("SELECT key FROM units WHERE unit = ?", (name,)), ("",))[0])

    def files(self) -> int:
        """How many files the last build's site had."""
        ((count,),) = self._rows("SELECT coalesce(sum(files), 0) FROM units")
        return int(count)

    def units(self) -> int:
        """How many units the last build had."""
        ((count,),) = self._rows("SELECT count(*) FROM units")
        return int(count)

    def heaviest(self) -> str:
        """The path of the largest page of a statement; empty where there is none."""
        rows = (
            "SELECT path FROM outputs JOIN bodies ON unit = body WHERE path LIKE '__/%/%/index.html'"
            " AND path NOT LIKE '__/%/%/%/index.html' ORDER BY size DESC, path LIMIT 1"
        )
        return str(next(self._rows(rows), ("",))[0])

    def known(self, unit: str) -> dict[str, str]:
        """The files of a unit that stand as the last build left them, each with the key of what it was made of."""
        return dict(
            self._rows(
                "SELECT path, key FROM outputs JOIN found USING (path, size, modified, inode) WHERE unit = ? AND key <> ''",
                (unit,),
            )
        )

    def use(self, unit: str, key: str) -> None:
        """A unit of the site that is being built."""
        with self._held:
            self._base.execute("INSERT INTO used VALUES (?, ?, 0)", (unit, key))

    def keep(self, unit: str) -> None:
        """All files of a unit that is used stay as they are.

        Raises Damaged where they are not as many as it had: one would be lost; TwoPagesError where another unit has one of them.
        """
        count = self._place("SELECT fold(path), path, unit, key, 0 FROM outputs WHERE unit = ?", (unit,), unit)
        if [(count,)] != list(self._rows("SELECT files FROM units WHERE unit = ?", (unit,))):
            raise Damaged(unit)
        with self._held:
            self._base.execute("UPDATE used SET stays = 1 WHERE unit = ?", (unit,))

    def place(self, path: str, unit: str, key: str, *, fresh: bool) -> None:
        """A file of the site that is being built, newly written or as it stands. Raises TwoPagesError for a second."""
        self._place("VALUES (?, ?, ?, ?, ?)", (path.casefold(), path, unit, key, fresh), unit, path)

    def _place(self, rows: str, fields: tuple[object, ...], unit: str, path: str = "") -> int:
        with self._held:
            try:
                return self._base.execute(f"INSERT INTO placed {rows}", fields).rowcount
            except sqlite3.IntegrityError:
                there = "SELECT path, unit FROM placed WHERE folded "
                asked = (f"{there}= ?", (path.casefold(),)) if path else (f"{there}IN ({_FOLDED})", (unit,))
                path, first = self._base.execute(*asked).fetchone()
                raise TwoPagesError(path, first, unit) from None

    def fresh(self) -> Iterator[str]:
        """The files of the site that is being built that are newly written."""
        return (path for (path,) in self._rows("SELECT path FROM placed WHERE fresh ORDER BY path"))

    def pages(self) -> Iterator[str]:
        """The pages of the site that is being built, in the order of their paths."""
        return (path for (path,) in self._rows("SELECT path FROM placed WHERE path LIKE '%index.html' ORDER BY path"))

    def count(self, *, fresh: bool) -> int:
        """How many those are."""
        ((count,),) = self._rows("SELECT count(*) FROM placed WHERE fresh = ?", (fresh,))
        return int(count)

    def gone(self) -> Iterator[str]:
        """The files that stand in the site now and that the one being built does not have."""
        return (path for (path,) in self._rows("SELECT path FROM found WHERE path NOT IN (SELECT path FROM placed)"))

    def size(self) -> int:
        """Bytes of the whole site, as it stands since `settle`."""
        ((size,),) = self._rows("SELECT coalesce(sum(size), 0) FROM outputs")
        return int(size)

    def settle(self, prints: Iterable[tuple[str, Print]]) -> None:
        """The site being built is the one that stands; `prints` are its newly written files as they stand in it."""
        with self._held:
            rows = ((path, *seen) for path, seen in prints)
            self._base.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?, ?)", rows)
            for change in _SETTLED:
                self._base.execute(change)
            self._base.execute("INSERT INTO proof VALUES (?)", (self._named_units(),))

    def _rows(self, query: str, fields: tuple[object, ...] = ()) -> Iterator[tuple[Any, ...]]:
        with self._held, closing(self._base.cursor()) as cursor:
            yield from cursor.execute(query, fields)


_SETTLED = (
    "DELETE FROM outputs WHERE unit NOT IN kept",
    "INSERT INTO outputs SELECT path, unit, key, size, modified, inode FROM placed NATURAL JOIN found WHERE unit NOT IN kept",
    "DELETE FROM units",
    "INSERT INTO units SELECT unit, key, (SELECT count(*) FROM outputs WHERE outputs.unit = used.unit) FROM used",
    "DELETE FROM proof",
)
"""What is known of a unit that is kept is left as it is: of a large site nearly all, and it takes seconds to tell it again."""


_FOLDED = "SELECT fold(path) FROM outputs WHERE unit = ?"


def discard(path: Path | None) -> None:
    """A file that is no answer to anything goes."""
    if path:
        with suppress(OSError):
            path.unlink()
