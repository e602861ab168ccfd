"""The program laid out as its wheel installs it, and run as a person does in the folder of a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import project
import sample_content


@dataclass(frozen=True, slots=True)
class Installed:
    """A version of the program, laid out as its wheel installs it."""

    folder: Path

    def run(self, site: Path, *words: str, status: int = 0) -> str:
        """The command in the folder of a site; what it said, on both streams."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "GITHUB_ACTIONS": ""}
        return run_command([sys.executable, "-m", "budgetbook", *words, "--lang", "en"], site, environment, status)


def run_command(command: Sequence[str | Path], folder: Path, environment: dict[str, str], status: int) -> str:
    """A command in a folder, which ends with this status and never with a traceback; what it said, on both streams."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=project.PATIENCE,
    )
    assert "Traceback" not in done.stdout, done.stdout
    assert done.returncode == status, done.stdout
    return done.stdout


def install(to: Path) -> Installed:
    """Lay out this checkout so, in a folder."""
    package, program = to / "budgetbook", to / "budgetbook" / "program"
    shutil.copytree(project.ROOT / "budgetbook", package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(project.ROOT / "build.py", package / "__main__.py")
    shutil.copytree(project.TEMPLATES, program / "templates")
    shutil.copy(project.ROOT / "pyproject.toml", program)
    for name in ("languages", "countries", "schema"):
        shutil.copytree(sample_content.LANGUAGE_FILES.parent / name, program / "content" / name)
    return Installed(to)
