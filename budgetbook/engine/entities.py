"""A content folder in; each of its bodies, checked or made in whatever process, out: no file of a site is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from budgetbook.content.folder import Files, Folder
from budgetbook.content.loader import NOT_FOR_ENTITIES
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.problem import Problem, sort
from budgetbook.engine import entity_task
from budgetbook.engine.entity_task import EntityContext, EntityResult, EntityTask
from budgetbook.infra.cache.code_fingerprint import code_fingerprint
from budgetbook.infra.processes.pool import Workers
from budgetbook.render.templates import Templates
from budgetbook.validation import glyph_coverage, notes, validate
from budgetbook.validation.between_entities import CrossEntityClaim

ProgressCallback = Callable[[str, int, int], None]
"""Called with a step, what is done of it, and how much there is."""

BUILD_MIN_PER_PROCESS, _CHECK_MIN_PER_PROCESS = 2, 30
"""Bodies that are worth a process of their own: to start one takes about as long as they do."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build may use."""

    processes: int = 1
    scheduler: str = ""
    """The address of a Dask cluster; empty for this machine alone."""
    cache: Path | None = None
    on_progress: ProgressCallback | None = None


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """Content without a problem."""

    statement_count: int
    finding_count: int
    notes: list[Problem]
    """What is worth a look and stops nothing."""


def check(root: Path, options: BuildOptions) -> tuple[CheckSummary | None, list[Problem]]:
    """Read, recompute and check a content folder body by body, and write nothing."""
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return None, sort(problems)
    files, read_problems = folder.read(folder.common_files)
    common, problems = validate.validate_common(root, files, read_problems, {})
    context = task_context(root, files, Templates("", {}, {}), BuildOptions(), common_content_valid=common is not None)
    tasks = (EntityTask(context, entity, *folder.read(names), {}, checked_only=True) for entity, names in folder.entities.items())
    claims, reported_concepts, finding_count = list[CrossEntityClaim](), dict[str, tuple[str, ...]](), 0
    all_notes = list(glyph_coverage.note_undrawn_characters(common, common.files)) if common else []
    for result in run_tasks(tasks, len(folder.entities), _CHECK_MIN_PER_PROCESS, options):
        problems += result.problems
        finding_count += result.finding_count
        all_notes += result.notes
        claims += result.claims
        reported_concepts |= {entry.id: entry.reported_concepts for entry in result.entries}
    if common is not None and not problems:
        problems = validate.validate_between_entities(
            common, sorted(claims, key=lambda claim: claim.entity), reported_concepts, list(folder.entities)
        )
    if common is None or problems:
        return None, sort(problems)
    return CheckSummary(len(reported_concepts), finding_count, sort([*notes.common_notes(common), *all_notes])), []


def fill_cache(root: Path, templates: Path, shard: tuple[int, int], options: BuildOptions) -> tuple[int, list[Problem]]:
    """Make what takes long of every n-th body, from the m-th on, for the cache alone; how many bodies, or their problems."""
    folder = Folder.scan(root)
    if problems := folder.find_problems():
        return 0, sort(problems)
    files, read_problems = folder.read(folder.common_files)
    common, problems = validate.validate_common(root, files, read_problems, {})
    context = task_context(root, files, Templates.read(templates), options, common_content_valid=common is not None)
    shard_entities = list(folder.entities)[shard[0] - 1 :: shard[1]]
    tasks = (EntityTask(context, entity, *folder.read(folder.entities[entity]), {}) for entity in shard_entities)
    for result in run_tasks(tasks, len(shard_entities), BUILD_MIN_PER_PROCESS, options):
        problems += result.problems
    return len(shard_entities), sort(problems)


def run_tasks(
    tasks: Iterable[EntityTask], count: int, min_per_process: int, options: BuildOptions, *, isolate: bool = False
) -> Iterator[EntityResult]:
    """Each task's result, as they are done; `apart` from this process even where there is only one other."""
    with Workers(
        _limit_processes(options.processes, count, min_per_process), options.scheduler, entity_task.__name__, isolate=isolate
    ) as workers:
        for done_count, result in enumerate(workers.imap_unordered(entity_task.run_task, tasks), 1):
            yield result
            if options.on_progress:
                options.on_progress("bodies", done_count, count)


def task_context(root: Path, files: Files, templates: Templates, options: BuildOptions, *, common_content_valid: bool) -> bytes:
    """What every body is made with."""
    cache = None if options.scheduler else options.cache  # a cluster's machines have folders of their own
    return entity_task.serialize(
        EntityContext(code_fingerprint(), root, entity_inputs(files), common_content_valid, templates, has_updates(files), cache)
    )


def entity_inputs(files: Files) -> Files:
    """The shared files that bodies are made with."""
    return {name: data for name, data in files.items() if not name.startswith(NOT_FOR_ENTITIES)}


def _limit_processes(processes: int, task_count: int, min_per_process: int) -> int:
    """How many processes to start: no more than have enough to do."""
    return max(1, min(processes, task_count // min_per_process))


def has_updates(files: Files) -> bool:
    """Whether `updates.yaml` tells anything: only then there is a feed, which every page names."""
    return reader.has_entries(files.get("updates.yaml") or b"")
