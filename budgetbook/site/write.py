"""Finished files in; the site's folder out, whole or not at all.

The new site is built in a folder beside the old one, which is swapped for it in one step: killed at any moment, the old
site or the new one stands. Unchanged files are hard-linked; where nothing changed, nothing is written. Of a large site the
old folder stays beside it after the swap, and the next build begins in it: to link all files anew, and to remove all names
of them again, would take longer than all else where one figure has changed.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from budgetbook import clock
from budgetbook.beside import Beside
from budgetbook.output import Output
from budgetbook.record import record
from budgetbook.site.trees import Trees, print_of, remove, standing
from budgetbook.store import Store
from budgetbook.storefile import Damaged

MARK = Output(".gitignore", b"# Budgetbook writes this folder: nothing in it is kept by hand.\n*\n!.gitignore\n")
"""The file that keeps `site/` in the tree, and that tells our folders from other people's."""

_LARGE = 20_000
"""Files of a site from which on a second folder is kept."""

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
        building.look()
        for output in outputs:
            with clock.Step("write"):
                building.add("", output.path, "", output.data)
        with clock.Step("write"):
            return building.finish()


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
        self._spare = self._target.with_name(f".{self._target.name}.spare")
        self._folder: Path | None = None
        """The new folder, where there is one; after a swap the old one."""
        self._stays = False
        """Whether the old folder is kept for the next build."""
        self._mirrored: Beside[int] | None = None
        """Of a spare folder that is being made like the site: how many files it has then."""
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
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """What is left beside the site goes: the unfinished new folder, or the old one, which a large site keeps."""
        if self._folder and not (self._stays and _renamed(self._folder, self._spare)):
            gone = self._folder.with_name(f"{self._folder.name}-gone")  # where no worker writes that is still at it
            remove(gone if _renamed(self._folder, gone) else self._folder)
        self._open.close()

    def look(self, *, ahead: bool = False) -> None:
        """Find what stands, before anything is added.

        `ahead`: something will change. Of a large site the spare folder is then made like the site meanwhile.
        """
        trees = Trees(self._target, self._spare)
        if ahead and self.store.files() >= _LARGE and _is_ours(self._target) and _begun(trees):
            self._mirrored = Beside(trees.mirror)
            self._open.callback(self._mirrored.stop)
        self.store.find(standing(self._target))
        self._stood = self._target.exists()
        self.add(MARK.path, MARK.path, "", MARK.data)

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
        changed, kept, removed = self.store.count(fresh=True), self.store.count(fresh=False), sum(1 for _ in self.store.gone())
        differs = bool(changed or removed)
        trees = self._opened() if differs else Trees(self._target, self._target)
        for path in self.store.gone() if removed else ():
            trees.drop(path)
        self.store.settle((path, print_of(trees.new / path)) for path in list(self.store.fresh()))
        written = Written(changed + kept, changed, removed, self.store.size())
        if differs:
            self._stays = _swap(trees.new, self._target) and changed + kept >= _LARGE
        return written

    def _opened(self) -> Trees:
        """The folders, the new one made where it was not, of the spare one, where there is one; it holds the old site then."""
        if self._folder is None:
            files = self._mirrored.result() if self._mirrored else None
            if _is_ours(self._spare):
                self._spare.rename(self._trees.new)
            else:
                self._trees.new.mkdir()
            self._folder = self._trees.new
            if (self._trees.mirror() if files is None else files) != self.store.standing():
                raise Damaged(str(self._target))  # somebody is writing in the folder: a file that stays might be lost
        return self._trees

    def shared(self) -> Trees:
        """The folders, for another process; it tells what it did by `placed`."""
        return self._opened()


def _refuse_foreign(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise NotOurs(str(target))
    if target.is_dir() and any(target.iterdir()) and not _is_ours(target):
        raise NotOurs(str(target))


def _begun(trees: Trees) -> bool:
    """Whether the new folder is ours, made with its mark if there is none."""
    if not trees.new.exists() or (trees.new.is_dir() and not any(trees.new.iterdir())):
        trees.new.mkdir(exist_ok=True)
        trees.write(MARK.path, trees.standing / MARK.path)
    return _is_ours(trees.new)


def _is_ours(folder: Path) -> bool:
    """Whether a folder has the mark."""
    mark = folder / MARK.path
    return not folder.is_symlink() and mark.is_file() and mark.read_bytes().startswith(MARK.data.split(b"\n")[0])


def _swap(new: Path, target: Path) -> bool:
    """Put `new` where `target` is; whether `new` is the old site afterwards, as a whole."""
    if not target.exists():
        new.rename(target)
        return False
    if _exchange(new, target):
        return True
    aside = target.with_name(f".{target.name}.old-{os.getpid()}")
    target.rename(aside)  # no site stands until the next line: `_repair` mends a build that is killed here
    try:
        new.rename(target)
    except OSError:
        aside.rename(target)
        raise
    with suppress(OSError):  # the new site stands; what is left aside goes with the next build
        aside.rename(new)
    return False


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


def _renamed(old: Path, new: Path) -> bool:
    with suppress(OSError):
        old.rename(new)
        return True
    return False


def _repair(target: Path) -> None:
    """Finish or undo what a killed build left beside the site. Called under the lock."""
    for aside in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            remove(aside)
        else:
            aside.rename(target)
    for unfinished in target.parent.glob(f".{target.name}.new-*"):
        remove(unfinished)


@contextmanager
def _lock(target: Path) -> Iterator[None]:
    """One build of a site at a time; a second one waits."""
    with (target.parent / f".{target.name}.busy").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
