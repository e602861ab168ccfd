"""However a command ends, it is a sentence: stopped while it starts, unread, short of files or memory, in the way of others."""

from __future__ import annotations

import multiprocessing
import os
import resource
import subprocess
import sys
from ast import literal_eval
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import built_site
import project
import pytest
from project import snapshot

from budgetbook.cli import build, cache_folder, command_line, main, options
from budgetbook.cli.messages import SAYS, USES
from budgetbook.content.folder import Folder
from budgetbook.content.leftovers import is_leftover
from budgetbook.content.yaml import reader
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.diagnostics.problem import Language
from budgetbook.engine.build import build as build_site
from budgetbook.engine.inputs import BuildOptions
from budgetbook.infra.processes import pool

BUILD = [sys.executable, str(project.ROOT / "build.py")]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "content")


def ended(*words: str | Path, before: Callable[[], None] | None = None, python: tuple[str, ...] = ()) -> project.Ended:
    """The front door as a program of its own."""
    command = [sys.executable, *python, str(project.ROOT / "build.py"), *map(str, words), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, preexec_fn=before)
    assert "Traceback" not in done.stderr
    return project.Ended(done.returncode, done.stdout, done.stderr)


# Ctrl-C


STOP_AT = """
import builtins, os, signal, sys
path, left, really = sys.argv[1], int(sys.argv[2]), builtins.__import__
code = compile(open(path).read(), path, "exec")
def load(name, *rest):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGINT)
    return really(name, *rest)
builtins.__import__ = load
sys.argv = [path, "check", "--content", "nowhere"]
sys.path.insert(0, os.path.dirname(path))
exec(code, {"__name__": "__main__"})
"""


@pytest.mark.slow
@pytest.mark.parametrize("at", [6, 7, 40, 300, 1500])
def test_stopped_at_any_import_it_says_so_in_one_line(at: int) -> None:
    program = [sys.executable, "-c", STOP_AT, str(project.ROOT / "build.py"), str(at)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, timeout=300)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1), done.stderr
    assert "stopped" in done.stderr


