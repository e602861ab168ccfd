"""The files around the program: workflows, lock files, the Makefile, the pages that people read first."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import guides
import project
import pytest
import yaml
from markdown_it.token import Token
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sample_content import LANGUAGES

from budgetbook.content.text import Language

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
EXAMPLES = sorted((GITHUB / "examples").glob("*.y*ml"))
"""Workflows to be copied: held to the same as those that run here."""
ACTIONS = sorted((GITHUB / "actions").glob("*/action.yml"))
WORKFLOWS = [*sorted((GITHUB / "workflows").glob("*.y*ml")), *EXAMPLES]
OWN_ACTION = "./.github/actions/publish"
PUBLISH, PUBLISH_SITE = (GITHUB / "workflows" / f"{name}.yml" for name in ("publish", "publish-site"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.y*ml") if path.stem != "config")
LOCKS = sorted(ROOT.glob("*.lock"))
REPOSITORY = "https://github.com/budgetbook/budgetbook"
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

ZIZMOR = ["zizmor", "--offline", "--strict-collection", "--pedantic", "--no-progress"]
SHELLCHECK = Path(sys.executable).with_name("shellcheck")
"""Ours, not the machine's: the answer is the same everywhere."""
JACTIONLINT = ["jactionlint", f"--shellcheck={SHELLCHECK}"]
SCHEMA = ["check-jsonschema", "--builtin-schema"]


def named(path: Path) -> str:
    """A workflow, by its folder too."""
    return f"{path.parent.name}-{path.stem}"


PUBLISHING_GUIDES = [guides.guide_path("documentation/publish", lang) for lang in LANGUAGES if guides.ARTICLES]
LEAKY = """
name: Leaky
on: pull_request_target
jobs:
  build:
    runs-on: ubuntu-24.04
    step: []
"""


def run(command: Sequence[str | Path], folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one of our own tools; nothing of a `make` around the tests reaches it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=project.PATIENCE,
    )


def lint(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    """Run a linter that stands beside this Python."""
    name, *rest = command
    return run([Path(sys.executable).with_name(str(name)), *rest])


def test_there_is_something_to_look_at() -> None:
    assert len(WORKFLOWS) > len(EXAMPLES) > 0
    assert len(FORMS) >= 2
    groups = ("-cluster", "-dev", "-lint", "-sbom", "-serve", "")
    assert [path.name for path in LOCKS] == [f"requirements{group}.lock" for group in groups]


# Workflows and forms

LINTS = [
    pytest.param([*ZIZMOR, GITHUB, *EXAMPLES], id="zizmor"),
    pytest.param([*JACTIONLINT, *WORKFLOWS, GITHUB / "dependabot.yml"], id="jactionlint"),
    pytest.param([*SCHEMA, "vendor.github-workflows", *WORKFLOWS], id="workflows"),
    pytest.param([*SCHEMA, "vendor.github-actions", *ACTIONS], id="actions"),
    pytest.param([*SCHEMA, "custom.github-workflows-require-timeout", *WORKFLOWS], id="timeouts"),
    pytest.param([SHELLCHECK.name, ROOT / ".ci" / "run"], id="shellcheck"),
    pytest.param([*SCHEMA, "vendor.dependabot", GITHUB / "dependabot.yml"], id="dependabot"),
    pytest.param([*SCHEMA, "vendor.github-issue-forms", *FORMS], id="issue-forms"),
    pytest.param([*SCHEMA, "vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml"], id="issue-config"),
]


@pytest.mark.parametrize("command", LINTS)
def test_linter_is_content(command: Sequence[str | Path]) -> None:
    result = lint(command)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("command", [ZIZMOR, JACTIONLINT, [*SCHEMA, "vendor.github-workflows"]], ids=lambda command: command[0])
def test_linter_finds_a_fault(command: list[str], tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "leaky.yml").write_text(LEAKY, encoding="utf-8")
    assert lint([*command, folder / "leaky.yml"]).returncode != 0


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=named)
def test_every_action_is_pinned_by_commit(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    uses = [step["uses"] for step in steps_of(path) if "uses" in step]
    assert uses
    for action in uses:
        if action == OWN_ACTION:
            continue
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action
        assert re.search(rf"uses: {re.escape(action)} # v\d+\.\d+\.\d+$", text, re.MULTILINE), f"{action}: which version?"


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_stranger_gets_no_rights(path: Path) -> None:
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert not {"pull_request_target", "workflow_run"} & set(workflow[True])  # YAML 1.1 reads the key `on` as true
    assert workflow["permissions"] == {}
    for name, job in jobs(path).items():
        rights = set(job["permissions"].items())
        assert rights <= {("contents", "read"), ("pages", "write"), ("attestations", "write"), ("id-token", "write")}, name
        assert "secrets" not in str(job), name
        if "uses" in job:
            assert job["uses"] == f"./{PUBLISH_SITE.relative_to(ROOT).as_posix()}", "held to the same, as one of these files"
            continue
        if rights - {("contents", "read")}:
            assert job["if"].startswith("github.event_name != 'pull_request' && github.ref == 'refs/heads/main'")
            assert not any("run" in step for step in job["steps"]), "a job that may write runs no code of the repository"
            assert not any("checkout" in step["uses"] for step in job["steps"])
        if ("pages", "write") in rights:
            assert len(job["steps"]) == 1, "the job that may publish runs nothing else"


def test_the_site_is_published_by_one_job_and_a_call_gives_it_the_rights_that_its_jobs_ask_for() -> None:
    publishing = [(path, name) for path in WORKFLOWS for name, job in jobs(path).items() if "pages" in job["permissions"]]
    callers = [path for path in WORKFLOWS if any("uses" in job for job in jobs(path).values())]
    assert callers == [PUBLISH, *EXAMPLES]
    assert sorted(publishing) == sorted([(PUBLISH_SITE, "deploy"), *((path, "publish") for path in callers)])
    asked = {right: level for job in jobs(PUBLISH_SITE).values() for right, level in job["permissions"].items()}
    for path in callers:
        assert jobs(path)["publish"]["permissions"] == asked
        needs = jobs(path)["publish"]["needs"]
        assert ({needs} if isinstance(needs, str) else {*needs}) == {*jobs(path)} - {"publish"}


@pytest.mark.parametrize("path", [PUBLISH_SITE, *PUBLISHING_GUIDES], ids=lambda path: path.name)
def test_the_workflow_that_others_call_is_named_by_the_version_of_the_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"uses: budgetbook/budgetbook/(\S+)@(\S+)", text)
    version = f"v{PROJECT['project']['version']}"
    action = [] if path == PUBLISH_SITE else [(OWN_ACTION.removeprefix("./"), version)]
    assert named == [(PUBLISH_SITE.relative_to(ROOT).as_posix(), version), *action]
    if path == PUBLISH_SITE:
        taken = [step["with"] for step in steps_of(path) if "repository" in step.get("with", ())]
        assert [(each["repository"], each["ref"]) for each in taken] == [("budgetbook/budgetbook", version)]


