"""The container for an editor in the browser: its own steps, in a bare environment, lead from nothing to a changed page."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import built_site
import project
import pytest
from packaging.specifiers import SpecifierSet
from statement_edits import EDIT, statement_of
from test_project_files import PROJECT

CONTAINER: dict[str, Any] = json.loads((project.ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf-8"))
PAGE = "zh/riverside-library/2024-budget/"


def test_its_python_is_one_that_the_program_runs_on_and_its_port_the_one_of_the_preview() -> None:
    version = re.fullmatch(r"python:(\d+\.\d+)-[a-z]+", CONTAINER["image"])
    assert version
    assert SpecifierSet(PROJECT["project"]["requires-python"]).contains(f"{version[1]}.0")
    (port,) = CONTAINER["forwardPorts"]
    assert f"\nPORT ?= {port}\n" in (project.ROOT / "Makefile").read_text(encoding="utf-8")
    assert CONTAINER["portsAttributes"][str(port)]["label"] == "make serve"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """What a container finds: the files of the repository, with the tests' content, and nothing installed or built."""
    folder = tmp_path / "workspace"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=project.ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        source, target = project.ROOT / name, folder / name
        if source.is_file() and not name.startswith(("content/", "tests/")):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
            target.chmod(source.stat().st_mode)
    statement_of(built_site.small_content(folder / "content")).with_suffix(".numbers.txt").unlink()
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The variables of a shell that knows nothing but a Python; the libraries that pip cannot fetch here it finds installed."""
    tools, home = tmp_path / "tools", tmp_path / "home"
    for folder in (tools, home):
        folder.mkdir()
    (tools / "python3").symlink_to(sys._base_executable)  # type: ignore[attr-defined]
    found = {"PIP_NO_INDEX": "1", "PYTHONPATH": sysconfig.get_path("purelib")}
    return {"PATH": f"{tools}:/usr/local/bin:/usr/bin:/bin", "HOME": str(home), **found}


@pytest.mark.slow
def test_its_own_steps_lead_from_nothing_to_a_changed_page(workspace: Path, bare: dict[str, str]) -> None:
    command = CONTAINER["postCreateCommand"]
    made = subprocess.run(
        ["sh", "-c", command],
        cwd=workspace,
        env=bare,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=project.PATIENCE,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    assert (workspace / ".venv" / "site.stamp").exists()
    built = (workspace / "site" / PAGE / "index.html").read_text(encoding="utf-8")
    assert "300.25" in built
    assert "300.35" not in built
    with preview(workspace, bare) as address:
        assert "300.25" in read(address + PAGE)
        statement = statement_of(workspace / "content")
        text = statement.read_text(encoding="utf-8")
        for old, new in EDIT.items():
            text = text.replace(old, new)
        statement.write_text(text, encoding="utf-8")
        await_text(address + PAGE, "300.35")


@contextmanager
def preview(folder: Path, environment: dict[str, str]) -> Iterator[str]:
    """The address of what `make serve` shows, on a port that is free."""
    with subprocess.Popen(
        ["make", "serve", "PORT=0"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as server:
        assert server.stdout
        try:
            yield next(found[0] for line in server.stdout if (found := re.search(r"http://[\w.:]+/", line)))
        finally:
            os.killpg(server.pid, signal.SIGTERM)


def read(address: str) -> str:
    """A page as the preview shows it."""
    with urlopen(address, timeout=project.PATIENCE) as answer:  # noqa: S310 - our own
        return str(answer.read().decode())


def await_text(address: str, text: str) -> None:
    """Wait until a page says this: the preview follows what is saved."""
    end = time.monotonic() + project.PATIENCE
    while text not in read(address):
        assert time.monotonic() < end, f"{address} never said {text}"
        time.sleep(0.2)
