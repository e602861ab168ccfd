"""What an editor program is told: a schema for every file of content, every field explained in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import project
import pytest
import yaml

from budgetbook.content import json_schemas

SETTINGS: dict[str, Any] = json.loads((project.ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
FILES = sorted(path for path in project.CONTENT.rglob("*.yaml"))


def fields() -> dict[str, str]:
    """`Record.field` -> what is said over it, of every schema."""
    found = {}
    for text in json_schemas.build_schemas().values():
        schema = json.loads(text)
        for record in (schema, *schema.get("$defs", {}).values()):
            for key, field in record.get("properties", {}).items():
                found[f"{record['title']}.{key}"] = field.get("description", "")
    return found


@pytest.mark.slow
def test_every_field_that_is_explained_is_explained_in_both_languages() -> None:
    said = {name: text for name, text in fields().items() if text}
    assert len(said) > 150
    one_only = [
        name for name, text in said.items() if not re.search("[\u4e00-\u9fff]", text) or not re.search("[A-Za-z]{3}", text)
    ]
    assert one_only == [], "say it in Chinese in budgetbook/content/hover_help.yaml"


@pytest.mark.slow
def test_every_explanation_is_of_a_field_that_is_there_and_says_it_once() -> None:
    names = [line.split(": ")[0] for line in json_schemas.HOVER_HELP.read_text("utf-8").splitlines() if line[:1].isalpha()]
    assert set(names) <= fields().keys()
    assert len(names) == len(set(names))


@pytest.mark.slow
def test_every_field_of_a_statement_is_explained() -> None:
    records = {"StatementFile", "Figure", "PrintedChange", "Project", "Fact", "Remark", "Source", "Comparison", "PlaceName"}
    records |= {"SicMark", "EntityFile"}
    silent = [name for name, text in fields().items() if name.split(".")[0] in records and not text]
    assert silent == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(project.CONTENT).as_posix())
def test_the_settings_give_each_file_the_schema_that_its_first_line_names(path: Path) -> None:
    globs = {schema: [at] if isinstance(at, str) else at for schema, at in SETTINGS["yaml.schemas"].items()}
    name = "content" / path.relative_to(project.CONTENT)
    by_settings = [project.ROOT / schema for schema, patterns in globs.items() if any(name.match(p) for p in patterns)]
    first = path.read_text(encoding="utf-8").split("\n")[0]
    by_line = project.ROOT / name.parent / first.removeprefix("# yaml-language-server: $schema=")
    assert [each.resolve() for each in by_settings] == [by_line.resolve()]


def test_hooks_run_what_make_knows_and_download_nothing() -> None:
    config = yaml.safe_load((project.ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    (repository,) = config["repos"]
    assert repository["repo"] == "local"
    makefile = (project.ROOT / "Makefile").read_text(encoding="utf-8")
    entries = [hook["entry"] for hook in repository["hooks"]]
    assert entries == ["make check", "make lint"]
    assert all(re.search(rf"^{entry.removeprefix('make ')}:", makefile, re.MULTILINE) for entry in entries)
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}
