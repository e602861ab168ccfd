"""Killed, out of disk, stopped by hand, twice at once: the old site stands or the new one, never a mixture."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import built_site
import interrupted_write
import project
import pytest
from project import snapshot

from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.publish import atomic_swap, site_writer
from budgetbook.infra.publish.file_trees import MARKER_FILE

STRACE = shutil.which("strace")


def start(content: Path, target: Path, *before: str, **options: Any) -> subprocess.Popen[str]:
    """The front door as a program of its own, perhaps under another one."""
    build = [sys.executable, str(project.ROOT / "build.py"), "--content", str(content), "--out", str(target), "--lang", "en"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "encoding": "utf-8"}
    return subprocess.Popen([*before, *build, "--no-cache"], **pipes, **options)


def end(process: subprocess.Popen[str]) -> project.Ended:
    out, err = process.communicate(timeout=project.PATIENCE)
    return project.Ended(process.returncode, out, project.without_progress(err))


def beside(target: Path) -> list[str]:
    """What stands next to the site, the lock left out."""
    return sorted(path.name for path in target.parent.iterdir() if path.name not in (target.name, f".{target.name}.busy"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small content, on its own in a folder."""
    return built_site.small_content(tmp_path / "small")


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every file of the site of the small content, by its path."""
    outputs = project.outputs(project.check(built_site.small_content(tmp_path_factory.mktemp("small") / "content")))
    return {path: output.data for path, output in outputs.items()} | {MARKER_FILE.path: MARKER_FILE.data}


@pytest.fixture
def old(expected: dict[str, bytes], tmp_path: Path) -> Path:
    """That site, with one page that the next build will change and one that it will remove."""
    target = tmp_path / "out" / "site"
    site_writer.write_site((OutputFile(path, data) for path, data in expected.items() if path != MARKER_FILE.path), target)
    (target / "zh" / "index.html").write_bytes(b"as it was")
    (target / "zh" / "gone.html").write_bytes(b"as it was")
    return target


# Killed


@pytest.mark.parametrize("how", ["exchange", "rename"])
def test_killed_at_any_step_the_old_site_or_the_new_one_stands(how: str, tmp_path: Path) -> None:
    program = [sys.executable, str(Path(interrupted_write.__file__)), str(tmp_path), how]
    ended = subprocess.run(program, capture_output=True, text=True, check=False, timeout=project.PATIENCE)
    assert ended.returncode == 0, ended.stderr
    steps = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(steps) > 15
    after = [step["after"] for step in steps]
    # Where the system cannot swap two folders in one step there is one moment between two renames.
    assert list(dict.fromkeys(after)) == (["old", "none", "new"] if how == "rename" else ["old", "new"])
    assert after.count("none") <= 1
    assert [step["stopped"] for step in steps] == [True] * (len(steps) - 1) + [False]
    assert [step for step in steps if not step["mended"] or step["left"]] == [], "the next build mends everything"


@pytest.mark.skipif(STRACE is None, reason="strace is not installed; the test before this one needs no tool")
@pytest.mark.parametrize("call", ["renameat2:when=1", "?link,linkat:when=7", "unlinkat:when=20"])
def test_a_real_build_killed_by_the_system_leaves_a_whole_site(
    call: str, small: Path, old: Path, expected: dict[str, bytes]
) -> None:
    before = snapshot(old)
    name, when = call.split(":")
    inject = f"inject={name}:signal=SIGKILL:{when}"
    ended = end(start(small, old, str(STRACE), "-f", "-e", f"trace={name}", "-e", inject, "-o", "/dev/null"))
    if "ptrace" in ended.err:
        pytest.skip("this machine does not let strace trace")
    swapped = name == "unlinkat"  # the old site is taken apart after the swap
    assert ended.status != 0
    assert (snapshot(old) == before) is not swapped
    assert beside(old) != []
    assert project.run_on(small, "--out", old).status == 0
    assert {path: state[0] for path, state in snapshot(old).items()} == expected
    assert beside(old) == []


# Out of disk, and other refusals of the system


@pytest.mark.parametrize("how", ["exchange", "rename"])
def test_out_of_disk_at_any_step_the_old_site_stands_or_the_new_one(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if how == "rename":
        monkeypatch.setattr(atomic_swap, "_exchange", lambda *_: False)
    ends = []
    for step in range(1, 200):
        target = tmp_path / str(step) / "site"
        interrupted_write.put(interrupted_write.OLDER, target)
        interrupted_write.put(interrupted_write.OLD, target)
        ends.append(fill_up(step, target))
        raised, after = ends[-1]
        assert after == ("old" if raised else "new"), f"step {step}: what a build says of the site must be true"
        assert not raised or beside(target) == [], f"step {step}"
        interrupted_write.put(interrupted_write.NEW, target)
        assert interrupted_write.standing(target) == "new", f"step {step}"
        assert beside(target) == [], f"step {step}"
        if len(ends) > 15 and not any(raised for raised, _ in ends[-12:]):
            break
    assert any(raised for raised, _ in ends)
    assert len(ends) < 199


def fill_up(step: int, target: Path) -> tuple[bool, str]:
    """Write while the disk is full at one step. Whether the write said so, and which site stands."""
    left = [step]

    def full(real_step: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real_step(*arguments, **options)

        return refuse

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in interrupted_write.STEPS:
            patch.setattr(owner, name, full(getattr(owner, name)))
        try:
            interrupted_write.put(interrupted_write.NEW, target)
        except OSError:
            return True, interrupted_write.standing(target)
    return False, interrupted_write.standing(target)


def test_a_page_larger_than_the_system_allows_leaves_the_site_as_it_was(small: Path, old: Path) -> None:
    before = snapshot(old)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))

    ended = end(start(small, old, preexec_fn=limit))
    assert ended.status == 2
    assert "nothing was written, the site is as it was" in ended.err
    assert "Traceback" not in ended.err
    assert snapshot(old) == before
    assert beside(old) == []


def test_a_folder_that_may_not_be_written_to_is_said_in_one_line(small: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    ended = end(start(small, locked / "site", preexec_fn=as_anybody))
    locked.chmod(0o700)
    assert ended.status == 2
    assert len(ended.err.splitlines()) == 1
    assert MESSAGES["system-not-allowed"]["en"] in ended.err
    assert str(locked) in ended.err
    assert list(locked.iterdir()) == []


def as_anybody() -> None:
    """Root may write everywhere: take that right (CAP_DAC_OVERRIDE) from the program to be run."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


