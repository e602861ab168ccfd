"""What the guides tell: each of their examples is run or read by a test, here or beside, in both languages."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import built_site
import document_parts
import guides
import project
import pytest
import shared_drawings
from project import CheckedContent
from pydantic import TypeAdapter
from sample_content import LANGUAGES

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.money import Amount
from budgetbook.content.country import CountryFile
from budgetbook.content.fields import Slug
from budgetbook.content.figure import Figure
from budgetbook.content.importer_config import ImporterFile
from budgetbook.content.model import Concept, International
from budgetbook.content.site_files import Update
from budgetbook.content.statement import Quote
from budgetbook.content.text import Language
from budgetbook.content.yaml import reader
from budgetbook.importer.data_tables.map_file import read_map
from budgetbook.importer.data_tables.mapped_files import list_files, read_files

CONCEPTS, FIGURES = TypeAdapter(dict[Slug, Concept]), TypeAdapter(dict[Slug, Figure])
UPDATES, QUOTES = TypeAdapter(dict[Slug, Update]), TypeAdapter(dict[Slug, Quote])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_block_of_code_is_one_that_nobody_runs(lang: Language) -> None:
    """A block of another kind, or in a guide where no test looks for it, is to be given a test."""
    found = {(kind, name) for name in guides.GUIDES for kind, _ in guides.list_blocks(name, lang)}
    assert found == {(kind, name) for kind, names in guides.BLOCKS.items() for name in names}


def kind_of(key: str, value: Any) -> str:
    """Which file an example is from, as far as its keys tell."""
    if key in International.model_fields:
        return "international"
    if key == "quotes":
        return key
    return "concepts" if "name" in value else "updates" if "date" in value else "figures"


def examples(lang: Language) -> dict[str, dict[str, Any]]:
    """The YAML examples that name no file as data, by what they are examples of."""
    found: dict[str, dict[str, Any]] = {"concepts": {}, "figures": {}, "updates": {}, "international": {}, "quotes": {}}
    for text in guides.read_examples("yaml", lang):
        read, problems = reader.read("example", text.encode())
        assert read is not None, problems
        for key, value in read.data.items():
            found[kind_of(key, value)][key] = value
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_examples_are_valid(lang: Language, checked: CheckedContent) -> None:
    found = examples(lang)
    concepts = CONCEPTS.validate_python(found["concepts"])
    assert concepts
    assert all(about.measure for about in concepts.values())
    assert all(update.statement in checked.content.statements for update in UPDATES.validate_python(found["updates"]).values())
    mapped = International.model_validate(found["international"])
    assert mapped.functional.items() <= checked.content.international.functional.items()
    assert mapped.functional


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_teaches_the_importer(lang: Language) -> None:
    """A sentence that it cannot read, and can with the entries of the example."""
    sentence = "2024年来访接待费核定安排3万元。"
    title = "青山市水务局2024年部门预算"
    taught, problems = reader.read("example", guides.read_examples(guides.IMPORTER_EXAMPLE, lang)[0].encode())
    assert taught is not None, problems
    before = document_parts.words()
    assert document_parts.read_as(title, sentence).figures == {}
    words = before.config.model_dump()
    after = replace(before, config=ImporterFile.model_validate(_added(words, taught.data)))
    made = document_parts.read_as(title, sentence, words=after)
    assert made.figures["reception"].fields["amount"] == "3"
    assert made.head["profile"] == taught.data["profiles"]["budget"]["青山市"]


@guides.needs_documentation
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_of_a_map_reads_a_file(lang: Language, tmp_path: Path) -> None:
    """The map of the example adds up a file of the kind that it is for."""
    (text,) = guides.read_examples(guides.MAP_EXAMPLE, lang)
    (tmp_path / "town.yaml").write_text(text, encoding="utf-8")
    reading = read_map(tmp_path / "town.yaml")
    assert reading.table_map is not None, reading.problems
    data = tmp_path / "2024-spending.csv"
    rows = ("Office;Class;Section;Item;Purpose;Planned;Spent", "A;206;07;01;Lamps;1.000,50;900", "X;206;07;01;Lamps;1;1")
    data.write_text("\n".join((*rows, "Total;;;;;1.000,50;900")), encoding="utf-8")
    tables = read_files(list_files([data]), reading.table_map, None)
    assert tables.problems == []
    assert tables.tables["expenditure-by-function"].lines["2060701"].values == [Decimal("1000.50"), Decimal(900)]


@guides.needs_documentation
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_of_a_country_can_be_read(lang: Language) -> None:
    found, problems = reader.read("example", guides.read_examples(guides.COUNTRY_EXAMPLE, lang)[0].encode())
    assert found is not None, problems
    country = CountryFile.model_validate(found.data)
    amount = Amount(Decimal("40962.22"), country.unit_list["miles de €"])
    assert (amount.to_base_unit(), amount.unit.currency_code) == (Decimal(40962220), "EUR")
    assert country.code_levels == {"functional": (1, 2, 3)}


def _added(to: Any, more: Any) -> Any:
    """Lists grow, and so do mappings."""
    if isinstance(more, dict):
        return {**(to or {}), **{key: _added((to or {}).get(key), value) for key, value in more.items()}}
    return [*(to or ()), *more] if isinstance(more, list) else more


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_of_a_quoted_passage_has_the_marks_that_it_needs(lang: Language, checked: CheckedContent) -> None:
    quotes = QUOTES.validate_python(examples(lang)["quotes"]["quotes"])
    statement = checked.content.statements[project.STATEMENT].model_copy(update={"quotes": quotes})
    content = replace(checked.content, statements={**checked.content.statements, project.STATEMENT: statement})
    failing = [f for f in run_rules.run_rules(content)[project.STATEMENT] if f.concept in quotes]
    assert [f.verdict for f in failing] == ["fails", "fails"]
    assert [f.mark for f in failing] == [mark for quote in quotes.values() for mark in quote.sic]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_mark_of_the_example_confirms_what_its_figure_gives(lang: Language, checked: CheckedContent) -> None:
    """In a real statement the example's figure fails exactly the rule that its mark names, by what the mark says."""
    figures = FIGURES.validate_python(examples(lang)["figures"])
    statement = checked.content.statements[project.STATEMENT]
    changed = statement.model_copy(update={"figures": {**statement.figures, **figures}})
    content = replace(checked.content, statements={**checked.content.statements, project.STATEMENT: changed})
    for concept, figure in figures.items():
        failing = [f for f in run_rules.run_rules(content)[project.STATEMENT] if f.concept == concept and f.verdict == "fails"]
        assert [(f.rule, f.difference) for f in failing] == [(mark.rule, mark.difference) for mark in figure.sic]
        assert failing[0].mark == figure.sic[0]
        assert figure.sic[0].difference == Decimal("-0.36")


