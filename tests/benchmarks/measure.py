"""A program in; the seconds, the processor time and the peak memory of it and of every process that it starts out (Linux)."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_SUBREAPER = 36  # prctl(2): processes whose parent ended are ours to wait for


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took."""

    seconds: float
    """Until the program itself ended."""
    cpu: float
    """Processor seconds of all its processes."""
    peak: float
    """The most memory that any one of them held, in MB."""


def run(program: Sequence[str], folder: Path) -> Taken:
    """Run it in a folder, and wait for it and for all that it leaves behind. Raises SystemExit where it fails.

    It is started by a small process: a new program is told to have held as much as whoever started it.
    """
    told, telling = os.pipe()
    starter = [sys.executable, "-I", __file__, str(telling), str(folder), *program]
    with os.fdopen(told, encoding="utf-8") as answer:
        with subprocess.Popen(starter, pass_fds=(telling,)) as started:
            os.close(telling)
            said = answer.read()
        if started.returncode:
            raise SystemExit(f"failed: {' '.join(program)}")
    return Taken(**json.loads(said))


def _run(program: Sequence[str], folder: str) -> Taken:
    """Processes that outlive their parents, as workers do, come to this one."""
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    start = time.perf_counter()
    child = subprocess.Popen(program, cwd=folder)
    cpu, peak, seconds = 0.0, 0, 0.0
    while True:
        try:
            process, status, usage = os.wait3(0)
        except ChildProcessError:
            return Taken(seconds, cpu, peak / 1000)
        cpu += usage.ru_utime + usage.ru_stime
        peak = max(peak, usage.ru_maxrss)
        if process == child.pid:
            seconds = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                raise SystemExit(1)


if __name__ == "__main__":
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as out:
        json.dump(asdict(_run(sys.argv[3:], sys.argv[2])), out)
