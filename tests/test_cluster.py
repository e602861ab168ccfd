"""The same build on a Dask cluster: a real scheduler and real workers, processes of their own on this machine's own address."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import generate
import pytest
import real
from real import snapshot

from budgetbook import building
from budgetbook.building import Means

BODIES = 8
SCHEDULER = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
WORKER = ("distributed.cli.dask_worker", "--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--host", "127.0.0.1")


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    workers: list[subprocess.Popen[str]] = field(default_factory=list)


def started(*command: str, **pipes: int) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": str(real.ROOT)}
    program = [sys.executable, "-W", "ignore", "-m", *command]
    return subprocess.Popen(program, text=True, env=environment, start_new_session=True, **pipes)  # type: ignore[call-overload, no-any-return]


def ended(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
    if process.stderr:
        process.stderr.close()


@contextmanager
def cluster(count: int, folder: Path) -> Iterator[Cluster]:
    """Running until the block ends."""
    scheduler = started(*SCHEDULER, stderr=subprocess.PIPE)
    made = Cluster("")
    try:
        assert scheduler.stderr
        said = (re.search(r"tcp://127\.0\.0\.1:\d+", line) for line in scheduler.stderr)
        made.address = next(found[0] for found in said if found)
        threading.Thread(target=scheduler.stderr.read, daemon=True).start()
        for number in range(count):
            place = ("--local-directory", str(folder / f"worker-{number}"))
            made.workers.append(started(*WORKER, *place, made.address, stderr=subprocess.DEVNULL))
        yield made
    finally:
        for process in (*made.workers, scheduler):
            ended(process)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "content"
    generate.write(folder, BODIES, 1, 6)
    return folder


@pytest.fixture(scope="session")
def expected(content: Path) -> dict[str, bytes]:
    target = content.with_name("here")
    assert building.build(content, real.TEMPLATES, target, Means())[0] is not None
    return bytes_of(target)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in snapshot(folder).items()}


def build(content: Path, target: Path, address: str) -> subprocess.Popen[str]:
    program = [sys.executable, str(real.ROOT / "build.py"), "build", "--content", str(content), "--out", str(target)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*program, "--lang", "en", "--no-cache", "--scheduler", address], text=True, **pipes)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("kill", [False, True], ids=["left alone", "one killed"])
def test_a_cluster_gives_the_same_site(kill: bool, content: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    target = tmp_path / "site"
    with cluster(2, tmp_path) as made:
        process = build(content, target, made.address)
        if kill:
            deadline = time.monotonic() + 60
            while not list(tmp_path.glob(".site.new-*")) and time.monotonic() < deadline and process.poll() is None:
                time.sleep(0.02)
            assert process.poll() is None, "it is in the middle of its work"
            os.killpg(made.workers[0].pid, signal.SIGKILL)
        out, err = process.communicate(timeout=150)
    assert (process.returncode, err) == (0, "")
    assert " written" in out
    assert bytes_of(target) == expected


def test_where_there_is_no_cluster_it_is_said(content: Path, tmp_path: Path) -> None:
    process = build(content, tmp_path / "site", "tcp://127.0.0.1:9")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.count("\n") == 1
    assert "tcp://127.0.0.1:9" in err
    assert not (tmp_path / "site").exists()
