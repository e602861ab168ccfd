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
import project
import pytest
from project import snapshot

from budgetbook.cli.messages import SAYS
from budgetbook.content.folder import Folder
from budgetbook.diagnostics.problem import Language
from budgetbook.engine import build as site_build
from budgetbook.engine import shard, task
from budgetbook.engine.inputs import BuildOptions, SiteInputs
from budgetbook.infra.processes import pool
from budgetbook.render.templates import Templates

BODIES = 4
SCHEDULER = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
WORKER = ("distributed.cli.dask_worker", "--nthreads", "1", "--nworkers", "1", "--no-dashboard", "--host", "127.0.0.1")


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[str]
    workers: list[subprocess.Popen[str]] = field(default_factory=list)


def started(*command: str, path: Path = project.ROOT, **pipes: int) -> subprocess.Popen[str]:
    """With the program that stands in a folder."""
    environment = os.environ | {"PYTHONPATH": f"{path}{os.pathsep}{os.environ['PYTHONPATH']}"}
    program = [sys.executable, "-W", "ignore", "-m", *command]
    return subprocess.Popen(program, text=True, cwd=path, env=environment, start_new_session=True, **pipes)  # type: ignore[call-overload, no-any-return]


def ended(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)
    if process.stderr:
        process.stderr.close()


@contextmanager
def cluster(count: int, folder: Path, path: Path = project.ROOT) -> Iterator[Cluster]:
    """Running until the block ends, the workers with the program that stands in `path`."""
    scheduler = started(*SCHEDULER, stderr=subprocess.PIPE)
    made = Cluster("", scheduler)
    try:
        assert scheduler.stderr
        said = (re.search(r"tcp://127\.0\.0\.1:\d+", line) for line in scheduler.stderr)
        made.address = next(found[0] for found in said if found)
        threading.Thread(target=scheduler.stderr.read, daemon=True).start()
        for number in range(count):
            place = ("--local-directory", str(folder / f"worker-{number}"))
            made.workers.append(started(*WORKER, *place, made.address, path=path, stderr=subprocess.DEVNULL))
        yield made
    finally:
        for process in (*made.workers, scheduler):
            ended(process)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cluster") / "content"
    generate.write(folder, BODIES, 1, 1)
    return folder


@pytest.fixture(scope="session")
def of_bodies(content: Path) -> set[str]:
    """The names of all that is drawn of bodies."""
    cache = content.with_name("cache")
    assert shard.fill_cache(content, project.TEMPLATES, (1, 1), BuildOptions(cache=cache)) == (BODIES, [])
    return drawn(cache)


@pytest.fixture(scope="session")
def expected(content: Path, of_bodies: set[str]) -> dict[str, bytes]:
    assert of_bodies, "drawn before"
    target = content.with_name("here")
    assert site_build.build(content, project.TEMPLATES, target, BuildOptions(cache=content.with_name("cache")))[0] is not None
    return bytes_of(target)


def drawn(cache: Path) -> set[str]:
    return {path.name for path in (cache / "charts").rglob("*") if path.is_file()}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in snapshot(folder).items()}


def build(content: Path, target: Path, address: str, *more: str, lang: Language = "en") -> subprocess.Popen[str]:
    """Without a word while all is well: on a slow machine it would say how far it is."""
    options = ("--content", str(content), "--out", str(target), "--lang", lang, "--quiet", "--scheduler", address, *more)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, str(project.ROOT / "build.py"), *options], text=True, **pipes)  # type: ignore[call-overload, no-any-return]


def end(process: subprocess.Popen[str]) -> project.Ended:
    out, err = process.communicate(timeout=project.PATIENCE)
    return project.Ended(process.returncode, out, project.without_progress(err))


def faulty(key: str, lang: Language, why: str = "") -> project.Ended:
    return project.Ended(2, "", f"{SAYS[key][lang].format(why=why)}\n")


