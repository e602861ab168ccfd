"""The articles of the documentation: every command is run, every example read, in a site as `new site` makes it."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import built_site
import guides
import installed_program
import project
import pytest
import yaml
from installed_program import Installed
from packaging.requirements import Requirement
from sample_content import LANGUAGES

from budgetbook.cli import command_line
from budgetbook.cli.starter.host_files import HOSTS
from budgetbook.content.text import Language
from budgetbook.infra.publish.host_limits import read_limits

pytestmark = guides.needs_documentation
PROGRAM: dict[str, Any] = tomllib.loads((project.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WORKFLOW = project.ROOT / ".github" / "workflows" / "publish-site.yml"
AUDIT = project.ROOT / ".github" / "actions" / "audit" / "action.yml"
TOWN = "statements/town"
DATA = "DATA-spending.csv"
ROWS = (
    "Office;Class;Section;Item;Purpose;Planned;Spent",
    "A;206;07;01;Lamps;1.000,50;900",
    "B;206;07;02;Lanes;2.000,00;1.000,25",
    "X;206;07;01;Lamps;1;1",
    "Total;;;;;3.000,50;1.900,25",
)
STARTS = ("budgetbook ", "build.py ", "pip install ", "uvx ", "pipx run ")
ENGINES = ("1.9.0.post1", "2.0.0rc7")
"""The stable version of the drawing engine, and the candidate."""
FEEDS = {"feed.xml": "{lang}/feed.xml", "checks/feed.xml": "{lang}/checks/feed.xml", "data/sql/": "{lang}/data/sql/index.html"}
"""Addresses below a language, and the files of the site that they are."""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return installed_program.install(tmp_path_factory.mktemp("installed"))


@pytest.fixture
def site(program: Installed, tmp_path: Path) -> Path:
    """A new site in Git, with the files that the articles say a person has."""
    program.run(tmp_path, "new", "site", "site", "--country", "china", "--languages", "zh,en")
    folder = tmp_path / "site"
    shutil.copy(built_site.GOLDEN / "library" / "document.txt", folder / "FILE")
    (folder / DATA).write_text("\n".join(ROWS) + "\n", encoding="utf-8")
    (map_text,) = guides.read_examples(guides.MAP_EXAMPLE, "en")
    write(folder / guides.MAP_EXAMPLE.split()[1], map_text)
    who = ["-c", "user.name=e", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "--quiet", "--initial-branch", "main"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def run_line(program: Installed, folder: Path, line: str) -> Path:
    """Run one line of an article; return the folder in which the next is run. A line of a kind that nobody runs is a fault."""
    words = shlex.split(line)
    if words[0] == "budgetbook":
        if "serve" in words:  # it would run on; what it does has tests of its own
            command_line.parse_arguments(words[1:])
        else:
            program.run(folder, *words[1:])
        if words[1:2] == ["import"] and "--map" not in words:  # a draft is no statement before a person has gone through it
            shutil.rmtree(folder / "content/statements/file")
        return folder
    if words[0] == "cd":
        return folder / words[1]
    if words[:2] == ["pip", "install"]:
        check_requirement(words[2:])
    else:
        assert line in ("python3 -m venv .venv", ". .venv/bin/activate"), f"nobody runs this: {line}"
    return folder


def check_start(words: list[str]) -> None:
    """The program is started without being installed; an option names a requirement."""
    *options, started = words[words.index("run") + 1 if "run" in words else 1 :]
    assert started == PROGRAM["name"]
    for option, requirement in zip(options[::2], options[1::2], strict=True):
        assert option in ("--from", "--with", "--spec")
        check_requirement([requirement])


def check_requirement(words: Sequence[str]) -> None:
    """What is installed is this program, with extras that it has, or another version of what it asks for that it takes."""
    (named,) = map(Requirement, words)
    if named.name != PROGRAM["name"]:
        (asked,) = (each for each in map(Requirement, PROGRAM["dependencies"]) if each.name == named.name)
        assert any((asked.specifier & named.specifier).contains(version) for version in ENGINES)
    assert named.extras <= set(PROGRAM["optional-dependencies"])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in guides.BLOCKS["sh"] if name not in guides.TOP])
def test_the_commands_of_an_article_work_word_for_word(name: str, program: Installed, site: Path) -> None:
    lines = guides.list_commands(name, "en")
    folder = site
    for line in lines:
        folder = run_line(program, folder, line)
    left = WHAT_IS_LEFT[name]
    assert [path for path in left if not any(site.glob(path))] == []


WHAT_IS_LEFT = {
    "documentation/start": ["my-budgets/site/index.html"],
    "documentation/add-a-budget": ["NUMBERS.csv", "FINDINGS.csv", "REPORT.docx", "content/statements/river-library/entity.yaml"],
    "documentation/add-a-country": [
        f"content/{TOWN}/2024-final-accounts.yaml",
        f"content/{TOWN}/2024-final-accounts.expenditure-by-function.csv",
        f"content/sources/town/2024-final-accounts/{DATA}",
    ],
    "documentation/make-it-yours": ["content/site.yaml"],
    "documentation/publish": ["my-budgets/.gitlab-ci.yml", "site/index.html", ".cache/*"],
    "documentation/use-the-data": ["releases/*.zip", "releases/next/*-differences.csv"],
}
"""What an article promises of its commands: files that stand there after the last."""


def test_the_digit_that_the_start_has_changed_is_asked_about(program: Installed, site: Path) -> None:
    statement = site / "content/statements/sample-body/2025-budget.yaml"
    text = statement.read_text(encoding="utf-8")
    assert text.count("basic-expenditure: {amount: 987600.00") == 1
    statement.write_text(
        text.replace("basic-expenditure: {amount: 987600", "basic-expenditure: {amount: 987500"), encoding="utf-8"
    )
    assert "basic-expenditure" in program.run(site, "check", status=1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_commands_within_sentences_are_ones_of_the_program(lang: Language) -> None:
    found = 0
    for name in guides.GUIDES:
        for text in guides.list_code_words(name, lang):
            words = shlex.split(text) if text.startswith(STARTS) else []
            if words[:1] == ["uvx"] or words[:2] == ["pipx", "run"]:
                check_start(words)
            elif words[:1] == ["pip"] and words[2:]:
                check_requirement([words[2].removeprefix("./")])
            elif words[:1] != ["pip"] and words:
                command_line.parse_arguments(words[1:])
                found += 1
    assert found >= 5


@pytest.mark.slow
def test_a_site_that_follows_the_article_is_its_own(program: Installed, site: Path) -> None:
    """All examples at once: look, menu, foot, a page of its own, words and a template."""
    for kind in guides.SITE_EXAMPLES:
        for text in guides.read_examples(kind, "en"):
            write(site / kind.split()[1], text)
    for lang in LANGUAGES:
        write(site / f"content/pages/why.{lang}.md", f"# Why\n\n{guides.read_examples('markdown', lang)[1]}")
        write(site / f"content/pages/guides.{lang}.md", "# Guides\n\n{page}`guides/first-steps` {page}`why`\n")
        write(site / f"content/pages/guides/first-steps.{lang}.md", "# First steps\n\n{page}`guides`\n")
    program.run(site)
    home, assets = (site / "site/en/index.html").read_text(encoding="utf-8"), site / "site" / "assets"
    for part in (">Why</a>", "City Library</a>", "Residents keep this site.", '<p class="summary">The editors of this site</p>'):
        assert part in home, part
    menu = re.findall(r'<a href="[^"]*"[^>]*>([^<]*)</a></li>', home[home.index('class="site-nav"') : home.index("</nav>")])
    assert menu == ["Budgets", "Compare", "Data", "Why", "About"]
    assert "Side by side" in (site / "site/en/compare/index.html").read_text(encoding="utf-8")
    assert any("#205040" in path.read_text(encoding="utf-8") for path in assets.glob("style*.css"))
    assert (site / "site/en/guides/first-steps/index.html").exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_roles_of_the_article_stand_in_an_explanation(lang: Language, content: Path) -> None:
    """Each names a figure of a real statement, and the page has its number."""
    example = guides.read_examples("markdown", lang)[0]
    write(content / f"statements/{project.STATEMENT}.{lang}.md", f"\n{example}")
    assert project.run("check", "--content", content).status == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_steps_of_workflows_call_what_is_there(lang: Language) -> None:
    step, workflow, own = (yaml.safe_load(text) for text in guides.read_examples("yml", lang))
    assert step[0]["with"].keys() <= yaml.safe_load(AUDIT.read_text(encoding="utf-8"))["inputs"].keys()
    assert f"/{AUDIT.parent.relative_to(project.ROOT).as_posix()}@" in step[0]["uses"]
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values()
    rights = {right: level for job in jobs for right, level in job["permissions"].items()}
    assert workflow["jobs"]["publish"]["permissions"] == rights
    action = yaml.safe_load((AUDIT.parents[1] / "publish" / "action.yml").read_text(encoding="utf-8"))
    (called,) = (each["id"] for each in own["jobs"]["publish"]["steps"] if "/publish@" in each.get("uses", ""))
    named = re.findall(rf"steps\.{called}\.outputs\.(\w+)", str(own))
    assert named
    assert {*named} <= action["outputs"].keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_hosts_and_their_limits_are_those_of_the_program(lang: Language) -> None:
    """A limit that moves is typed in one place; the article is told here."""
    source = guides.guide_path("documentation/publish", lang).read_text(encoding="utf-8")
    told = [
        (name, address, [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", numbers)])
        for name, address, numbers in re.findall(r"^- \[(.+)\]\((.+)\)(.+)$", source, re.MULTILINE)
    ]
    limits = groupby(read_limits(), lambda limit: (limit.host, limit.source))
    assert told == [(*host, [limit.most for limit in some]) for host, some in limits]
    hosts = [line.split("|") for line in source.splitlines() if line.startswith("| `") and "--host" not in line]
    files = {host.strip(" `"): re.findall(r"`([^`]+)`", names) for _, host, names, *_ in hosts}
    assert files == {host: list(names) for host, names in HOSTS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_addresses_of_the_data_are_there(lang: Language, field_site: Path) -> None:
    words = guides.list_code_words("documentation/use-the-data", lang)
    named = [word for word in words if word.startswith(("data/", "checks/", "feed.xml", "llms.txt", "lines/"))]
    assert len(named) >= 18
    for word in named:
        path = FEEDS.get(word, word).format(lang=lang)
        assert any(field_site.glob(f"{lang}/*/{path}")) if word.startswith("lines/") else (field_site / path).exists(), word
