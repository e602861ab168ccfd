"""Small repositories with the real workflows, run by `act` without a network: a copy of this one, and a site of the package."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import built_site
import project
import shared_drawings
from statement_edits import statement_of

PLACES = [project.ROOT / ".github" / folder for folder in ("workflows", "examples", "actions")]


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
        printf '#!/bin/sh\\necho "lint-imports was run"\\n' > .venv/bin/lint-imports
        chmod +x .venv/bin/lint-imports
        touch -d 2100-01-01 .venv/site.stamp .venv/dev.stamp .venv/lint.stamp .venv/sbom.stamp .venv/bin/python
"""


CARRIERS = {
    "checkout": """
name: checkout
description: the repository is there; another one is this checkout, of which it has the actions
inputs: {{repository: {{}}, ref: {{}}, path: {{}}, sparse-checkout: {{}}, persist-credentials: {{}}, fetch-depth: {{}}}}
runs:
  using: composite
  steps:
    - shell: bash
      env: {{TO: "${{{{ inputs.path }}}}"}}
      run: test -z "$TO" || {{ mkdir -p "$TO/.github" && cp -R {program}/.github/actions "$TO/.github"; }}
""",
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
"""Those that carry files into a job, as folders of this machine."""


PROGRAM = ["Check style and types", "Test"]
"""Steps of the job "Test" where the program has changed."""


class GitFolder:
    """A folder under git, whose workflows `act` runs without a network, every action replaced by one of ours."""

    setup = STUB
    """What every action does that is not one of the carriers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "repository"
        self.actions = folder / "actions"
        self.kept = folder / "kept"
        self.home = folder / "home"
        """Where `act` keeps its own files: beside the actions, since it copies the folder of an action with all that is in it."""
        self.actions.mkdir(parents=True)
        self.home.mkdir()
        (self.actions / "action.yml").write_text(self.setup.format(python=sys.executable), encoding="utf-8")
        for name, text in CARRIERS.items():
            (self.actions / name).mkdir()
            (self.actions / name / "action.yml").write_text(text.format(kept=self.kept, program=project.ROOT), encoding="utf-8")
        self.make_folder()
        self.git("init", "--quiet", "--initial-branch", "main")
        self.commit()

    def make_folder(self) -> None:
        """Make the folder, before it is under git."""
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        """What the steps find among their variables."""
        return shared_drawings.environment()

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

    def act(self, event: str, workflow: str = "workflows/publish.yml", before: str = "", *more: str) -> tuple[int, str]:
        """Run the jobs of an event, a push since the commit `before`; the exit status and the log."""
        payload = self.actions / "event.json"
        told = {"pull_request": {"base": {"ref": "main"}}} if event == "pull_request" else {"before": before}
        payload.write_text(json.dumps(told))
        files = [path for folder in PLACES for path in folder.rglob("*.yml")]
        uses = {use for path in files for use in re.findall(r"uses: (\S+@[0-9a-f]{40})", path.read_text(encoding="utf-8"))}
        replaced = [word for use in sorted(uses) for word in ("--local-repository", f"{use}={self._stub(use)}")]
        command = [str(Path(sys.executable).with_name("act")), event, "--eventpath", str(payload)]
        command += ["--platform", "ubuntu-24.04=-self-hosted", "--workflows", f".github/{workflow}", *replaced, *more]
        command += ["--concurrent-jobs", "1"]
        command += [word for name, value in self.environment().items() for word in ("--env", f"{name}={value}")]
        kept = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LC_ALL": "C.UTF-8"}
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


class Repository(GitFolder):
    """A content, small unless another is given, with the real program and workflows."""

    def __init__(self, folder: Path, case: str = "library", content: Callable[[Path], Path] | None = None) -> None:
        self._case, self._make_content = case, content
        super().__init__(folder)

    def make_folder(self) -> None:
        """The program of this checkout, with the content."""
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=project.ROOT, capture_output=True, check=True)
        for name in filter(None, listed.stdout.decode().split("\0")):
            source, target = project.ROOT / name, self.folder / name
            if source.exists() and not name.startswith(("content/", "tests/")):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, target)
        make = self._make_content
        self.content = make(self.folder / "content") if make else built_site.small_content(self.folder / "content", self._case)
        if not make and self._case == "library":
            statement_of(self.content).with_suffix(".numbers.txt").unlink()
        (self.folder / ".ci" / "run").write_text("#!/bin/sh\necho the tests were run\n", encoding="utf-8")


class NewSite(GitFolder):
    """A site as `new site` makes it, which installs the package of this checkout and calls the workflow of this checkout."""

    setup = "name: stub\ndescription: does nothing\nruns:\n  using: composite\n  steps: [{{run: 'true', shell: sh}}]\n"

    def __init__(self, folder: Path, wheel: Path) -> None:
        self._wheel = wheel
        super().__init__(folder)

    def make_folder(self) -> None:
        """What the command makes."""
        assert project.run("new", "site", self.folder, "--lang", "en").status == 0
        self.content = self.folder / "content"

    def environment(self) -> dict[str, str]:
        """The package is installed from the wheel; the libraries, which no network brings, are those of these tests."""
        return installed_from(self._wheel)

    def publish(self, event: str) -> tuple[int, str]:
        """Run the jobs of an event; the workflow of the program's repository is that of this checkout."""
        used = re.findall(r"uses: (budgetbook/\S+)", (self.folder / ".github/workflows/publish.yml").read_text(encoding="utf-8"))
        (called,) = used
        repository, _, version = called.partition("/.github/workflows/publish-site.yml@")
        program = self.actions / "program" / ".github"
        shutil.copytree(project.ROOT / ".github" / "workflows", program / "workflows", dirs_exist_ok=True)
        return self.act(event, "workflows/publish.yml", "", "--local-repository", f"{repository}@{version}={program.parent}")


def installed_from(wheel: Path) -> dict[str, str]:
    """Variables with which pip installs the package of a wheel without a network, beside the libraries of these tests."""
    pip = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_FIND_LINKS": str(wheel.parent)}
    return pip | {"PYTHONPATH": sysconfig.get_path("purelib")}


def ran(log: str, job: str) -> list[str]:
    """The steps of a job that ended well, be it the workflow's own or of the one that it calls."""
    return re.findall(rf"\[[Pp]ublish/(?:Publish a site/)?{job}\s*\]\s+✅  Success - Main (.+?) \[", log)


def files(folder: Path) -> dict[str, bytes]:
    """Every file under a folder, by its place in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
