"""The action that audits another repository's data: its script run as a runner runs it, with the program of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import project
import pytest
import yaml

ACTION = project.ROOT / ".github" / "actions" / "audit" / "action.yml"
MAP = """
unit: €
numbers: {decimal: point}
files:
  spending:
    totals: {Code: [All]}
    amounts: [{column: Sum}]
    tables: {spending: {levels: [{code: [Code], name: Name}]}}
"""
DATA = "Code,Name,Sum\n1,Schools,10\n2,Streets,20\nAll,,{total}\n"


@dataclass
class Run:
    """How the step ended, and what it left."""

    status: int
    summary: str
    outputs: str
    errors: str


def definition() -> dict[str, Any]:
    action: dict[str, Any] = yaml.safe_load(ACTION.read_text(encoding="utf-8"))
    return action


def run_action(folder: Path, **inputs: str) -> Run:
    """Run the step of the audit in a folder with data, with what the inputs give for its variables."""
    action = definition()
    (step,) = (each for each in action["runs"]["steps"] if each.get("id") == "audit")
    values = {name: each.get("default", "") for name, each in action["inputs"].items()} | inputs
    temp = folder / "temp"
    (temp / "budgetbook" / "bin").mkdir(parents=True)
    python = temp / "budgetbook" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    variables = {name: fill(text, values) for name, text in step["env"].items()}
    files = {name: temp / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    environment = {**os.environ, **variables, "RUNNER_TEMP": str(temp), **{name: str(file) for name, file in files.items()}}
    ended = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    kept = [file.read_text(encoding="utf-8") if file.exists() else "" for file in files.values()]
    return Run(ended.returncode, kept[1], kept[0], ended.stderr)


def fill(text: str, values: dict[str, str]) -> str:
    """What a runner puts in for an expression of the action."""
    text = text.replace("${{ github.action_path }}", str(ACTION.parent))
    for name, value in values.items():
        text = text.replace(f"${{{{ inputs.{name} }}}}", value)
    assert "${{" not in text
    return text


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "town.yaml").write_text(MAP, encoding="utf-8")
    (tmp_path / "spending.csv").write_text(DATA.format(total=30), encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_data_that_add_up_pass_and_the_report_stands_in_the_summary(data: Path) -> None:
    run = run_action(data, data="spending.csv\n", map="town.yaml", year="2024", lang="en")
    assert (run.status, run.errors) == (0, "")
    assert "30 €" in run.summary
    assert run.outputs == f"report={data / 'temp' / 'budget-audit.md'}\n"


@pytest.mark.slow
@pytest.mark.parametrize(("strict", "status"), [("true", 1), ("false", 0)])
def test_data_that_do_not_add_up_fail_where_that_is_wanted(data: Path, strict: str, status: int) -> None:
    (data / "spending.csv").write_text(DATA.format(total=31), encoding="utf-8")
    run = run_action(data, data="spending.csv", map="town.yaml", strict=strict)
    assert run.status == status
    assert "31 €" in run.summary


@pytest.mark.slow
def test_what_an_input_says_is_never_run(data: Path) -> None:
    hostile = "$(touch ran); `touch ran`; --output ran"
    run = run_action(data, data=hostile, map=hostile, year=hostile)
    assert run.status != 0
    assert not (data / "ran").exists()


@pytest.mark.slow
def test_a_file_that_is_not_there_is_told_in_a_sentence(data: Path) -> None:
    run = run_action(data, data="spendings.csv", map="town.yaml")
    assert run.status == 1
    assert "check the path" in run.errors
    assert "Traceback" not in run.errors
