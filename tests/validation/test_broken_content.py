"""Every fault that content can have, broken once: `broken/*.yaml` in; exactly the problems that each says it must cause, out.

A case is a file of comment lines. Its first line says what is wrong. Then come changes to a copy of the tests' content:

    # in: FILE            and then `# find:` lines (a text that stands there once) and `# put:` lines (what stands there instead;
                          `# put-escaped:` for what cannot be seen, as \\t or \\x00)
    # replaces: FILE      the case itself is put in the place of the file
    # new: FILE           and then `# put:` lines
    # delete: FILE
    # folder: FILE        a folder is put in the place of the file
    # link: FILE -> TARGET
    # encode: FILE as ENCODING

FILE is a path below `content/`, or its last part. Then comes what must be said, all of it and nothing else:

    # expect: FILE:LINE:COLUMN: what an editor is told

LINE is a number, or the beginning of the line in backticks, as it stands once in the changed file; `+1` is the line after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import project
import pytest

from budgetbook.content import folder
from budgetbook.content.sic_mark import Rule
from budgetbook.diagnostics import problem as problems
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.diagnostics.problem import Language, Problem, for_editors
from budgetbook.infra.publish.file_trees import MARKER_FILE


@pytest.fixture(autouse=True)
def _each_file_stands_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cases break a whole dictionary: the program's lends nothing that is missing in one of its files."""
    monkeypatch.setattr(folder, "_EXTENDED_FILE", re.compile(r"(?!)"))


Change = Callable[[str, str, str], Path]

BROKEN = sorted((Path(__file__).parent.parent / "broken").glob("*.yaml"))
CASES = pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.stem)
PLACE = re.compile(r".+?:\d+:\d+: ")
_EXPECTED = re.compile(r"(?P<file>[^:`]+):(?:(?P<line>\d+)|`(?P<start>[^`]+)`(?P<more>[+-]\d+)?):(?P<column>\d+): (?P<text>.+)")


@dataclass(slots=True)
class Step:
    """One change to the content."""

    kind: str
    file: str
    find: list[str] = field(default_factory=list)
    put: list[str] = field(default_factory=list)


def steps(text: str) -> tuple[list[Step], list[str]]:
    """The changes of a case, and what it expects. Raises ValueError for a case that says neither what nor why."""
    found: list[Step] = []
    expected = []
    first, *rest = text.split("\n")
    if not re.fullmatch(r"# [A-Z].*\.", first):
        raise ValueError("the first line says in a sentence what is wrong")
    for line in rest:
        key, _, value = line.removeprefix("# ").partition(":")
        value = value.removeprefix(" ")
        if not line.startswith("# "):
            break
        if key == "expect":
            expected.append(value)
        elif key == "find":
            found[-1].find.append(value)
        elif key in ("put", "put-escaped"):
            found[-1].put.append(value if key == "put" else value.encode().decode("unicode_escape"))
        elif key in ("in", "replaces", "new", "delete", "folder", "link", "encode"):
            found.append(Step(key, value))
        else:
            raise ValueError(f"no such line: {line}")
    if not found or not expected:
        raise ValueError("a case changes something and expects something")
    return found, expected


def file_of(content: Path, name: str) -> Path:
    """A file of the content by its path, or by its name alone where no other has it."""
    if (content / name).exists() or "/" in name:
        return content / name
    (path,) = content.rglob(name)
    return path


def apply(step: Step, content: Path, case: Path) -> None:
    """Make one change."""
    name, _, other = re.sub(r" (->|as) ", "\n", step.file).partition("\n")
    path = file_of(content, name)
    match step.kind:
        case "in":
            text, find = path.read_text(encoding="utf-8"), "\n".join(step.find)
            assert text.count(find) == 1, f"{path.name} holds {text.count(find)} times: {find}"
            path.write_text(text.replace(find, "\n".join(step.put)), encoding="utf-8")
        case "new":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(f"{line}\n" for line in step.put), encoding="utf-8")
        case "replaces":
            path.write_bytes(case.read_bytes())
        case "encode":
            path.write_bytes(path.read_text(encoding="utf-8").encode(other))
        case "link":
            path.symlink_to(other)
        case "delete" | "folder":
            path.unlink()
            if step.kind == "folder":
                path.mkdir()


