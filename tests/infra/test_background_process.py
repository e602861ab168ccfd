"""What is done beside a build, in a process of its own: its result, or nothing; and never more once the build has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from multiprocessing import active_children
from pathlib import Path

import project
import pytest

from budgetbook.infra.processes.background import BackgroundProcess


def refuses() -> int:
    raise OSError(28, "No space left on device")


def dies() -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


def goes_on(told: Path) -> int:
    """Without an end; a line for each moment that it lives."""
    while True:
        with told.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(0.01)


def until_at_work(told: Path) -> None:
    deadline = time.monotonic() + project.PATIENCE
    while not told.exists() and time.monotonic() < deadline:
        time.sleep(0.01)


def ended(told: Path) -> bool:
    """Whether no more is told within a moment."""
    size = -1
    for _ in range(50):
        if size == told.stat().st_size:
            return True
        size = told.stat().st_size
        time.sleep(0.2)
    return False


def test_gives_the_result() -> None:
    assert BackgroundProcess(partial(divmod, 7, 2)).wait_for_result() == (3, 1)
    assert active_children() == []


def test_raises_what_the_system_refuses() -> None:
    with pytest.raises(OSError, match="No space left"):
        BackgroundProcess(refuses).wait_for_result()


def test_gives_nothing_where_its_process_is_killed() -> None:
    assert BackgroundProcess(dies).wait_for_result() is None


def test_is_over_when_it_is_stopped(tmp_path: Path) -> None:
    beside = BackgroundProcess(partial(goes_on, tmp_path / "told"))
    until_at_work(tmp_path / "told")
    beside.stop()
    assert active_children() == []
    assert ended(tmp_path / "told")
    beside.stop()


def test_is_over_when_the_build_is_killed(tmp_path: Path) -> None:
    told, script = tmp_path / "told", tmp_path / "program.py"
    script.write_text(
        "import sys, time\n"
        f"sys.path[:0] = [{str(project.ROOT)!r}, *{[str(project.ROOT / 'tests' / each) for each in ('infra', 'helpers')]!r}]\n"
        "from functools import partial; from pathlib import Path; import test_background_process\n"
        "if __name__ == '__main__':\n"
        f"    beside = test_background_process.BackgroundProcess(partial(test_background_process.goes_on, Path({str(told)!r})))\n"
        "    time.sleep(60)\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([sys.executable, str(script)])
    until_at_work(told)
    process.kill()
    process.wait()
    assert ended(told)
