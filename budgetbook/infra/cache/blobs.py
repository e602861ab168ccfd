"""A key and a way to make bytes in; the bytes out, kept in a folder from run to run so that they need not be made again."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from budgetbook.infra.base.own_files import make_folder, opened


class Keeper:
    """Keeps what was made in `folder`. Without a folder, or where it cannot be written, it makes everything each time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What was kept under a key, or what `make` makes now. The key holds all that the bytes depend on."""
        found = _read(self._folder / key) if self._folder else None
        if found is not None:
            return found
        made = make()
        if self._folder:
            _keep(self._folder / key, made)
        return made


def of_version(folder: Path, name: str) -> Path:
    """A folder below for what one version of the program keeps. Of the others the last one stays, for who goes back to it."""
    mine = folder / name
    if not mine.is_dir():
        with suppress(OSError):
            make_folder(folder)
            others = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
            mine.mkdir()
            for other in sorted(others, key=lambda path: path.stat().st_mtime)[:-1]:
                shutil.rmtree(other)
    return mine


def key(*parts: object) -> str:
    """One name for all that a result depends on. What is in the parts must print itself in full."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def sources(*paths: Path) -> tuple[str, ...]:
    """The hashes of files: a result depends on the code that makes it."""
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def _read(path: Path) -> bytes | None:
    """What was kept, unless a single byte of it is not as it was written, or it was written under another name."""
    try:
        with opened(path) as file:
            digest, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    return data if digest == _digest(path.name, data) else None


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all; a folder that cannot be written only costs time."""
    with suppress(OSError):
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(path.name, data) + b"\n" + data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + data).hexdigest().encode()