def place(expected: str, content: Path, files: dict[str, Path]) -> str:
    """One expectation as an editor is told it, its line found."""
    match = _EXPECTED.fullmatch(expected)
    assert match, f"not an expectation: {expected}"
    path = files[match["file"]] if match["file"] in files else file_of(content, match["file"])
    line = match["line"] or str(find_line(path, match["start"]) + int(match["more"] or 0))
    return f"content/{path.relative_to(content).as_posix()}:{line}:{match['column']}: {match['text']}"


def find_line(path: Path, start: str) -> int:
    """The one line that begins so, from 1."""
    lines = path.read_text(encoding="utf-8").split("\n")
    found = [number for number, line in enumerate(lines, 1) if line.strip().startswith(start)]
    assert len(found) == 1, f"{path.name} has {len(found)} lines that begin {start!r}"
    return found[0]


def old_site(folder: Path) -> Path:
    """A site as an earlier build left it."""
    site = folder / "site"
    (site / "zh").mkdir(parents=True)
    (site / MARKER_FILE.path).write_bytes(MARKER_FILE.data)
    (site / "zh" / "index.html").write_text("<p>旧的</p>", encoding="utf-8")
    return site


def break_content(case: Path, folder: Path) -> tuple[Path, list[str]]:
    """The content that a case makes, and what must be said of it."""
    content = project.copy_content(folder / "content")
    files = {path.name: path for path in content.rglob("*") if path.name != "schema"}
    changes, expected = steps(case.read_text(encoding="utf-8"))
    for change in changes:
        apply(change, content, case)
    return content, [place(each, content, files) for each in expected]