# Stopped by a fault or by hand


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError, ValueError])
def test_a_build_that_breaks_off_leaves_the_site_as_it_was(stop: type[BaseException], tmp_path: Path) -> None:
    target = tmp_path / "site"
    interrupted_write.put(interrupted_write.OLD, target)
    before = snapshot(target)

    def outputs() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"new")
        raise stop

    with pytest.raises(stop):
        site_writer.write_site(outputs(), target)
    assert snapshot(target) == before
    assert beside(target) == []


def test_a_broken_template_is_told_and_the_site_stays(small: Path, old: Path, tmp_path: Path) -> None:
    checkout = project.copy_program(tmp_path / "checkout")
    (checkout / "templates" / "data.html").write_text("{{ content.nothing_of_the_kind }}", encoding="utf-8")
    before = snapshot(old)
    program = [sys.executable, str(checkout / "build.py"), "--content", str(small), "--out", str(old)]
    ended = subprocess.run(program, capture_output=True, text=True, check=False, timeout=project.PATIENCE)
    assert snapshot(old) == before
    assert beside(old) == []
    assert "nothing_of_the_kind" in ended.stderr
    assert ended.returncode == 1, "a slip in a file that people edit"


# Twice at once


def test_two_builds_at_once_both_end_well_and_the_site_is_whole(small: Path, old: Path, expected: dict[str, bytes]) -> None:
    first, second = (start(small, old) for _ in range(2))
    ends = [end(first), end(second)]
    assert [(ended.status, ended.err) for ended in ends] == [(0, "")] * 2
    assert sorted("(1 written, " in ended.out for ended in ends) == [False, True], "the second has nothing to do"
    assert {path: state[0] for path, state in snapshot(old).items()} == expected
    assert beside(old) == []


def test_the_checks_of_one_content_do_not_wait_for_a_build_of_another(small: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"

    def outputs() -> Iterator[OutputFile]:
        yield OutputFile("index.html", b"new")
        assert project.try_check(small)[0] is not None
        site_writer.write_site(iter([OutputFile("index.html", b"other")]), tmp_path / "other")

    assert site_writer.write_site(outputs(), target).file_count == 2
