"""The live site and the staging folder beside it: files are written, linked from the live site, and removed."""

from __future__ import annotations

import errno
import filecmp
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.base.own_files import open_file
from budgetbook.infra.manifest.manifest import FileSignature

MARKER_FILE = OutputFile(".gitignore", b"# Budgetbook writes this folder: nothing in it is kept by hand.\n*\n!.gitignore\n")
"""Keeps `site/` in the repository, and marks a folder as written by Budgetbook."""


def is_ours(folder: Path) -> bool:
    """True if a folder has our marker file."""
    marker_path = folder / MARKER_FILE.path
    with suppress(OSError):
        if folder.is_dir() and not folder.is_symlink():
            with open_file(marker_path) as file:
                return file.read(len(MARKER_FILE.data)).startswith(MARKER_FILE.data.split(b"\n")[0])
    return False


class StagingFolder(NamedTuple):
    """The live site and the new folder beside it, which any process may write into."""

    live_folder: Path
    new_folder: Path

    def is_unchanged(self, path: str, data: bytes | Path) -> bool:
        """True if the live site has the file, byte for byte."""
        live_file = self.live_folder / path
        try:
            size = data.stat().st_size if isinstance(data, Path) else len(data)
            if live_file.lstat().st_size != size or live_file.is_symlink():
                return False
            return filecmp.cmp(live_file, data, shallow=False) if isinstance(data, Path) else live_file.read_bytes() == data
        except OSError:
            return False

    def write_file(self, path: str, data: bytes | Path) -> None:
        """Write a file into the new folder, which must exist: the build that created it may have been killed and cleaned up."""
        new_file = self.new_folder / path
        if not new_file.parent.is_dir():
            self._make_folder(new_file.parent)
        with suppress(FileNotFoundError):  # never overwrite: the old content is the live site's own, under a second name
            _remove_path(new_file)
        if isinstance(data, Path):
            _link_or_copy(data, new_file)
        else:
            new_file.write_bytes(data)

    def create(self) -> None:
        """Create the new folder; the marker goes first."""
        self.new_folder.mkdir()
        if is_ours(self.live_folder):
            _link_or_copy(self.live_folder / MARKER_FILE.path, self.new_folder / MARKER_FILE.path)
        else:
            (self.new_folder / MARKER_FILE.path).write_bytes(MARKER_FILE.data)

    def mirror(self) -> int:
        """Link every file of the live site into the new folder, which holds only the marker. Returns how many there are.

        Symbolic links are counted but left out: whatever is written below one would go elsewhere.
        """
        file_count = 0
        for path, entry in _walk(self.live_folder):
            if entry.is_dir(follow_symlinks=False):
                os.mkdir(f"{self.new_folder}/{path}")  # noqa: PTH102 - thousands of Path objects cost time
                continue
            file_count += 1
            if path != MARKER_FILE.path and not entry.is_symlink():
                _link_or_copy(entry.path, f"{self.new_folder}/{path}")
        return file_count

    def delete_file(self, path: str) -> None:
        """Remove a file of the new folder, and the folders that this leaves empty."""
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # something else took its place
            (self.new_folder / path).unlink()
        with suppress(OSError):  # stops at the first folder that is not empty
            for folder in Path(path).parents[:-1]:
                (self.new_folder / folder).rmdir()

    def _make_folder(self, folder: Path) -> None:
        """Create a folder of the new site with its parents; a file in its way belongs to the old site only."""
        if not self.new_folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.new_folder))
        for ancestor in (folder, *folder.parents):
            if ancestor == self.new_folder:
                break
            if ancestor.is_file():
                ancestor.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)


def scan_files(site_folder: Path) -> Iterator[tuple[str, FileSignature]]:
    """Yield every file of a site's folder."""
    for path, entry in _walk(site_folder):
        if not entry.is_dir(follow_symlinks=False):
            yield path, _make_signature(entry.stat(follow_symlinks=False))


def _walk(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below a folder, each folder before its content; nothing if it does not exist. Links are not followed."""
    subfolders = [""] if folder.is_dir() else []
    while subfolders:
        subfolder = subfolders.pop()
        with os.scandir(f"{folder}/{subfolder}") as entries:
            for entry in entries:
                yield f"{subfolder}{entry.name}", entry
                if entry.is_dir(follow_symlinks=False):
                    subfolders.append(f"{subfolder}{entry.name}/")


def read_signature(path: Path) -> FileSignature:
    """Read the signature of one file."""
    return _make_signature(path.stat())


def remove_folder(folder: Path) -> None:
    """Remove a folder, several subfolders at a time: most of the time is spent waiting for the disk.

    The marker goes last, so that a build that is killed meanwhile leaves a folder that is still known as ours.
    """
    with suppress(OSError), ThreadPoolExecutor(8) as executor:
        tops = [path for path in folder.iterdir() if path.name != MARKER_FILE.path]
        inner = [path for top in tops if top.is_dir() and not top.is_symlink() for path in top.iterdir()]
        for paths in (inner, tops):
            list(executor.map(_try_remove, paths))
    shutil.rmtree(folder, ignore_errors=True)


def _try_remove(path: Path) -> None:
    with suppress(OSError):
        _remove_path(path)


def _make_signature(status: os.stat_result) -> FileSignature:
    return FileSignature(status.st_size, status.st_mtime_ns, status.st_ino)


def _remove_path(path: Path) -> None:
    """Remove a file or a folder."""
    try:
        path.unlink()
    except IsADirectoryError:
        shutil.rmtree(path)


def _link_or_copy(old: str | Path, new: str | Path) -> None:
    """Link a file; copy it if the file system has no hard links or the two paths are on different ones."""
    try:
        os.link(old, new)
    except (FileNotFoundError, FileExistsError):  # a copy would overwrite the file that is there, which has other names
        raise
    except OSError:
        shutil.copy2(old, new)