def test_an_example_pins_what_the_workflows_pin_and_does_what_they_do() -> None:
    """One action at two versions is one that somebody forgot; a job of a name is the same job but for what it waits for."""
    steps = [step for path in (*WORKFLOWS, *ACTIONS) for step in steps_of(path)]
    pins = {use for step in steps if (use := step.get("uses"))}
    assert len(pins) == len({use.split("@")[0] for use in pins})
    assert len({step["with"]["python-version"] for step in steps if "python-version" in step.get("with", ())}) == 1
    (example,) = EXAMPLES
    own, other = (
        {name: {key: value for key, value in job.items() if key not in ("needs", "with")} for name, job in jobs(path).items()}
        for path in (PUBLISH, example)
    )
    assert own.items() <= other.items()


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_form_speaks_both_languages_and_asks_for_the_source(path: Path) -> None:
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    texts = [form["name"], form["description"], form["title"], *(field["attributes"]["label"] for field in fields)]
    assert [text for text in texts if not re.search("[\u4e00-\u9fff]", text) or not re.search("[A-Za-z]", text)] == []
    assert [field["validations"]["required"] for field in fields if field.get("id") == "source"] == [True]


def steps_of(path: Path) -> list[dict[str, Any]]:
    """The steps of a workflow or of an action, in their order."""
    if path in ACTIONS:
        steps: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["runs"]["steps"]
        return steps
    return [step for job in jobs(path).values() for step in job.get("steps", ())]


def test_no_script_of_an_action_holds_an_expression() -> None:
    """What an input says reaches a script as a variable, so that none of it is run."""
    for path in ACTIONS:
        assert [step["name"] for step in steps_of(path) if "${{" in step.get("run", "")] == []


