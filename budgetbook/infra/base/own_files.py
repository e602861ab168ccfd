"""A path of a file that we keep in; the file itself, opened, out: never what a link of its name leads to, never a pipe.

What stands beside the site and in `.cache` may have been put there by anybody: names that git ignores can be committed.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BinaryIO:
    """A file to read. Raises OSError where it is a link, or no ordinary file."""
    return os.fdopen(_open_descriptor(path, os.O_RDONLY), "rb")


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold a file, made where there is none and left as it is where there is one; who comes second waits.

    Raises OSError where it is a link, or no ordinary file, or stands where files cannot be locked.
    """
    import portalocker  # only a build needs it, and it takes its time

    with os.fdopen(_open_descriptor(path, os.O_RDWR | os.O_CREAT), "r+b") as file:
        try:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)
        except portalocker.exceptions.LockException as error:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(path)) from error
        yield  # the system lets go of it when it is closed, also for a process that is killed


def make_folder(path: Path) -> None:
    """A folder of ours, made where there is none. Raises OSError where it, or the one above, is a link."""
    for each in (path.parent, path):
        if each.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(each))
    path.mkdir(parents=True, exist_ok=True)


def _open_descriptor(path: Path, flags: int) -> int:
    """A descriptor. Where the system has no way to refuse links as it opens, it is looked first."""
    if path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    descriptor = os.open(path, flags | _NO_LINK, 0o666)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO), str(path))
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
