"""What stands in `content/static/` stands on the site as it is, and never in the place of a page."""

from __future__ import annotations

import os
from pathlib import Path

import built_site
import project
import pytest


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "content")


def put(content: Path, name: str, data: bytes = b"") -> None:
    path = content / "static" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.whole
def test_static_files_are_copied_byte_for_byte_and_follow_what_is_saved(small: Path, tmp_path: Path) -> None:
    files = {
        "logo.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        "papers/a b.yaml": b"not: [ours",
        "CNAME": b"budgets.example\n",
    }
    for name, data in files.items():
        put(small, name, data)
    target = tmp_path / "site"
    assert project.run("--content", small, "--out", target).status == 0
    assert {name: (target / name).read_bytes() for name in files} == files
    put(small, "CNAME", b"other.example\n")
    (small / "static/papers/a b.yaml").unlink()
    assert project.run("--content", small, "--out", target).status == 0
    assert (target / "CNAME").read_bytes() == b"other.example\n"
    assert not (target / "papers").exists()


@pytest.mark.whole
def test_a_logo_stands_before_the_name_of_the_site(small: Path, tmp_path: Path) -> None:
    with (small / "site.yaml").open("a", encoding="utf-8") as file:
        file.write("theme: {logo: logo.svg}\n")
    (problem,) = project.run_on(small, "check").problems
    assert "theme.logo: expected this picture in content/static/; logo.svg is not there" in problem
    put(small, "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert project.run_on(small, "--out", tmp_path / "site").status == 0
    assert '<img class="logo" src="../../logo.svg" alt="">' in (tmp_path / "site/en/about/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "name", ["index.html", "en/about/index.html", "data/x.csv", "assets/style.css", "sitemap.xml", "_headers"]
)
def test_no_static_file_takes_the_place_of_what_the_program_writes(name: str, small: Path) -> None:
    put(small, name)
    (problem,) = project.run_on(small, "check").problems
    assert f"static/{name}:1:1: " in problem
    assert "expected a name that the program does not write itself" in problem


def test_a_static_file_that_is_a_link_is_refused(small: Path) -> None:
    (small / "static").mkdir()
    (small / "static" / "passwords").symlink_to("/etc/passwd")
    (problem,) = project.run_on(small, "check").problems
    assert "symbolic link" in problem


@pytest.mark.whole
def test_whatever_stands_at_the_root_of_a_site_is_the_program_s_own(small: Path, tmp_path: Path) -> None:
    assert project.run_on(small, "--out", tmp_path / "site").status == 0
    names = sorted(path.name for path in (tmp_path / "site").iterdir() if not path.name.startswith("."))
    assert len(names) > 8
    for name in names:
        put(small, f"{name}/mine.txt")
    problems = project.run_on(small, "check").problems
    assert [problem.partition("static/")[2].partition("/")[0] for problem in problems] == names


@pytest.mark.parametrize("name", ["static", "static/papers/pipe"])
def test_what_is_no_file_is_told_and_not_left_out(name: str, small: Path) -> None:
    if name == "static":
        (small / "static").write_text("not a folder", encoding="utf-8")
    else:
        put(small, "papers/a.txt")
        os.mkfifo(small / name)
    (problem,) = project.run_on(small, "check").problems
    assert f"{name}:1:1: expected static to be a folder, with ordinary files in it" in problem
