"""Finished files in; the site's folder out, whole or not at all.

The new site is built in a folder beside the old one, which is swapped for it in one step: killed at any moment, the old
site or the new one stands. Unchanged files are hard-linked; where nothing changed, nothing is written. Of a large site the
old folder stays beside it after the swap, and the next build begins in it: to link all files anew, and to remove all names
of them again, would take longer than all else where one figure has changed.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Output
from budgetbook.infra.base.record import record
from budgetbook.infra.manifest.database import Damaged
from budgetbook.infra.manifest.manifest import Store
from budgetbook.infra.processes.background import Beside
from budgetbook.infra.publish.atomic_swap import lock, repair, swap
from budgetbook.infra.publish.file_trees import MARK as MARK
from budgetbook.infra.publish.file_trees import Trees, is_ours, print_of, remove, standing

_LARGE = 20_000
"""Files of a site from which on a second folder is kept."""


class NotOurs(Exception):
    """The target is a folder with files that no build wrote, or no folder at all; it is left as it is."""


class LinkRefused(NotOurs):
    """The target is a link, and would be exchanged for a folder."""


class MountRefused(NotOurs):
    """The target is a mount point, whose name nothing else can have."""


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
            with profiling.Step("write"):
                building.add("", output.path, "", output.data)
        with profiling.Step("write"):
            return building.finish()


class Site:
    """One build of a site's folder, which changes in one step at its end, or not at all.

    Raises NotOurs, TwoPagesError for two files of one name, or OSError; the old site stands then.
    """

    store: Store
    """What is kept of the builds of this folder; nobody else is at work in it."""

    def __init__(self, target: Path, kept: Path | None) -> None:
        """`kept` is the file of the store."""
        self._kept = kept
        self._target = Path(os.path.abspath(target))  # noqa: PTH100 - `resolve` would follow a link
        self._trees = Trees(self._target, self._target.with_name(f".{self._target.name}.new-{os.getpid()}"))
        self._spare = self._target.with_name(f".{self._target.name}.spare")
        self._begun = False
        """Whether there is a new folder; after a swap it is the old one."""
        self._stays = False
        """Whether it is kept for the next build."""
        self._like = False
        """Whether the new folder has all files of the old one, or what they are to become."""
        self._mirror: Beside[int] | None = None
        """Where another process sees to that; it gives how many they are."""
        self._stood = True
        """Whether there was a site before."""
        self._open = ExitStack()

    def __enter__(self) -> Site:
        _refuse_foreign(self._target)  # before a lock is left beside it
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self._open.enter_context(lock(self._target))
        try:
            repair(self._target)
            _refuse_foreign(self._target)
            self.store = Store(self._kept)
            self._open.callback(self.store.close)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """What is left beside the site goes: the unfinished new folder, or the old one, unless the next build begins in it."""
        if self._mirror:
            self._mirror.stop()
        left = self._trees.new
        if self._begun and not (self._stays and is_ours(left) and _renamed(left, self._spare)):
            gone = left.with_name(f"{left.name}-gone")  # where no worker writes that is still at it
            remove(gone if _renamed(left, gone) else left)
        self._open.close()

    def look(self, *, ahead: bool = False) -> None:
        """Find what stands, before anything is added.

        `ahead`: something will change. Another process makes the new folder of a large site like the old one meanwhile.
        """
        if ahead and self.store.files() >= _LARGE and is_ours(self._target):
            self._begin()
            self._stays = True  # until it is written into
            self._mirror = Beside(self._trees.mirror)
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
            self._stays = self._swapped() and changed + kept >= _LARGE
        return written

    def _swapped(self) -> bool:
        try:
            return swap(self._trees.new, self._target)
        except OSError as error:
            if error.errno in (errno.EBUSY, errno.EXDEV):
                raise MountRefused(str(self._target)) from error
            raise

    def _opened(self) -> Trees:
        """The folders, to write into the new one; it holds the old site first."""
        if not self._begun:
            self._begin()
        if not self._like:
            files = self._mirror.result() if self._mirror else None
            if (self._trees.mirror() if files is None else files) != self.store.standing():
                raise Damaged(str(self._target))  # somebody is writing in the folder: a file that stays might be lost
            self._like, self._stays = True, False
        return self._trees

    def _begin(self) -> None:
        """Have a new folder, the spare one, where there is one."""
        if is_ours(self._spare):
            self._spare.rename(self._trees.new)
        else:
            self._trees.begin()
        self._begun = True

    def shared(self) -> Trees:
        """The folders, for another process; it tells what it did by `placed`."""
        return self._opened()


def _refuse_foreign(target: Path) -> None:
    """Raises NotOurs."""
    if target.is_symlink():
        raise LinkRefused(str(target))
    if target.exists() and not target.is_dir():
        raise NotOurs(str(target))
    if target.is_dir() and any(target.iterdir()) and not is_ours(target):
        raise NotOurs(str(target))
    if target.is_mount():
        raise MountRefused(str(target))


def _renamed(old: Path, new: Path) -> bool:
    with suppress(OSError):
        old.rename(new)
        return True
    return False
