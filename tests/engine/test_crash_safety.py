"""A build killed at two hundred moments, a killed worker, a foreign cache: a whole site stands, and the next build is right."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import built_site
import generate
import project
import pytest
from project import snapshot

from budgetbook.cli.messages import SAYS
from budgetbook.diagnostics.problem import Language
from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions

TIMES = project.rounds(6, 40)
SEEDS = project.rounds(1, 5)
"""Two hundred moments at which a build is killed, in `make stress`."""
STEPS = """
taken = 0

def count(event, _):
    global taken
    if event == "open" or event.startswith(("os.", "sqlite3.", "fcntl.", "subprocess.")):
        taken += 1
        if taken == {last}:
            os.kill(os.getpid(), signal.SIGSTOP)

def tell():
    Path({told!r}).write_text(str(taken))

if __name__ == "__main__":
    atexit.register(tell)
    sys.addaudithook(count)
"""
"""A program that counts what it does to files and stores, stands still at one of these steps, and tells how many there were.

Steps instead of seconds: how many there are does not depend on how fast the machine is.
"""


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path: state[0] for path, state in snapshot(folder).items()}


def start(
    content: Path, target: Path, cache: Path, processes: int = 1, name: str = "program.py",
    last: int = 0, **more: Any,
) -> subprocess.Popen[str]:  # fmt: skip
    """A build as a program of its own, in a process group of its own, with a cache of its own; it stands still at step `last`."""
    code = (
        "import atexit, os, signal, sys; from pathlib import Path\n"
        "from budgetbook.engine import build as building; from budgetbook.engine.inputs import BuildOptions\n"
        f"{STEPS.format(last=last, told=str(cache.with_name('steps')))}\n"
        f"if __name__ == '__main__': building.build(Path({str(content)!r}), Path({str(project.TEMPLATES)!r}),"
        f" Path({str(target)!r}),"
        f" BuildOptions({processes}, cache=Path({str(cache)!r})))"
    )
    script = cache.with_name(name)
    script.write_text(code, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{project.ROOT}{os.pathsep}{os.environ['PYTHONPATH']}"}
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, str(script)], text=True, start_new_session=True, env=environment, **pipes, **more)


def killed(process: subprocess.Popen[str]) -> bool:
    """Whether it came to the step at which it stands still, and so was killed; its workers go with it."""
    _, status = os.waitpid(process.pid, os.WUNTRACED)
    stands = os.WIFSTOPPED(status)
    if stands:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.returncode = os.waitstatus_to_exitcode(status)
    process.communicate(timeout=project.PATIENCE)
    return stands


@pytest.mark.parametrize("seed", range(SEEDS))
def test_killed_at_any_moment_the_old_site_or_the_new_one_stands(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    contents = [built_site.small_content(tmp_path / name) for name in ("one", "two")]
    page = contents[1] / "pages" / "about.en.md"
    page.write_text(f"{page.read_text('utf-8')}\nAnother end.\n", encoding="utf-8")
    sites = []
    for content in contents:
        fresh = tmp_path / f"fresh-{content.name}"
        build.build(content, project.TEMPLATES, fresh, BuildOptions())
        sites.append(bytes_of(fresh))
    assert sites[0] != sites[1]
    target, cache = tmp_path / "out" / "site", tmp_path / "cache"
    build.build(contents[0], project.TEMPLATES, target, BuildOptions(cache=cache))
    assert start(contents[1], target, cache).communicate(timeout=project.PATIENCE) == ("", "")
    steps = int((tmp_path / "steps").read_text())
    stands, stopped = 1, 0
    for _ in range(TIMES):
        stopped += killed(start(contents[1 - stands], target, cache, last=int(chance.uniform(0.05, 1.05) * steps)))
        assert bytes_of(target) in (sites[stands], sites[1 - stands])
        stands = stands if bytes_of(target) == sites[stands] else 1 - stands
    assert stopped > TIMES // 3
    assert build.build(contents[1], project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    assert bytes_of(target) == sites[1]
    assert {path.name for path in target.parent.iterdir()} == {".site.busy", "site"}


def children(pid: int) -> list[int]:
    found = [int(each) for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()]
    return [*found, *(below for each in found for below in children(each))]


def test_a_build_goes_on_when_a_worker_is_killed(tmp_path: Path) -> None:
    content, target, cache = tmp_path / "content", tmp_path / "site", tmp_path / "cache"
    generate.write(content, 4, 1, 1)
    process = start(content, target, cache, processes=2)
    workers: list[int] = []
    deadline = time.monotonic() + project.PATIENCE
    while len(workers) < 2 and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
        running = [pid for pid in children(process.pid) if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()]
        workers = running[1:]  # the first starts the others
    assert len(workers) == 2
    os.kill(workers[-1], signal.SIGKILL)
    out, err = process.communicate(timeout=project.PATIENCE)
    assert (process.returncode, out, err) == (0, "", "")
    fresh = tmp_path / "fresh"
    build.build(content, project.TEMPLATES, fresh, BuildOptions(cache=cache))
    assert bytes_of(target) == bytes_of(fresh)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_where_workers_are_killed_again_and_again_it_is_said(lang: Language, tmp_path: Path) -> None:
    content, target = tmp_path / "content", tmp_path / "site"
    generate.write(content, 4, 1, 1)
    place = project.copy_program(tmp_path / "program")
    with (place / "budgetbook" / "engine" / "task.py").open("a", encoding="utf-8") as file:
        file.write("\n\ndef run_task(task):\n    import os\n    os.kill(os.getpid(), 9)\n")
    program = [sys.executable, str(place / "build.py"), "--content", str(content), "--out", str(target), "--lang", lang]
    ended = subprocess.run(
        [*program, "--quiet", "--jobs", "2"], capture_output=True, text=True, check=False, timeout=project.PATIENCE
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{SAYS['workers-died'][lang]}\n"
    assert not target.exists()


def test_stopped_by_hand_all_its_processes_stop_and_one_line_is_said(tmp_path: Path) -> None:
    content, target = tmp_path / "content", tmp_path / "site"
    generate.write(content, 12, 1, 1)
    program = [sys.executable, str(project.ROOT / "build.py"), "--content", str(content), "--out", str(target), "--no-cache"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen([*program, "--quiet", "--jobs", "2", "--lang", "en"], text=True, start_new_session=True, **pipes)  # type: ignore[call-overload]
    deadline = time.monotonic() + project.PATIENCE
    while not list(tmp_path.glob(".site.new-*")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=project.PATIENCE)
    assert (process.returncode, out, err) == (2, "", "stopped; the site is as it was\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".site.busy", "content"]


def store_of(cache: Path) -> Path:
    (store,) = (cache / "builds").iterdir()
    return store


@pytest.mark.parametrize("how", ["future", "other tables", "no database", "a folder", "locked", "read-only"])
def test_a_store_that_is_no_answer_costs_only_time(how: str, tmp_path: Path) -> None:
    content, target, cache = built_site.small_content(tmp_path / "content"), tmp_path / "site", tmp_path / "cache"
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    before, store = snapshot(target), store_of(cache)
    holding = None
    if how == "future":
        with sqlite3.connect(store) as base:
            base.execute("PRAGMA user_version = 4000")
    elif how == "other tables":
        with sqlite3.connect(store) as base:
            base.execute("DROP TABLE outputs")
    elif how == "no database":
        store.write_bytes(b"not a database" * 1000)
    elif how == "a folder":
        store.unlink()
        store.mkdir()
    elif how == "locked":
        holding = sqlite3.connect(store)
        holding.execute("BEGIN EXCLUSIVE")
    else:
        store.parent.chmod(0o500)
    try:
        again = build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0]
    finally:
        if holding:
            holding.close()
        store.parent.chmod(0o700)
    assert again is not None
    assert (again.summary.changed_count, again.summary.removed_count) == (0, 0)
    assert snapshot(target) == before


@pytest.mark.parametrize("days", [-4000, 4000])
def test_a_clock_that_was_set_does_not_matter(days: int, tmp_path: Path) -> None:
    content, target, cache = built_site.small_content(tmp_path / "content"), tmp_path / "site", tmp_path / "cache"
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    moment = time.time() + days * 86400
    for path in [*tmp_path.rglob("*")]:
        os.utime(path, (moment, moment))
    page = content / "pages" / "about.en.md"
    page.write_text(f"{page.read_text('utf-8')}\nAnother end.\n", encoding="utf-8")
    os.utime(page, (moment, moment))
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    fresh = tmp_path / "fresh"
    build.build(content, project.TEMPLATES, fresh, BuildOptions())
    assert bytes_of(target) == bytes_of(fresh)
