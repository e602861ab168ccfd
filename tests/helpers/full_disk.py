"""Builds on a disk that is full: one attempt, and what stands, what is said and what is left after it and after the next build.

As a program with mounts of its own (`unshare -Urm python full_disk.py FOLDER all|cache`) it does so on a real disk that leaves
more room each time, and writes a line of JSON for each attempt. All that a build writes is on that disk, or the cache alone.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from unittest import mock

if __name__ == "__main__":
    here = Path(__file__).resolve().parent
    sys.path[:0] = map(str, (here, here / "started_programs", here.parents[1]))

import built_site
import project
import pytest
import repeated_work

from budgetbook.cli import build as build_command
from budgetbook.diagnostics.problem import Language
from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions

LANGUAGES: tuple[Language, Language] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a build on a full disk."""

    lang: Language
    status: int
    said: str
    """On the error stream."""
    stands: str
    """Which site: old, new, or (never) another."""
    mended: str
    """Which site stands after the next build: new, or (never) another."""
    left: list[str]
    """What stands then beside the site, unfinished in the cache, and of what was written in passing."""


class Disk:
    """A site that is built in turn of one and of another content, with a cache, all below a folder."""

    def __init__(self, contents: Path, folder: Path) -> None:
        self._contents = [built_site.small_content(contents / name) for name in ("one", "two")]
        words = self._contents[1] / "countries/library/concepts.yaml"
        words.write_text(words.read_text("utf-8").replace("en: Revenue}", "en: Receipts}"), encoding="utf-8")
        self._sites = [_fresh(content, contents / f"{content.name}-site") for content in self._contents]
        assert self._sites[0] != self._sites[1]
        self._folder, self._target = folder, folder / "out" / "site"
        (folder / "passing").mkdir(parents=True)
        (folder / "templates").symlink_to(project.TEMPLATES)
        self._now = 0
        ended = self._build("en")
        assert ended == project.Ended(0, "", ""), ended

    def attempt(self, full: Callable[[], AbstractContextManager[object]]) -> Attempt:
        """Build the other content while the disk is full, and then once more."""
        old, lang = self._now, LANGUAGES[self._now]
        new = self._now = 1 - old
        kept = ("charts", "data") if old else ("charts", "data", "templates", "builds")
        for part in kept:  # to be made again
            shutil.rmtree(self._folder / ".cache" / part, ignore_errors=True)
        with full():
            ended = self._build(lang)
        stands = self._stands(old, new)
        then = self._build(lang)
        mended = self._stands(old, new) if then == project.Ended(0, "", "") else then.err
        return Attempt(lang, ended.status, ended.err, stands, mended, self._left())

    def _build(self, lang: Language) -> project.Ended:
        passing = str(self._folder / "passing")
        with (
            mock.patch.object(build_command, "HERE", self._folder),
            mock.patch.object(tempfile, "tempdir", passing),
            mock.patch.dict(os.environ, {"SQLITE_TMPDIR": passing}),
        ):
            content = self._contents[self._now]
            return project.run("--content", content, "--out", self._target, "--lang", lang, "--quiet", "--jobs", "1")

    def _stands(self, old: int, new: int) -> str:
        standing = _files(self._target)
        return "new" if standing == self._sites[new] else "old" if standing == self._sites[old] else "another"

    def _left(self) -> list[str]:
        gc.collect()
        beside = [path for path in self._target.parent.iterdir() if path.name not in ("site", ".site.busy")]
        unfinished = (self._folder / ".cache").rglob("*.tmp")
        return sorted(path.name for path in (*beside, *unfinished, *(self._folder / "passing").iterdir()))


def _fresh(content: Path, target: Path) -> dict[str, bytes]:
    assert build.build(content, project.TEMPLATES, target, BuildOptions())[0] is not None
    return _files(target)


def _files(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in project.snapshot(folder).items()}


ROOM = {"all": (0, 20, 200, 400, 600, 1000, 2000, 8000), "cache": (0, 20, 300, 1000, 2000)}
"""Blocks of 1,024 bytes that are left for a build; the last is enough."""
_ANEW, _AGAIN = 0, 32  # mount(2)


def _mount(folder: Path, blocks: int, how: int) -> None:
    """A file system in memory, or another size for the one that is there."""
    if ctypes.CDLL(None, use_errno=True).mount(b"none", bytes(folder), b"tmpfs", how, b"size=%dk" % blocks):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))


@contextmanager
def _leaving(place: Path, room: int) -> Iterator[None]:
    state = os.statvfs(place)
    taken = (state.f_blocks - state.f_bfree) * state.f_frsize // 1024
    _mount(place, max(taken + room, 4), _AGAIN)  # none would be no limit
    yield
    _mount(place, 1 << 20, _AGAIN)


def main(folder: Path, which: str) -> None:
    """Every attempt."""
    place = folder / "disk" / ".cache" if which == "cache" else folder / "disk"
    place.mkdir(parents=True)
    _mount(place, 1 << 20, _ANEW)
    repeated_work.spare(pytest.MonkeyPatch())
    disk = Disk(folder / "contents", folder / "disk")
    for room in ROOM[which]:
        made = disk.attempt(partial(_leaving, place, room))
        sys.stdout.write(json.dumps([room, asdict(made)]) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
