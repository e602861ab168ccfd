"""Finds the cache folder, and warns if it cannot be trusted.

Cached data that agrees with itself is believed, so it must come from builds on this machine: a `.cache` that is part of a commit
could put anything on the site, and nobody reads it in a diff.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from contextlib import suppress
from pathlib import Path

from budgetbook.cli.console import warn
from budgetbook.cli.options import HERE

NAME = ".cache"


def find_cache_folder(options: argparse.Namespace, root: Path = HERE) -> Path | None:
    """Return the folder; None, so that the build does without, if it is a link or git tracks a file in it."""
    folder = root / NAME
    if message_key := _find_fault(folder):
        warn(message_key, options, folder=NAME)
        return None
    return folder


def _find_fault(folder: Path) -> str:
    with suppress(FileNotFoundError, NotADirectoryError):
        if folder.is_symlink() or any(path.is_symlink() for path in folder.iterdir()):
            return "cache-link"
        return "cache-tracked" if _is_tracked(folder) else ""
    return ""


def _is_tracked(folder: Path) -> bool:
    """True if git tracks a file in it. Without git, nothing came that way."""
    command = ["git", "-C", str(folder.parent), "ls-files", "-z", "--", f":(icase){folder.name}"]
    try:
        process = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"})  # noqa: S603 - no shell
    except OSError:
        return False
    return process.returncode == 0 and process.stdout != b""