@CASES
def test_a_broken_content_is_reported_in_both_languages_and_nothing_is_written(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, expected = break_content(case, tmp_path)
    site = old_site(tmp_path)
    before = project.snapshot(site)
    told: list[Problem] = []

    def tell(problem: Problem, lang: Language) -> str:
        told.append(problem)
        return for_editors(problem, lang)

    monkeypatch.setattr(problems, "for_editors", tell)
    ended = project.run_on(content, "--out", site)
    assert [line.replace(str(content), "content") for line in ended.problems] == expected
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.splitlines()[-1].startswith(f"{len(expected)} problem")
    assert project.snapshot(site) == before
    assert [path.name for path in tmp_path.glob(".site.*-*")] == []
    for problem, english in zip(told, expected, strict=True):
        chinese = for_editors(problem, "zh").replace(str(content), "content")
        assert PLACE.match(chinese)[0] == PLACE.match(english)[0]  # type: ignore[index]
        assert chinese != english
        assert re.search("[\u4e00-\u9fff]", problem.message.text("zh"))


@pytest.mark.parametrize("name", ["several-at-once", "unknown-hole", "nul"])
def test_the_front_door_says_the_same_in_chinese(name: str, tmp_path: Path) -> None:
    content, expected = break_content(next(path for path in BROKEN if path.stem == name), tmp_path)
    ended = project.run_on(content, "--out", tmp_path / "site", lang="zh")
    said = [line.replace(str(content), "content") for line in ended.problems]
    assert [PLACE.findall(line)[0] for line in said] == [PLACE.findall(line)[0] for line in expected]
    assert all(re.search("[\u4e00-\u9fff]", PLACE.sub("", line)) for line in ended.err.splitlines())
    assert ended.status == 1


@pytest.mark.parametrize(
    "text",
    ["# Wrong.\n# in: site.yaml\n# find: a\n# put: b\n", "# Wrong.\n# expect: site.yaml:1:1: words\n", "in: a\n# expect: b\n"],
    ids=["no expectation", "no change", "no first line"],
)
def test_a_case_that_expects_nothing_is_a_failure(text: str) -> None:
    with pytest.raises(ValueError, match=r"case|sentence"):
        steps(text)


@pytest.mark.parametrize("name", ["other-encoding", "finding-without-mark", "unknown-hole", "symlink"])
def test_as_a_program_it_ends_with_1_and_leaves_the_real_site_alone(name: str, site: Path, tmp_path: Path) -> None:
    """The same through a real process, beside a site."""
    case = next(path for path in BROKEN if path.stem == name)
    content, expected = break_content(case, tmp_path)
    before = project.snapshot(site)
    ended = project.run_program("--content", content, "--out", site, "--lang", "en", "--format", "editors", "--no-cache")
    assert [line.replace(str(content), "content") for line in ended.problems] == expected
    assert (ended.status, ended.out) == (1, "")
    assert "Traceback" not in ended.err
    assert len(before) > 100
    assert project.snapshot(site) == before


def test_a_content_folder_that_is_not_there_is_a_problem_too(tmp_path: Path) -> None:
    ended = project.run_on(tmp_path / "nowhere", "--out", tmp_path / "site")
    assert ended.problems == [f"{tmp_path / 'nowhere'}:1:1: {MESSAGES['no-content-folder']['en']}"]
    assert ended.status == 1
    assert not (tmp_path / "site").exists()


def test_a_file_that_is_too_large_is_not_even_read(content: Path, tmp_path: Path) -> None:
    with (content / "countries/china/concepts.yaml").open("a", encoding="utf-8") as file:
        file.write("# \n" * 400_000)
    ended = project.run_on(content, "--out", tmp_path / "site")
    assert [line.partition("concepts.yaml")[2] for line in ended.problems] == [
        f":1:1: expected at most 1,000,000 bytes; found {(content / 'countries/china/concepts.yaml').stat().st_size:,}"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      of: [fixed-assets]", "      of: []"),
        ("      of: [project-expenditure]", "      of: []"),
        ("institutional-staff, institutional-posts]", "institutional-staff]"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_a_problem_at_its_place(change: Change, tmp_path: Path, old: str, new: str) -> None:
    content = change("countries/china/sections.yaml", old, new)
    line = find_line(content / "countries/china/sections.yaml", new.strip() if "of:" in new else "of: [administrative-staff")
    ended = project.run_on(content, "--out", tmp_path / "site")
    assert ended.status == 1
    assert [line.split(": ")[0] for line in ended.problems][:1] == [f"{content}/countries/china/sections.yaml:{line}:11"]


def test_last_years_figures_need_a_year_to_compare_with(change: Change, tmp_path: Path) -> None:
    content = change(project.STATEMENT_FILE, "compares_with: {year: 2022, basis: unstated}\n", "")
    ended = project.run_on(content, "--out", tmp_path / "site")
    with_prior = sum(": expected compares_with: " in line for line in ended.problems)
    assert with_prior == (content / project.STATEMENT_FILE).read_text(encoding="utf-8").count("    printed: {") > 5
    assert ended.status == 1


def test_every_sentence_of_a_problem_is_said_by_some_case() -> None:
    """Those that are not are said elsewhere in this file, or by what Pydantic finds and we have no words for."""
    said = "\n".join(line for case in BROKEN for line in steps(case.read_text(encoding="utf-8"))[1])
    elsewhere = (
        "import-", "system-", "template", "new-", "link-", "keeps-changing", "save-and-wait", "unforeseen", "name-not-",
        "name-it-", "two-pages", "note-", "removes-", "not-drawn", "review-no-", "review-other-",
        "audit-data-", "data-", "static-", "recount-", "unknown-map",
        "name-of-a-device", "name-refused", "name-twice", "path-too-long",
    )  # fmt: skip
    # Those are said in the tests of their own rooms: tests/content, cli, engine, importer, render, review, audit.
    here = {key: text for key, text in MESSAGES.items() if not key.startswith(elsewhere)}
    unsaid = {key for key, text in here.items() if not re.search(_pattern(text["en"]), said)}
    assert unsaid == {"no-content-folder", "file-too-large", "no-comparison", "invalid", "markdown-paragraph", "text-too-long"}


def test_every_rule_is_broken_by_some_case() -> None:
    said = "\n".join(case.read_text(encoding="utf-8") for case in BROKEN)
    assert set(re.findall(r"by the rule ([a-z-]+): ", said)) == set(get_args(Rule))


def _pattern(sentence: str) -> str:
    """A sentence with anything in its holes; a doubled brace is one."""
    return re.sub(r"\\\{[a-z_]+\\\}", ".*", re.escape(sentence)).replace(r"\{\{", r"\{").replace(r"\}\}", r"\}")
