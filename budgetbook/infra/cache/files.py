"""A cache of files too large to hold in memory, each under a name and the fingerprint of everything it depends on."""

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
"""Files kept of each name: the latest, and the one before in case a change is taken back."""
_ABANDONED_AFTER = 3600
"""Seconds by which an unfinished file must be older than a finished one to count as abandoned."""


class FileCache:
    """Keeps files in `folder`. Without a folder, or if it cannot be written, every file is made each time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get_or_fill(self, name: str, fingerprint: str, fill: Callable[[Path], None]) -> CachedFile:
        """Return the cached file of a name and fingerprint, or let `fill` write it to a path.

        Of each name the last few stay. Without a folder the file goes to a temporary one, which is removed with this cache.
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
    """Collects pieces under many names, in any order, and reads back all pieces of one name.

    Little is held in memory: the rest goes to an unnamed temporary file, of which nothing is left if this process is killed.
    """

    def __init__(self, separator: bytes, buffer_limit: int = 1 << 16) -> None:
        """`separator` is put between two pieces of one name; up to `buffer_limit` bytes of each name are held in memory."""
        self._separator, self._buffer_limit = separator, buffer_limit
        self._buffers: dict[str, bytearray] = {}
        self._spans: dict[str, list[tuple[int, int]]] = {}
        """Offset and length in the file of each piece of a name."""

    def add(self, name: str, piece: bytes) -> None:
        """Append a piece."""
        if name in self._buffers:
            self._buffers[name] += self._separator
        buffer = self._buffers.setdefault(name, bytearray())
        buffer += piece
        if len(buffer) > self._buffer_limit:
            self._spans.setdefault(name, []).append((self._file.seek(0, os.SEEK_END), len(buffer)))
            self._file.write(buffer)
            buffer.clear()

    def read_pieces(self, name: str) -> Iterator[bytes]:
        """Yield what was added under a name; nothing if there was nothing."""
        for start, size in self._spans.get(name, ()):
            self._file.seek(start)
            yield self._file.read(size)
        if buffer := self._buffers.get(name):
            yield bytes(buffer)

    @cached_property
    def _file(self) -> IO[bytes]:
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
        weakref.finalize(self, file.close)
        return file


def make_writer(pieces: Callable[[], Iterable[bytes]]) -> Callable[[Path], None]:
    """Return a function that fills a file with pieces, one after the other."""

    def fill(path: Path) -> None:
        with path.open("wb") as file:
            file.writelines(pieces())

    return fill


def _find_file(folder: Path, fingerprint: str) -> CachedFile | None:
    """Find the file of a fingerprint; None if a byte of it has changed. Its name ends with the hash of its content."""
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
    """Make the file asked for last the newest.

    It is not touched if it is already: a site may know it by its modification time.
    """
    if path.stat().st_mtime_ns < max(each.lstat().st_mtime_ns for each in path.parent.iterdir()):
        os.utime(path)


def _fill_file(folder: Path, fingerprint: str, fill: Callable[[Path], None]) -> CachedFile:
    """Fill a file, whole or not at all."""
    make_folder(folder)
    handle, name = tempfile.mkstemp(dir=folder, prefix=".", suffix=".tmp")
    os.close(handle)
    partial_file = Path(name)
    partial_file.unlink()  # the site may link it: give it the permissions of any file
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
    """Remove all but the newest files of a name; another process may still be writing an unfinished one."""
    ages = {path: path.lstat().st_mtime for path in folder.iterdir()}
    older = sorted((path for path in ages if path != newest and not path.name.endswith(".tmp")), key=lambda path: -ages[path])
    leftovers = [path for path in ages if path.name.endswith(".tmp") and ages[path] < ages[newest] - _ABANDONED_AFTER]
    for path in (*older[_MAX_VERSIONS - 1 :], *leftovers):
        path.unlink(missing_ok=True)


def _make_temporary_folder(owner: object) -> Path:
    """Create a temporary folder that is removed with its owner."""
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
