"""The content that is measured with: it is whole, it is like the real one, and it is the same each time."""

from __future__ import annotations

import shutil
from pathlib import Path

import generate
import project
import pytest


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
