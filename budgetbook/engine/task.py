"""Builds one target in any process: the task carries everything it needs, and its result everything that comes of it.

A target is either an entity, named by its id, which also contributes to shared targets, or a shared target, whose name begins
with a slash.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from budgetbook.content import loader
from budgetbook.content.content import Content
from budgetbook.content.folder import Files
from budgetbook.content.reading_context import ReadingContext
from budgetbook.diagnostics.problem import Problem
from budgetbook.engine.inputs import BuildOptions, SiteInputs
from budgetbook.engine.plan import plan_common_targets, plan_entity_target
from budgetbook.engine.statement_groups import LastBuild
from budgetbook.engine.stored_contributions import read_contributions
from budgetbook.engine.target import Target
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.cache.compression import compress, decompress
from budgetbook.infra.manifest.database import StaleManifestError
from budgetbook.infra.manifest.manifest import Manifest
from budgetbook.infra.processes.pool import VersionMismatchError, Workers
from budgetbook.infra.publish.file_trees import StagingFolder
from budgetbook.opendata.contributions import StatementEntry, contribute_entry
from budgetbook.render.renderer import Renderer, create_renderer
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import glyph_coverage, notes, validate
from budgetbook.validation.between_entities import CrossEntityClaim


class TaskContext(NamedTuple):
    """The common inputs of every target of a build."""

    code_fingerprint: str
    """Fingerprint of the program that asks: a worker of another version must not answer."""
    inputs: SiteInputs
    common_content_valid: bool
    """False if the common files have problems; then only the form of entities is checked."""
    cache: Path | None
    """The cache of slow results on this machine."""
    site_fingerprint: str = ""
    manifest_path: Path | None = None
    """For a shared target: the committed manifest with the contributions, opened read-only."""
    staging_folder: StagingFolder | None = None
    """For a shared target: the folder its files are written to; without it their bytes are sent back."""

    def serialize(self) -> bytes:
        """Serialize the context, which travels with each task; a process reads it once."""
        return compress(pickle.dumps(self))


class Task(NamedTuple):
    """One target to build."""

    context: bytes
    target: str
    reusable_outputs: Mapping[str, str]
    """Its files that are in the site already, with their fingerprints: these are not made again."""
    files: Files
    """The files of an entity; none for a shared target."""
    read_problems: list[Problem]
    checked_only: bool = False


class BuiltFile(NamedTuple):
    """One file of a target."""

    path: str
    fingerprint: str
    data: bytes | Path | None
    """None if nothing is left to write: it is in the site already, or was written to the staging folder."""
    fresh: bool = False
    """True if it was written to the staging folder."""


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The files and contributions of a target, or the problems that prevent it."""

    target: str
    problems: list[Problem] = field(default_factory=list)
    files: list[BuiltFile] = field(default_factory=list)
    finding_count: int = 0
    contributions: dict[tuple[str, str], bytes] = field(default_factory=dict)
    claims: tuple[CrossEntityClaim, ...] = ()
    """Set for an entity that is only checked, as are `entries` and `notes`."""
    entries: tuple[StatementEntry, ...] = ()
    notes: tuple[Problem, ...] = ()


