"""One group of shared files in, in a process of its own; made and put into the site's new folder, and what became of each, out.

Where there are many bodies, what they share takes as long as they do when one of them changed. Groups are made beside each
other then, and neither the drawing engine nor a large file is ever in the process that gives out the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from budgetbook.content.folder import Files, Folder
from budgetbook.content.loader import Content
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine import entity_task, targets
from budgetbook.engine.stored_contributions import StoredContributions
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.infra.publish.file_trees import StagingFolder
from budgetbook.render.templates import Templates
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import validate


class TargetContext(NamedTuple):
    """What every group is made with; sent with each of them, packed, and unpacked once in a process."""

    folder: Folder
    common_files: Files
    """Those of the folder that belong to no body."""
    entity_input_fingerprint: str
    """The name of what bodies have in common."""
    templates: Templates
    has_feed: bool
    cache: Path | None
    manifest_path: Path
    """What bodies gave, committed: it is only read."""
    staging_folder: StagingFolder
    common_fingerprint: str
    site_fingerprint: str
    """The names that `groups.of` asks for."""


class TargetTask(NamedTuple):
    """One group to be made."""

    context: bytes
    target_name: str
    reusable_outputs: Mapping[str, str]
    """The files of it that stand in the site already, each with the key of what it was made of."""


class StagedFile(NamedTuple):
    """One file of the site."""

    path: str
    fingerprint: str
    fresh: bool
    """Whether it was written into the new folder; if not, it stands in the old one as it should."""


class TargetResult(NamedTuple):
    """What came of one group: files, or the problem that keeps it from being made."""

    target_name: str
    files: list[StagedFile]
    problems: list[Problem]


class TargetSchedule:
    """Groups in; each of them, when it may be begun, out: first those that take longest.

    Where it has none to give, it may have one when another is finished: it is asked again then.
    """

    def __init__(self, changed_targets: Iterable[targets.Target]) -> None:
        self._queue = sorted(changed_targets, key=lambda target: -target.priority)
        self._unfinished_names = {target.name for target in self._queue}

    def __iter__(self) -> TargetSchedule:
        return self

    def __next__(self) -> targets.Target:
        for target in self._queue:
            if self._unfinished_names.isdisjoint(target.prerequisites):
                self._queue.remove(target)
                return target
        raise StopIteration

    def mark_done(self, name: str) -> None:
        """One of them."""
        self._unfinished_names.remove(name)


class TargetRunner:
    """Where groups are made, one after the other."""

    def __init__(self, context: TargetContext) -> None:
        """Raises Damaged where the store is not what it was."""
        common, _ = validate.validate_common(context.folder.root, context.common_files, [], {})
        if common is None:
            raise StaleManifestError
        contributions = StoredContributions(
            Manifest(context.manifest_path, read_only=True), context.folder, common, context.entity_input_fingerprint
        )
        renderer = entity_task.create_renderer(common, context.templates, context.cache, has_feed=context.has_feed)
        all_targets = targets.plan_targets(
            common, contributions, renderer, context.cache, context.common_fingerprint, context.site_fingerprint
        )
        self._common: Content = common
        self._staging_folder, self._targets = context.staging_folder, {target.name: target for target in all_targets}

    def run(self, task: TargetTask) -> TargetResult:
        """One group. Raises Damaged, or OSError."""
        try:
            lazy_files = self._targets[task.target_name].files()
            files = [self._stage_file(entity_task.materialize(file, task.reusable_outputs)) for file in lazy_files]
        except PhraseError as error:
            return TargetResult(task.target_name, [], [validate.phrase_problem(self._common, error)])
        return TargetResult(task.target_name, files, [])

    def _stage_file(self, file: entity_task.BuiltFile) -> StagedFile:
        is_unchanged = file.data is None or self._staging_folder.is_unchanged(file.path, file.data)
        if file.data is not None and not is_unchanged:
            self._staging_folder.write_file(file.path, file.data)
        return StagedFile(file.path, file.fingerprint, not is_unchanged)


def run_task(task: TargetTask) -> TargetResult:
    """One group, in a process of this machine."""
    return _get_runner(task.context).run(task)


@lru_cache(maxsize=1)
def _get_runner(context: bytes) -> TargetRunner:
    return TargetRunner(entity_task.deserialize(context))
