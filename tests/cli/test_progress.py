"""How far a long build is: a bar on a terminal, lines in a log, nothing where nothing is to be said; then what was done."""

from __future__ import annotations

import argparse
import os
import pty
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import built_site
import project
import pytest

from budgetbook.cli import progress
from budgetbook.diagnostics.problem import Language

BODIES = 2
AT: dict[Language, tuple[str, str]] = {
    "zh": (rf"单位 \d / {BODIES}，还要 \d+:\d\d", r"共用的网页和数据 \d+ / \d+，还要 \d+:\d\d"),
    "en": (rf"organisations: \d of {BODIES}, \d+:\d\d left", r"shared pages and data: \d+ of \d+, \d+:\d\d left"),
}
DONE: dict[Language, str] = {
    "zh": r"\d+ 个文件（新写 \d+，未变 0，删去 0），\d+ 项核对，[\d,]+ KB，\d+\.\d\d 秒\n",
    "en": r"\d+ files \(\d+ written, 0 unchanged, 0 removed\), \d+ checks, [\d,]+ KB, \d+\.\d\d s\n",
}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_site.small_content(tmp_path_factory.mktemp("progress") / "content", "hillside")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.usefixtures("drawn_anew")  # a build of ready drawings is over before there is anything to tell
def test_a_terminal_shows_a_bar_with_step_count_and_time_left(lang: Language, tmp_path: Path) -> None:
    screen, terminal = pty.openpty()
    command = [
        sys.executable,
        str(project.ROOT / "build.py"),
        "build",
        "--content",
        str(project.CONTENT),
        "--out",
        str(tmp_path / "site"),
    ]
    process = subprocess.Popen([*command, "--no-cache", "--lang", lang], stdout=subprocess.PIPE, stderr=terminal, text=True)
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # how Linux says that the other side is closed
        while more := os.read(screen, 4096):
            shown += more
    os.close(screen)
    out, _ = process.communicate(timeout=project.PATIENCE)
    states = shown.decode().split("\r\x1b[K")
    assert states[0] == states[-1] == "", "nothing stays of the bar"
    bar = r"\[(█*)(·*)\] "
    steps = "|".join(AT[lang]).replace(str(BODIES), r"\d")  # the tests' own content has another number of them
    told = [re.fullmatch(f"{bar}(?:{steps})", state) for state in states[1:-1]]
    assert told
    assert all(each and len(each[1] + each[2]) == 24 for each in told)
    assert re.match(DONE[lang], out)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_log_has_plain_lines(lang: Language, content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_LOG", 0)
    ended = project.run_with_progress(
        "build", "--content", content, "--out", tmp_path / "site", "--no-cache", "--jobs", "1", "--lang", lang
    )
    lines = ended.err.splitlines()
    bodies, pages = (re.compile(pattern) for pattern in AT[lang])
    assert all(map(bodies.fullmatch, lines[:BODIES]))
    assert all(map(pages.fullmatch, lines[BODIES:]))
    assert len(lines) > 2 * BODIES
    assert re.match(DONE[lang], ended.out)


def test_a_log_of_a_short_build_has_none(content: Path) -> None:
    ended = project.run_with_progress("check", "--content", content, "--jobs", "1")
    assert (ended.status, ended.err) == (0, "")


def test_quiet_says_nothing(content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_LOG", 0)
    ended = project.run_with_progress(
        "build", "--content", content, "--out", tmp_path / "site", "--no-cache", "--jobs", "1", "--quiet"
    )
    assert (ended.status, ended.out, ended.err) == (0, "", "")


def test_the_time_left_is_that_of_the_rest_at_the_pace_so_far(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    with progress.Progress(argparse.Namespace(lang="en", quiet=False)) as shown:
        for seconds, step, done, count in (
            (0, "bodies", 1, 1200),
            (30, "bodies", 12, 1200),
            (15, "bodies", 900, 1200),
            (15, "pages", 1, 9),
        ):
            now[0] += seconds
            shown.update(step, done, count)
    assert capsys.readouterr().err.splitlines() == [
        "organisations: 12 of 1,200, 49:30 left",
        "organisations: 900 of 1,200, 0:15 left",
        "shared pages and data: 1 of 9, 2:00 left",
    ]
