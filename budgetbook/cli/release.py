"""`release`: writes the data of a built site as a dated archive, and what differs from an earlier one."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from budgetbook.cli.console import show, tell
from budgetbook.cli.options import HERE, Command, Option, read_path, relative_to_cwd
from budgetbook.diagnostics.bilingual import bilingual as _
from budgetbook.infra.base.file_batch import FileBatch, write_together

if TYPE_CHECKING:
    from budgetbook.opendata.releases.published_data import PublishedData

_HOW_MANY = _("和上一次相比，有 {count} 个数不同", "{count} figures differ from the earlier release")


def run(options: argparse.Namespace) -> int:
    """Write the archive, the differences if an earlier release is named, and their hashes."""
    from budgetbook.opendata.releases.published_data import PublishedData  # only this command needs it

    package = PublishedData.read(options.site / "data")
    earlier = PublishedData.read(options.against) if options.against else None
    with write_together() as batch:
        paths = list(_write_files(package, earlier, options, batch))
    show(*(path.as_posix() for path in paths))
    return 0


def _write_files(
    package: PublishedData, earlier: PublishedData | None, options: argparse.Namespace, batch: FileBatch
) -> Iterator[Path]:
    """Write the files of the release as drafts, the list of hashes last; yield their paths."""
    from budgetbook.cli import release_archive

    stem = options.folder / release_archive.name_release(package)
    archive_path = stem.with_name(f"{stem.name}.zip")
    drafts = {archive_path: batch.draft(archive_path)}
    release_archive.write_release(package, drafts[archive_path])
    if earlier:
        path = stem.with_name(f"{stem.name}-differences.csv")
        drafts[path] = batch.draft(path)
        tell(_HOW_MANY, options, count=_write_differences(earlier, package, drafts[path]))
    list_path = stem.with_name(f"{stem.name}.sha256")
    hashes = [(path.name, release_archive.hash_file(draft)) for path, draft in drafts.items()]
    batch.draft(list_path).write_text(release_archive.list_hashes(hashes), encoding="utf-8", newline="\n")
    yield from (*drafts, list_path)


def _write_differences(earlier: PublishedData, package: PublishedData, path: Path) -> int:
    """Write each differing figure as it comes; return how many there are."""
    from budgetbook.opendata.releases import figure_differences

    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(figure_differences.COLUMNS)
        for difference in figure_differences.compare_figures(earlier, package):
            writer.writerow(difference)
            count += 1
    return count


COMMAND = Command(
    "release",
    _("把建好的网站的数据打成一份带日期的发布包", "write the data of a built site as a dated release"),
    (
        Option("folder", _("写到哪个目录", "the folder to write it to"), read=read_path),
        Option(
            "--against",
            _(
                "和哪一次发布的压缩包（或哪个 data 目录）比，列出不同的数",
                "an earlier release, or a folder data/, from which differing figures are listed",
            ),
            read=read_path,
        ),
        Option("--site", _("建好的网站", "the built site"), read=read_path, default=lambda: relative_to_cwd(HERE / "site")),
    ),
    run,
)
