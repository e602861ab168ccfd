"""The form of a content folder: told where it is older or newer than what the program reads, and nothing else with it."""

from __future__ import annotations

from pathlib import Path

import project
import pytest

from budgetbook.content import dictionary, form
from budgetbook.content.form import PRESENT_FORM


def write_site(folder: Path, settings: str, *others: str) -> Path:
    folder.mkdir()
    (folder / "site.yaml").write_text(settings, encoding="utf-8")
    for name in others:
        (folder / name).write_text("a: {name: {zh: 甲, en: A}}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("settings", "others", "expected"),
    [
        ("name: {zh: 甲, en: A}\n", (), 1),
        ("name: {zh: 甲, en: A}\n", ("concepts.yaml",), 0),
        ("name: {zh: 甲, en: A}\n", ("wording.yaml",), 0),
        ("form: 1\n", ("concepts.yaml",), 1),
        ("form: 12\n", (), 12),
        ("form: new\n", (), None),
        ("form: 01\n", (), None),
        ("form: [1]\n", (), None),
        ("form: -1\n", (), None),
    ],
)
def test_a_folder_says_its_form_or_shows_it(settings: str, others: tuple[str, ...], expected: int | None, tmp_path: Path) -> None:
    folder = write_site(tmp_path / "content", settings, *others)
    assert form.tell_form(folder, dictionary.read_site(folder)) == expected


def test_an_older_form_is_one_problem_that_says_what_to_do(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "content", "name: {zh: 甲, en: A}\n", "concepts.yaml", "wording.yaml")
    for lang, said, hint in (
        ("en", "expected content of form 1; this is of form 0", "run build.py upgrade"),
        ("zh", "内容是第 0 版格式", "请运行 build.py upgrade"),
    ):
        ended = project.run("check", "--content", folder, "--lang", lang, "--format", "people")
        assert ended.status == 1
        assert len(ended.err.splitlines()) == 4
        assert f"{folder.as_posix()}/site.yaml:1:1" in ended.err
        assert said in ended.err
        assert hint in ended.err


def test_a_newer_form_is_told_at_its_line_with_where_a_newer_program_is_from(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "content", f"name: {{zh: 甲, en: A}}\nform: {PRESENT_FORM + 1}\nunheard: of\n")
    ended = project.run("check", "--content", folder, "--lang", "en", "--format", "editors")
    assert ended.status == 1
    (problem,) = ended.problems
    assert problem.startswith(
        f"{folder.as_posix()}/site.yaml:2:7: form: expected content of form {PRESENT_FORM}; this is of form"
    )
    assert problem.endswith(
        "(use a newer program: git pull; where the site's requirements.txt names a version, install that one)"
    )


@pytest.mark.parametrize("written", ["new", "001a", "-1", "1.0"])
def test_what_is_no_form_is_told(written: str, tmp_path: Path) -> None:
    content = project.copy_content(tmp_path / "content")
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"form: {written}\n")
    (problem,) = project.run_on(content, "check").problems
    assert f"form: expected the number of a form, such as 1; found “{written}”" in problem
    assert f"found “{written}”" in project.run("upgrade", "--content", content, "--lang", "en").err


def test_the_present_form_can_be_written_out(tmp_path: Path) -> None:
    content = project.copy_content(tmp_path / "content")
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"form: {PRESENT_FORM}\n")
    assert project.check(content).content.site.form == PRESENT_FORM
