"""A cache of bytes in a folder, each under the fingerprint of everything it depends on."""

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
    """Keeps bytes in `folder`. Without a folder, or if it cannot be written, everything is made each time."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get_or_make(self, blob_fingerprint: str, make: Callable[[], bytes]) -> bytes:
        """Return the cached bytes, or make and cache them. The fingerprint must cover everything the bytes depend on."""
        cached_data = _read_blob(self._folder / blob_fingerprint) if self._folder else None
        if cached_data is not None:
            return cached_data
        data = make()
        if self._folder:
            _write_blob(self._folder / blob_fingerprint, data)
        return data


def prepare_version_folder(folder: Path, name: str) -> Path:
    """Create the subfolder for this version of the program.

    Of older versions only the latest stays, for whoever goes back to it.
    """
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
    """Fingerprint (SHA-256) of `parts`. The `repr` of each part must show everything the result depends on."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def hash_files(*paths: Path) -> tuple[str, ...]:
    """Hash the contents of files: a result depends on the code that makes it."""
    return tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in paths)


def _read_blob(path: Path) -> bytes | None:
    """Read a blob; None if a byte of it has changed or it was written under another name."""
    try:
        with open_file(path) as file:
            digest, _, data = file.read().partition(b"\n")
    except OSError:
        return None
    return data if digest == _compute_digest(path.name, data) else None


def _write_blob(path: Path, data: bytes) -> None:
    """Write a blob, whole or not at all. A folder that cannot be written only costs time."""
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
