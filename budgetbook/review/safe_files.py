"""Writes a file of the content that a person may be editing at the same moment: never over a change that was not looked at."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path


class FileChangedError(Exception):
    """Somebody else has changed the file since it was read."""


def compute_version(raw: bytes) -> str:
    """Identifies the bytes of a file."""
    return hashlib.sha256(raw).hexdigest()[:16]


def replace_bytes(path: Path, old: bytes, new: bytes) -> None:
    """Exchange a file's bytes in one step, if they are still the old ones. Raises FileChangedError and OSError.

    The new bytes lie beside it under a name that is ignored, with the file's own rights, until the exchange.
    """
    draft = path.with_name(f".{path.name}.tmp")
    try:
        draft.write_bytes(new)
        draft.chmod(path.stat().st_mode & 0o777)
        if path.is_symlink() or path.read_bytes() != old:
            raise FileChangedError
        os.replace(draft, path)  # noqa: PTH105 - the same as Path.replace, and named in the rule about who writes files
    except FileNotFoundError as error:
        raise FileChangedError from error
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
