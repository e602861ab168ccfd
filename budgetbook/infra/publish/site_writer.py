"""Finished files in; the site's folder out, whole or not at all.

The new site is built in a folder beside the old one, which is swapped for it in one step: killed at any moment, the old
site or the new one stands. Unchanged files are hard-linked; where nothing changed, nothing is written.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.infra.publish.atomic_swap import lock, repair, swap
from budgetbook.infra.publish.file_trees import MARKER_FILE as MARKER_FILE
from budgetbook.infra.publish.file_trees import StagingFolder, is_ours, read_signature, remove_folder, scan_files


class ForeignFolderError(BudgetbookError):
    """The target is a folder with files that no build wrote, or no folder at all; it is left as it is."""

    message_key = "not-ours"


class LinkedFolderError(ForeignFolderError):
    """The target is a link, and would be exchanged for a folder."""

    message_key = "is-link"


class MountPointError(ForeignFolderError):
    """The target is a mount point, whose name nothing else can have."""

    message_key = "is-mount"


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What a build did to the site."""

    file_count: int
    changed_count: int
    removed_count: int
    size: int
    """Bytes of the whole site."""


def write_site(outputs: Iterable[OutputFile], site_folder: Path) -> WriteSummary:
    """Make `target` hold exactly `outputs`. Raises NotOurs, or OSError with the old site in place."""
    with SiteWriter(site_folder, None) as writer:
        writer.scan()
        for output in outputs:
            writer.add_file("", output.path, "", output.data)
        return writer.finish()


class SiteWriter:
    """One build of a site's folder, which changes in one step at its end, or not at all.

    Raises NotOurs, TwoPagesError for two files of one name, or OSError; the old site stands then.
    """

    manifest: Manifest
    """What is kept of the builds of this folder; nobody else is at work in it."""

    def __init__(self, site_folder: Path, manifest_path: Path | None) -> None:
        """`kept` is the file of the store."""
        self._manifest_path = manifest_path
        self._site_folder = Path(os.path.abspath(site_folder))  # noqa: PTH100 - `resolve` would follow a link
        self._staging_folder = StagingFolder(
            self._site_folder, self._site_folder.with_name(f".{self._site_folder.name}.new-{os.getpid()}")
        )
        self._has_new_folder = False
        """True once there is a new folder; after the swap it is the old one."""
        self._site_existed = True
        self._exit_stack = ExitStack()

    def __enter__(self) -> SiteWriter:
        _refuse_foreign(self._site_folder)  # before a lock is left beside it
        self._site_folder.parent.mkdir(parents=True, exist_ok=True)
        self._exit_stack.enter_context(lock(self._site_folder))
        try:
            repair(self._site_folder)
            _refuse_foreign(self._site_folder)
            self.manifest = Manifest(self._manifest_path)
            self._exit_stack.callback(self.manifest.close)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what is left beside the site: the unfinished new folder, or the old one."""
        if self._has_new_folder:
            leftover = self._staging_folder.new_folder
            removal_path = leftover.with_name(f"{leftover.name}-gone")  # where no worker writes that is still at it
            remove_folder(removal_path if _try_rename(leftover, removal_path) else leftover)
        self._exit_stack.close()

    def scan(self) -> None:
        """Record what stands, before anything is added."""
        self.manifest.record_disk_state(scan_files(self._site_folder))
        self._site_existed = self._site_folder.exists()
        self.add_file(MARKER_FILE.path, MARKER_FILE.path, "", MARKER_FILE.data)

    def add_file(self, target_id: str, path: str, fingerprint: str, data: bytes | Path | None) -> None:
        """One file of a unit: its bytes, or the file that holds them, or None for the one that stands there."""
        is_unchanged = data is None or (
            self._site_existed
            and self.manifest.signature_on_disk(path) is not None
            and self._staging_folder.is_unchanged(path, data)
        )
        self._register(target_id, path, fingerprint, fresh=not is_unchanged)
        if data is not None and not is_unchanged:
            self._open_staging().write_file(path, data)

    def register_external(self, target_id: str, path: str, fingerprint: str, *, fresh: bool) -> None:
        """One file of a unit that another process wrote into the new folder, or found as it should be."""
        if not fresh and self.manifest.signature_on_disk(path) is None:
            raise StaleManifestError(path)  # it came after this build began: somebody is writing in the folder
        self._register(target_id, path, fingerprint, fresh=fresh)

    def _register(self, target_id: str, path: str, fingerprint: str, *, fresh: bool) -> None:
        if not path or path.startswith("/") or "\\" in path or ".." in path.split("/"):
            raise ValueError(f"a page would leave the site: {path!r}")
        self.manifest.register_output(path, target_id, fingerprint, fresh=fresh)

    def finish(self) -> WriteSummary:
        """Put the new site in the place of the old one; where nothing differs, nothing is written.

        What the store is to know of it is told before, so that afterwards nothing can go wrong.
        """
        changed_count, unchanged_count, removed_count = (
            self.manifest.count_outputs(fresh=True),
            self.manifest.count_outputs(fresh=False),
            sum(1 for _ in self.manifest.stale_outputs()),
        )
        differs = bool(changed_count or removed_count)
        staging_folder = self._open_staging() if differs else StagingFolder(self._site_folder, self._site_folder)
        for path in self.manifest.stale_outputs() if removed_count else ():
            staging_folder.delete_file(path)
        self.manifest.finalize(
            (path, read_signature(staging_folder.new_folder / path)) for path in list(self.manifest.new_outputs())
        )
        summary = WriteSummary(changed_count + unchanged_count, changed_count, removed_count, self.manifest.total_size())
        if differs:
            self._swap_folders()
        return summary

    def _swap_folders(self) -> None:
        try:
            swap(self._staging_folder.new_folder, self._site_folder)
        except OSError as error:
            if error.errno in (errno.EBUSY, errno.EXDEV):
                raise MountPointError(str(self._site_folder)) from error
            raise

    def _open_staging(self) -> StagingFolder:
        """The folders, to write into the new one; it holds the old site first."""
        if not self._has_new_folder:
            self._staging_folder.create()
            self._has_new_folder = True
            if self._staging_folder.mirror() != self.manifest.count_on_disk():
                raise StaleManifestError(str(self._site_folder))  # somebody writes in the folder: a file that stays might be lost
        return self._staging_folder

    def staging_folder(self) -> StagingFolder:
        """The folders, for another process; it tells what it did by `placed`."""
        return self._open_staging()


def _refuse_foreign(site_folder: Path) -> None:
    """Raises NotOurs."""
    if site_folder.is_symlink():
        raise LinkedFolderError(str(site_folder))
    if site_folder.exists() and not site_folder.is_dir():
        raise ForeignFolderError(str(site_folder))
    if site_folder.is_dir() and any(site_folder.iterdir()) and not is_ours(site_folder):
        raise ForeignFolderError(str(site_folder))
    if site_folder.is_mount():
        raise MountPointError(str(site_folder))


def _try_rename(old: Path, new: Path) -> bool:
    with suppress(OSError):
        old.rename(new)
        return True
    return False
