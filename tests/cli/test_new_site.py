"""What `build.py new site` makes: a site that checks and builds at once, for each country and in each of its languages."""

from __future__ import annotations

import errno
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import project
import pytest
import yaml

from budgetbook.cli import command_line
from budgetbook.cli.starter.host_files import HOSTS, describe_publishing, make_host_files
from budgetbook.cli.starter.site_files import program_version
from budgetbook.cli.starter.texts import CountryOutline, list_countries, read_texts
from budgetbook.content.control_list import MOST_FILES
from budgetbook.content.dictionary import program_languages
from budgetbook.content.source_documents import SUFFIXES, is_source_document, name_copy
from budgetbook.diagnostics.problem import Language
from budgetbook.infra.publish.host_limits import read_limits


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


@pytest.mark.parametrize("whose", ["new site", "repository"])
def test_git_leaves_out_copies_of_documents_and_nothing_that_a_site_consists_of(whose: str, tmp_path: Path) -> None:
    """The command that imports a document says of its copy that it is not in Git."""
    _make(tmp_path / "site")
    if whose == "repository":
        shutil.copy(project.ROOT / ".gitignore", tmp_path / "site")
    place = "content/statements/town"
    statement = Path(f"{place}/2024-final-accounts.yaml")
    copies = [name_copy(statement, number, suffix).as_posix() for suffix in SUFFIXES for number in range(1, MOST_FILES + 1)]
    kept = [
        f"{place}/{name}"
        for name in (
            "entity.yaml", "2024-final-accounts.yaml", "2024-final-accounts.en.md", "2024-final-accounts.numbers.txt",
            "2024-final-accounts.expenditure-by-function.csv", "2024-final-accounts.income-2.csv",
        )
    ]  # fmt: skip
    made = [path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()]
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path / "site", check=True)
    done = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"],
        cwd=tmp_path / "site", input="\n".join([*copies, *kept, *made]), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines() == copies
    assert all(is_source_document(Path(name).name) for name in copies)


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


def test_its_workflow_calls_the_one_of_this_version_by_hand_too_and_gives_it_the_rights_that_it_asks_for(tmp_path: Path) -> None:
    _make(tmp_path / "site")
    text = (tmp_path / "site/.github/workflows/publish.yml").read_text(encoding="utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) <= 15
    workflow = yaml.safe_load(text)
    assert set(workflow[True]) == {"push", "pull_request", "workflow_dispatch"}  # YAML 1.1 reads the key `on` as true
    (job,) = workflow["jobs"].values()
    path, _, version = job["uses"].partition("@")
    called = project.ROOT / path.removeprefix("budgetbook/budgetbook/")
    asked = [job["permissions"] for job in yaml.safe_load(called.read_text(encoding="utf-8"))["jobs"].values()]
    assert job["permissions"] == {right: level for rights in asked for right, level in rights.items()}
    assert version == f"v{program_version()}"
    assert f"budgetbook[import]=={program_version()}\n" == (tmp_path / "site/requirements.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("lang", program_languages())
def test_each_host_has_its_files_steps_and_limits_in_each_language(host: str, lang: str) -> None:
    """Each file is named in the steps; each limit of the program's table stands there, with its source."""
    words = read_texts(lang)
    steps = describe_publishing(host, words)
    assert [name for name in make_host_files(host, "1.2.3") if name not in steps and ".github/" not in name] == []
    assert len(re.findall(r"^\d\. ", steps, re.MULTILINE)) in (3, 4)
    limits = [limit for limit in read_limits() if limit.family == host]
    assert [limit for limit in limits if f"{limit.most:,}" not in steps or f"<{limit.source}>" not in steps] == []
    assert (words["limits"]["none"] in steps) is (not limits)


def test_the_table_of_limits_knows_no_host_that_the_command_does_not() -> None:
    assert {limit.family for limit in read_limits()} <= HOSTS.keys()


def test_a_script_of_a_host_can_be_run_and_another_host_is_refused(tmp_path: Path) -> None:
    assert _make(tmp_path / "mine", "--host", "nginx").status == 0
    assert {"publish.sh", "nginx.conf"} <= {path.name for path in (tmp_path / "mine").iterdir()}
    assert not (tmp_path / "mine" / ".github").exists()
    assert os.access(tmp_path / "mine" / "publish.sh", os.X_OK)
    assert "{publish}" not in (tmp_path / "mine" / "README.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        _make(tmp_path / "other", "--host", "geocities")
    assert ended.value.code == 2
    assert not (tmp_path / "other").exists()


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


def test_a_disk_that_is_full_leaves_nothing_of_a_new_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, written_files = Path.write_text, list[Path]()

    def write_or_fail(path: Path, *words: Any, **options: Any) -> int:
        written_files.append(path)
        if len(written_files) == 20:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return write(path, *words, **options)

    monkeypatch.setattr(Path, "write_text", write_or_fail)
    done = project.run("new", "site", tmp_path / "far" / "site", "--lang", "en")
    assert (done.status, "nothing was written" in done.err) == (2, True)
    assert len(written_files) == 20
    assert list(tmp_path.iterdir()) == []


def test_a_link_to_nowhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("nowhere")
    done = project.run("new", "site", tmp_path / "site", "--lang", "en")
    assert (done.status, "was left alone" in done.err) == (2, True)
    assert not (tmp_path / "nowhere").exists()


def test_the_command_that_builds_it_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    done = project.run("new", "site", tmp_path / "our budgets", "--languages", "en, zh", "--lang", "en")
    assert (done.status, done.err) == (0, "")
    command = done.out.partition("Build it with: ")[2]
    assert any(word.startswith((tmp_path / "our budgets").as_posix()) for word in shlex.split(command))
    assert "languages: [en, zh]" in (tmp_path / "our budgets/content/site.yaml").read_text(encoding="utf-8")
