"""Builds of one site at the same time, with one cache; content that is written while it is read; caches that are no help."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import built_site
import project
import pytest
from project import snapshot
from test_crash_safety import bytes_of, start
from test_interrupted_builds import as_anybody

from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions

BODIES = 2
"""In the content that is built here."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "content", "hillside")


def fresh(content: Path) -> dict[str, bytes]:
    """The site that a build makes of a content; its cache is none of those that are tested."""
    target = content.with_name("fresh")
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=content.with_name("drawings")))[0] is not None
    return bytes_of(target)


def put(path: Path, text: str) -> bytes:
    """Another text at the end of a file; how the file was."""
    before = path.read_bytes()
    path.write_bytes(before + text.encode())
    return before


# Two builds at once


def test_two_builds_of_one_content_at_once(content: Path, tmp_path: Path) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    for number in range(project.rounds(1, 3)):
        put(content / "pages" / "about.en.md", f"\nWord {number}.\n")
        processes = [start(content, target, cache) for _ in range(2)]
        assert [process.communicate(timeout=project.PATIENCE) for process in processes] == [("", "")] * 2
        assert [process.returncode for process in processes] == [0, 0]
        assert bytes_of(target) == fresh(content)
        before = snapshot(target)
        assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
        assert snapshot(target) == before


def test_two_builds_of_different_contents_at_once(content: Path, tmp_path: Path) -> None:
    other = built_site.small_content(tmp_path / "other" / "content", "hillside")
    put(other / "pages" / "about.en.md", "\nAnother end.\n")
    target, cache, sites = tmp_path / "site", tmp_path / "cache", [fresh(content), fresh(other)]
    for _ in range(project.rounds(1, 3)):
        processes = [start(each, target, cache, name=f"{each.parent.name}.py") for each in (content, other)]
        assert [process.communicate(timeout=project.PATIENCE) for process in processes] == [("", "")] * 2
        assert bytes_of(target) in sites
        for each, site in zip((content, other), sites, strict=True):
            assert build.build(each, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
            assert bytes_of(target) == site


def test_a_store_that_somebody_is_at_work_in_is_left_alone(content: Path, tmp_path: Path) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    (store,) = (cache / "builds").iterdir()
    before = store.stat().st_ino
    holding = sqlite3.connect(store)
    holding.execute("BEGIN EXCLUSIVE")
    put(content / "pages" / "about.en.md", "\nAnother end.\n")
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    holding.close()
    assert bytes_of(target) == fresh(content)
    assert store.stat().st_ino == before, "two programs with two files of one name would each spoil the other's"


# Content that is written while it is read


@pytest.mark.parametrize("when", range(1, BODIES + 1))
def test_what_is_written_while_a_build_reads(when: int, content: Path, tmp_path: Path) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    written = max((content / "statements").iterdir()) / "entity.yaml"
    before = b""

    def tell(step: str, done: int, count: int) -> None:
        nonlocal before
        if (step, done, count, before) == ("bodies", when, BODIES, b""):
            text = written.read_text("utf-8")
            before = text.encode()
            written.write_text(text.replace("Hillside District", "Hillside County"), encoding="utf-8")

    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache, on_progress=tell))[0] is not None
    assert before
    assert bytes_of(target) == fresh(content)
    written.write_bytes(before)
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    assert bytes_of(target) == fresh(content)


# Caches that are no help


def a_file(cache: Path) -> None:
    cache.write_bytes(b"a file")


def read_only(cache: Path) -> None:
    cache.mkdir(mode=0o500)


def files_in_it(cache: Path) -> None:
    cache.mkdir()
    for name in ("builds", "charts", "data", "templates"):
        (cache / name).write_bytes(b"a file")


@pytest.mark.parametrize("make", [a_file, read_only, files_in_it])
def test_a_cache_that_cannot_be_written_only_costs_time(make: Callable[[Path], None], content: Path, tmp_path: Path) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    make(cache)
    for name in (tmp_path, content):
        name.chmod(0o777)
    for _ in range(project.rounds(1, 2)):
        process = start(content, target, cache, preexec_fn=as_anybody)
        assert (process.communicate(timeout=project.PATIENCE), process.returncode) == (("", ""), 0)
        assert bytes_of(target) == fresh(content)
        put(content / "pages" / "about.en.md", "\nAnother end.\n")


def test_what_was_kept_in_another_form_is_made_again(content: Path, tmp_path: Path) -> None:
    target, cache = tmp_path / "site", tmp_path / "cache"
    assert build.build(content, project.TEMPLATES, target, BuildOptions(cache=cache))[0] is not None
    parts = {part: [path for path in (cache / part).rglob("*") if path.is_file()] for part in ("charts", "data")}
    assert all(parts.values()), parts
    kept = [path for paths in parts.values() for path in paths]
    for path in kept:
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(b"of another year\n" + data)
    assert build.build(content, project.TEMPLATES, tmp_path / "again", BuildOptions(cache=cache))[0] is not None
    assert bytes_of(tmp_path / "again") == bytes_of(target) == fresh(content)
