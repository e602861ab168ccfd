"""The tests' own content in; copies of it, its checked form, and what the front door says of it out."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from pathlib import Path

import sample_content

import build
from budgetbook.cli.messages import SAYS
from budgetbook.content.model import LANGUAGES
from budgetbook.diagnostics.problem import Language
from budgetbook.engine import in_memory
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.publish import site_writer

ROOT = Path(__file__).resolve().parents[2]
CONTENT = sample_content.shared()
TEMPLATES = ROOT / "templates"
ENTITY = "mentougou-science-association"
STATEMENT = f"{ENTITY}/2023-budget"
STATEMENT_FILE = f"statements/{STATEMENT}.yaml"
PATIENCE = 900
"""Seconds after which a program that a test has started is taken to hang: no program takes as long, however slow the machine."""
NUMBERS_FILE = f"statements/{STATEMENT}.numbers.txt"


@dataclass(frozen=True, slots=True)
class Ended:
    """How one run of the front door ended."""

    status: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """What it said is wrong, a line each: all of stderr but the closing count."""
        return self.err.splitlines()[:-1]


def without_progress(err: str) -> str:
    """What was said on the error stream but for how far the build is, which is told only where a machine is slow."""
    said = [SAYS[key][lang] for key in ("at-bodies", "at-pages") for lang in LANGUAGES]
    patterns = [re.sub(r"\\\{\w+\\\}", r"[\\d:,]+", re.escape(text)) for text in said]
    progress = re.compile(f"(?:{'|'.join(patterns)})\n")
    return "".join(line for line in err.splitlines(keepends=True) if not progress.fullmatch(line))


def copy_content(to: Path) -> Path:
    """A copy of it that a test may change."""
    return sample_content.copy(to)


def copy_program(to: Path) -> Path:
    """The program in a folder of its own, to change, with a cache of its own."""
    for name in ("budgetbook", "templates"):
        shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.py", "pyproject.toml"):
        shutil.copy(ROOT / name, to)
    return to


def run(*arguments: str | Path) -> Ended:
    """The front door, in this process."""
    ended = run_with_progress(*arguments)
    return replace(ended, err=without_progress(ended.err))


def run_with_progress(*arguments: str | Path) -> Ended:
    """The same with all that it says."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = build.main([str(each) for each in arguments])
    return Ended(status, out.getvalue(), err.getvalue())


def run_program(*arguments: str | Path) -> Ended:
    """The front door, as a program of its own."""
    command = [sys.executable, str(ROOT / "build.py"), *(str(each) for each in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=PATIENCE)
    return Ended(done.returncode, done.stdout, without_progress(done.stderr))


def run_on(content: Path, *arguments: str | Path, lang: Language = "en") -> Ended:
    """The front door on one content folder, speaking to editors; nothing is cached."""
    fresh = () if "check" in arguments else ("--no-cache",)
    return run(*arguments, "--content", content, "--lang", lang, "--format", "editors", *fresh)


def check(content: Path) -> in_memory.CheckedContent:
    """Content that has no problem, recomputed."""
    checked, problems = in_memory.check(content)
    assert checked is not None, problems
    return checked


def outputs(checked: in_memory.CheckedContent) -> dict[str, OutputFile]:
    """Every file of the site, by its path."""
    return {output.path: output for output in in_memory.build_files(checked, TEMPLATES, None)}


def build_site(checked: in_memory.CheckedContent, target: Path) -> site_writer.WriteSummary:
    """The site, written."""
    return site_writer.write_site(in_memory.build_files(checked, TEMPLATES, None), target)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file below a folder: its bytes, inode and time of change."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {}
    for path in files:
        state = path.stat()
        found[path.relative_to(folder).as_posix()] = (path.read_bytes(), state.st_ino, state.st_mtime_ns)
    return found