def test_nothing_but_two_modules_of_python_is_loaded_before_it_is_watched_over() -> None:
    code = (
        "import sys; before = set(sys.modules); import build; print(sorted({m.split('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project.ROOT, capture_output=True, text=True, check=True, timeout=300)
    assert set(literal_eval(done.stdout)) <= {
        "build",
        "signal",
        "enum",
        "types",
        "operator",
        "_operator",
        "functools",
        "collections",
        "keyword",
        "_collections",
        "_functools",
        "reprlib",
        "itertools",
        "__future__",
    }


# Unread


@pytest.mark.parametrize("to", ["stdout", "stderr"])
def test_a_pipe_that_nobody_reads_is_no_fault(to: str, small: Path) -> None:
    if to == "stderr":
        (small / "site.yaml").write_text("name: x\n", encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    other = "stderr" if to == "stdout" else "stdout"
    streams = {to: write, other: subprocess.PIPE}
    with subprocess.Popen([*BUILD, "check", "--content", str(small)], text=True, **streams) as program:  # type: ignore[call-overload]
        os.close(write)
        said = program.communicate(timeout=300)[1 if other == "stderr" else 0]
    assert (program.returncode, said) == (main._UNREAD_STATUS, "")


# Too little of something


@pytest.mark.slow
@pytest.mark.parametrize("limit", [12, 30])
def test_too_few_files_are_told(limit: int, small: Path, tmp_path: Path) -> None:
    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

    done = ended("--content", small, "--out", tmp_path / "site", before=few)
    assert done.status == 2
    assert "ulimit -n" in done.err
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
@pytest.mark.parametrize("limit", [100_000_000, 600_000_000])
def test_too_little_memory_is_told(limit: int, small: Path, tmp_path: Path) -> None:
    def little() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    done = ended("--content", small, "--out", tmp_path / "site", before=little)
    assert done.status == 2
    assert "memory" in done.err
    assert not (tmp_path / "site").exists()


def test_memory_that_ends_while_it_works_is_told(monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    def check(*_: object) -> NoReturn:
        raise MemoryError

    monkeypatch.setattr("budgetbook.engine.check.check", check)
    done = project.run("check", "--content", small, "--lang", "en")
    assert done.status == 2
    assert MESSAGES["system-no-memory"]["en"] in done.err


def test_without_the_texts_that_the_drawing_library_needs_it_says_so(small: Path) -> None:
    done = ended("check", "--content", small, python=("-OO",))
    assert (done.status, done.err) == (2, f"{SAYS['optimized']['en']}\n")


@pytest.mark.parametrize("word", ["0", "-1", "-99999999999"])
def test_fewer_processes_than_one_are_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        command_line.parse_arguments([f"--jobs={word}", "--lang", "zh"])
    assert raised.value.code == 2
    assert f"--jobs {USES['no-such-number']['zh'].format(word=word)}\n" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["-1", "65536"])
def test_a_port_that_cannot_be_is_refused(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_line.parse_arguments(["serve", f"--port={word}", "--lang", "en"])
    assert f"--port {USES['no-such-port']['en'].format(word=word)}\n" in capsys.readouterr().err


# In the way of others


def test_no_site_stands_in_what_it_is_made_of_nor_around_it(small: Path, tmp_path: Path) -> None:
    before = snapshot(tmp_path)
    (tmp_path / "link").symlink_to(small)
    for out in (small / "out", small / "statements", small, tmp_path, tmp_path / "link" / "deep" / "out"):
        done = project.run("--content", small, "--out", out, "--lang", "en")
        assert (done.status, done.err) == (2, f"{SAYS['out-in-the-way']['en'].format(why=small)}\n"), out
    (tmp_path / "link").unlink()
    assert snapshot(tmp_path) == before
    for name in build._PROGRAM_FOLDERS:
        if (project.ROOT / name).exists():
            assert build._find_obstacle(project.ROOT / name / "out", small) == options.HERE / name
    assert build._find_obstacle(project.ROOT, small) is not None
    assert build._find_obstacle(project.ROOT / "site", small) is None


def test_a_folder_that_is_no_content_is_not_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    monkeypatch.setattr(os, "scandir", lambda *_: pytest.fail("walked"))
    folder = Folder.scan(tmp_path)
    assert [problem.message.key for problem in folder.find_problems()] == ["no-content-folder"]


def test_comparing_with_a_folder_without_content_is_refused(small: Path, tmp_path: Path) -> None:
    done = project.run("diff", str(tmp_path / "content" / "statements"), "--content", small, "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "there is neither" in done.err


# What editors leave


@pytest.mark.parametrize(
    "name",
    [
        ".#2023-budget.en.md", "2023-budget.yaml~", "#2023-budget.yaml#", "4913", "5036", "._2023-budget.yaml", "Thumbs.db",
        "desktop.ini", "2023-budget.yaml.orig", "2023-budget.yaml.rej", ".2023-budget.yaml.swp", ".DS_Store", "~$budget.docx",
        "2023-budget.yaml.bak", ".~lock.a.md#", "__MACOSX", "a.yaml___jb_tmp___", "Icon\r",
    ],
)  # fmt: skip
def test_what_editors_leave_is_not_there(name: str, small: Path, tmp_path: Path) -> None:
    assert is_leftover(name)
    folder = next(path.parent for path in small.glob("statements/*/entity.yaml"))
    before = Folder.scan(small)
    for place in (folder, small, small / "pages"):
        (place / name).symlink_to(tmp_path / "nowhere")
    (small / "statements" / name).mkdir()
    assert Folder.scan(small) == before


@pytest.mark.parametrize(
    "name", ["2023-budget.yaml", "site.yaml", "about.en.md", "1-budget.yaml", "a.numbers.txt", "riverside-library"]
)
def test_what_people_write_is_there(name: str) -> None:
    assert not is_leftover(name)


# The cache


def git(folder: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True, capture_output=True
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_cache_that_git_has_is_done_without(lang: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = command_line.parse_arguments(["--lang", lang])
    cache = tmp_path / ".cache"
    assert cache_folder.find_cache_folder(options, tmp_path) == cache
    (cache / "builds").mkdir(parents=True)
    (cache / "builds" / "a.sqlite").write_bytes(b"anything")
    assert cache_folder.find_cache_folder(options, tmp_path) == cache
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitignore").write_text("/.cache/\n")
    assert cache_folder.find_cache_folder(options, tmp_path) == cache
    assert capsys.readouterr().err == ""
    git(tmp_path, "add", "-f", ".cache")
    assert cache_folder.find_cache_folder(options, tmp_path) is None
    assert capsys.readouterr().err == f"{SAYS['cache-tracked'][lang].format(folder='.cache')}\n"


def test_a_cache_that_is_a_link_is_done_without(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options, elsewhere = command_line.parse_arguments(["--lang", "en"]), tmp_path / "elsewhere"
    elsewhere.mkdir()
    for link in (tmp_path / ".cache", tmp_path / "b" / ".cache" / "charts"):
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(elsewhere)
    for root in (tmp_path, tmp_path / "b"):
        assert cache_folder.find_cache_folder(options, root) is None
        assert capsys.readouterr().err == f"{SAYS['cache-link']['en'].format(folder='.cache')}\n"


# One rule for the feed


@pytest.mark.parametrize(
    "text", ["{}\n", "{}\n...\n", "---\n{}\n", "# nothing\n{ }\n", "\ufeff{}\n", "--- {}\n", "%YAML 1.1\n---\n{}\n"]
)
def test_both_ways_agree_on_whether_there_is_a_feed(text: str, small: Path) -> None:
    (small / "updates.yaml").write_text(text, encoding="utf-8")
    checked, problems = project.try_check(small)
    told = reader.has_entries(text.encode())
    assert not told
    assert (checked is None) == bool(problems)
    assert checked is None or told == bool(checked.content.updates)


def test_updates_that_hold_nothing_give_the_same_site_both_ways(small: Path, tmp_path: Path) -> None:
    (small / "updates.yaml").write_text("{}\n...\n", encoding="utf-8")
    assert build_site(small, project.TEMPLATES, tmp_path / "site", BuildOptions())[1] == []
    files = {path: output.data for path, output in project.outputs(project.check(small)).items()}
    made = {path: state[0] for path, state in snapshot(tmp_path / "site").items() if path != ".gitignore"}
    assert made == files
    assert not [path for path, data in made.items() if path.endswith(".html") and b"feed.xml" in data]


# Systems without a fork server


def test_where_there_is_no_fork_server_workers_are_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    with pool.Workers(2, isolate=True) as two:
        assert sorted(two.imap_unordered(abs, [-1, 2, -3])) == [1, 2, 3]
        assert two._executor is not None
        assert two._executor._mp_context.get_start_method() == "spawn"  # type: ignore[attr-defined]
