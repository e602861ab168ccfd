"""`build` and `check`: a command line in; the site, or what keeps it from being written, and how it ended out."""

from __future__ import annotations

import argparse
import time
from contextlib import suppress
from pathlib import Path

from budgetbook.cli import cache_folder
from budgetbook.cli.console import fault, note, report, tell
from budgetbook.cli.options import HERE
from budgetbook.cli.progress import Progress
from budgetbook.engine import build as building
from budgetbook.engine import entities
from budgetbook.engine.entities import Means
from budgetbook.infra.processes import pool
from budgetbook.render import page_weight


def check(options: argparse.Namespace) -> int:
    """Whether the content may be published; nothing is written."""
    with Progress(options) as progress:
        sound, problems = entities.check(options.content, _means(options, progress, cached=False))
    if sound is None:
        return report(problems, options)
    note(sound.notes, options)
    tell("checked", options, statements=sound.statements, findings=sound.checks)
    return 0


def build(options: argparse.Namespace) -> int:
    """The site as the content is now."""
    if options.shard:
        return _warm(options)
    if place := _in_the_way(options.out, options.content):
        return fault("out-in-the-way", options, str(place))
    start = time.perf_counter()
    with Progress(options) as progress:
        means = _means(options, progress, cached=not options.no_cache)
        built, problems = building.build(options.content, HERE / "templates", options.out, means)
    if built is None:
        return report(problems, options)
    done = built.written
    unchanged = done.files - done.changed
    seconds = f"{time.perf_counter() - start:.2f}"
    fields = {"files": done.files, "changed": done.changed, "unchanged": unchanged, "removed": done.removed}
    tell("built", options, findings=built.checks, size=f"{done.size / 1000:,.0f}", seconds=seconds, **fields)
    if built.heaviest and not options.quiet:
        heaviest = page_weight.of(options.out, built.heaviest)
        page, total = (f"{size / 1000:.1f}" for size in (heaviest.page, heaviest.total))
        tell("weight", options, address=heaviest.address, page=page, total=total)
    return 0


_OWN = ("templates", ".cache", "budgetbook", "tests", ".git", ".github", ".venv")
"""Folders of the program in which no site may stand."""


def _in_the_way(out: Path, content: Path) -> Path | None:
    """The folder that a site at `out` would be written into, or that would be taken for a part of the site."""
    above = _named(out)
    for place in (content, *(HERE / name for name in _OWN)):
        if place.exists() and (_identity(place) in above or above[0] in _named(place)):
            return place
    return HERE if above[0] == _identity(HERE) else None


def _named(path: Path) -> list[tuple[int, int] | Path]:
    """A folder and all above it, by what they are known by whatever their names, from the inmost on."""
    path = path.resolve()
    return [_identity(each) for each in (path, *path.parents)]


def _identity(path: Path) -> tuple[int, int] | Path:
    with suppress(OSError):
        seen = path.stat()
        return seen.st_dev, seen.st_ino
    return path


def _warm(options: argparse.Namespace) -> int:
    """A part of the work, for the cache alone."""
    with Progress(options) as progress:
        means = _means(options, progress, cached=True)
        count, problems = entities.warm(options.content, HERE / "templates", options.shard, means)
    if problems:
        return report(problems, options)
    tell("warmed", options, count=count)
    return 0


def _means(options: argparse.Namespace, progress: Progress, *, cached: bool) -> Means:
    cache = cache_folder.usable(options) if cached else None
    return Means(options.jobs or pool.cores(), options.scheduler, cache, progress.tell)
