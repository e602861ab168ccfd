"""The tests themselves: a browser test that is skipped in CI has failed, and the project speaks of itself alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import project
import pytest

from budgetbook.importer import vocabulary
from budgetbook.render.sql_engine import engine_files


@pytest.mark.slow
def test_with_ci_set_a_skipped_browser_test_has_failed(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_bytes((project.ROOT / "tests" / "conftest.py").read_bytes())
    (tmp_path / "test_x.py").write_text(
        "import pytest\n\n@pytest.mark.browser\ndef test_browser():\n    pytest.skip('no browser')\n\n"
        "def test_other():\n    pytest.skip('no tool')\n",
        encoding="utf-8",
    )
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = browser: x\n", encoding="utf-8")
    outcomes = {}
    for ci in ("", "true"):
        environment = {
            "PATH": "/usr/bin:/bin",
            "PYTHONPATH": ":".join(
                str(project.ROOT / folder)
                for folder in (".", "tests/helpers", "tests/helpers/started_programs", "tests/benchmarks")
            ),
            **({"CI": ci} if ci else {}),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(tmp_path)]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        outcomes[ci] = (done.returncode, done.stdout.strip().splitlines()[-1].split(" in ")[0])
    assert outcomes == {"": (0, "2 skipped"), "true": (1, "1 failed, 1 skipped")}


def test_what_the_importer_knows_is_read_once_in_a_run_and_again_where_it_says_something_else(content: Path) -> None:
    known = vocabulary.load(project.CONTENT).config
    assert vocabulary.load(content).config is known
    file = content / "countries" / "china" / "importer.yaml"
    file.write_text(f"{file.read_text('utf-8')}# Another end.\n", encoding="utf-8")
    changed = vocabulary.load(content).config
    assert changed is not known
    assert changed == known


OF_THE_PROJECT = {
    ".ci",
    ".devcontainer",
    ".github",
    ".gitignore",
    ".gitattributes",
    ".editorconfig",
    ".vscode",
    ".pre-commit-config.yaml",
}
MADE = {"__pycache__", "node_modules", "site"}


@pytest.mark.slow
def test_the_project_speaks_of_itself_alone() -> None:
    """No path of the machine that it was made on (lock files without addresses: tests/delivery)."""
    tops = [path for path in project.ROOT.iterdir() if path.name in OF_THE_PROJECT or not path.name.startswith(".")]
    paths = [path for top in tops for path in ([top] if top.is_file() else top.rglob("*")) if path.is_file()]
    paths = [path for path in paths if not MADE & set(path.relative_to(project.ROOT).parts)]
    assert len(paths) > 100
    this_machine = re.compile(rb"/(?:root|home|tmp)/[a-z]|" + re.escape(str(project.ROOT).encode()))
    hits: list[tuple[str, bytes]] = []
    for path in paths:
        made_by_others = path.parent.name == "sql_engine" and path.name in engine_files.HASHES  # kept as it came
        if path != Path(__file__) and path.suffix not in (".otf", ".ttf", ".png") and not made_by_others:
            hits += [(path.name, match) for match in this_machine.findall(path.read_bytes())]
    assert hits == []
