"""Stops a write of a site at each of its steps in turn, and says what stands afterwards, a line of JSON for each.

Run by `test_interrupted_builds.py` as a program of its own: `interrupted_write.py FOLDER exchange|rename`. Every step is
taken by a process that kills itself there, as no tool of the system is needed for; a file is stopped when half of it is written.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.publish import atomic_swap, site_writer
from budgetbook.infra.publish.file_trees import MARKER_FILE

OLD = {"index.html": b"old", "zh/index.html": b"same", "zh/gone.html": b"gone", "en/index.html": b"same too"}
OLDER = {"index.html": b"older", "zh/index.html": b"same", "zh/come.html": b"went", "en/once/index.html": b"once"}
NEW = {"index.html": b"new", "zh/index.html": b"same", "zh/come.html": b"come", "en/index.html": b"same too"}
STEPS: tuple[tuple[Any, str], ...] = (
    (Path, "mkdir"),
    (Path, "write_bytes"),
    (Path, "rename"),
    (os, "link"),
    (os, "unlink"),
    (os, "rmdir"),
    (atomic_swap, "_exchange"),
)
"""Everything that a write does to the disk."""


def count_down(at: int) -> list[int]:
    """Make this process kill itself at its n-th step from here on. What is left to count."""
    left = [at]
    for owner, name in STEPS:
        setattr(owner, name, _counted(getattr(owner, name), name, left))
    return left


def _counted(step: Callable[..., Any], name: str, left: list[int]) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        left[0] -= 1
        if left[0] == 0:
            if name == "write_bytes":
                step(arguments[0], arguments[1][: len(arguments[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **options)

    return counted


def put(files: dict[str, bytes], target: Path) -> None:
    """Write a site."""
    site_writer.write_site((OutputFile(path, data) for path, data in files.items()), target)


def standing(target: Path) -> str:
    """Which site stands: old, new, none, or (never) a mixture."""
    files = {path.relative_to(target).as_posix(): path.read_bytes() for path in target.rglob("*") if path.is_file()}
    known = {"old": OLD | _MARK, "new": NEW | _MARK, "none": {}}
    return next((name for name, site in known.items() if site == files), "mixture")


_OURS = ("site", ".site.busy")
_MARK = {MARKER_FILE.path: MARKER_FILE.data}


def stopped_at(step: int, target: Path) -> bool:
    """Write NEW over OLD and stop at a step; False where the write was done before."""
    process = os.fork()
    if process == 0:
        count_down(step)
        put(NEW, target)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def main(folder: Path, how: str) -> None:
    """Every step, until there is none left."""
    if how == "rename":
        atomic_swap._exchange = lambda *_: False
    for step in range(1, 200):
        target = folder / str(step) / "site"
        put(OLDER, target)
        put(OLD, target)
        stopped = stopped_at(step, target)
        after = standing(target)
        put(OLD if step % 2 else NEW, target)
        mended = standing(target) == ("old" if step % 2 else "new")
        left = sorted(path.name for path in target.parent.iterdir() if path.name not in _OURS)
        sys.stdout.write(json.dumps({"step": step, "stopped": stopped, "after": after, "mended": mended, "left": left}) + "\n")
        if not stopped:
            return
    raise SystemExit("a write of four files takes more steps than it should")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