# The commands, word for word

MADE_HERE = {"site", "check"}
"""Targets that are run here. Of the others make says what it would do, since they have tests of their own or ask the network."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A fresh clone of the repository with the tests' content and a document in it; its packages are those of these tests."""
    folder = tmp_path / "clone"
    command = ["git", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=project.ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (project.ROOT / name).exists() and not name.startswith("content/"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(project.ROOT / name, folder / name)
    project.copy_content(folder / "content")
    for words in (["init", "--quiet", "--initial-branch", "main"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        who = ["-c", "user.name=e", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    python = folder / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for stamp in ("site", "serve", "cluster", "dev"):
        path = folder / ".venv" / f"{stamp}.stamp"
        path.touch()
        os.utime(path, (4_000_000_000,) * 2)
    shutil.copy(built_site.GOLDEN / "library" / "document.txt", folder / "FILE")
    return folder


def told(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """One command, run in a folder as a person would."""
    kept = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **shared_drawings.environment()}
    return subprocess.run(
        words, cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8", check=False, timeout=project.PATIENCE
    )


@pytest.mark.slow
def test_the_commands_of_the_guide_work_word_for_word_in_a_fresh_clone(clone: Path) -> None:
    asked = [line for name in guides.TOP for line in guides.list_commands(name, "en")]
    assert {line.split()[2] for line in asked if "build.py " in line} >= {"import", "check", "numbers", "audit"}
    for line in asked:
        told(clone, "git", "add", "--all")
        words = shlex.split(line)
        done = told(clone, *words, *(["--dry-run"] if words[0] == "make" and words[1] not in MADE_HERE else []))
        assert done.returncode == 0, f"{line}: {done.stderr}"
        if " import " in line:  # a draft is no statement before a person has gone through it
            assert (clone / "NUMBERS.csv").exists()
            assert (clone / "FINDINGS.csv").exists()
            told(clone, "git", "clean", "-fdq", "content")
    assert (clone / "REPORT.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (clone / "FOLDER" / "index.html").exists()
