"""What `build.py new site` makes: a site that checks and builds at once, for each country and in each of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import project
import pytest
import yaml

from budgetbook.cli import command_line
from budgetbook.cli.starter.site_files import program_version
from budgetbook.cli.starter.texts import CountryOutline, list_countries, read_texts
from budgetbook.content.dictionary import program_languages
from budgetbook.diagnostics.problem import Language


def _cases() -> Iterator[tuple[str, str]]:
    """Each country with all its languages, with them turned round, and with each alone."""
    for country in list_countries():
        languages = [lang for lang in CountryOutline.read(country).languages if lang in program_languages()]
        yield from ((country, ",".join(some)) for some in (languages, languages[::-1], *([lang] for lang in languages)))


def _make(folder: Path, *words: str, lang: Language = "en") -> project.Ended:
    return project.run("new", "site", folder, *words, "--lang", lang)


@pytest.mark.parametrize(("country", "languages"), dict.fromkeys(_cases()))
def test_a_new_site_has_no_problem_and_all_of_its_sample_adds_up(country: str, languages: str, tmp_path: Path) -> None:
    ended = _make(tmp_path / "site", "--country", country, "--languages", languages)
    assert (ended.status, ended.err) == (0, "")
    assert str(tmp_path / "site") in ended.out
    checked = project.check(tmp_path / "site" / "content")
    assert checked.content.languages == tuple(languages.split(","))
    (findings,) = checked.findings.values()
    assert len(findings) > 5
    assert {finding.verdict for finding in findings} <= {"holds", "untestable"}
    assert sum(finding.verdict == "holds" for finding in findings) > 5


def test_it_builds_and_says_that_its_budget_is_invented(tmp_path: Path) -> None:
    _make(tmp_path / "site", "--country", "china")
    ended = project.run_on(tmp_path / "site" / "content", "--out", tmp_path / "built")
    assert (ended.status, ended.err) == (0, "")
    for lang, word in (("zh", "虚构"), ("en", "invented")):
        page = (tmp_path / "built" / lang / "sample-body" / "2025-budget" / "index.html").read_text(encoding="utf-8")
        assert word in page


@pytest.mark.parametrize("lang", program_languages())
def test_the_texts_of_every_language_fill_the_same_places(lang: str) -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(inner) for key, inner in value.items()}
        return sorted(re.findall(r"\{\w+\}", str(value)))

    assert shape(read_texts(lang)) == shape(read_texts("en"))


def test_its_workflow_uses_the_actions_that_this_repository_uses(tmp_path: Path) -> None:
    _make(tmp_path / "site")
    workflow = (tmp_path / "site/.github/workflows/publish.yml").read_text(encoding="utf-8")
    assert len([line for line in workflow.splitlines() if line.strip()]) < 25
    used = re.findall(r"uses: (.*)", workflow)
    known = re.findall(r"uses: (.*)", (project.ROOT / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
    assert used
    assert set(used) <= set(known)
    assert yaml.safe_load(workflow)["jobs"]["publish"]["steps"]
    assert f"budgetbook[import]=={program_version()}\n" == (tmp_path / "site/requirements.txt").read_text(encoding="utf-8")


def test_a_readme_is_written_in_each_language_and_leaves_no_hole(tmp_path: Path) -> None:
    _make(tmp_path / "site", "--languages", "en,zh")
    texts = [(tmp_path / "site" / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")]
    assert texts[0].startswith("# Our budgets\n")
    assert texts[1].startswith("# 我们的预算\n")
    for text in texts:
        assert '{% extends "program/home.html" %}' in text
        assert not re.search(r"(?<!\{)\{\w+\}", text)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--country", "chima"), "there is no dictionary of chima (did you mean china?)"),
        (("--country", "../china"), "there is no dictionary of ../china"),
        (("--languages", "zh,xx"), "the dictionary of china has no xx"),
    ],
)
def test_a_country_or_language_that_there_is_no_dictionary_of_is_told(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    ended = _make(tmp_path / "site", *words)
    assert ended.status == 2
    assert said in ended.err
    assert not (tmp_path / "site").exists()


def test_what_stands_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    ended = _make(tmp_path)
    assert ended.status == 2
    assert "was left alone" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["schema"], "schema"),
        (["new"], "new"),
        (["new", "site", "x"], "new site"),
        (["--quiet", "new", "site", "x"], "new site"),
        (["new", "--body", "site"], "new"),
    ],
)
def test_a_command_of_two_words_is_told_from_one_with_an_argument(words: list[str], name: str) -> None:
    assert command_line.parse_arguments(words).command.name == name
