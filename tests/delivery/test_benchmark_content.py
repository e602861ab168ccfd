"""The content that is measured with: it is whole, it is like the real one, and it is the same each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import generate
import project
import pytest

MAIN = '\n\n\nif __name__ == "__main__":\n'
"""Where a script begins to work."""
SCRIPTS = sorted(
    path.relative_to(project.ROOT).as_posix()
    for path in (project.ROOT / "tests").rglob("*.py")
    if "node_modules" not in path.parts and path != Path(__file__) and MAIN in path.read_text(encoding="utf-8")
)
"""Programs of the tests' folder that a person starts by their path."""
START = f"""
import sys
from pathlib import Path
__file__ = str(Path(sys.argv[1]).resolve())
sys.path[0] = str(Path(__file__).parent)
text, main, _ = Path(__file__).read_text(encoding="utf-8").rpartition({MAIN!r})
assert main
exec(compile(text, __file__, "exec"))
"""
"""Reads a script as Python does that is given its path, up to where it begins to work."""


def start(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Python, in the checkout, as a shell has it that knows nothing of these tests."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=project.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=project.PATIENCE,
    )


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_finds_all_that_it_imports(script: str) -> None:
    done = start("-c", START, script)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_the_command_that_writes_a_content_works_as_it_says(tmp_path: Path) -> None:
    assert "    python tests/benchmarks/generate.py FOLDER BODIES YEARS [SEED [real]]\n" in str(generate.__doc__)
    assert len(SCRIPTS) > 10
    done = start("tests/benchmarks/generate.py", tmp_path / "content", "1", "2", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert len([*(tmp_path / "content").glob("statements/*/20*.yaml")]) >= 2


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_may_be_published(tmp_path: Path, seed: int) -> None:
    generate.write(tmp_path / "content", 5, 5, seed)
    checked, problems = project.try_check(tmp_path / "content")
    assert not problems
    assert checked
    statements = checked.content.statements.values()
    assert len(statements) == 25
    assert sum(statement.phase == "final-accounts" for statement in statements) == 5
    assert any(statement.numbers for statement in statements)
    assert any(statement.breakdowns for statement in statements)
    budgets = [statement for statement in statements if statement.phase == "budget"]
    assert all(len(statement.figures) >= 60 and statement.projects and statement.remarks for statement in budgets)
    marked = sum(any(figure.sic for figure in statement.figures.values()) for statement in statements)
    assert 1 <= marked <= 12
    assert {finding.verdict for found in checked.findings.values() for finding in found} >= {"holds", "fails", "untestable"}


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name, bodies, seed in (("one", 3, 1), ("again", 3, 1), ("more", 5, 1), ("other", 3, 2)):
        generate.write(tmp_path / name, bodies, 2, seed)
    one, again, more, other = (tree(tmp_path / name) for name in ("one", "again", "more", "other"))
    assert one == again
    assert {name: more[name] for name in one if name.startswith("statements/")}.items() <= one.items()
    assert one != other


def test_no_two_bodies_have_one_name() -> None:
    bodies = [generate.body(number, 0)[0] for number in range(10_000)]
    for names in ({body.id for body in bodies}, {body.zh for body in bodies}, {body.en for body in bodies}):
        assert len(names) == len(bodies)


def test_an_edit_changes_one_file_and_leaves_it_whole(tmp_path: Path) -> None:
    generate.write(tmp_path / "content", 4, 2)
    shutil.copytree(project.TEMPLATES, tmp_path / "templates")
    for change, folder in (
        (generate.change_one_figure, "content"),
        (generate.change_one_name, "content"),
        (generate.change_one_template, "templates"),
    ):
        for _ in range(2):
            before = tree(tmp_path)
            path = change(tmp_path / folder)
            after = tree(tmp_path)
            assert [name for name in after if after[name] != before[name]] == [path.relative_to(tmp_path).as_posix()]
    assert project.try_check(tmp_path / "content")[1] == []
