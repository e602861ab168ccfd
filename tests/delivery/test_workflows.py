"""The workflows, run: by `act`, without a network, every action replaced by one of ours, on a small repository."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import project
import pytest
from statement_edits import EDIT, statement_of
from workflow_repository import PROGRAM, Repository, files, ran

from budgetbook.engine import build
from budgetbook.engine.inputs import BuildOptions

pytestmark = pytest.mark.slow

BUILD = ["Check the content", "Build the site", "Say what was built", "Say what the site holds", "Say what the site is made of"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def edit(content: Path) -> None:
    """Two figures changed, and what the document would say of them."""
    path = statement_of(content)
    text = path.read_text(encoding="utf-8")
    for old, new in EDIT.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def test_a_push_is_checked_built_and_published(repository: Repository) -> None:
    status, log = repository.act("push")
    assert status == 0, log
    assert [step for step in ran(log, "Test") if step in PROGRAM] == PROGRAM
    assert [step for step in ran(log, "Build") if step in BUILD] == BUILD
    assert "Keep the site to be published" in ran(log, "Build")
    assert "Keep the site to be looked at" not in ran(log, "Build")
    assert "Publish to GitHub Pages" in ran(log, "Publish")
    assert ran(log, "Attest")[-2:] == ["Attest where the site comes from", "Attest what it is made with"]
    assert "the tests were run" in log
    published = repository.kept / "published"
    listed = subprocess.run(["sha256sum", "--check", "--quiet", "checksums.txt"], cwd=published, check=False)
    assert listed.returncode == 0
    named = {line.split("  ", 1)[1] for line in (published / "checksums.txt").read_text(encoding="utf-8").splitlines()}
    assert named == files(published).keys() - {"checksums.txt", ".gitignore"}
    bill = json.loads((repository.kept / "provenance" / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert {part["name"] for part in bill["components"]} >= {"jinja2", "altair", "pyyaml", "markdown-it-py", "vl-convert-python"}


def test_a_manual_run_publishes(repository: Repository) -> None:
    status, log = repository.act("workflow_dispatch")
    assert status == 0, log
    assert "Publish to GitHub Pages" in ran(log, "Publish")


def test_a_change_of_the_program_is_tested_also_where_the_newest_commit_has_none(repository: Repository) -> None:
    before = repository.git("rev-parse", "HEAD")
    with (repository.folder / "templates" / "home.html").open("a", encoding="utf-8") as file:
        file.write("\n")
    repository.commit()
    edit(repository.content)
    repository.commit()
    status, log = repository.act("push", before=before)
    assert status == 0, log
    assert "the tests were run" in log


def test_a_pull_request_shows_the_figure_before_and_after_and_publishes_nothing(repository: Repository) -> None:
    edit(repository.content)
    repository.commit()
    status, log = repository.act("pull_request")
    assert status == 0, log
    assert [step for step in ran(log, "Build") if step in BUILD] == BUILD
    assert not set(PROGRAM) & set(ran(log, "Test"))
    assert "the tests were run" not in log
    assert "Keep the site to be looked at" in ran(log, "Build")
    assert ran(log, "Publish") == ran(log, "Attest") == []
    assert "deploy-pages" not in log
    summary = log[log.index("Summary - ") :]
    assert "riverside-library/2024-budget/basic-expenditure/amount | 2024 | 300.25 万元 | 300.35 万元 | +0.10 万元 |" in summary
    assert "zh/riverside-library/2024-budget/" in summary


def test_a_pull_request_with_a_slip_fails_at_its_line_and_says_so_in_its_summary(repository: Repository) -> None:
    site = repository.content / "site.yaml"
    site.write_text(site.read_text(encoding="utf-8").replace("name:", "nmae:", 1), encoding="utf-8")
    repository.commit()
    status, log = repository.act("pull_request")
    assert status != 0
    assert not set(BUILD) & set(ran(log, "Build"))
    assert re.search(r"content/site\.yaml:3:1: .*nmae", log)
    summary = log[log.index("Summary - ") :]
    assert "content/site.yaml\\:3\\:1" in summary
    assert ran(log, "Publish") == ran(log, "Attest") == []


def test_links_are_asked_by_hand_and_by_the_clock(repository: Repository) -> None:
    status, log = repository.act("schedule", "workflows/links.yml")
    assert status == 0, log
    assert "addresses answer" in log


def test_parts_drawn_by_several_machines_are_joined_to_the_site_that_one_would_make(tmp_path: Path) -> None:
    repository = Repository(tmp_path, "hillside")
    workflow = repository.folder / ".github" / "examples" / "publish.yml"
    text = workflow.read_text(encoding="utf-8")
    assert text.count("    strategy:\n") == text.count("part: [1, 2, 3, 4]\n        of: [4]") == 1
    one_by_one = text.replace("    strategy:\n", "    strategy:\n      max-parallel: 1\n")  # act's jobs share folders
    three = one_by_one.replace("part: [1, 2, 3, 4]\n        of: [4]", "part: [1, 2, 3]\n        of: [3]")
    workflow.write_text(three, encoding="utf-8")
    status, log = repository.act("pull_request", "examples/publish.yml")
    assert status == 0, log
    drawn = {path.name: set(files(path / "charts")) for path in repository.kept.glob("part-*")}
    assert drawn.keys() == {"part-1", "part-2"}, "two bodies, and three parts"
    assert all(drawn.values())
    assert drawn["part-1"] != drawn["part-2"]
    here = tmp_path / "here"
    assert build.build(repository.content, project.TEMPLATES, here, BuildOptions())[0] is not None
    made = files(repository.kept / "site")
    assert made.pop("checksums.txt")
    assert made == files(here)
    assert ran(log, "Publish") == ran(log, "Attest") == []
