"""Finished files in; the site's folder out, whole or not at all.

The new site is built in a folder beside the old one, which is swapped for it in one step: killed at any moment, the old
site or the new one stands. Unchanged files are hard-linked; where nothing changed, nothing is written.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from budgetbook.output import Output

MARK = Output(".gitignore", b"# Budgetbook writes this folder: nothing in it is kept by hand.\n*\n!.gitignore\n")
"""The file that keeps `site/` in the tree, and that tells our folders from other people's."""

_EXCHANGE, _AT_FDCWD = 2, -100  # renameat2(2)


class NotOurs(Exception):
    """The target is a folder with files that no build wrote, or no folder at all; it is left as it is."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the site."""

    files: int
    changed: int
    removed: int
    size: int
    """Bytes of the whole site."""


def site(outputs: Iterable[Output], target: Path) -> Written:
    """Make `target` hold exactly `outputs`. Raises NotOurs, or OSError with the old site in place."""
    target = target.absolute()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target):
        _repair(target)
        _refuse_foreign(target)
        build = _Build(target, _existing(target))
        try:
            for output in (MARK, *outputs) if not isinstance(outputs, Iterator) else _chain(outputs):
                build.add(output)
            return build.finish()
        finally:
            build.discard()


def _chain(outputs: Iterator[Output]) -> Iterator[Output]:
    yield MARK
    yield from outputs


@dataclass(slots=True)
class _Build:
    """One build: nothing is written before the first difference."""

    target: Path
    existing: set[str]
    seen: dict[str, str] = field(default_factory=dict)
    same: list[str] = field(default_factory=list)
    folder: Path | None = None
    fresh: list[Path] = field(default_factory=list)
    size: int = 0

    def add(self, output: Output) -> None:
        self._claim(output.path)
        self.size += len(output.data)
        if output.path in self.existing and _holds(self.target / output.path, output.data):
            self.same.append(output.path)
            if self.folder:
                self._link(self.folder, output.path)
            return
        path = self._started() / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.data)
        self.fresh.append(path)

    def finish(self) -> Written:
        removed = self.existing - set(self.seen.values())
        if removed and self.folder is None:
            self._started()
        if self.folder:
            _swap(self.folder, self.target)
        return Written(len(self.seen), len(self.fresh), len(removed), self.size)

    def discard(self) -> None:
        """What is left beside the site: the old one after a swap, the unfinished new one after a fault."""
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _claim(self, path: str) -> None:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not path or "\\" in path:
            raise ValueError(f"a page would leave the site: {path!r}")
        if path.casefold() in self.seen:
            raise ValueError(f"two pages would be one file: {path!r}")
        self.seen[path.casefold()] = path

    def _started(self) -> Path:
        if self.folder is None:
            self.folder = self.target.with_name(f".{self.target.name}.new-{os.getpid()}")
            self.folder.mkdir()
            for path in self.same:
                self._link(self.folder, path)
        return self.folder

    def _link(self, folder: Path, path: str) -> None:
        new = folder / path
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.target / path, new)
        except OSError:  # a file system without hard links
            shutil.copyfile(self.target / path, new)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _existing(target: Path) -> set[str]:
    if not target.is_dir():
        return set()
    return {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file() or path.is_symlink()}


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


def _repair(target: Path) -> None:
    """Finish or undo what a killed build left beside the site. Called under the lock."""
    for aside in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)
    for unfinished in target.parent.glob(f".{target.name}.new-*"):
        shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def _lock(target: Path) -> Iterator[None]:
    """One build of a site at a time; a second one waits."""
    with (target.parent / f".{target.name}.busy").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
