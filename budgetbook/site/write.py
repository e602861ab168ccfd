"""Finished files in; the site's folder out, whole or not at all.

The new site is built in a folder beside the old one, which is swapped for it in one step: killed at any moment, the old
site or the new one stands. Unchanged files are hard-linked; where nothing changed, nothing is written.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import filecmp
import os
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from budgetbook.record import record
from budgetbook import clock
from budgetbook.output import Output
from budgetbook.store import Print, Store
from budgetbook.storefile import Damaged

MARK = Output(".gitignore", b"# Budgetbook writes this folder: nothing in it is kept by hand.\n*\n!.gitignore\n")
"""The file that keeps `site/` in the tree, and that tells our folders from other people's."""

_EXCHANGE, _AT_FDCWD = 2, -100  # renameat2(2)


class NotOurs(Exception):
    """The target is a folder with files that no build wrote, or no folder at all; it is left as it is."""


@record
class Written:
    """What a build did to the site."""

    files: int
    changed: int
    removed: int
    size: int
    """Bytes of the whole site."""


def site(outputs: Iterable[Output], target: Path) -> Written:
    """Make `target` hold exactly `outputs`. Raises NotOurs, or OSError with the old site in place."""
    with Site(target, None) as building:
        for output in outputs:
            with clock.step("write"):
                building.add("", output.path, "", output.data)
        with clock.step("write"):
            return building.finish()


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
            if not self.new.is_dir():
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.new))
            new.parent.mkdir(parents=True, exist_ok=True)
        _put(data, new)


class Site:
    """One build of a site's folder, which changes in one step at its end, or not at all.

    Raises NotOurs, ValueError for two files of one name, or OSError; the old site stands then.
    """

    store: Store
    """What is kept of the builds of this folder; nobody else is at work in it."""

    def __init__(self, target: Path, kept: Path | None) -> None:
        """`kept` is the file of the store."""
        self._target, self._kept = target.absolute(), kept
        self._trees = Trees(self._target, self._target.with_name(f".{self._target.name}.new-{os.getpid()}"))
        self._folder: Path | None = None
        """The new folder, where there is one."""
        self._stood = True
        """Whether there was a site before."""
        self._open = ExitStack()

    def __enter__(self) -> Site:
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._open.enter_context(_lock(self._target))
        try:
            _repair(self._target)
            _refuse_foreign(self._target)
            self.store = Store(self._kept)
            self._open.callback(self.store.close)
            self.store.find(_standing(self._target))
            self._stood = self._target.exists()
            self.add(MARK.path, MARK.path, "", MARK.data)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """What is left beside the site goes: the old one after a swap, the unfinished new one after a fault."""
        if self._folder:
            gone = self._folder.with_name(f"{self._folder.name}-gone")  # where no worker writes that is still at it
            with suppress(OSError):
                self._folder = self._folder.rename(gone)
            _remove(self._folder)
        self._open.close()

    def add(self, unit: str, path: str, key: str, data: bytes | Path | None) -> None:
        """One file of a unit: its bytes, or the file that holds them, or None for the one that stands there."""
        stays = data is None or (self._stood and self.store.found(path) is not None and self._trees.holds(path, data))
        self._place(unit, path, key, fresh=not stays)
        if data is not None and not stays:
            self._opened().write(path, data)

    def placed(self, unit: str, path: str, key: str, *, fresh: bool) -> None:
        """One file of a unit that another process wrote into the new folder, or found as it should be."""
        if not fresh and self.store.found(path) is None:
            raise Damaged(path)  # it came after this build began: somebody is writing in the folder
        self._place(unit, path, key, fresh=fresh)

    def _place(self, unit: str, path: str, key: str, *, fresh: bool) -> None:
        if not path or path.startswith("/") or "\\" in path or ".." in path.split("/"):
            raise ValueError(f"a page would leave the site: {path!r}")
        self.store.place(path, unit, key, fresh=fresh)

    def finish(self) -> Written:
        """Put the new site in the place of the old one; where nothing differs, nothing is written.

        What the store is to know of it is told before, so that afterwards nothing can go wrong.
        """
        changed, kept, removed = self.store.count(fresh=True), self.store.count(fresh=False), self.store.gone()
        folder = self._opened().new if changed or removed else self._target
        if folder is not self._target:
            for path in self.store.placed(fresh=False):
                _again(f"{self._target}/{path}", f"{folder}/{path}")
        self.store.settle((path, _print(folder / path)) for path in list(self.store.placed(fresh=True)))
        written = Written(changed + kept, changed, removed, self.store.size())
        if folder is not self._target:
            _swap(folder, self._target)
        return written

    def _opened(self) -> Trees:
        """The folders, the new one made where it was not."""
        if self._folder is None:
            self._trees.new.mkdir()
            self._folder = self._trees.new
        return self._trees

    def shared(self) -> Trees:
        """The folders, for another process; it tells what it did by `placed`."""
        return self._opened()


def _put(data: bytes | Path, new: Path) -> None:
    if isinstance(data, Path):
        new.unlink(missing_ok=True)  # of a worker that was killed after it
        _linked(data, new)
    else:
        new.write_bytes(data)


def _again(old: str, new: str) -> None:
    """A file as it stands, in the new folder: there are very many, so that nothing is asked before it is needed."""
    try:
        _linked(old, new)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(new), exist_ok=True)
        _linked(old, new)


def _linked(old: str | Path, new: str | Path) -> None:
    """One file under a second name; a copy where the file system has no hard links, or the two are on different ones."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(old, new)


def _standing(target: Path) -> Iterator[tuple[str, Print]]:
    """Every file of a site's folder."""
    folders = [""] if target.is_dir() else []
    while folders:
        below = folders.pop()
        with os.scandir(target / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                else:
                    yield f"{below}{entry.name}", _of(entry.stat(follow_symlinks=False))


def _print(path: Path) -> Print:
    return _of(path.stat())


def _of(seen: os.stat_result) -> Print:
    return Print(seen.st_size, seen.st_mtime_ns, seen.st_ino)


def _refuse_foreign(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotOurs(str(target))
    if target.is_dir() and any(target.iterdir()):
        mark = target / MARK.path
        if not mark.is_file() or not mark.read_bytes().startswith(MARK.data.split(b"\n")[0]):
            raise NotOurs(str(target))


def _swap(new: Path, target: Path) -> None:
    """Put `new` where `target` is; afterwards `new` is the old site, if there was one."""
    if not target.exists():
        new.rename(target)
        return
    if _exchange(new, target):
        return
    aside = target.with_name(f".{target.name}.old-{os.getpid()}")
    target.rename(aside)  # no site stands until the next line: `_repair` mends a build that is killed here
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    with suppress(OSError):  # the new site stands; what is left aside goes with the next build
        aside.rename(new)


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux)."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))


def _remove(folder: Path) -> None:
    """Take a folder apart, several of the folders in it at a time: a disk lets each wait longer than all files in it."""
    with ThreadPoolExecutor(8) as beside:
        list(beside.map(partial(shutil.rmtree, ignore_errors=True), (path for path in folder.glob("*/*") if path.is_dir())))
    shutil.rmtree(folder, ignore_errors=True)


def _repair(target: Path) -> None:
    """Finish or undo what a killed build left beside the site. Called under the lock."""
    for aside in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            _remove(aside)
        else:
            aside.rename(target)
    for unfinished in target.parent.glob(f".{target.name}.new-*"):
        _remove(unfinished)


@contextmanager
def _lock(target: Path) -> Iterator[None]:
    """One build of a site at a time; a second one waits."""
    with (target.parent / f".{target.name}.busy").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
