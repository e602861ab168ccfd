"""New files that appear together: each is written under the name of a draft, and gets its own when all are there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class FileBatch:
    """Files that are being written, and the folders that were made for them."""

    def __init__(self) -> None:
        self._drafts: dict[Path, Path] = {}
        self._folders: list[Path] = []

    def make_folder(self, folder: Path) -> None:
        """Make a folder and those above it, unless they are there. Raises OSError."""
        missing_folders: list[Path] = []
        while not folder.is_dir() and folder not in missing_folders:
            missing_folders.append(folder)
            folder = folder.parent
        for each in reversed(missing_folders):
            each.mkdir(exist_ok=True)
            self._folders.append(each)

    def draft(self, path: Path) -> Path:
        """Where a file is to be written, in the folder that it will stand in; a name that nobody reads. Raises OSError."""
        if path.is_dir():
            raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        self.make_folder(path.parent)
        draft = path.with_name(f".{path.name}.tmp")
        self._drafts[path] = draft
        return draft

    def put(self) -> None:
        """Give every file its name; one that has it already is replaced. Raises OSError."""
        for path, draft in self._drafts.items():
            draft.replace(path)
        self._drafts.clear()
        self._folders.clear()

    def discard(self) -> None:
        """Take away the drafts, and the folders that were made for them and hold nothing else."""
        for draft in self._drafts.values():
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        for folder in reversed(self._folders):
            with suppress(OSError):
                folder.rmdir()


@contextmanager
def write_together() -> Iterator[FileBatch]:
    """Files that are all there at the end, or none of them."""
    batch = FileBatch()
    try:
        yield batch
        batch.put()
    finally:
        batch.discard()
