"""A finished folder in; the site's folder exchanged for it out, in one step, whatever other builds do or were killed at."""

from __future__ import annotations

import ctypes
import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from budgetbook.infra.base.own_files import locked
from budgetbook.infra.publish.file_trees import MARK, is_ours, remove

_EXCHANGE, _AT_FDCWD = 2, -100  # renameat2(2)


def repair(target: Path) -> None:
    """Finish or undo what a killed build left beside the site. Called under the lock."""
    for aside in sorted(_left(target, "old")):
        if target.exists():
            remove(aside)
        else:
            aside.rename(target)
    for unfinished in _left(target, "new"):
        remove(unfinished)


def _left(target: Path, what: str) -> list[Path]:
    """Folders that builds of this very site made beside it: by their whole name, and their mark unless hardly begun."""
    name = re.compile(rf"\.{re.escape(target.name)}\.{what}-[0-9]+(-gone)?")
    found = (path for path in target.parent.iterdir() if name.fullmatch(path.name))
    return [path for path in found if is_ours(path) or _is_begun(path)]


def _is_begun(folder: Path) -> bool:
    """Whether there is nothing in a folder, or no more than a part of the mark."""
    return folder.is_dir() and not folder.is_symlink() and {path.name for path in folder.iterdir()} <= {MARK.path}


@contextmanager
def lock(target: Path) -> Iterator[None]:
    """One build of a site at a time; a second one waits."""
    with locked(target.parent / f".{target.name}.busy"):
        yield


def swap(new: Path, target: Path) -> bool:
    """Put `new` where `target` is; whether `new` is the old site afterwards, as a whole."""
    if not target.exists():
        new.rename(target)
        return False
    if _exchange(new, target):
        return True
    aside = target.with_name(f".{target.name}.old-{os.getpid()}")
    target.rename(aside)  # no site stands until the next line: `repair` mends a build that is killed here
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
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