class TaskRunner:
    """Builds targets one after the other with the same context."""

    def __init__(self, context: TaskContext) -> None:
        """Raises VersionMismatchError."""
        if context.code_fingerprint != code_fingerprint():
            raise VersionMismatchError
        self._context, self._inputs = context, context.inputs

    def run(self, task: Task) -> TaskResult:
        """Build one target. Raises StaleManifestError or OSError."""
        return self._run_common(task) if task.target.startswith("/") else self._run_entity(task)

    def _run_entity(self, task: Task) -> TaskResult:
        root, common = self._inputs.folder.root, self._common
        checked_entity = validate.validate_entity(
            common, root, task.target, task.files, task.read_problems, None, self._reading_context
        )
        finding_count = sum(map(len, checked_entity.findings.values()))
        if common is None or checked_entity.content is None or task.checked_only:
            return _build_check_result(task.target, checked_entity, finding_count)
        try:
            cache = self._context.cache
            last_build = LastBuild(self._inputs.entity_base_fingerprint, task.files, task.reusable_outputs)
            target = plan_entity_target(task.target, "", checked_entity, self._renderer, cache, last_build=last_build)
            files = [build_file(file, task.reusable_outputs, in_memory=True) for file in target.files()]
            return TaskResult(task.target, [], files, finding_count, target.contribute())
        except PhraseError as error:
            return TaskResult(task.target, [validate.phrase_problem(checked_entity.content, error)])

    def _run_common(self, task: Task) -> TaskResult:
        target = self._common_targets[task.target]
        try:
            files = [self._stage(build_file(file, task.reusable_outputs)) for file in target.files()]
        except PhraseError as error:
            return TaskResult(task.target, [validate.phrase_problem(self._valid_common, error)])
        return TaskResult(task.target, [], files)

    def _stage(self, file: BuiltFile) -> BuiltFile:
        staging_folder = self._context.staging_folder
        if file.data is None or staging_folder is None:
            return file
        is_unchanged = staging_folder.is_unchanged(file.path, file.data)
        if not is_unchanged:
            staging_folder.write_file(file.path, file.data)
        return BuiltFile(file.path, file.fingerprint, None, not is_unchanged)

    @cached_property
    def _common(self) -> Content | None:
        """The content without entities. If it is known to be valid, it is only loaded, not validated again."""
        if not self._context.common_content_valid:
            return None
        return loader.load_common(self._inputs.folder, self._inputs.common_files, [], {})[0]

    @cached_property
    def _reading_context(self) -> ReadingContext | None:
        """What the files of an entity are read with, for their form alone, where the common content is not valid."""
        if self._common is not None:
            return None
        return loader.read_context(self._inputs.folder, self._inputs.common_files, {})

    @property
    def _valid_common(self) -> Content:
        if self._common is None:
            raise StaleManifestError
        return self._common

    @cached_property
    def _renderer(self) -> Renderer:
        return create_renderer(self._valid_common, self._inputs.templates, self._context.cache, has_feed=self._inputs.has_feed)

    @cached_property
    def _common_targets(self) -> dict[str, Target]:
        context, common = self._context, self._valid_common
        manifest = Manifest(context.manifest_path, read_only=True)
        contributions = read_contributions(manifest, self._inputs, common)
        fingerprints = self._inputs.common_fingerprint, context.site_fingerprint
        targets = plan_common_targets(common, contributions, self._renderer, context.cache, *fingerprints)
        return {target.name: target for target in targets}


def run_task(task: Task) -> TaskResult:
    """Build one target, in a process of any machine. Raises VersionMismatchError."""
    return _get_runner(task.context).run(task)


@lru_cache(maxsize=1)
def _get_runner(context: bytes) -> TaskRunner:
    return TaskRunner(pickle.loads(decompress(context)))  # noqa: S301 - from the build that this worker works for


MIN_BUILT_PER_PROCESS = 2
"""Entities to build that justify a process: starting one takes about as long."""


def run_entity_tasks(
    tasks: Iterable[Task], count: int, min_per_process: int, options: BuildOptions, *, isolate: bool = False
) -> Iterator[TaskResult]:
    """Yield the result of each task as it ends, with at most one process for every `min_per_process` entities."""
    processes = max(1, min(options.processes, count // min_per_process))
    with Workers(processes, options.scheduler, __name__, isolate=isolate) as workers:
        for done_count, result in enumerate(workers.imap_unordered(run_task, tasks), 1):
            yield result
            if options.on_progress:
                options.on_progress("bodies", done_count, count)


def entity_context(inputs: SiteInputs, options: BuildOptions, *, common_content_valid: bool) -> bytes:
    """Create the context that every entity is built with."""
    cache = None if options.scheduler else options.cache  # the machines of a cluster have folders of their own
    return TaskContext(code_fingerprint(), inputs.for_entities(), common_content_valid, cache).serialize()


def _build_check_result(entity: str, checked_entity: validate.CheckedEntity, finding_count: int) -> TaskResult:
    """Keep only what validation between entities needs."""
    if checked_entity.content is None or checked_entity.claim is None:
        return TaskResult(entity, checked_entity.problems)
    entries = contribute_entry(checked_entity.content, checked_entity.findings)[""].statements
    entities, statements = checked_entity.content.entities.values(), checked_entity.content.statements.values()
    own_files = [*(each.file for each in entities), *(each.file for each in statements)]
    glyph_notes = glyph_coverage.note_undrawn_characters(checked_entity.content, own_files)
    own_notes = (
        *glyph_notes,
        *notes.undecided_numbers(checked_entity.content),
        *notes.unconfirmed_findings(checked_entity.content, checked_entity.findings),
    )
    return TaskResult(entity, [], [], finding_count, claims=(checked_entity.claim,), entries=entries, notes=own_notes)


def build_file(file: OutputFile, reusable_outputs: Mapping[str, str], *, in_memory: bool = False) -> BuiltFile:
    """A file, made unless it stands in the site already; in memory where who asked for it may be on another machine."""
    fingerprint = file.fingerprint()
    if fingerprint and reusable_outputs.get(file.path) == fingerprint:
        return BuiltFile(file.path, fingerprint, None)
    return BuiltFile(file.path, fingerprint, file.data if in_memory else file.read())
