"""A site's file of the dictionary extends the program's of the same name, key by key."""

from __future__ import annotations

import shutil
from pathlib import Path

import project
import pytest

from budgetbook.content import dictionary
from budgetbook.content.content import Content
from budgetbook.content.yaml import extension
from budgetbook.content.yaml.extension import ExtendedFile
from budgetbook.content.yaml.reader import YamlFile
from budgetbook.importer import vocabulary
from budgetbook.search.asked_words import asked_words


@pytest.fixture
def site(content: Path) -> Path:
    """A site that has nothing of the dictionary."""
    for folder in (dictionary.COUNTRIES, dictionary.LANGUAGES):
        shutil.rmtree(content / folder, ignore_errors=True)
    return content


def write(site: Path, name: str, text: str) -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def load(site: Path) -> Content:
    return project.check(site).content


CONCEPTS = "countries/china/concepts.yaml"


def test_a_key_of_the_site_replaces_that_of_the_program_and_all_others_stay(site: Path) -> None:
    before = load(site)
    write(site, CONCEPTS, "revenue:\n  plain: {zh: 进账, en: What comes in}\n")
    after = load(site)
    assert list(after.concepts) == list(before.concepts)
    assert dict(after.concepts["revenue"].plain or {}) == {"zh": "进账", "en": "What comes in"}
    assert after.concepts["revenue"].model_copy(update={"plain": before.concepts["revenue"].plain}) == before.concepts["revenue"]
    assert vocabulary.load(site).concepts.keys() == after.concepts.keys()


def test_a_file_that_says_what_the_programs_says_extends_nothing(content: Path) -> None:
    file = content / CONCEPTS
    assert type(dictionary.read_file(content, file).file) is YamlFile
    write(content, CONCEPTS, f"{file.read_text('utf-8')}# Another end.\n")
    assert type(dictionary.read_file(content, file).file) is ExtendedFile


def test_one_language_of_a_text_and_one_word_of_a_language_can_be_replaced(site: Path) -> None:
    write(site, CONCEPTS, "revenue:\n  plain: {en: What comes in}\n")
    write(site, "languages/en.yaml", "words: {nav-data: Downloads}\n")
    after = load(site)
    assert dict(after.concepts["revenue"].plain or {}) == {"zh": "进来的钱", "en": "What comes in"}
    assert after.phrases["en"].words["nav-data"] == "Downloads"
    assert after.phrases["en"].words["nav-about"] == "About"


def test_a_key_can_be_added_and_a_list_is_replaced_whole(site: Path) -> None:
    write(
        site,
        CONCEPTS,
        "own-fee:\n  name: {zh: 本地收费, en: Own fee}\n  explain: {zh: 本地的一种收费。, en: A fee of this place.}\n"
        "  measure: money\n"
        "revenue: {see: [own-fee]}\n",
    )
    after = load(site)
    assert after.concepts["own-fee"].name["en"] == "Own fee"
    assert after.concepts["revenue"].see == ("own-fee",)


def test_null_takes_a_key_away(site: Path) -> None:
    write(site, CONCEPTS, "revenue: {asked: null, plain: null}\n")
    concept = load(site).concepts["revenue"]
    assert (concept.asked, concept.plain) == (None, None)
    assert concept.also


def test_null_of_what_is_not_there_is_told(site: Path) -> None:
    path = write(site, CONCEPTS, "revenue: {plane: null}\nno-such: null\n")
    problems = project.run_on(site, "check").problems
    assert [line.partition(" expected")[0] for line in problems] == [
        f"{path}:1:11: revenue.plane:", f"{path}:2:1: no-such:",
    ]  # fmt: skip


def test_a_word_of_the_site_takes_the_place_of_one_that_the_program_lends(site: Path) -> None:
    assert asked_words(load(site), "en")["words"]["rent"] == "economic-30214"
    write(site, CONCEPTS, "operating-expenses: {asked: {zh: [房租], en: [rent]}}\n")
    assert project.run_on(site, "check").status == 0
    assert asked_words(load(site), "en")["words"]["rent"] == "operating-expenses"


def test_what_is_left_hanging_is_told_where_it_hangs(site: Path) -> None:
    """The program's concepts name the one that the site takes away."""
    write(site, CONCEPTS, "carry-over: null\n")
    problems = project.run_on(site, "check").problems
    assert problems
    assert all("carry-over" in line for line in problems)
    assert any(line.startswith(f"{dictionary.PROGRAM_CONTENT}/{CONCEPTS}:") for line in problems)


def test_a_wrong_value_is_told_in_the_file_of_the_site(site: Path) -> None:
    path = write(site, CONCEPTS, "revenue:\n  measure: moneys\n")
    (problem,) = project.run_on(site, "check").problems
    assert problem.startswith(f"{path}:2:12: revenue.measure: ")


def test_a_null_in_a_file_that_extends_nothing_is_told_as_everywhere(site: Path) -> None:
    write(site, "countries/elsewhere/concepts.yaml", "revenue: null\n")
    text = (site / "site.yaml").read_text("utf-8")
    (site / "site.yaml").write_text(text.replace("country: china", "country: elsewhere"), "utf-8")
    assert any("concepts.yaml:1:10: revenue: " in line for line in project.run_on(site, "check").problems)


def test_places_are_those_of_the_site_s_own_file() -> None:
    file = extension.attempt("own.yaml", b"b: {c: 1}\n", "program.yaml", b"a: 1\nb: {d: 2}\n").file
    assert file
    assert file.data == {"a": "1", "b": {"d": "2", "c": "1"}}
    assert file.keys == {("b",): (1, 1), ("b", "c"): (1, 5)}
    assert ("a",) not in file.values


def test_a_changed_entry_is_seen_by_the_next_build(site: Path, tmp_path: Path) -> None:
    target, cache = tmp_path / "site", ("--jobs", "1")
    write(site, CONCEPTS, "our-term:\n  name: {zh: 本馆词, en: Our own term}\n  explain: {zh: 一个词。, en: A word.}\n")
    assert project.run("--content", site, "--out", target, *cache).status == 0
    write(site, "languages/en.yaml", "words: {nav-data: Take the data}\n")
    assert project.run("--content", site, "--out", target, *cache).status == 0
    assert "Take the data" in (target / "en/index.html").read_text("utf-8")
    assert "Our own term" in (target / "en/glossary/our-term/index.html").read_text("utf-8")
