"""Writes the site's folder, whole or not at all.

The new site is staged beside the live one and exchanged for it in one step: whenever the build is killed, either the old site or
the new one is complete. Unchanged files are hard-linked; if nothing changed, nothing is written.
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
from budgetbook.infra.publish.file_trees import MARKER_FILE, StagingFolder, is_ours, read_signature, remove_folder, scan_files


class ForeignFolderError(BudgetbookError):
    """The target is a file, or a folder with files that no build wrote; it is left as it is."""

    message_key = "not-ours"


class LinkedFolderError(ForeignFolderError):
    """The target is a link, which the exchange would replace by a folder."""

    message_key = "is-link"


class MountPointError(ForeignFolderError):
    """The target is a mount point, which cannot be renamed."""

    message_key = "is-mount"


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """Counts of what a build changed in the site."""

    file_count: int
    changed_count: int
    removed_count: int
    size: int
    """Size of the whole site in bytes."""
    largest_file: str = ""
    largest_size: int = 0
    fullest_folder: str = ""
    fullest_count: int = 0
    """How many files lie in the fullest folder."""


def write_site(outputs: Iterable[OutputFile], site_folder: Path) -> WriteSummary:
    """Make `site_folder` hold exactly `outputs`. Raises ForeignFolderError, or OSError with the old site in place."""
    with SiteWriter(site_folder, None) as writer:
        writer.scan()
        for output in outputs:
            writer.add_file("", output.path, "", output.data)
        return writer.finish()


class SiteWriter:
    """One build of a site's folder, which changes in one step at the end or not at all.

    Raises ForeignFolderError, TwoPagesError for two files of one path, or OSError; the old site is then untouched.
    """

    manifest: Manifest
    """The manifest of this folder, which no other build has open."""

    def __init__(self, site_folder: Path, manifest_path: Path | None) -> None:
        """`manifest_path` is the file of the manifest; None for a temporary one."""
        self._manifest_path = manifest_path
        self._site_folder = Path(os.path.abspath(site_folder))  # noqa: PTH100 - `resolve` would follow a link
        self._staging_folder = StagingFolder(
            self._site_folder, self._site_folder.with_name(f".{self._site_folder.name}.new-{os.getpid()}")
        )
        self._has_new_folder = False
        """True once there is a new folder; after the exchange it is the old one."""
        self._site_existed = True
        self._exit_stack = ExitStack()

    def __enter__(self) -> SiteWriter:
        _refuse_foreign(self._site_folder)  # before a lock file is left beside it
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
            removal_path = leftover.with_name(f"{leftover.name}-gone")  # a worker that still runs does not write here
            remove_folder(removal_path if _try_rename(leftover, removal_path) else leftover)
        self._exit_stack.close()

    def scan(self) -> None:
        """Record the files on the disk, before any is added."""
        self.manifest.record_disk_state(scan_files(self._site_folder))
        self._site_existed = self._site_folder.exists()
        self.add_file(MARKER_FILE.path, MARKER_FILE.path, "", MARKER_FILE.data)

    def add_file(self, target_id: str, path: str, fingerprint: str, data: bytes | Path | None) -> None:
        """Add a file of a target: its bytes, the cached file that holds them, or None for the one on the disk."""
        is_unchanged = data is None or (
            self._site_existed
            and self.manifest.signature_on_disk(path) is not None
            and self._staging_folder.is_unchanged(path, data)
        )
        self._register(target_id, path, fingerprint, fresh=not is_unchanged)
        if data is not None and not is_unchanged:
            self._open_staging().write_file(path, data)

    def register_external(self, target_id: str, path: str, fingerprint: str, *, fresh: bool) -> None:
        """Register a file of a target that another process wrote into the staging folder, or found unchanged."""
        if not fresh and self.manifest.signature_on_disk(path) is None:
            raise StaleManifestError(path)  # it appeared after this build began: somebody else writes to the folder
        self._register(target_id, path, fingerprint, fresh=fresh)

    def _register(self, target_id: str, path: str, fingerprint: str, *, fresh: bool) -> None:
        if not path or path.startswith("/") or "\\" in path or ".." in path.split("/"):
            raise ValueError(f"a page would leave the site: {path!r}")
        self.manifest.register_output(path, target_id, fingerprint, fresh=fresh)

    def finish(self) -> WriteSummary:
        """Put the new site in place of the old one; if nothing differs, nothing is written.

        The manifest is finalized first, so that nothing can fail after the exchange.
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
        counts = changed_count + unchanged_count, changed_count, removed_count
        summary = WriteSummary(
            *counts, self.manifest.total_size(), *self.manifest.largest_output(), *self.manifest.fullest_folder()
        )
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
        """The staging folder, created on first use as a mirror of the live site."""
        if not self._has_new_folder:
            self._staging_folder.create()
            self._has_new_folder = True
            if self._staging_folder.mirror() != self.manifest.count_on_disk():
                raise StaleManifestError(str(self._site_folder))  # somebody else writes here: a file might be lost
        return self._staging_folder

    def staging_folder(self) -> StagingFolder:
        """The staging folder for another process, which reports what it wrote through `register_external`."""
        return self._open_staging()


def _refuse_foreign(site_folder: Path) -> None:
    """Raise ForeignFolderError, LinkedFolderError or MountPointError."""
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
