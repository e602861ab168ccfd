"""The folder of the site as it stands and the new one beside it: files written, linked from the old one, taken away."""

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

from budgetbook.infra.base.files import Output
from budgetbook.infra.base.own_files import opened
from budgetbook.infra.manifest.manifest import Print

MARK = Output(".gitignore", b"# Budgetbook writes this folder: nothing in it is kept by hand.\n*\n!.gitignore\n")
"""The file that keeps `site/` in the tree, and that tells our folders from other people's."""


def is_ours(folder: Path) -> bool:
    """Whether a folder has the mark."""
    mark = folder / MARK.path
    with suppress(OSError):
        if folder.is_dir() and not folder.is_symlink():
            with opened(mark) as file:
                return file.read(len(MARK.data)).startswith(MARK.data.split(b"\n")[0])
    return False


class Trees(NamedTuple):
    """The folder of the site as it stands, and the new one beside it, which any process may write into."""

    standing: Path
    new: Path

    def holds(self, path: str, data: bytes | Path) -> bool:
        """Whether a file stands there already, byte for byte."""
        standing = self.standing / path
        try:
            size = data.stat().st_size if isinstance(data, Path) else len(data)
            if standing.lstat().st_size != size or standing.is_symlink():
                return False
            return filecmp.cmp(standing, data, shallow=False) if isinstance(data, Path) else standing.read_bytes() == data
        except OSError:
            return False

    def write(self, path: str, data: bytes | Path) -> None:
        """Put a file into the new folder, which must be there: who made it may have been killed, and swept up after."""
        new = self.new / path
        if not new.parent.is_dir():
            self._make_folder(new.parent)
        with suppress(FileNotFoundError):  # never into a file that is there: it is the site's own, under a second name
            _remove(new)
        if isinstance(data, Path):
            _linked(data, new)
        else:
            new.write_bytes(data)

    def begin(self) -> None:
        """Make the new folder, with the mark in it before anything else."""
        self.new.mkdir()
        if is_ours(self.standing):
            _linked(self.standing / MARK.path, self.new / MARK.path)
        else:
            (self.new / MARK.path).write_bytes(MARK.data)

    def mirror(self) -> int:
        """Give the new folder the files of the old one, each under a second name, and no other; most may be there already.

        A link is not given: what is written below it would be written elsewhere. How many files there are, links too.
        """
        folders, files = [""] if self.standing.is_dir() else [], 0
        while folders:
            below = folders.pop()
            old, new = _inside(f"{self.standing}/{below}"), _inside(f"{self.new}/{below}")
            for name, inode in new.items():
                if (old.get(name) != inode or inode == _LINK) and f"{below}{name}" != MARK.path:
                    _remove(self.new / below / name)
            inner = [f"{below}{name}/" for name, inode in old.items() if inode == _FOLDER]
            for name, inode in old.items():
                if inode != _LINK and new.get(name) != inode and (f"{below}{name}" != MARK.path or name not in new):
                    self._give(f"{below}{name}", folder=inode == _FOLDER)
            folders += inner
            files += len(old) - len(inner)
        return files

    def _give(self, path: str, *, folder: bool) -> None:
        if folder:
            (self.new / path).mkdir()
        else:
            _linked(f"{self.standing}/{path}", f"{self.new}/{path}")

    def drop(self, path: str) -> None:
        """A file of the new folder that the site does not have any more, and the folders that it leaves empty."""
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # another stands there now, or in the way there
            (self.new / path).unlink()
        with suppress(OSError):  # the first that is not empty
            for folder in Path(path).parents[:-1]:
                (self.new / folder).rmdir()

    def _make_folder(self, folder: Path) -> None:
        """A folder of the new one, and those above it; a file in its way is not of the site any more."""
        if not self.new.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.new))
        for above in (folder, *folder.parents):
            if above == self.new:
                break
            if above.is_file():
                above.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)


def standing(target: Path) -> Iterator[tuple[str, Print]]:
    """Every file of a site's folder."""
    folders = [""] if target.is_dir() else []
    while folders:
        below = folders.pop()
        with os.scandir(f"{target}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                else:
                    yield f"{below}{entry.name}", _of(entry.stat(follow_symlinks=False))


def print_of(path: Path) -> Print:
    """One file of it."""
    return _of(path.stat())


def remove(folder: Path) -> None:
    """Take a folder apart, several of the folders in it at a time: a disk lets each wait longer than all files in it.

    The mark goes last: what is left by who is killed at it is still known for ours.
    """
    with suppress(OSError), ThreadPoolExecutor(8) as beside:
        tops = [path for path in folder.iterdir() if path.name != MARK.path]
        inner = [path for top in tops if top.is_dir() and not top.is_symlink() for path in top.iterdir()]
        for paths in (inner, tops):
            list(beside.map(_take_away, paths))
    shutil.rmtree(folder, ignore_errors=True)


def _take_away(path: Path) -> None:
    with suppress(OSError):
        _remove(path)


def _of(seen: os.stat_result) -> Print:
    return Print(seen.st_size, seen.st_mtime_ns, seen.st_ino)


_FOLDER, _LINK = 0, -1
"""In the place of an inode."""


def _inside(folder: str) -> dict[str, int]:
    """The inode of each file in a folder; no file is looked at."""
    with os.scandir(folder) as entries:
        return {entry.name: _inode(entry) for entry in entries}


def _inode(entry: os.DirEntry[str]) -> int:
    if entry.is_symlink():
        return _LINK
    return _FOLDER if entry.is_dir(follow_symlinks=False) else entry.inode()


def _remove(path: Path) -> None:
    """A file, or a folder."""
    try:
        path.unlink()
    except IsADirectoryError:
        shutil.rmtree(path)


def _linked(old: str | Path, new: str | Path) -> None:
    """One file under a second name; a copy where the file system has no hard links, or the two are on different ones."""
    try:
        os.link(old, new)
    except (FileNotFoundError, FileExistsError):  # a copy would go into the file that is there, which has other names
        raise
    except OSError:
        shutil.copy2(old, new)
