"""The package as it installs: a wheel, in an environment of its own, far from the repository."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from importlib.metadata import version as package_version
from pathlib import Path
from urllib.request import urlopen

import built_site
import project
import pytest
from installed_program import run_command
from package_wheel import OFFLINE, PIP
from packaging.requirements import Requirement
from packaging.version import Version

from budgetbook.cli.options import EXTRAS

COMMANDS = [("import", "import"), ("import", "audit"), ("import", "numbers"), ("serve", "serve")]
"""Those that need an extra of the package, after its name."""
POSIX_MODULES = ("resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "fcntl")
NOT_POSIX = """
import multiprocessing, os, select, signal
multiprocessing.get_all_start_methods = lambda: ["spawn"]
posix = (
    "fork", "forkpty", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "sched_getaffinity", "nice", "sysconf",
    "getuid", "geteuid", "getgid", "getegid", "getpgid", "getpgrp", "setpgid", "killpg", "setsid", "chown", "fchown", "lchown",
    "fchmod", "chroot", "mkfifo", "mknod", "statvfs", "fstatvfs", "sync", "pread", "pwrite", "posix_fadvise", "posix_fallocate",
    "getloadavg",
)
signals = ("SIGALRM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "setitimer", "alarm", "pthread_sigmask", "sigwait")
for module, names in ((os, posix), (select, ("poll", "epoll")), (signal, signals)):
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
"""
"""Takes away what Windows lacks."""
STABLE = "1.9.0.post1"
"""The drawing engine before its release candidates."""
PAPER = """河湾区图书馆2024年部门预算说明

一、收入
2024年收入预算500.00万元，其中财政拨款收入420.40万元，其他资金收入79.60万元。

二、支出
2024年支出预算500.00万元，其中基本支出300.25万元，项目支出199.75万元。
"""


@dataclass(frozen=True, slots=True)
class Installation:
    """An environment with the package, and with the libraries of this one."""

    folder: Path
    wheel: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def run(self, *words: str | Path, cwd: Path, without: Path | None = None, status: int = 0) -> str:
        """The command of the package, in a folder, without what a customisation takes away. What it said, on both streams."""
        return run_command(self.command(*words), cwd, self.environment(without), status)

    def command(self, *words: str | Path) -> list[str | Path]:
        """The command line."""
        return [self.folder / "bin" / "budgetbook", *words, "--lang", "en"]

    def environment(self, without: Path | None) -> dict[str, str]:
        """Variables of a shell that knows nothing of this repository."""
        inherited = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GITHUB_ACTIONS")}
        return inherited | ({"PYTHONPATH": str(without)} if without else {})


@pytest.fixture(scope="module")
def installation(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Made without a network: the libraries are those of this environment, found by a path."""
    folder = tmp_path_factory.mktemp("package")
    venv.create(folder / "venv", symlinks=True)
    installation = Installation(folder / "venv", wheel)
    subprocess.run([*PIP, "--python", installation.python, "install", *OFFLINE, wheel], check=True, timeout=project.PATIENCE)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    return installation


def hide(folder: Path, *modules: str, more: str = "") -> Path:
    """A folder whose customisation of Python hides these modules in every process, as if they were not installed."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        f"""
import portalocker  # it has its own ways on each system
{more}
import sys
from importlib.machinery import BuiltinImporter, PathFinder
for module in {modules!r}:
    sys.modules.pop(module, None)
for finder in (BuiltinImporter, PathFinder):
    def find(name, *rest, find=finder.find_spec):
        return None if name.partition(".")[0] in {modules!r} else find(name, *rest)
    finder.find_spec = find
""",
        encoding="utf-8",
    )
    return folder


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
def test_the_wheel_says_what_runs_it_and_which_candidate_it_takes(installation: Installation) -> None:
    """`pipx run` and `uvx` start the command of the package's own name. Installers take a release candidate only where one is
    named; whoever wants none may have the stable version."""
    archive = zipfile.ZipFile(installation.wheel)
    texts = {name.rpartition("/")[2]: archive.read(name).decode() for name in archive.namelist() if ".dist-info/" in name}
    assert texts["entry_points.txt"].split() == ["[console_scripts]", "budgetbook", "=", "budgetbook.__main__:run_as_program"]
    metadata = email.message_from_string(texts["METADATA"])
    assert metadata["Name"] == "budgetbook"
    requirements = [Requirement(line) for line in metadata.get_all("Requires-Dist", [])]
    candidates = [each for each in requirements if each.specifier.prereleases]
    assert [each.name for each in candidates] == ["vl-convert-python"]
    for each in candidates:
        (lowest,) = (Version(one.version) for one in each.specifier if one.operator == ">=")
        assert lowest.is_prerelease
        assert all(each.specifier.contains(version) for version in (STABLE, package_version(each.name)))
    data = {path.relative_to(project.ROOT).as_posix() for path in (project.ROOT / "budgetbook").rglob("*.txt")}
    assert data
    assert data <= set(archive.namelist())


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
@pytest.mark.parametrize(("extra", "command"), COMMANDS)
def test_a_command_whose_extra_is_missing_says_what_to_install(
    extra: str, command: str, installation: Installation, tmp_path: Path
) -> None:
    built_site.small_content(tmp_path / "content")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    masked = hide(tmp_path / "masked", *EXTRAS[extra])
    words = [command] if command == "serve" else [command, "a.txt"]
    said = installation.run(*words, cwd=tmp_path, without=masked, status=2)
    assert said == f'this command needs more than is installed; get it by: pip install "budgetbook[{extra}]"\n'
    assert "no problems" in installation.run("check", cwd=tmp_path, without=masked)


@pytest.mark.whole
def test_a_program_that_was_installed_for_one_command_says_how_to_start_it_again(
    installation: Installation, tmp_path: Path
) -> None:
    """As `pipx run` does: the command is on no path, and pip would reach another environment."""
    for name in ("pipx_metadata.json", "CACHEDIR.TAG"):
        (installation.folder / name).touch()
    try:
        assert "cd mine && pipx run budgetbook\n" in installation.run("new", "site", "mine", cwd=tmp_path)
        masked = hide(tmp_path / "masked", *EXTRAS["import"])
        said = installation.run("import", "a.txt", cwd=tmp_path / "mine", without=masked, status=2)
        assert 'pipx run --spec "budgetbook[import]" budgetbook' in said
    finally:
        for name in ("pipx_metadata.json", "CACHEDIR.TAG"):
            (installation.folder / name).unlink()


@pytest.mark.whole
@pytest.mark.parametrize("system", ["this", "another"])
def test_every_command_works_far_from_the_repository(system: str, installation: Installation, tmp_path: Path) -> None:
    """The other system is one without what only POSIX has, as far as this machine can be one."""
    masked = hide(tmp_path / "masked", *POSIX_MODULES, more=NOT_POSIX) if system == "another" else None
    assert "cd mine && budgetbook" in installation.run("new", "site", "mine", "--country", "china", cwd=tmp_path, without=masked)
    site = tmp_path / "mine"
    assert "no problems" in installation.run("check", cwd=site, without=masked)
    assert "files" in installation.run("build", "--jobs", "2", cwd=site, without=masked)
    assert (site / "site/zh/sample-body/2025-budget/index.html").is_file()
    (site / "paper.txt").write_text(PAPER, encoding="utf-8")
    assert "河湾区图书馆" in installation.run("audit", "paper.txt", cwd=site, without=masked)
    assert "draft written" in installation.run("import", "paper.txt", "--out", "draft", cwd=site, without=masked)
    assert "500.00" in installation.run("numbers", "paper.txt", cwd=site, without=masked)
    assert "nothing to change" in installation.run("upgrade", "--write", cwd=site, without=masked)
    installation.run("schema", cwd=site, without=masked)
    names = ("--name", "zh=河边图书馆", "--name", "en=River Library")
    installation.run("new", "--body", "river-library", "--year", "2025", *names, cwd=site, without=masked)
    assert "no problems" in installation.run("check", cwd=site, without=masked)
    installation.run("build", "--shard", "2/2", cwd=site, without=masked)
    installation.run("diff", site / "content", cwd=site, without=masked)
    _look_at_the_preview(installation, site, masked)


def _look_at_the_preview(installation: Installation, site: Path, masked: Path | None) -> None:
    with subprocess.Popen(
        installation.command("serve", "--port", "0"),
        cwd=site,
        env=installation.environment(masked),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as server:
        assert server.stdout
        try:
            address = next(found[0] for line in server.stdout if (found := re.search(r"http://[\w.:]+/", line)))
            with urlopen(f"{address}en/sample-body/2025-budget/", timeout=project.PATIENCE) as answer:  # noqa: S310 - our own
                assert b"Sample body" in answer.read()
        finally:
            server.terminate()
