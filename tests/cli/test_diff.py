"""What a change does to what is published: every figure, finding and page that comes, goes or changes, and nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import built_site
import project
import pytest
from sample_content import LANGUAGES
from statement_edits import EDIT, put, statement_of

from budgetbook.cli.diff import compare, render
from budgetbook.cli.diff.compare import SiteDifference
from budgetbook.cli.diff.published_site import PublishedSite
from budgetbook.cli.messages import DIFF

HOSTILE = "a|b](javascript:x)<img src=x> ![y](z) @all `c` ##[error]d"


@pytest.fixture
def before(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "before")


@pytest.fixture
def after(tmp_path: Path) -> Path:
    content = built_site.small_content(tmp_path / "after")
    statement_of(content).with_suffix(".numbers.txt").unlink()
    return content


def edit(content: Path) -> None:
    for old, new in EDIT.items():
        put(statement_of(content), old, new)


def between(before: Path, after: Path) -> SiteDifference:
    new = PublishedSite.read(after)[0]
    assert new
    old = PublishedSite.read_unchecked(before, new)
    assert old
    return compare.compare_sites(old, new)


def test_the_same_content_makes_no_difference(before: Path, tmp_path: Path) -> None:
    assert between(before, built_site.small_content(tmp_path / "again")) == SiteDifference((), (), (), (), ())


def test_moving_lines_changes_no_page(before: Path, tmp_path: Path) -> None:
    moved = built_site.small_content(tmp_path / "moved")
    path = statement_of(moved)
    path.write_text("# one line more\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert between(before, moved) == SiteDifference((), (), (), (), ())


def test_each_changed_figure_has_its_value_before_and_after_and_what_is_between(before: Path, after: Path) -> None:
    edit(after)
    found = between(before, after)
    name = "riverside-library/2024-budget"
    assert {(c.figure.removeprefix(f"{name}/"), c.old_value, c.new_value, c.difference) for c in found.figures} == {
        ("basic-expenditure/amount", "300.25 万元", "300.35 万元", "+0.10 万元"),
        ("basic-expenditure/change", "10.25 万元", "10.35 万元", "+0.10 万元"),
        ("project-expenditure/amount", "189.75 万元", "189.65 万元", "−0.10 万元"),
        ("project-expenditure/change", "0.25 万元", "0.35 万元", "−0.10 万元"),
    }
    assert f"zh/{name}/" in found.changed_pages
    assert f"en/{name}/" in found.changed_pages
    assert "zh/about/" not in found.changed_pages
    assert found.added_pages == found.removed_pages == ()


def test_a_figure_of_one_body_changes_no_statement_page_of_another(tmp_path: Path) -> None:
    before, after = (built_site.small_content(tmp_path / name, "hillside") for name in ("before", "after"))
    museum = after / "statements" / "hillside-museum" / "2024-budget.yaml"
    put(museum, "{amount: 600000,", "{amount: 600010,")
    put(museum, "{amount: 205000,", "{amount: 204990,")
    changed = between(before, after).changed_pages
    assert "en/hillside-museum/2024-budget/" in changed
    others = project.check(before).content.statements.keys() - {"hillside-museum/2024-budget"}
    assert len(others) > 2
    assert {f"{lang}/{name}/" for lang in LANGUAGES for name in others} & {*changed} == set()


def test_a_page_holds_what_it_shows_and_nothing_that_makes_it(before: Path) -> None:
    """Otherwise every page would change with the content, and no two pages would be alike."""
    checked = project.check(before)
    made = project.pages_of(checked.content, checked.findings)
    assert len(made) > 20
    assert [page.address for page in made if re.search(r" at 0x|\bContent\(|\bStatement\(", repr(page))] == []
    assert project.pages_of(checked.content, checked.findings) == made


def test_a_body_that_is_new_adds_its_figures_and_pages_and_the_other_way_round(before: Path, tmp_path: Path) -> None:
    empty = built_site.small_content(tmp_path / "empty")
    shutil.rmtree(empty / "statements")
    (empty / "statements").mkdir()
    added, removed = between(empty, before), between(before, empty)
    assert len(added.figures) > 10
    assert all(not change.old_value and change.new_value and not change.difference for change in added.figures)
    assert {c.figure for c in added.figures} == {c.figure for c in removed.figures}
    assert "en/riverside-library/2024-budget/" in added.added_pages
    assert set(added.added_pages) == set(removed.removed_pages)
    assert {(c.old_verdict, c.new_verdict) for c in added.findings} >= {(None, "fails")}
    assert {(c.old_verdict, c.new_verdict) for c in removed.findings} >= {("fails", None)}


def test_a_finding_that_goes_is_told_in_both_languages(before: Path, after: Path) -> None:
    put(statement_of(after), "amount: 79.61", "amount: 79.60")
    put(statement_of(after), "    sic:\n      - {rule: sum, difference: -0.01}\n", "")
    found = between(before, after)
    gone = [change for change in found.findings if change.new_verdict is None]
    assert [change.old_verdict for change in gone] == ["rounding"]
    for lang in LANGUAGES:
        assert f"{DIFF['verdict-rounding'][lang]} → {DIFF['verdict-none'][lang]}" in "\n".join(render.render_text(found, lang))


def test_markdown_shows_both_languages_and_no_text_of_content_becomes_markup(before: Path, after: Path) -> None:
    edit(after)
    text = "\n".join(render.render_markdown(between(before, after)))
    assert "| 300.25 万元 | 300.35 万元 | +0.10 万元 |" in text
    assert "基本支出 / Basic expenditure" in text
    hostile = render._escape(HOSTILE)
    assert [c for c in "|]<>!@`[" if re.search(rf"(?<!\\){re.escape(c)}", hostile)] == []
    assert "##[" not in hostile


def repository(content: Path) -> None:
    """Put a content folder under git, in a folder of its own."""
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "x"]):
        who = ["-c", "user.name=e", "-c", "user.email=e@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *command], cwd=content.parent, check=True, capture_output=True)


def test_the_base_is_a_revision_or_a_folder_and_both_say_the_same(before: Path, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    content = built_site.small_content(checkout / "content")
    statement_of(content).with_suffix(".numbers.txt").unlink()
    repository(content)
    edit(content)
    of_revision = project.run("diff", "HEAD", "--content", content, "--lang", "zh")
    of_folder = project.run("diff", before, "--content", content, "--lang", "zh")
    assert (of_revision.status, of_revision.err) == (0, "")
    assert "300.25 万元 → 300.35 万元 (+0.10 万元)" in of_revision.out
    figures = re.findall("^~ .*/amount .*$", of_revision.out, re.MULTILINE)
    assert figures == re.findall("^~ .*/amount .*$", of_folder.out, re.MULTILINE)


@pytest.mark.parametrize("base", ["nonsense", "HEAD^{tree}", "HEAD; ls"])
def test_a_base_that_is_not_there_ends_with_2(base: str, before: Path) -> None:
    ended = project.run("diff", base, "--content", before, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == f"there is neither a folder nor a git revision {base}\n"


def test_a_base_that_cannot_be_read_is_told(before: Path, after: Path) -> None:
    (before / "site.yaml").write_text("", encoding="utf-8")
    ended = project.run("diff", before, "--content", after, "--lang", "en")
    assert (ended.status, ended.out) == (2, "")
    assert "cannot be read" in ended.err


def test_problems_stand_where_the_difference_would(before: Path, after: Path) -> None:
    put(after / "site.yaml", "name: {zh", "nmae: {zh")
    ended = project.run("diff", before, "--content", after, "--lang", "en", "--format", "markdown")
    assert ended.status == 1
    assert ended.out.startswith("### 问题 / problems: 1\n")
    assert "这里没有名为 nmae 的键" in ended.out
    assert "found nmae" in ended.out
