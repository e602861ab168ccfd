"""What installed the program is known by the files that each installer leaves, as pipx 1.18 and uv 0.13 do."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetbook.infra.base import installer
from budgetbook.infra.base.installer import Installer, find_installer

BY_UV = {"pyvenv.cfg": "home = /usr/bin\nimplementation = CPython\nuv = 0.13.9\n"}
CASES = {
    "none": ({}, installer.PIP),
    "venv": ({"pyvenv.cfg": "home = /usr/bin\nversion = 3.11.7\n"}, installer.PIP),
    "damaged": ({"pyvenv.cfg": "\udcff"}, installer.PIP),
    "pipx install": ({"pyvenv.cfg": "", "pipx_metadata.json": "{}"}, installer.PIPX),
    "pipx run": ({"pyvenv.cfg": "", "pipx_metadata.json": "{}", "CACHEDIR.TAG": "", "../CACHEDIR.TAG": ""}, installer.PIPX_RUN),
    "uv venv": (BY_UV | {"CACHEDIR.TAG": ""}, installer.UV),
    "uv tool install": (BY_UV | {"uv-receipt.toml": ""}, installer.UV_TOOL),
    "uvx": (BY_UV | {"../../CACHEDIR.TAG": ""}, installer.UVX),
}


@pytest.mark.parametrize(("files", "expected"), CASES.values(), ids=CASES)
def test_each_environment_is_known(files: dict[str, str], expected: Installer, tmp_path: Path) -> None:
    environment = tmp_path / "cache" / "environments" / "a1b2"
    environment.mkdir(parents=True)
    for name, text in files.items():
        (environment / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    assert find_installer(environment) is expected


@pytest.mark.parametrize("each", [each for _, each in CASES.values()])
def test_what_is_told_names_the_program_and_the_extra(each: Installer) -> None:
    assert '"budgetbook[import]"' in each.add.format(extra="import")
    assert each.start.split()[-1] == "budgetbook"
    assert "budgetbook" in each.update