def test_dependabot_looks_at_every_folder_that_pins_an_action() -> None:
    (watched,) = (
        each for each in yaml.safe_load((GITHUB / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
        if each["package-ecosystem"] == "github-actions"
    )  # fmt: skip
    folders = dict.fromkeys(path.parent for path in (*ACTIONS, *EXAMPLES))
    assert watched["directories"] == ["/", *(f"/{folder.relative_to(ROOT).as_posix()}" for folder in folders)]


def jobs(path: Path) -> dict[str, Any]:
    """The jobs of a workflow by name; none is no answer."""
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    assert found
    return found


# Packages


def requirements(path: Path) -> dict[str, tuple[str, int]]:
    """A lock file: name -> version and number of hashes."""
    joined = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in joined.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = {}
    for line in lines:
        match = re.fullmatch(r"([a-z0-9-]+)==(\S+)(?: ; [^-]+?)?((?: +--hash=sha256:[0-9a-f]{64})*) *", line)
        assert match, f"{path.name}: {line[:80]}"
        found[match[1]] = (match[2], match[3].count("--hash"))
    assert found
    return found


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_lock_hashes_every_requirement_and_names_no_address(path: Path) -> None:
    assert "://" not in path.read_text(encoding="utf-8")
    assert [name for name, (_, hashes) in requirements(path).items() if not hashes] == []


def test_locks_hold_what_the_project_asks_for() -> None:
    runtime, serve, cluster, sbom, linting, dev = (
        requirements(ROOT / f"requirements{name}.lock") for name in ("", "-serve", "-cluster", "-sbom", "-lint", "-dev")
    )
    groups, extras = PROJECT["dependency-groups"], PROJECT["project"]["optional-dependencies"]
    assert extras.keys() == {"import", "serve", "cluster"}
    by_lock = (
        (runtime, [*PROJECT["project"]["dependencies"], *extras["import"]]),
        (serve, extras["serve"]),
        (cluster, extras["cluster"]),
        (sbom, groups["sbom"]),
    )
    for lock, lines in by_lock:
        asked = [Requirement(line) for line in lines]
        assert asked
        for each in asked:
            assert each.specifier.contains(lock[canonicalize_name(each.name)][0], prereleases=True), f"{each}: run `make lock`"
    for lock in (serve, cluster, sbom, linting):
        assert runtime.items() <= lock.items() <= dev.items(), "run `make lock`"
    included, tools = [name for name in groups["dev"] if isinstance(name, dict)], groups["dev"][2:]
    assert included == [{"include-group": "lint"}, {"include-group": "sbom"}]
    assert {re.split("[^a-z0-9-]", name)[0] for name in tools} <= dev.keys(), "run `make lock`"
    assert {re.split("[^a-z0-9-]", name)[0] for name in groups["lint"]} <= linting.keys(), "run `make lock`"


# Makefile and CI

FAKE_PYTHON = """#!/bin/sh
echo "$@" >> calls
case "$*" in *pip*) exit "$PIP_RESULT" ;; esac
"""


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A folder with the Makefile, both locks and a Python that only writes down what it is asked for."""
    for name in ("Makefile", *(path.name for path in LOCKS)):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(FAKE_PYTHON, encoding="utf-8")
    python.chmod(0o755)
    return tmp_path


def calls(workshop: Path) -> list[str]:
    path = workshop / "calls"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.unlink()
    return lines


def test_make_site_installs_the_runtime_lock_once(workshop: Path) -> None:
    assert run(["make", "site"], workshop, PIP_RESULT="0").returncode == 0
    install, build = calls(workshop)
    assert "--require-hashes --only-binary :all:" in install
    assert install.endswith("--requirement requirements.lock")
    assert build == "build.py"
    assert run(["make", "site"], workshop, PIP_RESULT="0").returncode == 0
    assert calls(workshop) == ["build.py"]


def test_a_new_lock_is_installed(workshop: Path) -> None:
    assert run(["make", "test"], workshop, PIP_RESULT="0").returncode == 0
    install, tests = calls(workshop)
    assert install.endswith("requirements-dev.lock")
    assert tests.startswith("-m pytest")
    stamp = workshop / ".venv" / "dev.stamp"
    os.utime(workshop / "requirements-dev.lock", (stamp.stat().st_mtime + 5,) * 2)
    assert run(["make", "test"], workshop, PIP_RESULT="0").returncode == 0
    assert len(calls(workshop)) == 2


def test_a_failed_installation_is_tried_again(workshop: Path) -> None:
    for _ in range(2):
        assert run(["make", "site"], workshop, PIP_RESULT="1").returncode != 0
        (install,) = calls(workshop)
        assert install.endswith("--requirement requirements.lock")
    assert not (workshop / ".venv" / "site.stamp").exists()


def test_an_old_python_is_told_in_both_languages(workshop: Path) -> None:
    (workshop / ".venv" / "bin" / "python").unlink()
    result = run(["make", "site", "PYTHON=false"], workshop)
    assert result.returncode != 0
    assert "needs Python 3.11 or later" in result.stderr
    assert "需要 Python 3.11 或更新的版本" in result.stderr
    assert not (workshop / ".venv" / "bin" / "python").exists()


def test_ci_runs_the_command_of_the_readme() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").rstrip().endswith("\nexec make test")
    blocks = [text for _, text in guides.list_blocks("README", "en")]
    assert blocks[0] == "make site\nmake test\n"
    assert not any("make " in block for block in blocks[1:])


def test_every_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    for page in ("CONTRIBUTING.md", "CONTRIBUTING.zh.md"):
        shown = re.findall(r"^make ([\w-]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert set(shown) == set(phony.split()), page
    assert set(re.findall(r"^# make ([\w-]+)", makefile, re.MULTILINE)) == set(phony.split())


# The pages that people read first


def inline(name: str, lang: Language) -> Iterator[Token]:
    for token in guides.read_tokens(name, lang):
        yield from token.children or []


@pytest.mark.parametrize("name", guides.GUIDES)
def test_twins_are_built_alike(name: str) -> None:
    english, chinese = (
        [(t.type, t.tag, (t.info, t.content) if t.type == "fence" else "") for t in guides.read_tokens(name, lang)]
        for lang in ("en", "zh")
    )
    assert any(kind == "heading_open" for kind, _, _ in english)
    assert english == chinese


@pytest.mark.parametrize("name", guides.GUIDES)
def test_twins_name_the_same_things(name: str) -> None:
    """File by file and command by command; a file of one language stands for its twin."""
    english, chinese = (
        Counter(re.sub(r"\.(en|zh)\.md$", ".md", words) for words in guides.list_code_words(name, lang)) for lang in ("en", "zh")
    )
    assert english == chinese


@pytest.mark.parametrize("name", guides.TOP)
def test_twins_link_to_each_other_at_the_top(name: str) -> None:
    for lang, other in (("en", "zh"), ("zh", "en")):
        first = next(token.attrGet("href") for token in inline(name, lang) if token.type == "link_open")
        assert first == guides.guide_path(name, other).name


def make_anchor(heading: str) -> str:
    """The address of a heading, as code hosts make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", guides.GUIDES)
def test_what_a_page_links_to_is_there(name: str, lang: Language) -> None:
    """In the repository, be it by a path or by the address of a file in it, with the heading that is named."""
    targets = [
        unquote(str(t.attrGet("href") or t.attrGet("src"))) for t in inline(name, lang) if t.type in ("link_open", "image")
    ]
    own = [re.sub(f"^{re.escape(REPOSITORY)}/(blob|tree)/main/", "", target).partition("#") for target in targets]
    assert [path for path, _, _ in own if "://" not in path and not (ROOT / path).exists()] == []
    for path, _, heading in own:
        if heading and "://" not in path:
            lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
            assert heading in {make_anchor(line[3:]) for line in lines if line.startswith("## ")}, path


def test_both_licences_are_told() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n\nCopyright (c) Budgetbook contributors\n")
    assert "https://creativecommons.org/licenses/by/4.0/" in text
    assert PROJECT["project"]["license"] == "MIT AND CC-BY-4.0"
    for name in ("README.md", "README.zh.md"):
        page = (ROOT / name).read_text(encoding="utf-8")
        assert "MIT" in page
        assert "https://creativecommons.org/licenses/by/4.0/" in page


def test_the_sites_own_packages_are_all_that_its_program_loads() -> None:
    """The tests have more installed than a site is built with: what only they have is not the program's."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = settings["project"]["optional-dependencies"]
    listed = settings["project"]["dependencies"] + [line for extra in extras.values() for line in extra]
    distributions = {re.split(r"[=<>\[]", line)[0].lower().replace("_", "-").replace(".", "-") for line in listed}
    # Installed with one of these, and loaded by that name; docx, yaml and markdown_it are called otherwise than their package.
    brought = {"markupsafe", "pydantic_core", "pdfminer", "dask"}
    called = {
        "yaml": "pyyaml",
        "markdown_it": "markdown-it-py",
        "docx": "python-docx",
        "vl_convert": "vl-convert-python",
        "arro3": "arro3-core",
        "PIL": "pillow",
        "backports": "backports-zstd",
    }
    loaded = set()
    for path in sorted((ROOT / "budgetbook").rglob("*.py")):
        if "fonts" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            loaded |= {name.split(".")[0] for name in names}
    foreign = loaded - sys.stdlib_module_names - brought - {"budgetbook", "compression"}  # Python's own from 3.14 on
    assert len(foreign) > 10
    assert {called.get(name, name).replace("_", "-") for name in foreign} <= distributions
