"""The package as it installs: a wheel, in an environment of its own, far from the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import built_site
import project
import pytest

PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]

COMMANDS = [("import", "import"), ("import", "audit"), ("import", "numbers"), ("serve", "serve")]
"""Those that need an extra of the package, after its name."""


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment with the package, and with the libraries of this one."""

    folder: Path
    wheel: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def run(self, *words: str | Path, cwd: Path, before: str = "", status: int = 0) -> str:
        """The command of the package, in a folder; after some code of Python, if there is any. What it said, on both streams."""
        program: Sequence[str | Path] = [self.folder / "bin" / "budgetbook"]
        if before:
            program = [self.python, "-c", f"{before}\nfrom budgetbook.__main__ import run_as_program\nrun_as_program()"]
        environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GITHUB_ACTIONS")}
        done = subprocess.run(
            [*program, *words, "--lang", "en"],
            cwd=cwd,
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


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Made without a network: the libraries are those of this environment, found by a path."""
    folder = tmp_path_factory.mktemp("package")
    offline = ("--no-index", "--no-deps")
    make: list[str | Path] = [*PIP, "wheel", *offline, "--no-build-isolation", "--wheel-dir", folder / "wheel", project.ROOT]
    subprocess.run(make, check=True, timeout=project.PATIENCE)
    (wheel,) = (folder / "wheel").glob("*.whl")
    venv.create(folder / "venv", symlinks=True)
    installation = Installation(folder / "venv", wheel)
    subprocess.run([*PIP, "--python", installation.python, "install", *offline, wheel], check=True, timeout=project.PATIENCE)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return installation


@pytest.mark.whole
def test_the_wheel_holds_the_program_and_its_dictionary_and_nothing_of_a_site(installation: Installation) -> None:
    names = zipfile.ZipFile(installation.wheel).namelist()
    inner = {name.removeprefix("budgetbook/program/") for name in names if name.startswith("budgetbook/program/")}
    for folder in ("templates", "content/languages", "content/countries", "content/schema"):
        there = {path.relative_to(project.ROOT).as_posix() for path in (project.ROOT / folder).rglob("*") if path.is_file()}
        assert {name for name in inner if name.startswith(f"{folder}/")} == there
    assert {name.split("/")[1] for name in inner if name.startswith("content/")} == {"languages", "countries", "schema"}
    code = {path.relative_to(project.ROOT).as_posix() for path in (project.ROOT / "budgetbook").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == {*code, "budgetbook/__main__.py"}


@pytest.mark.whole
def test_a_folder_of_content_alone_becomes_the_site_that_the_repository_makes_of_it(
    installation: Installation, tmp_path: Path
) -> None:
    built_site.small_content(tmp_path / "content")
    assert "no problems" in installation.run("check", cwd=tmp_path)
    installation.run("build", cwd=tmp_path)
    assert project.run_on(tmp_path / "content", "--out", tmp_path / "here").status == 0
    site, here = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "site", tmp_path / "here")
    )
    assert site.keys() == here.keys()
    assert [name for name in site if name.suffix == ".html" and site[name] != here[name]] == []


@pytest.mark.whole
@pytest.mark.parametrize(
    ("extra", "command"), [("import", "import"), ("import", "audit"), ("import", "numbers"), ("serve", "serve")]
)
def test_a_command_whose_extra_is_missing_says_what_to_install(
    extra: str, command: str, installation: Installation, tmp_path: Path
) -> None:
    built_site.small_content(tmp_path / "content")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    missing = {"import": ("lxml", "docx", "pdfplumber", "pypdfium2", "openpyxl", "xlrd"), "serve": ("starlette", "uvicorn")}[
        extra
    ]
    words = [command] if command == "serve" else [command, "a.txt"]
    said = installation.run(*words, cwd=tmp_path, before=without(*missing), status=2)
    assert said == f'this command needs more than is installed; run first: pip install "budgetbook[{extra}]"\n'
    assert "no problems" in installation.run("check", cwd=tmp_path, before=without(*missing))


def without(*modules: str) -> str:
    """Code that hides these modules, as if they were not installed."""
    return f"""
from importlib.machinery import PathFinder
find = PathFinder.find_spec
PathFinder.find_spec = lambda name, *rest: None if name.partition(".")[0] in {modules!r} else find(name, *rest)
"""
