"""A finished folder in; the site's folder exchanged for it out, in one step, whatever other builds do or were killed at."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from budgetbook.ownfiles import locked
from budgetbook.site.trees import remove

_EXCHANGE, _AT_FDCWD = 2, -100  # renameat2(2)


def repair(target: Path) -> None:
    """Finish or undo what a killed build left beside the site. Called under the lock."""
    for aside in sorted(target.parent.glob(f".{target.name}.old-*")):
        if target.exists():
            remove(aside)
        else:
            aside.rename(target)
    for unfinished in target.parent.glob(f".{target.name}.new-*"):
        remove(unfinished)


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
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
