"""A finished folder in; the site's folder exchanged for it out, in one step, whatever other builds do or were killed at."""

from __future__ import annotations

import ctypes
import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from budgetbook.infra.base.own_files import lock_file
from budgetbook.infra.publish.file_trees import MARKER_FILE, is_ours, remove_folder

_EXCHANGE, _AT_FDCWD = 2, -100  # renameat2(2)


def repair(site_folder: Path) -> None:
    """Finish or undo what a killed build left beside the site. Called under the lock."""
    for old_folder in sorted(_find_leftovers(site_folder, "old")):
        if site_folder.exists():
            remove_folder(old_folder)
        else:
            old_folder.rename(site_folder)
    for partial_folder in _find_leftovers(site_folder, "new"):
        remove_folder(partial_folder)


def _find_leftovers(site_folder: Path, kind: str) -> list[Path]:
    """Folders that builds of this very site made beside it: by their whole name, and their mark unless hardly begun."""
    pattern = re.compile(rf"\.{re.escape(site_folder.name)}\.{kind}-[0-9]+(-gone)?")
    candidates = (path for path in site_folder.parent.iterdir() if pattern.fullmatch(path.name))
    return [path for path in candidates if is_ours(path) or _is_begun(path)]


def _is_begun(folder: Path) -> bool:
    """Whether there is nothing in a folder, or no more than a part of the mark."""
    return folder.is_dir() and not folder.is_symlink() and {path.name for path in folder.iterdir()} <= {MARKER_FILE.path}


@contextmanager
def lock(site_folder: Path) -> Iterator[None]:
    """One build of a site at a time; a second one waits."""
    with lock_file(site_folder.parent / f".{site_folder.name}.busy"):
        yield


def swap(new_folder: Path, site_folder: Path) -> None:
    """Put `new_folder` in the site's place; the old site is then where `new_folder` was, or beside it, or partly gone."""
    if not site_folder.exists():
        new_folder.rename(site_folder)
        return
    if _exchange(new_folder, site_folder):
        return
    old_folder = site_folder.with_name(f".{site_folder.name}.old-{os.getpid()}")
    site_folder.rename(old_folder)  # no site stands until the next line: `repair` mends a build that is killed here
    try:
        new_folder.rename(site_folder)
    except OSError:
        old_folder.rename(site_folder)
        raise
    with suppress(OSError):  # the new site stands; what is left aside goes with the next build
        old_folder.rename(new_folder)


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
