"""Writes the files of an upgrade: all of them or none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from budgetbook.cli.upgrade.content_draft import UpgradeError
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.infra.base.file_batch import FileBatch

_RACE = _(
    "{file} 刚刚被别人改过；什么也没有写，请再运行一次",
    "{file} was changed by somebody else meanwhile; nothing was written: run it again",
)


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file before and after; None where there is none."""

    path: Path
    old: bytes | None
    new: bytes | None


def write_changes(changes: Sequence[FileChange], last: Path) -> None:
    """Write every change. What fails is undone, and raises OSError or UpgradeError.

    New files come first, then `last`, which says in what form the others are, then what is no longer needed: if the machine stops
    in between, the next upgrade finds either the old files, whole, or all of the new ones.
    """
    ordered_changes = sorted(changes, key=lambda change: (change.new is None, change.path == last))
    written_changes: list[FileChange] = []
    batch = FileBatch()
    try:
        drafts = {change.path: _prepare(change, batch) for change in changes}
        for change in ordered_changes:
            written_changes.append(change)
            _put(change, drafts[change.path])
    except BaseException:
        for change in reversed(written_changes):
            _undo(change)
        raise
    finally:
        batch.discard()
    for change in ordered_changes:
        if change.new is None:
            _remove_empty_folder(change.path.parent)


def _prepare(change: FileChange, batch: FileBatch) -> Path:
    """Write the new bytes beside the file, with its rights; return where they wait.

    Raises UpgradeError if the file is not the one that was read.
    """
    present_bytes = change.path.read_bytes() if change.path.is_file() and not change.path.is_symlink() else None
    if present_bytes != change.old or (present_bytes is None and os.path.lexists(change.path)):
        raise UpgradeError(_RACE, file=change.path.as_posix())
    if change.new is None:
        return change.path
    draft = batch.draft(change.path)
    draft.write_bytes(change.new)
    if change.old is not None:
        draft.chmod(change.path.stat().st_mode & 0o777)
    return draft


def _put(change: FileChange, draft: Path) -> None:
    if change.new is None:
        change.path.unlink()
    else:
        os.replace(draft, change.path)  # noqa: PTH105 - the same as Path.replace, and named in the rule about who writes files


def _undo(change: FileChange) -> None:
    """Bring back what was there."""
    if change.old is not None:
        change.path.write_bytes(change.old)
    else:
        change.path.unlink(missing_ok=True)


def _remove_empty_folder(folder: Path) -> None:
    with suppress(OSError):  # something else is in it
        folder.rmdir()
