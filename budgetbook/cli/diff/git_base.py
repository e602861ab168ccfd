"""Provides the content folder of a git revision or another folder to compare with."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from budgetbook.content.folder import looks_like_content
from budgetbook.infra.base.errors import BudgetbookError


class UnknownRevisionError(BudgetbookError):
    """There is neither such a folder nor such a revision."""

    message_key = "no-base"


@contextmanager
def open_content(base: str, content: Path) -> Iterator[Path]:
    """Yield the content of a folder (a checkout or the content itself), else of a revision. Raises UnknownRevisionError."""
    folder = Path(base)
    for candidate in (folder / content.name, folder):
        if looks_like_content(candidate):  # anything else may be a whole disk
            yield candidate
            return
    with tempfile.TemporaryDirectory(prefix="budgetbook-base-") as temporary_folder:
        content_folder = Path(temporary_folder) / content.name
        content_folder.mkdir()
        with tarfile.open(fileobj=io.BytesIO(_archive(base, content))) as archive:
            archive.extractall(content_folder, filter="data")
        yield content_folder


def _archive(revision: str, content: Path) -> bytes:
    """Archive the content folder of a revision as a tar file. Raises UnknownRevisionError."""
    try:
        commit = _run_git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").split()[-1]
        top, prefix = _run_git(content, "rev-parse", "--show-toplevel", "--show-prefix").split("\n")[:2]
        return _run(Path(top), "archive", "--format=tar", f"{commit}:{prefix}")
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnknownRevisionError(revision) from error


def _run_git(folder: Path, *arguments: str) -> str:
    return _run(folder, *arguments).decode()


def _run(folder: Path, *arguments: str) -> bytes:
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - no shell, and no user word is an option
