"""Templates are read as content is: no links, ordinary files of a bounded size; a fault is told with its line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import project
import pytest

from budgetbook.render import templates
from budgetbook.render.templates import SiteTemplateError, Templates


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(project.TEMPLATES, tmp_path / "templates")
    return tmp_path / "templates"


def _link(folder: Path) -> None:
    (folder / "assets" / "leak.txt").symlink_to("/etc/passwd")


def _link_of_page(folder: Path) -> None:
    (folder / "leak.html").symlink_to("/etc/passwd")


def _link_of_all(folder: Path) -> None:
    (folder / "assets").rename(folder.parent / "assets")
    (folder / "assets").symlink_to(folder.parent / "assets")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "assets" / "pipe.js")


def _pipe_of_page(folder: Path) -> None:
    (folder / "home.html").unlink()
    os.mkfifo(folder / "home.html")


def _folder_of_page(folder: Path) -> None:
    (folder / "assets" / "more").mkdir()


def _bytes(folder: Path) -> None:
    path = folder / "home.html"
    path.write_bytes(b"{# one #}\n\n\xff" + path.read_bytes())


def _large(folder: Path) -> None:
    with (folder / "assets" / "large.js").open("wb") as file:
        file.truncate(10**10)


FAULTS: dict[Callable[[Path], None], tuple[str, str, int]] = {
    _link: ("assets/leak.txt", "symbolic link", 0),
    _link_of_page: ("leak.html", "symbolic link", 0),
    _link_of_all: ("assets", "symbolic link", 0),
    _pipe: ("assets/pipe.js", "no ordinary file", 0),
    _pipe_of_page: ("home.html", "no ordinary file", 0),
    _folder_of_page: ("assets/more", "no ordinary file", 0),
    _bytes: ("home.html", "0xFF", 3),
    _large: ("assets/large.js", "10,000,000,000", 0),
}


@pytest.mark.parametrize("harm", FAULTS)
def test_a_file_that_cannot_be_a_template_is_told_with_its_place(harm: Callable[[Path], None], folder: Path) -> None:
    harm(folder)
    name, why, line = FAULTS[harm]
    with pytest.raises(SiteTemplateError) as raised:
        Templates.read(folder)
    error = raised.value
    assert (error.name, error.line) == (name, line)
    assert error.describe("en").startswith(f"{name}:{line}: " if line else f"{name}: ")
    assert why in error.describe("en")
    assert error.describe("zh") != error.describe("en")
    problem = error.to_problem(folder)
    assert (problem.file, problem.line) == (f"{folder}/{name}", line or 1)


def test_no_more_of_a_large_file_is_read_than_tells_that_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "_MAX_BYTES", 10)
    with pytest.raises(SiteTemplateError, match="expected at most 10 bytes"):
        Templates.read(folder)


def test_what_editors_leave_is_not_published(folder: Path) -> None:
    before = Templates.read(folder)
    for name in ("style.css~", ".#style.css", ".style.css.swp", "#style.css#", "4913", "style.css.orig"):
        (folder / "assets" / name).symlink_to("/etc/passwd")
        (folder / name).symlink_to("/etc/passwd")
    assert Templates.read(folder) == before


def test_a_site_without_templates_takes_those_of_the_program(tmp_path: Path) -> None:
    program, own = Templates.read(project.TEMPLATES), tmp_path / "templates"
    for _ in range(2):
        lent = Templates.read(own)
        assert (lent.sources, lent.assets) == (program.sources, program.assets)
        own.mkdir(exist_ok=True)


def test_a_site_replaces_one_template_and_can_extend_what_it_replaces(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "404.html").write_text('{% extends "program/404.html" %}\n', encoding="utf-8")
    (own / "assets" / "extra.js").write_text("", encoding="utf-8")
    program, site = Templates.read(project.TEMPLATES), Templates.read(own)
    assert {name for name, source in site.sources.items() if program.sources[name] != source} == {"404.html"}
    assert site.assets == {**program.assets, "extra.js": b""}
    assert site.find_source("program/404.html") == program.sources["404.html"]
    assert site.find_source("program/home.html") == site.find_source("home.html") == program.sources["home.html"]
    assert site.find_source("program/none.html") is None


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("", encoding="utf-8")
    with pytest.raises(SiteTemplateError) as raised:
        Templates.read(tmp_path / "templates")
    assert raised.value.describe("en").startswith("templates/: ")
