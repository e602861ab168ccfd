"""A site takes the dictionary of its country from its own folder, file by file, and what it lacks from the program's."""

from __future__ import annotations

import shutil
from pathlib import Path

import built_site
import project
import pytest

from budgetbook.content import dictionary
from budgetbook.content.folder import Folder
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.importer import vocabulary


@pytest.fixture
def bare(content: Path) -> Path:
    """A site that has no file of the dictionary."""
    shutil.rmtree(content / dictionary.COUNTRIES)
    return content


def test_a_site_without_a_dictionary_uses_that_of_the_program(bare: Path) -> None:
    site = project.check(bare).content
    concepts = site.country_path("concepts.yaml")
    assert Path(concepts) == dictionary.PROGRAM_CONTENT / "countries" / "china" / "concepts.yaml"
    assert site.repository_path(concepts) == "content/countries/china/concepts.yaml"
    assert vocabulary.load(bare).concepts == site.concepts


def test_a_file_of_the_site_stands_in_for_that_of_the_program(bare: Path) -> None:
    own = bare / "countries" / "china" / "concepts.yaml"
    own.parent.mkdir(parents=True)
    text = (dictionary.PROGRAM_CONTENT / "countries" / "china" / "concepts.yaml").read_text("utf-8")
    own.write_text(text.replace("name: {zh: “三公”经费,", "name: {zh: 三公钱,"), "utf-8")
    site = project.check(bare).content
    assert site.concepts["three-public"].name["zh"] == vocabulary.load(bare).concepts["three-public"].name["zh"] == "三公钱"
    assert site.country_path("concepts.yaml") == own.as_posix()
    assert site.repository_path(own.as_posix()) == "content/countries/china/concepts.yaml"
    assert Path(site.country_path("sections.yaml")).is_relative_to(dictionary.PROGRAM_CONTENT)


def test_a_problem_of_a_file_of_the_program_is_told_at_its_place(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = bare.parent / "program"
    shutil.copytree(dictionary.PROGRAM_CONTENT / "countries" / "china", program / "countries" / "china")
    (program / "countries" / "china" / "concepts.yaml").write_text("revenue: {nmae: x}\n", "utf-8")
    monkeypatch.setattr(dictionary, "PROGRAM_CONTENT", program)
    problems = project.run_on(bare, "check").problems
    assert problems[0].startswith(f"{program}/countries/china/concepts.yaml:1:1: ")


def test_the_files_of_other_countries_are_left_alone(tmp_path: Path) -> None:
    content = built_site.small_content(tmp_path / "content")
    other = content / "countries" / "elsewhere"
    other.mkdir()
    (other / "concepts.yaml").write_text("what: is not, a dictionary", "utf-8")
    folder = Folder.scan(content)
    countries = {name.split("/")[1] for name in folder.common_files if name.startswith("countries/")}
    assert countries == {"library"}
    assert not folder.program_files, "the program knows no such country"
    assert project.run_on(content, "check").problems == []


@pytest.mark.parametrize("country", ["../china", "CHINA", "[china]"])
def test_a_country_is_a_name(content: Path, country: str) -> None:
    site = content / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("country: china", f"country: {country}"), "utf-8")
    problems = project.run_on(content, "check").problems
    assert len(problems) == 1
    assert problems[0].startswith(f"{site}:")


def test_a_country_that_nobody_has_described_is_a_problem(content: Path) -> None:
    site = content / "site.yaml"
    site.write_text(site.read_text("utf-8").replace("country: china", "country: atlantis"), "utf-8")
    (problem,) = project.run_on(content, "check").problems
    assert problem.endswith(MESSAGES["unknown-country"]["en"].format(name="atlantis"))
