"""`build`: writes the site, or says what prevents it."""

from __future__ import annotations

import argparse
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.cli import cache_folder
from budgetbook.cli.console import report_fault, report_problems, tell, warn
from budgetbook.cli.options import (
    CONTENT,
    FORMAT,
    HERE,
    JOBS,
    SCHEDULER,
    Command,
    Option,
    read_path,
    relative_to_cwd,
    value_error,
)
from budgetbook.cli.progress import Progress
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.diagnostics.problem import Language
from budgetbook.infra.processes import pool
from budgetbook.infra.publish import host_limits
from budgetbook.render import page_weight

if TYPE_CHECKING:
    from budgetbook.engine.inputs import BuildOptions
    from budgetbook.infra.publish.site_writer import WriteSummary

_LIMIT_WARNINGS: dict[host_limits.Measure, str] = {
    "bytes": "host-bytes",
    "files": "host-files",
    "file_bytes": "host-file-bytes",
    "folder_files": "host-folder-files",
}


def run(options: argparse.Namespace) -> int:
    """Build the site from the content as it is now."""
    from budgetbook.engine import build

    if options.shard:
        return _fill_cache(options)
    if obstacle := _find_obstacle(options.out, options.content):
        return report_fault("out-in-the-way", options, str(obstacle))
    start = time.perf_counter()
    with Progress(options) as progress:
        build_options = make_build_options(options, progress, use_cache=not options.no_cache)
        result, problems = build.build(options.content, HERE / "templates", options.out, build_options)
    if result is None:
        return report_problems(problems, options)
    summary = result.summary
    unchanged_count = summary.file_count - summary.changed_count
    seconds = f"{time.perf_counter() - start:.2f}"
    fields = {
        "files": summary.file_count,
        "changed": summary.changed_count,
        "unchanged": unchanged_count,
        "removed": summary.removed_count,
    }
    tell("built", options, findings=result.finding_count, size=f"{summary.size / 1000:,.0f}", seconds=seconds, **fields)
    _warn_of_limits(summary, options)
    if result.largest_statement_page and not options.quiet:
        largest_page = page_weight.measure_page(options.out, result.largest_statement_page)
        page, total = (f"{size / 1000:.1f}" for size in (largest_page.page, largest_page.total))
        tell("weight", options, address=largest_page.address, page=page, total=total)
    return 0


def _warn_of_limits(summary: WriteSummary, options: argparse.Namespace) -> None:
    """Say which hosts take no site like this one."""
    numbers: dict[host_limits.Measure, int] = {
        "bytes": summary.size,
        "files": summary.file_count,
        "file_bytes": summary.largest_size,
        "folder_files": summary.fullest_count,
    }
    places = {"file": summary.largest_file, "folder": summary.fullest_folder or "site/"}
    for limit, number in host_limits.find_exceeded(numbers):
        fields = {"host": limit.host, "source": limit.source, "number": f"{number:,}", "most": f"{limit.most:,}"}
        warn(_LIMIT_WARNINGS[limit.measure], options, **places, **fields)


_PROGRAM_FOLDERS = ("content", "templates", ".cache", "budgetbook", "tests", ".git", ".github", ".venv")
"""Folders of the program that no site may be written to."""


def _find_obstacle(site_folder: Path, content: Path) -> Path | None:
    """Find a folder that a site at this path would be written into, or would swallow."""
    site_ancestors = _identify_ancestors(site_folder)
    for folder in (content, *(HERE / name for name in _PROGRAM_FOLDERS)):
        if folder.exists() and (_identify(folder) in site_ancestors or site_ancestors[0] in _identify_ancestors(folder)):
            return folder
    return HERE if site_ancestors[0] == _identify(HERE) else None


def _identify_ancestors(path: Path) -> list[tuple[int, int] | Path]:
    """Identify a path and its parents, innermost first, by device and inode, whatever their names."""
    path = path.resolve()
    return [_identify(each) for each in (path, *path.parents)]


def _identify(path: Path) -> tuple[int, int] | Path:
    with suppress(OSError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return path


def _fill_cache(options: argparse.Namespace) -> int:
    """Build one shard for the cache alone."""
    from budgetbook.engine import shard

    with Progress(options) as progress:
        build_options = make_build_options(options, progress, use_cache=True)
        count, problems = shard.fill_cache(options.content, HERE / "templates", options.shard, build_options)
    if problems:
        return report_problems(problems, options)
    tell("warmed", options, count=count)
    return 0


def make_build_options(options: argparse.Namespace, progress: Progress, *, use_cache: bool) -> BuildOptions:
    """Convert the command line to options of the build."""
    from budgetbook.engine.inputs import BuildOptions

    cache = cache_folder.find_cache_folder(options) if use_cache else None
    return BuildOptions(options.jobs or pool.available_cpus(), options.scheduler, cache, progress.update)


def _read_shard(lang: Language, text: str) -> tuple[int, int]:
    """Parse `2/4` as (2, 4)."""
    part, _, count = text.partition("/")
    if not (part.isdecimal() and count.isdecimal() and 1 <= int(part) <= int(count)):
        raise value_error("not-a-shard", lang, text)
    return int(part), int(count)


COMMAND = Command(
    "build",
    _("生成网站（不写命令时就是它）", "build the site (the default command)"),
    (
        CONTENT,
        Option(
            "--out",
            _("写到哪个目录（默认 site/）", "the folder to write the site to (site/ by default)"),
            read=read_path,
            default=lambda: relative_to_cwd(HERE / "site"),
        ),
        Option("--no-cache", _("不用缓存，全部重新做", "make everything again, without the cache"), is_switch=True),
        JOBS,
        SCHEDULER,
        Option(
            "--shard",
            _(
                "只为一部分单位备好缓存，如 2/4，不写网站",
                "only fill the cache for part of the organisations, such as 2/4; write no site",
            ),
            read=_read_shard,
        ),
        FORMAT,
    ),
    run,
    draws=True,
)
