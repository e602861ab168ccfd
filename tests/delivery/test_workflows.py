"""The workflows, run: by `act`, without a network, every action replaced by one of ours, on a small repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import built_site
import project
import pytest
from test_serve import EDIT, statement_of

from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions

pytestmark = pytest.mark.slow

PLACES = [project.ROOT / ".github" / folder for folder in ("workflows", "examples")]
STUB = """
name: stub
description: stands for an action of somebody else
runs:
  using: composite
  steps:
    - shell: bash
      run: |
        mkdir -p .venv/bin
        printf '#!/bin/sh\\ncase "$2" in ruff|mypy) echo "$2 was run"; exit 0;; esac\\nexec {python} "$@"\\n' > .venv/bin/python
        chmod +x .venv/bin/python
        touch -d 2100-01-01 .venv/site.stamp .venv/dev.stamp .venv/sbom.stamp .venv/bin/python
"""
CARRIERS = {
    "upload-artifact": """
name: upload
description: keeps a folder under a name
inputs: {{name: {{}}, path: {{}}, include-hidden-files: {{}}, if-no-files-found: {{}}, retention-days: {{}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{FROM: "${{{{ inputs.path }}}}", TO: "{kept}/${{{{ inputs.name }}}}", ABSENT: "${{{{ inputs.if-no-files-found }}}}"}}
      run: test ! -e "$FROM" -a "$ABSENT" = ignore || {{ mkdir -p "$TO" && cp -R "$FROM/." "$TO"; }}
""",
    "upload-pages-artifact": """
name: upload
description: keeps the site as it is published
inputs: {{path: {{}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{FROM: "${{{{ inputs.path }}}}", TO: "{kept}/published"}}
      run: mkdir -p "$TO" && cp -R "$FROM/." "$TO"
""",
    "download-artifact": """
name: download
description: puts what was kept under some names into a folder
inputs: {{pattern: {{}}, path: {{}}, merge-multiple: {{}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{FROM: "${{{{ inputs.pattern }}}}", TO: "${{{{ inputs.path }}}}"}}
      run: mkdir -p "$TO" && for part in {kept}/$FROM; do cp -R "$part/." "$TO"; done
""",
}
"""Those that carry files from job to job, as folders of this machine."""
PROGRAM = ["Check style and types", "Test"]
BUILD = ["Check the content", *PROGRAM, "Build the site", "Say what was built", "Say what the site is made of and what it holds"]


class Repository:
    """A content, small unless another is given, with the real program and workflows, under git."""

    def __init__(self, folder: Path, case: str = "library", content: Callable[[Path], Path] | None = None) -> None:
        self.folder = folder / "repository"
        self.actions = folder / "actions"
        self.kept = folder / "kept"
        self._copy()
        self.content = content(self.folder / "content") if content else built_site.small_content(self.folder / "content", case)
        if not content and case == "library":
            statement_of(self.content).with_suffix(".numbers.txt").unlink()
        (self.folder / ".ci" / "run").write_text("#!/bin/sh\necho the tests were run\n", encoding="utf-8")
        self.actions.mkdir()
        (self.actions / "action.yml").write_text(STUB.format(python=sys.executable), encoding="utf-8")
        for name, text in CARRIERS.items():
            (self.actions / name).mkdir()
            (self.actions / name / "action.yml").write_text(text.format(kept=self.kept), encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()

    def _copy(self) -> None:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=project.ROOT, capture_output=True, check=True)
        for name in filter(None, listed.stdout.decode().split("\0")):
            source, target = project.ROOT / name, self.folder / name
            if source.exists() and not name.startswith(("content/", "tests/")):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)

    def git(self, *arguments: str) -> str:
        """One git command, as somebody; what it prints."""
        who = ["-c", "user.name=editor", "-c", "user.email=editor@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, check=True, capture_output=True, text=True, encoding="utf-8"
        ).stdout.strip()

    def commit(self) -> None:
        """Everything as it is now."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "x")

    def act(self, event: str, workflow: str = "workflows/publish.yml", before: str = "") -> tuple[int, str]:
        """Run the jobs of an event, a push since the commit `before`; the exit status and the log."""
        payload = self.actions / "event.json"
        told = {"pull_request": {"base": {"ref": "main"}}} if event == "pull_request" else {"before": before}
        payload.write_text(json.dumps(told))
        files = [path for folder in PLACES for path in folder.glob("*.yml")]
        uses = {use for path in files for use in re.findall(r"uses: (\S+)", path.read_text(encoding="utf-8"))}
        replaced = [word for use in sorted(uses) for word in ("--local-repository", f"{use}={self._stub(use)}")]
        command = [str(Path(sys.executable).with_name("act")), event, "--eventpath", str(payload)]
        command += ["--platform", "ubuntu-24.04=-self-hosted", "--workflows", f".github/{workflow}", *replaced]
        command += ["--concurrent-jobs", "1"]
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.actions), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=kept,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=project.PATIENCE,
        )
        return done.returncode, done.stdout + done.stderr

    def _stub(self, use: str) -> Path:
        name = use.partition("@")[0].split("/")[1]
        return self.actions / name if name in CARRIERS else self.actions


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def edit(content: Path) -> None:
    """Two figures changed, and what the document would say of them."""
    path = statement_of(content)
    text = path.read_text(encoding="utf-8")
    for old, new in EDIT.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def ran(log: str, job: str) -> list[str]:
    """The steps of a job that ended well."""
    return re.findall(rf"\[Publish/{job}\s*\]\s+✅  Success - Main (.+?) \[", log)


def test_a_push_is_checked_built_and_published(repository: Repository) -> None:
    status, log = repository.act("push")
    assert status == 0, log
    assert [step for step in ran(log, "Build") if step in BUILD] == BUILD
    assert "Keep the site to be published" in ran(log, "Build")
    assert "Keep the site to be looked at" not in ran(log, "Build")
    assert "Publish to GitHub Pages" in ran(log, "Publish")
    assert ran(log, "Attest")[-2:] == ["Attest where the site comes from", "Attest what it is made with"]
    assert "the tests were run" in log
    published = repository.kept / "published"
    listed = subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=published, check=False)
    assert listed.returncode == 0
    named = {line.split("  ", 1)[1] for line in (published / "checksums.txt").read_text(encoding="utf-8").splitlines()}
    assert named == files(published).keys() - {"checksums.txt", ".gitignore"}
    bill = json.loads((repository.kept / "provenance" / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert {part["name"] for part in bill["components"]} >= {"jinja2", "altair", "pyyaml", "markdown-it-py", "vl-convert-python"}


def test_a_manual_run_publishes(repository: Repository) -> None:
    status, log = repository.act("workflow_dispatch")
    assert status == 0, log
    assert "Publish to GitHub Pages" in ran(log, "Publish")


def test_a_change_of_the_program_is_tested_also_where_the_newest_commit_has_none(
    repository: Repository,
) -> None:
    before = repository.git("rev-parse", "HEAD")
    with (repository.folder / "templates" / "home.html").open("a", encoding="utf-8") as file:
        file.write("\n")
    repository.commit()
    edit(repository.content)
    repository.commit()
    status, log = repository.act("push", before=before)
    assert status == 0, log
    assert "the tests were run" in log


def test_a_pull_request_shows_the_figure_before_and_after_and_publishes_nothing(repository: Repository) -> None:
    edit(repository.content)
    repository.commit()
    status, log = repository.act("pull_request")
    assert status == 0, log
    assert [step for step in ran(log, "Build") if step in BUILD] == [step for step in BUILD if step not in PROGRAM]
    assert "the tests were run" not in log
    assert "Keep the site to be looked at" in ran(log, "Build")
    assert "Publish/Publish" not in log
    assert "deploy-pages" not in log
    summary = log[log.index("Summary - ") :]
    assert "riverside-library/2024-budget/basic-expenditure/amount | 2024 | 300.25 万元 | 300.35 万元 | +0.10 万元 |" in summary
    assert "zh/riverside-library/2024-budget/" in summary


def test_a_pull_request_with_a_slip_fails_at_its_line_and_says_so_in_its_summary(repository: Repository) -> None:
    site = repository.content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("name:", "nmae:", 1), encoding="utf-8")
    repository.commit()
    status, log = repository.act("pull_request")
    assert status != 0
    assert not set(BUILD) & set(ran(log, "Build"))
    assert re.search(r"content/site\.yaml:1:1: .*nmae", log)
    summary = log[log.index("Summary - ") :]
    assert "content/site.yaml\\:1\\:1" in summary
    assert "Publish/Publish" not in log


def test_links_are_asked_by_hand_and_by_the_clock(repository: Repository) -> None:
    status, log = repository.act("schedule", "workflows/links.yml")
    assert status == 0, log
    assert "addresses answer" in log


def test_parts_drawn_by_several_machines_are_joined_to_the_site_that_one_would_make(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "hillside")
    workflow = repository.folder / ".github" / "examples" / "publish.yml"
    text = workflow.read_text(encoding="utf-8")
    assert text.count("    strategy:\n") == 1
    one_by_one = text.replace("    strategy:\n", "    strategy:\n      max-parallel: 1\n")  # act's jobs share folders
    workflow.write_text(one_by_one, encoding="utf-8")
    status, log = repository.act("pull_request", "examples/publish.yml")
    assert status == 0, log
    drawn = {path.name: set(files(path / "charts")) for path in repository.kept.glob("part-*")}
    assert drawn.keys() == {"part-1", "part-2"}, "two bodies, and four parts"
    assert all(drawn.values())
    assert drawn["part-1"] != drawn["part-2"]
    here = tmp_path / "here"
    assert build.build(repository.content, project.TEMPLATES, here, BuildOptions())[0] is not None
    made = files(repository.kept / "site")
    assert made.pop("checksums.txt")
    assert made == files(here)
    assert "Publish/Publish" not in log


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its place in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
