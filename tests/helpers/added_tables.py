"""Tables of the test's own in the statement of a content folder, and how to change its file as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.run_rules import run_rules
from budgetbook.content.content import Content
from budgetbook.content.loader import load_content
from budgetbook.content.yaml.reader import read


def change_statement(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Change the data of the content's one statement; JSON is YAML too."""
    (path,) = folder.glob("statements/*/*-budget.yaml")
    yaml_file, problems = read(path.as_posix(), path.read_bytes())
    assert yaml_file is not None, problems
    change(yaml_file.data)
    path.write_text(json.dumps(yaml_file.data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def add_tables(folder: Path, tables: Mapping[str, Mapping[str, Any]]) -> Path:
    """Add breakdowns to the content's one statement, at its first place; they may leave out what they all have."""

    def add(data: dict[str, Any]) -> None:
        place = next(iter(data["places"]))
        common = {"by": "functional", "unit": "万元", "at": place, "columns": [{"concept": "expenditure"}]}
        for name, table in tables.items():
            data.setdefault("breakdowns", {})[name] = {**common, **table}

    return change_statement(folder, add)


def loaded(folder: Path) -> Content:
    """The content, which must be well-formed."""
    content, problems = load_content(folder)
    assert content is not None, problems
    return content


def findings_of(folder: Path, *tables: str) -> list[Finding]:
    """What the rules find on these tables."""
    every = run_rules(loaded(folder))
    return [finding for findings in every.values() for finding in findings if finding.table in tables]
