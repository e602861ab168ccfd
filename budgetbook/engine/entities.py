"""A content folder in; each of its bodies, checked or made in whatever process, out: no file of a site is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from budgetbook.content.folder import Files, Folder
from budgetbook.content.loader import NOT_FOR_BODIES
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.problem import Problem, sort
from budgetbook.engine import entity_task
from budgetbook.engine.entity_task import Kit, Made, Task
from budgetbook.infra.base import profiling
from budgetbook.infra.base.record import record
from budgetbook.infra.cache.code_fingerprint import code
from budgetbook.infra.processes.pool import Workers
from budgetbook.render.templates import Templates
from budgetbook.validation import glyph_coverage, notes, validate
from budgetbook.validation.between_entities import Claim

Tell = Callable[[str, int, int], None]
"""Called with a step, what is done of it, and how much there is."""

TO_MAKE, _TO_CHECK = 2, 30
"""Bodies that are worth a process of their own: to start one takes about as long as they do."""


@record
class Means:
    """What a build may use."""

    processes: int = 1
    scheduler: str = ""
    """The address of a Dask cluster; empty for this machine alone."""
    cache: Path | None = None
    tell: Tell | None = None


@record
class Sound:
    """Content without a problem."""

    statements: int
    checks: int
    notes: list[Problem]
    """What is worth a look and stops nothing."""


def check(root: Path, means: Means) -> tuple[Sound | None, list[Problem]]:
    """Read, recompute and check a content folder body by body, and write nothing."""
    folder = Folder.of(root)
    if problems := folder.problems():
        return None, sort(problems)
    files, unread = folder.read(folder.shared)
    shared, problems = validate.dictionary(root, files, unread, {})
    kit = kit_of(root, files, Templates("", {}, {}), Means(), sound=shared is not None)
    tasks = (Task(kit, entity, *folder.read(names), {}, checked_only=True) for entity, names in folder.bodies.items())
    claims, reported, checks = list[Claim](), dict[str, tuple[str, ...]](), 0
    noted = list(glyph_coverage.notes(shared, shared.files)) if shared else []
    for made in each(tasks, len(folder.bodies), _TO_CHECK, means):
        problems += made.problems
        checks += made.checks
        noted += made.notes
        claims += made.claims
        reported |= {entry.id: entry.reported for entry in made.entries}
    if shared is not None and not problems:
        problems = validate.together(shared, sorted(claims, key=lambda claim: claim.entity), reported, list(folder.bodies))
    if shared is None or problems:
        return None, sort(problems)
    return Sound(len(reported), checks, sort([*notes.notes(shared), *noted])), []


def warm(root: Path, templates: Path, part: tuple[int, int], means: Means) -> tuple[int, list[Problem]]:
    """Make what takes long of every n-th body, from the m-th on, for the cache alone; how many bodies, or their problems."""
    folder = Folder.of(root)
    if problems := folder.problems():
        return 0, sort(problems)
    files, unread = folder.read(folder.shared)
    shared, problems = validate.dictionary(root, files, unread, {})
    kit = kit_of(root, files, Templates.read(templates), means, sound=shared is not None)
    mine = list(folder.bodies)[part[0] - 1 :: part[1]]
    tasks = (Task(kit, entity, *folder.read(folder.bodies[entity]), {}) for entity in mine)
    for made in each(tasks, len(mine), TO_MAKE, means):
        problems += made.problems
    return len(mine), sort(problems)


def each(tasks: Iterable[Task], count: int, worth: int, means: Means, *, apart: bool = False) -> Iterator[Made]:
    """Each task's result, as they are done; `apart` from this process even where there is only one other."""
    with Workers(_useful(means.processes, count, worth), means.scheduler, entity_task.__name__, apart=apart) as workers:
        for done, made in enumerate(workers.each(entity_task.make, tasks), 1):
            profiling.add(made.seconds)
            yield made
            if means.tell:
                means.tell("bodies", done, count)


def kit_of(root: Path, files: Files, templates: Templates, means: Means, *, sound: bool) -> bytes:
    """What every body is made with."""
    cache = None if means.scheduler else means.cache  # a cluster's machines have folders of their own
    return entity_task.sent(Kit(code(), root, for_bodies(files), sound, templates, told(files), cache))


def for_bodies(files: Files) -> Files:
    """The shared files that bodies are made with."""
    return {name: data for name, data in files.items() if not name.startswith(NOT_FOR_BODIES)}


def _useful(processes: int, bodies: int, worth: int) -> int:
    """How many processes to start: no more than have enough to do."""
    return max(1, min(processes, bodies // worth))


def told(files: Files) -> bool:
    """Whether `updates.yaml` tells anything: only then there is a feed, which every page names."""
    return reader.has_entries(files.get("updates.yaml") or b"")
