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

from budgetbook.infra.base.files import CachedFile
from budgetbook.infra.base.own_files import make_folder, open_file

_MAX_VERSIONS = 2
"""How many files of one name stay: the last one, and the one before, for who turns a change back."""
_ABANDONED_AFTER = 3600
"""Seconds by which a file that nobody finished is older than a finished one before it is swept away."""


class FileCache:
    """Keeps files in `folder`. Without a folder, or where it cannot be written, it makes all of them each time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get_or_fill(self, name: str, fingerprint: str, fill: Callable[[Path], None]) -> CachedFile:
        """The file that was kept under a name and a key, or what `fill` writes into a path now: for what is too large to hold.

        Of one name the last few stay. Without a folder it stands in a passing one, which goes with the keeper.
        """
        if self._folder:
            if cached_file := _find_file(self._folder / name, fingerprint):
                return cached_file
            with suppress(OSError):
                return _fill_file(self._folder / name, fingerprint, fill)
        return _fill_file(self._temporary_folder / name, fingerprint, fill)

    @cached_property
    def _temporary_folder(self) -> Path:
        return _make_temporary_folder(self)


class Spool:
    """Pieces under many names in, in any order; all pieces of one name out. Little is held: the rest is in a passing file, which
    has no name, so that nothing is left of it where this process is killed."""

    def __init__(self, separator: bytes, buffer_limit: int = 1 << 16) -> None:
        """`separator` is put between two pieces of one name; of each name up to `buffer_limit` bytes are held."""
        self._separator, self._buffer_limit = separator, buffer_limit
        self._buffers: dict[str, bytearray] = {}
        self._spans: dict[str, list[tuple[int, int]]] = {}
        """Where in the file pieces of a name begin, and how long they are."""

    def add(self, name: str, piece: bytes) -> None:
        """One more piece."""
        if name in self._buffers:
            self._buffers[name] += self._separator
        buffer = self._buffers.setdefault(name, bytearray())
        buffer += piece
        if len(buffer) > self._buffer_limit:
            self._spans.setdefault(name, []).append((self._file.seek(0, os.SEEK_END), len(buffer)))
            self._file.write(buffer)
            buffer.clear()

    def read_pieces(self, name: str) -> Iterator[bytes]:
        """What came under a name; nothing where nothing came."""
        for start, size in self._spans.get(name, ()):
            self._file.seek(start)
            yield self._file.read(size)
        if buffer := self._buffers.get(name):
            yield bytes(buffer)

    @cached_property
    def _file(self) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - it goes with the spool
        weakref.finalize(self, file.close)
        return file


def make_writer(pieces: Callable[[], Iterable[bytes]]) -> Callable[[Path], None]:
    """A way to fill a file with pieces, one after the other."""

    def fill(path: Path) -> None:
        with path.open("wb") as file:
            file.writelines(pieces())

    return fill


def _find_file(folder: Path, fingerprint: str) -> CachedFile | None:
    """The file of a key, unless a single byte of it is not as it was written: its name ends with the hash of what is in it."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return None
    for path in folder.glob(f"{fingerprint}-*"):
        with suppress(OSError):
            cached_file = _hash_file(path)
            if path.name == f"{fingerprint}-{cached_file.sha256}":
                _mark_recently_used(path)
                return cached_file
            path.unlink()
    return None


def _mark_recently_used(path: Path) -> None:
    """The file asked for last stays longest. One that is it already is not touched: a site may know it by its time of change."""
    if path.stat().st_mtime_ns < max(each.lstat().st_mtime_ns for each in path.parent.iterdir()):
        os.utime(path)


def _fill_file(folder: Path, fingerprint: str, fill: Callable[[Path], None]) -> CachedFile:
    """Whole or not at all."""
    make_folder(folder)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")
    os.close(handle)
    partial_file = Path(name)
    partial_file.unlink()  # the site may have it under a second name: it is made as readable as any file
    try:
        fill(partial_file)
        cached_file = _hash_file(partial_file)
        path = partial_file.replace(folder / f"{fingerprint}-{cached_file.sha256}")
    except BaseException:
        partial_file.unlink(missing_ok=True)
        raise
    with suppress(OSError):
        _sweep(folder, path)
    return CachedFile(path, cached_file.size, cached_file.sha256)


def _sweep(folder: Path, newest: Path) -> None:
    """Only the last files of a name stay; another process may be at work on an unfinished one."""
    ages = {path: path.lstat().st_mtime for path in folder.iterdir()}
    older = sorted((path for path in ages if path != newest and not path.name.endswith(".tmp")), key=lambda path: -ages[path])
    leftovers = [path for path in ages if path.name.endswith(".tmp") and ages[path] < ages[newest] - _ABANDONED_AFTER]
    for path in (*older[_MAX_VERSIONS - 1 :], *leftovers):
        path.unlink(missing_ok=True)


def _make_temporary_folder(owner: object) -> Path:
    """A folder that goes when its owner does."""
    path = Path(tempfile.mkdtemp(prefix="budgetbook-"))
    weakref.finalize(owner, shutil.rmtree, path, ignore_errors=True)
    return path


def _hash_file(path: Path) -> CachedFile:
    size, hasher = 0, hashlib.sha256()
    for chunk in _read_chunks(path):
        size += len(chunk)
        hasher.update(chunk)
    return CachedFile(path, size, hasher.hexdigest())


def _read_chunks(path: Path) -> Iterator[bytes]:
    with open_file(path) as file:
        while chunk := file.read(1 << 20):
            yield chunk