def test_a_cluster_gives_the_same_site_and_keeps_nothing(
    content: Path, of_bodies: set[str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    with cluster(2, tmp_path) as made:
        means = BuildOptions(scheduler=made.address, cache=cache)
        assert site_build.build(content, project.TEMPLATES, target, means)[0] is not None
        assert bytes_of(target) == expected
        twice = drawn(cache) & of_bodies
        assert 0 < len(twice) < len(of_bodies) / 4, "a worker is told no folder of this machine; shared pages show some bodies"
        before = snapshot(target)
        assert site_build.build(content, project.TEMPLATES, target, means)[0] is not None
        assert snapshot(target) == before, "nothing changed, nothing written"


@pytest.mark.parametrize("who", ["a worker", "the scheduler"])
def test_killed_in_the_middle(who: str, content: Path, expected: dict[str, bytes], tmp_path: Path) -> None:
    target = tmp_path / "site"
    with cluster(2, tmp_path) as made:
        process = build(content, target, made.address, "--no-cache")
        deadline = time.monotonic() + project.PATIENCE
        while not (done := bodies_done(tmp_path)) and time.monotonic() < deadline and process.poll() is None:
            time.sleep(0.01)
        assert 0 < done < BODIES, "some bodies came back, and others are being made"
        killed = made.workers[0] if who == "a worker" else made.scheduler
        os.killpg(killed.pid, signal.SIGKILL)
        ended = end(process)
    if who == "a worker":
        assert ended == project.Ended(0, "", "")
        assert bytes_of(target) == expected
    else:
        assert ended == faulty("no-cluster", "en", made.address)
        assert list(tmp_path.glob(".site.new-*")) == []
        assert not target.exists()


def bodies_done(folder: Path) -> int:
    """How many bodies stand in a site that is being built."""
    return len({path.parent.parent for path in folder.glob(".site.new-*/zh/*/*-budget/index.html")})


@pytest.mark.parametrize("other", ["another", "none"])
def test_a_worker_with_another_program_or_none_is_no_worker(other: str, content: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere"
    if other == "none":
        place.mkdir()
    else:
        with (project.copy_program(place) / "budgetbook" / "clock.py").open("a", encoding="utf-8") as file:
            file.write("# Another version.\n")
    languages: tuple[Language, ...] = ("zh", "en")
    with cluster(1, tmp_path, place) as made:
        started = {lang: build(content, tmp_path / lang, made.address, "--no-cache", lang=lang) for lang in languages}
        for lang, process in started.items():
            assert end(process) == faulty("other-version", lang)
            assert not (tmp_path / lang).exists()


def test_a_worker_of_another_version_that_comes_later_says_so() -> None:
    inputs = SiteInputs(Folder(project.CONTENT), {}, [], Templates("", {}, {}), has_feed=False)
    context = task.TaskContext("another", inputs, common_content_valid=False, cache=None)
    with pytest.raises(pool.VersionMismatchError):
        task.run_task(task.Task(context.serialize(), "a", {}, {}, []))


def test_a_cluster_without_workers_is_none(tmp_path: Path) -> None:
    with cluster(0, tmp_path) as made, pytest.raises(pool.ClusterUnavailableError, match=made.address):
        list(pool.Workers(1, made.address, patience=1).imap_unordered(str, [1]))


def test_a_cluster_that_loses_all_its_workers_is_none(tmp_path: Path) -> None:
    with cluster(1, tmp_path) as made, pool.Workers(1, made.address, silence=1) as elsewhere:
        results = elsewhere.imap_unordered(time.sleep, [0, 600])
        next(results)
        os.killpg(made.workers[0].pid, signal.SIGKILL)
        with pytest.raises(pool.ClusterUnavailableError, match=made.address):
            next(results)


@pytest.mark.parametrize(("lang", "address"), [("zh", "nowhere"), ("en", "tcp://127.0.0.1:9")])
def test_where_there_is_no_cluster_it_is_said(lang: Language, address: str, content: Path, tmp_path: Path) -> None:
    ended = project.run_on(content, "--scheduler", address, "--out", tmp_path / "site", lang=lang)
    assert ended == faulty("no-cluster", lang, address)
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_there_is_no_client_it_is_said(
    lang: Language, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ended = project.run_on(content, "--scheduler", "tcp://127.0.0.1:9", "--out", tmp_path / "site", lang=lang)
    assert ended == faulty("needs-cluster", lang)


def test_dask_keeps_its_own_words_to_itself() -> None:
    code = """
import logging
from budgetbook.infra.processes import pool as workers
try:
    list(workers.Workers(1, "tcp://127.0.0.1:9", patience=1).imap_unordered(str, [1]))
except workers.ClusterUnavailableError:
    names = ("distributed.client", "distributed.batched", "distributed.core", "distributed.comm.tcp", "tornado.application")
    levels = {logging.getLogger(name).getEffectiveLevel() for name in names}
    assert levels == {logging.CRITICAL}, levels
"""
    program = [sys.executable, "-c", code]
    ended = subprocess.run(program, capture_output=True, text=True, check=False, cwd=project.ROOT, timeout=project.PATIENCE)
    assert (ended.returncode, ended.stderr) == (0, "")
