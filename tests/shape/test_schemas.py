"""The schemas of the content files are current, and every content file names its own."""

from __future__ import annotations

import re
from pathlib import Path

import project
import pytest

from budgetbook.content import json_schemas


@pytest.mark.slow
def test_the_schemas_are_current() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in (project.CONTENT / "schema").iterdir()}
    assert there == json_schemas.build_schemas(), "run `python build.py schema`"
    assert len(there) == 16


def test_the_front_door_writes_the_schemas(content: Path) -> None:
    for path in (content / "schema").iterdir():
        path.unlink()
    ended = project.run("schema", "--content", content)
    assert (ended.status, ended.out, ended.err) == (0, "", "")
    assert {path.name for path in (content / "schema").iterdir()} == set(json_schemas.build_schemas())


def test_every_yaml_file_names_its_schema() -> None:
    files = sorted(project.CONTENT.rglob("*.yaml"))
    assert len(files) > 6
    for path in files:
        first = path.read_text(encoding="utf-8").split("\n")[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", first)
        assert match, path.name
        assert (path.parent / match[1]).resolve().parent == project.CONTENT / "schema"
        assert (path.parent / match[1]).exists()
