"""`build` and `check`: a command line in; the site, or what keeps it from being written, and how it ended out."""

from __future__ import annotations

import argparse
import time

from budgetbook import bodies, building, workers
from budgetbook.bodies import Means
from budgetbook.commands.options import HERE
from budgetbook.commands.progress import Progress
from budgetbook.commands.voice import note, report, tell
from budgetbook.site import weight


def check(options: argparse.Namespace) -> int:
    """Whether the content may be published; nothing is written."""
    with Progress(options) as progress:
        sound, problems = bodies.check(options.content, _means(options, progress, cached=False))
    if sound is None:
        return report(problems, options)
    note(sound.notes, options)
    tell("checked", options, statements=sound.statements, findings=sound.checks)
    return 0


def build(options: argparse.Namespace) -> int:
    """The site as the content is now."""
    if options.shard:
        return _warm(options)
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
        heaviest = weight.of(options.out, built.heaviest)
        page, total = (f"{size / 1000:.1f}" for size in (heaviest.page, heaviest.total))
        tell("weight", options, address=heaviest.address, page=page, total=total)
    return 0


def _warm(options: argparse.Namespace) -> int:
    """A part of the work, for the cache alone."""
    with Progress(options) as progress:
        means = _means(options, progress, cached=True)
        count, problems = bodies.warm(options.content, HERE / "templates", options.shard, means)
    if problems:
        return report(problems, options)
    tell("warmed", options, count=count)
    return 0


def _means(options: argparse.Namespace, progress: Progress, *, cached: bool) -> Means:
    cache = HERE / ".cache" if cached else None
    return Means(options.jobs or workers.cores(), options.scheduler, cache, progress.tell)
