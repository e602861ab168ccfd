"""Tasks given to other processes: none is lost where these die, and none of their threads outlives them."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from budgetbook.infra.processes.pool import WorkerCrashError, Workers


def dies_once(place: Path, fatal: int, task: int) -> int:
    if task == fatal and not (place / "died").exists():
        while not (place / "go").exists():
            time.sleep(0.01)
        (place / "died").touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def dies(task: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return task


def until_broken(workers: Workers) -> None:
    """Wait until the pool takes no task any more."""
    with suppress(BrokenExecutor):
        while True:
            workers._get_executor().submit(int).result(60)


@pytest.mark.slow
@pytest.mark.parametrize("fatal", [1, 5])
def test_no_task_is_lost_where_a_worker_dies_while_results_are_used(fatal: int, tmp_path: Path) -> None:
    done = list[int]()
    with Workers(2) as workers:
        for result in workers.imap_unordered(partial(dies_once, tmp_path, fatal), range(20)):
            done.append(result)
            if len(done) == 1:
                (tmp_path / "go").touch()
                until_broken(workers)
    assert (tmp_path / "died").exists()
    assert sorted(done) == list(range(20))


@pytest.mark.slow
def test_no_thread_of_dead_workers_outlives_them() -> None:
    before = set(threading.enumerate())
    with pytest.raises(WorkerCrashError), Workers(2) as workers:
        list(workers.imap_unordered(dies, range(4)))
    assert set(threading.enumerate()) <= before


def test_no_thread_outlives_the_work() -> None:
    before = set(threading.enumerate())
    with Workers(2) as workers:
        assert sorted(workers.imap_unordered(abs, range(4))) == [0, 1, 2, 3]
    assert set(threading.enumerate()) <= before


def test_a_fault_does_not_wait_for_what_is_being_done() -> None:
    def stopped() -> None:
        with suppress(KeyboardInterrupt), Workers(2) as workers:
            for _ in workers.imap_unordered(time.sleep, [0, 600, 600]):
                raise KeyboardInterrupt

    stopping = threading.Thread(target=stopped, daemon=True)
    stopping.start()
    stopping.join(60)
    assert not stopping.is_alive()
