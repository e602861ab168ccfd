"""Exchanges a finished folder for the live site in one step, and repairs what a killed build left."""

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
    """Finish or undo what a killed build left beside the site. Call it under the lock."""
    for old_folder in sorted(_find_leftovers(site_folder, "old")):
        if site_folder.exists():
            remove_folder(old_folder)
        else:
            old_folder.rename(site_folder)
    for partial_folder in _find_leftovers(site_folder, "new"):
        remove_folder(partial_folder)


def _find_leftovers(site_folder: Path, kind: str) -> list[Path]:
    """Find folders that builds of this site made beside it, by their full name and the marker; one hardly begun may lack it."""
    pattern = re.compile(rf"\.{re.escape(site_folder.name)}\.{kind}-[0-9]+(-gone)?")
    candidates = (path for path in site_folder.parent.iterdir() if pattern.fullmatch(path.name))
    return [path for path in candidates if is_ours(path) or _is_begun(path)]


def _is_begun(folder: Path) -> bool:
    """True if a folder is empty or holds no more than part of the marker."""
    return folder.is_dir() and not folder.is_symlink() and {path.name for path in folder.iterdir()} <= {MARKER_FILE.path}


@contextmanager
def lock(site_folder: Path) -> Iterator[None]:
    """Lock a site for one build; a second one waits."""
    with lock_file(site_folder.parent / f".{site_folder.name}.busy"):
        yield


def swap(new_folder: Path, site_folder: Path) -> None:
    """Put `new_folder` in the site's place; the old site then lies where `new_folder` was, or beside it, or is partly gone."""
    if not site_folder.exists():
        new_folder.rename(site_folder)
        return
    if _exchange(new_folder, site_folder):
        return
    old_folder = site_folder.with_name(f".{site_folder.name}.old-{os.getpid()}")
    site_folder.rename(old_folder)  # until the next line there is no site: `repair` mends a build that is killed here
    try:
        new_folder.rename(site_folder)
    except OSError:
        old_folder.rename(site_folder)
        raise
    with suppress(OSError):  # the new site is in place; the next build removes what is left
        old_folder.rename(new_folder)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step, if the system can (Linux)."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if renameat2 is None:
        return False
    if renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.EOPNOTSUPP):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(second))
