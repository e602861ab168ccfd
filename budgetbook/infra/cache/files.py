"""A name, a key and a way to fill a file in; the file out, kept in a folder from run to run, and never held in memory."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import IO

from budgetbook.infra.base.own_files import make_folder, opened
from budgetbook.infra.base.record import record

_OF_A_NAME = 2
"""How many files of one name stay: the last one, and the one before, for who turns a change back."""
_LEFT = 3600
"""Seconds by which a file that nobody finished is older than a finished one before it is swept away."""


@record
class Whole:
    """One finished file, read once."""

    path: Path
    size: int
    """In bytes."""
    sha256: str


class FileKeeper:
    """Keeps files in `folder`. Without a folder, or where it cannot be written, it makes all of them each time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def file(self, name: str, key: str, fill: Callable[[Path], None]) -> Whole:
        """The file that was kept under a name and a key, or what `fill` writes into a path now: for what is too large to hold.

        Of one name the last few stay. Without a folder it stands in a passing one, which goes with the keeper.
        """
        if self._folder:
            if found := _standing(self._folder / name, key):
                return found
            with suppress(OSError):
                return _filled(self._folder / name, key, fill)
        return _filled(self._passing / name, key, fill)

    @cached_property
    def _passing(self) -> Path:
        return _passing(self)


class Spool:
    """Pieces under many names in, in any order; all pieces of one name out. Little is held: the rest is in a passing file, which
    has no name, so that nothing is left of it where this process is killed."""

    _MOST = 1 << 16

    def __init__(self, between: bytes) -> None:
        """`between` is put between two pieces of one name."""
        self._between = between
        self._waiting: dict[str, bytearray] = {}
        self._put: dict[str, list[tuple[int, int]]] = {}
        """Where in the file pieces of a name begin, and how long they are."""

    def add(self, name: str, piece: bytes) -> None:
        """One more piece."""
        if name in self._waiting:
            self._waiting[name] += self._between
        waiting = self._waiting.setdefault(name, bytearray())
        waiting += piece
        if len(waiting) > self._MOST:
            self._put.setdefault(name, []).append((self._file.seek(0, os.SEEK_END), len(waiting)))
            self._file.write(waiting)
            waiting.clear()

    def of(self, name: str) -> Iterator[bytes]:
        """What came under a name; nothing where nothing came."""
        for start, size in self._put.get(name, ()):
            self._file.seek(start)
            yield self._file.read(size)
        if waiting := self._waiting.get(name):
            yield bytes(waiting)

    @cached_property
    def _file(self) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it goes with the spool
        weakref.finalize(self, file.close)
        return file


def poured(pieces: Callable[[], Iterable[bytes]]) -> Callable[[Path], None]:
    """A way to fill a file with pieces, one after the other."""

    def fill(path: Path) -> None:
        with path.open("wb") as file:
            file.writelines(pieces())

    return fill


def _standing(folder: Path, key: str) -> Whole | None:
    """The file of a key, unless a single byte of it is not as it was written: its name ends with the hash of what is in it."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return None
    for path in folder.glob(f"{key}-*"):
        with suppress(OSError):
            found = _read_once(path)
            if path.name == f"{key}-{found.sha256}":
                _youngest(path)
                return found
            path.unlink()
    return None


def _youngest(path: Path) -> None:
    """The file asked for last stays longest. One that is it already is not touched: a site may know it by its time of change."""
    if path.stat().st_mtime_ns < max(each.lstat().st_mtime_ns for each in path.parent.iterdir()):
        os.utime(path)


def _filled(folder: Path, key: str, fill: Callable[[Path], None]) -> Whole:
    """Whole or not at all."""
    make_folder(folder)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")
    os.close(handle)
    unfinished = Path(name)
    unfinished.unlink()  # the site may have it under a second name: it is made as readable as any file
    try:
        fill(unfinished)
        made = _read_once(unfinished)
        path = unfinished.replace(folder / f"{key}-{made.sha256}")
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    with suppress(OSError):
        _sweep(folder, path)
    return Whole(path, made.size, made.sha256)


def _sweep(folder: Path, last: Path) -> None:
    """Only the last files of a name stay; another process may be at work on an unfinished one."""
    ages = {path: path.lstat().st_mtime for path in folder.iterdir()}
    older = sorted((path for path in ages if path != last and not path.name.endswith(".tmp")), key=lambda path: -ages[path])
    left = [path for path in ages if path.name.endswith(".tmp") and ages[path] < ages[last] - _LEFT]
    for path in (*older[_OF_A_NAME - 1 :], *left):
        path.unlink(missing_ok=True)


def _passing(owner: object) -> Path:
    """A folder that goes when its owner does."""
    path = Path(tempfile.mkdtemp(prefix="budgetbook-"))
    weakref.finalize(owner, shutil.rmtree, path, ignore_errors=True)
    return path


def _read_once(path: Path) -> Whole:
    size, name = 0, hashlib.sha256()
    for chunk in _chunks(path):
        size += len(chunk)
        name.update(chunk)
    return Whole(path, size, name.hexdigest())


def _chunks(path: Path) -> Iterator[bytes]:
    with opened(path) as file:
        while chunk := file.read(1 << 20):
            yield chunk
