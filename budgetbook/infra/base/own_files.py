"""Opens, locks and creates files of our own: never through a link, never a pipe.

Anybody may have put the files beside the site and in `.cache` there: names that git ignores can be committed.
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
    """Open a file for reading. Raises OSError if it is a link or no regular file."""
    return os.fdopen(_open_descriptor(path, os.O_RDONLY), "rb")


@contextmanager
def lock_file(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on a file, creating it if there is none; a second caller waits.

    Raises OSError if it is a link, no regular file, or on a file system without locks.
    """
    import portalocker  # slow to import, and only a build needs it

    with os.fdopen(_open_descriptor(path, os.O_RDWR | os.O_CREAT), "r+b") as file:
        try:
            portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE)
        except portalocker.exceptions.LockException as error:
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(path)) from error
        yield  # the system releases the lock when the file is closed, even if the process is killed


def make_folder(path: Path) -> None:
    """Create a folder of ours unless it exists. Raises OSError if it or its parent is a link."""
    for each in (path.parent, path):
        if each.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(each))
    path.mkdir(parents=True, exist_ok=True)


def _open_descriptor(path: Path, flags: int) -> int:
    """Open a descriptor. A system that cannot refuse links while opening is asked before."""
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
