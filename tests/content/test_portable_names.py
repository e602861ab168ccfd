"""Names that one of the three systems cannot write are told where they stand, wherever in a content folder that is."""

from __future__ import annotations

from pathlib import Path

import built_site
import project
import pytest

from budgetbook.content.fields import is_slug
from budgetbook.content.folder import Folder
from budgetbook.content.portable_names import MAX_PATH, find_fault
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.manifest.manifest import TwoPagesError
from budgetbook.infra.publish import site_writer

DEVICES = ["CON", "nul.txt", "Aux.tar.gz", "com1", "LPT9.csv", "COM¹", "con .txt", "CONIN$"]
SIGNS = ["a:b", "what?", "a*b", 'a"b', "<b>", "a|b", "a\\b", "tab\tbed", "del\x7f", "dot.", "space ", "..."]
FINE = ["console", "nullify.txt", "com10", "aux-1", "a.con", " space", "a.b.c", "预算.pdf", "😀", "a'b", "a&b"]
FAULTS = {"name-of-a-device": DEVICES, "name-refused": SIGNS, "": FINE}
REFUSED = {name: why for why, names in FAULTS.items() for name in names}
REFUSED_FILES = [("con.txt", "name-of-a-device"), ("a:b.txt", "name-refused"), ("dot.", "name-refused")]


@pytest.mark.parametrize(("name", "why"), REFUSED.items())
def test_what_a_system_refuses_is_known(name: str, why: str) -> None:
    assert find_fault(name) == find_fault(f"a/{name}") == why


def test_a_path_is_as_long_as_the_shortest_limit_leaves_room_for() -> None:
    fits = f"a/{'b' * (MAX_PATH - 2)}"
    assert (find_fault(fits), find_fault(f"{fits}b")) == ("", "path-too-long")


@pytest.mark.parametrize("name", [name for name, why in REFUSED.items() if why])
def test_none_of_them_can_be_an_address(name: str) -> None:
    assert not is_slug(name)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    content = built_site.small_content(tmp_path / "content")
    (content / "static" / "papers").mkdir(parents=True)
    return content


@pytest.mark.parametrize("place", ["static", "static/papers", "statements", "pages", "."])
@pytest.mark.parametrize(("name", "why"), REFUSED_FILES)
def test_it_is_told_where_it_stands(place: str, name: str, why: str, small: Path) -> None:
    (small / place / name).write_text("x", encoding="utf-8")
    (problem,) = Folder.scan(small).find_problems()
    assert (problem.file, problem.message.text("en")) == ((small / place / name).as_posix(), MESSAGES[why]["en"])


def test_files_that_differ_in_capital_letters_alone_are_told(small: Path) -> None:
    for name in ("Map.svg", "map.svg", "papers/a.txt", "Ärger.txt", "ärger.txt"):
        (small / "static" / name).write_text("x", encoding="utf-8")
    if len(list((small / "static").glob("?ap.svg"))) < 2:
        pytest.skip("this file system takes both names for one")
    problems = Folder.scan(small).find_problems()
    assert [(Path(problem.file).name, problem.message.text("en")) for problem in problems] == [
        (name, MESSAGES["name-twice"]["en"]) for name in ("map.svg", "ärger.txt")
    ]


def test_a_path_that_windows_has_no_room_for_is_told_with_its_length(small: Path) -> None:
    folder = small / "static" / ("long" * 30)
    folder.mkdir()
    (folder / ("b" * 90)).write_text("x", encoding="utf-8")
    (problem,) = Folder.scan(small).find_problems()
    assert "218" in problem.message.text("en")
    assert "218" in problem.message.text("zh")


@pytest.mark.parametrize("name", ["Assets/a.txt", "ZH/a.txt", "Robots.txt", "INDEX.html", "Sitemap-9.xml"])
def test_a_file_that_takes_the_place_of_the_programs_in_other_capital_letters_is_told(name: str, small: Path) -> None:
    path = small / "static" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("x", encoding="utf-8")
    (problem,) = Folder.scan(small).find_problems()
    assert problem.message.text("en").endswith("is one of its own")


def test_two_pages_that_differ_in_capital_letters_alone_are_no_site(tmp_path: Path) -> None:
    outputs = [OutputFile(path, b"x") for path in ("a/index.html", "A/index.html")]
    with pytest.raises(TwoPagesError):
        site_writer.write_site(outputs, tmp_path / "site")


@pytest.mark.slow
def test_every_path_of_a_site_is_one_that_every_system_can_write(tmp_path: Path) -> None:
    """That of a body and of a table with names as long as they may be too."""
    content = built_site.small_content(tmp_path / "content")
    (body,) = (path for path in (content / "statements").iterdir() if path.is_dir())
    body.rename(body.with_name("b" * 64))
    ended = project.run_on(content, "--out", tmp_path / "site")
    assert ended.status == 0, ended.err
    paths = [path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*")]
    assert any("b" * 64 in path for path in paths)
    assert [path for path in paths if find_fault(path)] == []
    assert len({path.casefold() for path in paths}) == len(paths)
