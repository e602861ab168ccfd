"""The disk is full at one step of a build after the other, of whatever kind; and a real disk that is too small."""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import full_disk
import project
import pytest
from full_disk import Attempt, Disk

from budgetbook.cli.messages import SAYS
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.infra.publish import atomic_swap

CALLS: tuple[tuple[Any, str], ...] = (
    (os, "mkdir"),
    (os, "link"),
    (os, "rename"),
    (os, "replace"),
    (os, "sendfile"),
    (atomic_swap, "_exchange"),
)
"""What a build asks of the disk, but for files to write in and the store."""


class Steps:
    """Counts what a build asks of the disk, by kind, and refuses one of them."""

    def __init__(self, kind: str = "", number: int = 0) -> None:
        self.counted: Counter[str] = Counter()
        self._refused = (kind, number)

    def step(self, kind: str) -> None:
        """One more of a kind."""
        self.counted[kind] += 1
        if (kind, self.counted[kind]) == self._refused:
            if kind.startswith("store"):
                error = sqlite3.OperationalError("database or disk is full")
                raise error
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def before(self, kind: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """A call that is counted."""

        def counted(*arguments: Any, **options: Any) -> Any:
            self.step(kind)
            return call(*arguments, **options)

        return counted

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Everything that is asked inside is counted."""
        with pytest.MonkeyPatch.context() as patch:
            for owner, name in CALLS:
                patch.setattr(owner, name, self.before(name, getattr(owner, name)))
            for owner in (io, builtins):
                patch.setattr(owner, "open", self._open)
            patch.setattr(os, "open", self._create)
            patch.setattr(sqlite3, "connect", self._connect)
            yield

    def _open(self, file: Any, mode: str = "r", *rest: Any, real: Callable[..., Any] = io.open, **options: Any) -> Any:
        if mode not in ("wb", "ab", "xb"):
            if mode == "w":
                self.step("open")
            return real(file, mode, *rest, **options)
        self.step("open")
        steps = self

        class Counted(io.BufferedWriter):
            def write(self, data: Any) -> int:
                steps.step("write")
                return super().write(data)

        return Counted(io.FileIO(file, mode))

    def _create(self, path: Any, flags: int, *rest: Any, real: Callable[..., Any] = os.open, **options: Any) -> int:
        if flags & os.O_CREAT:
            self.step("create")
        return int(real(path, flags, *rest, **options))

    def _connect(self, *arguments: Any, real: Callable[..., Any] = sqlite3.connect, **options: Any) -> Any:
        self.step("store connect")
        steps = self

        class Counted(sqlite3.Connection):
            def execute(self, *arguments: Any) -> Any:
                steps.step("store execute")
                return super().execute(*arguments)

            def executemany(self, *arguments: Any) -> Any:
                steps.step("store executemany")
                return super().executemany(*arguments)

            def executescript(self, *arguments: Any) -> Any:
                steps.step("store executescript")
                return super().executescript(*arguments)

            def commit(self) -> None:
                steps.step("store commit")
                super().commit()

            def cursor(self, *_: Any) -> Any:
                steps.step("store cursor")
                return super().cursor()

        return real(*arguments, factory=Counted, **options)


def wrong(attempt: Attempt) -> str:
    """What is not right about an attempt; empty where all is."""
    if attempt.stands != {0: "new", 2: "old"}.get(attempt.status):
        return f"ends with {attempt.status}, and {attempt.stands} stands"
    start, why = SAYS["system"][attempt.lang].format(why=""), MESSAGES["system-full"][attempt.lang]
    one_line = attempt.said.startswith(start) and attempt.said.endswith(f"{why}\n") and attempt.said.count("\n") == 1
    if not (one_line if attempt.status else attempt.said == ""):
        return f"says {attempt.said!r}"
    if attempt.mended != "new" or attempt.left:
        return f"after the next build {attempt.mended} stands, and {attempt.left}"
    return ""


def test_the_disk_is_full_at_one_step_of_whatever_kind(tmp_path: Path) -> None:
    disk, all_of_it = Disk(tmp_path / "contents", tmp_path / "disk"), Steps()
    disk.attempt(all_of_it.watched)
    disk.attempt(all_of_it.watched)
    counted = {kind: count // 2 for kind, count in all_of_it.counted.items()}
    assert len(counted) >= 12
    ends = {}
    for kind, count in counted.items():
        for number in sorted({max(count // 2, 1), *project.rounds([], [1, count])}):
            ends[kind, number] = disk.attempt(Steps(kind, number).watched)
    assert {step: wrong(end) for step, end in ends.items() if wrong(end)} == {}
    assert len({kind for (kind, _), end in ends.items() if end.status}) >= 3
    assert {end.status for (kind, _), end in ends.items() if kind.startswith("store")} == {0}, "the store only spares time"


@pytest.mark.parametrize("which", full_disk.ROOM)
def test_a_disk_without_room(which: str, tmp_path: Path) -> None:
    program = [sys.executable, str(Path(full_disk.__file__)), str(tmp_path), which]
    if (
        shutil.which("unshare") is None
        or subprocess.run(["unshare", "-Urm", "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this machine lets nobody mount a disk of his own; the test before this one needs none")
    ended = subprocess.run(["unshare", "-Urm", *program], capture_output=True, text=True, check=False, timeout=project.PATIENCE)
    assert ended.returncode == 0, ended.stderr
    ends = {}
    for line in ended.stdout.splitlines():
        room, fields = json.loads(line)
        ends[room] = Attempt(**fields)
    assert list(ends) == list(full_disk.ROOM[which])
    assert {room: wrong(end) for room, end in ends.items() if wrong(end)} == {}
    statuses = [end.status for end in ends.values()]
    assert sorted(statuses, reverse=True) == statuses, "what there was room for, there is with more"
    assert set(statuses) == ({0, 2} if which == "all" else {0}), "a cache that cannot be written only costs time"
