"""What `build.py new` writes: it builds at once, asks for what the rules ask for, and never lies over what is there."""

from __future__ import annotations

import io
import re
from pathlib import Path

import project
import pytest
from new_statement import FRESH, NAMES, filled

from budgetbook.cli import new_statement
from budgetbook.cli.new_statement import NewOptions
from budgetbook.content import loader
from budgetbook.content.content import Content, entity_kinds

NEXT = ("new", "--body", project.ENTITY, "--year", "2024", "--lang", "zh")


def read(content: Path) -> Content:
    found, problems = loader.load_content(content)
    assert found is not None, problems
    return found


@pytest.mark.parametrize("arguments", [FRESH, NEXT, (*FRESH, "--phase", "final-accounts")], ids=["body", "year", "accounts"])
def test_what_it_writes_builds_at_once(arguments: tuple[str, ...], content: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    ended = project.run(*arguments, "--content", content)
    assert (ended.status, ended.err) == (0, "")
    written = [Path(line.split(": ", 1)[-1].removeprefix("已写 ")) for line in ended.out.splitlines()[:-1]]
    assert {path for path in content.rglob("*") if path.is_file()} - before.keys() == set(written)
    assert {path: path.read_bytes() for path in before} == before
    built = project.run_on(content, "--out", tmp_path / "site")
    assert (built.status, built.err) == (0, "")
    statement = written[0 if arguments == NEXT else 1].relative_to(content / "statements").with_suffix("")
    page = (tmp_path / "site" / "en" / statement / "index.html").read_text(encoding="utf-8")
    words = read(content).phrases["en"].words
    assert words["what-is-asked"] in page
    assert words["requirements-met"] not in page  # of all that is asked for, nothing is there yet


def test_every_concept_that_the_rules_ask_for_is_there_to_be_filled_in(content: Path) -> None:
    project.run(*FRESH, "--content", content)
    text = (content / "statements" / "some-bureau" / "2024-budget.yaml").read_text(encoding="utf-8")
    found = read(content)
    profile = found.profiles["beijing-district-department"]
    asked = {name for r in profile.requirements.values() for name in r.concepts if found.concepts[name].measure}
    assert len(asked) > 5
    for name in asked | set(found.site.key_figures):
        assert len(re.findall(rf"^#   {name}:  ## {found.concepts[name].name['zh']} / ", text, re.MULTILINE)) == 1, name
    tables = {r.table for r in profile.requirements.values() if r.table}
    assert tables
    assert all(f"##   {table}: " in text for table in tables)


def test_with_its_signs_taken_away_a_figure_is_on_the_page(content: Path, tmp_path: Path) -> None:
    project.run(*FRESH, "--content", content)
    path = content / "statements" / "some-bureau" / "2024-budget.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(filled(text, {"revenue": "500.00", "fiscal-appropriation": "500.00"}), encoding="utf-8")
    assert project.run_on(content, "--out", tmp_path / "site").err == ""
    page = (tmp_path / "site" / "zh" / "some-bureau" / "2024-budget" / "index.html").read_text(encoding="utf-8")
    assert "500.00" in page


def test_a_figure_that_is_only_half_filled_in_is_a_problem_at_its_line(content: Path) -> None:
    project.run(*FRESH, "--content", content)
    path = content / "statements" / "some-bureau" / "2024-budget.yaml"
    path.write_text(filled(path.read_text(encoding="utf-8"), {"revenue": ""}), encoding="utf-8")
    ended = project.run_on(content, "check")
    assert len(ended.problems) == 1
    assert "2024-budget.yaml:" in ended.problems[0]
    assert "figures.revenue.amount: expected a value" in ended.problems[0]


def test_a_later_year_begins_with_last_years_names(content: Path) -> None:
    project.run(*NEXT, "--content", content)
    found = read(content)
    old, young = found.statements[project.STATEMENT], found.statements[f"{project.ENTITY}/2024-budget"]
    assert {key: place.name for key, place in young.places.items()} == {key: place.name for key, place in old.places.items()}
    assert (young.unit, young.profile, young.source.publisher) == (old.unit, old.profile, old.source.publisher)
    assert (young.figures, young.projects) == ({}, {})
    text = (content / "statements" / project.ENTITY / "2024-budget.yaml").read_text(encoding="utf-8")
    assert all(f"#   {name}:  ## " in text for name in (*old.figures, *old.projects))
    assert str(old.figures["revenue"].amount) not in text


def test_its_texts_begin_with_a_heading_for_each_part_that_is_asked_for(content: Path) -> None:
    project.run(*FRESH, "--content", content)
    found = read(content)
    profile = found.profiles["beijing-district-department"]
    asked = {*found.site.key_figures, *(name for r in profile.requirements.values() for name in r.concepts)}
    wanted = [name for name, about in found.sections.items() if asked & set(about.figures)]
    assert len(wanted) > 3
    for lang in ("zh", "en"):
        text = (content / "statements" / "some-bureau" / f"2024-budget.{lang}.md").read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == wanted


def test_texts_that_are_missing_are_written_with_their_headings(content: Path) -> None:
    texts = [(content / project.STATEMENT_FILE).with_suffix(f".{lang}.md") for lang in ("zh", "en")]
    for path in texts:
        path.unlink()
    ended = project.run("new", "--content", content, "--lang", "en")
    assert (ended.status, ended.err) == (0, "")
    found = read(content)
    figures = found.statements[project.STATEMENT].figures.keys()
    wanted = [name for name, about in found.sections.items() if figures & set(about.figures)]
    assert len(wanted) > 3
    for path in texts:
        assert re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE) == wanted


