"""A key and a way to make bytes in; the bytes out, kept in a folder from run to run so that they need not be made again."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from budgetbook.infra.base.own_files import make_folder, open_file


class BlobCache:
    """Keeps what was made in `folder`. Without a folder, or where it cannot be written, it makes everything each time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get_or_make(self, blob_fingerprint: str, make: Callable[[], bytes]) -> bytes:
        """What was kept under a key, or what `make` makes now. The key holds all that the bytes depend on."""
        cached_data = _read_blob(self._folder / blob_fingerprint) if self._folder else None
        if cached_data is not None:
            return cached_data
        data = make()
        if self._folder:
            _write_blob(self._folder / blob_fingerprint, data)
        return data


def prepare_version_folder(folder: Path, name: str) -> Path:
    """A folder below for what one version of the program keeps. Of the others the last one stays, for who goes back to it."""
    version_folder = folder / name
    if not version_folder.is_dir():
        with suppress(OSError):
            make_folder(folder)
            other_folders = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
            version_folder.mkdir()
            for other_folder in sorted(other_folders, key=lambda path: path.stat().st_mtime)[:-1]:
                shutil.rmtree(other_folder)
    return version_folder


def fingerprint(*parts: object) -> str:
    """One name for all that a result depends on. What is in the parts must print itself in full."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def hash_files(*paths: Path) -> tuple[str, ...]:
    """The hashes of files: a result depends on the code that makes it."""
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def _read_blob(path: Path) -> bytes | None:
    """What was kept, unless a single byte of it is not as it was written, or it was written under another name."""
    try:
        with open_file(path) as file:
            digest, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    return data if digest == _compute_digest(path.name, data) else None


def _write_blob(path: Path, data: bytes) -> None:
    """Whole or not at all; a folder that cannot be written only costs time."""
    with suppress(OSError):
        make_folder(path.parent)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_compute_digest(path.name, data) + b"\n" + data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _compute_digest(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + data).hexdigest().encode()