def test_kinds_of_bodies_are_listed_where_one_is_asked_for(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(content)
    kinds = entity_kinds(found.concepts)
    assert len(kinds) > 1
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: "")
    ended = project.run(*FRESH, "--content", content)
    assert ended.status == 0
    assert all(f"  {kind}  {found.concepts[kind].name['en']}\n" in ended.out for kind in kinds)
    text = (content / "statements" / "some-bureau" / "entity.yaml").read_text(encoding="utf-8")
    assert all(f"##   {kind}: {found.concepts[kind].name['zh']} / {found.concepts[kind].name['en']}\n" in text for kind in kinds)


def test_nothing_is_written_over(content: Path) -> None:
    project.run(*FRESH, "--content", content)
    before = project.snapshot(content)
    for lang, word in (("en", "exists"), ("zh", "已经有了")):
        ended = project.run(*FRESH[:-1], lang, "--content", content)
        assert (ended.status, ended.out) == (2, "")
        assert word in ended.err
    assert project.snapshot(content) == before


WRONG = [
    (("--year", "2024"), "expected --body"),
    (("--body", "some-bureau"), "expected --year"),
    (("--body", "some-bureau", "--year", "2024"), "expected --name zh"),
    (("--body", "Some", "--year", "2024", *NAMES), "expected lower-case letters"),
    (("--body", "../up", "--year", "2024", *NAMES), "expected lower-case letters"),
    (("--body", "some-bureau", "--year", "24", *NAMES), "expected a year"),
    (("--body", "some-bureau", "--year", "2024", "--kind", "public-institutoin", *NAMES), "did you mean public-institution?"),
    (("--body", "some-bureau", "--year", "2024", "--profile", "beijing", *NAMES), "expected a file of the country’s profiles/"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=range(len(WRONG)))
def test_what_cannot_be_is_refused_before_anything_is_written(arguments: tuple[str, ...], said: str, content: Path) -> None:
    before = project.snapshot(content)
    ended = project.run("new", *arguments, "--content", content, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert said in ended.err
    assert project.snapshot(content) == before


def test_what_the_command_line_leaves_out_is_asked_for(content: Path) -> None:
    answers = {"body": "some-bureau", "year": "2024", "name.zh": "某某局", "name.en": "Some Bureau"}
    asked: list[tuple[str, str]] = []

    def ask(name: str, usual: str) -> str:
        asked.append((name, usual))
        return answers.get(name, "")

    written = new_statement.create_files(content, read(content), NewOptions(None, None, "budget", None, None, []), ask)
    assert len(written) == 4
    assert asked == [
        ("body", ""), ("year", ""), ("name.zh", ""), ("name.en", ""),
        ("kind", "administrative-unit"), ("profile", "beijing-district-department"),
    ]  # fmt: skip
    assert read(content).entities["some-bureau"].name["en"] == "Some Bureau"


def test_a_content_with_problems_is_mended_first(content: Path) -> None:
    (content / "site.yaml").write_text("", encoding="utf-8")
    ended = project.run(*FRESH, "--content", content, "--format", "editors")
    assert ended.status == 1
    assert ended.problems == [f"{content}/site.yaml:1:1: expected keys and values; the file is empty"]
    assert not (content / "statements" / "some-bureau").exists()
