"""Whoever makes the project their own gets a green run: every step of the publishing workflow, on content of other hands."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import project
import pytest
import sample_content
from site_links import find_dead_references
from workflow_repository import PROGRAM, Repository, ran

FIELD = project.ROOT / "tests" / "statements" / "field" / "content" / "statements"


def fork(to: Path) -> Path:
    """Another name, an address below another, no sample any more, and a page of its own."""
    sample_content.copy(to, bodies=False)
    site = to / "site.yaml"
    text = site.read_text(encoding="utf-8")
    text = re.sub(r"^address: .*$", "address: https://someone.github.io/budget/", text, flags=re.MULTILINE)
    text = re.sub(r"^name: .*$", "name: {zh: 阳光账本, en: Open Ledger}", text, flags=re.MULTILINE)
    site.write_text(text, encoding="utf-8")
    (to / "pages" / "faq.zh.md").write_text("# 常见问题\n\n## 谁来做\n\n我们来做。\n", encoding="utf-8")
    (to / "pages" / "faq.en.md").write_text("# Questions\n\n## Who does this?\n\nWe do.\n", encoding="utf-8")
    return begin(to, "river-office", "河边办事处", "River Office")


def begin(content: Path, body: str, chinese: str, english: str) -> Path:
    """A body in its first year, as `new` writes it."""
    ended = project.run(
        "new", "--body", body, "--year", "2024", "--name", f"zh={chinese}", "--name", f"en={english}", "--content", content
    )
    assert ended.status == 0, ended.err
    return content


def with_more_bodies(to: Path) -> Path:
    """The tests' content, a body as it begins, and one of two years that came from two documents, with their tables."""
    begin(project.copy_content(to), "river-library", "河边图书馆", "River Library")
    shutil.copytree(FIELD, to / "statements", dirs_exist_ok=True)
    return to


@pytest.mark.slow
@pytest.mark.parametrize("change", [fork, with_more_bodies])
def test_content_of_other_hands_is_checked_built_and_published(change: Callable[[Path], Path], tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    before = repository.git("rev-parse", "HEAD")
    shutil.rmtree(repository.content)
    change(repository.content)
    repository.commit()
    status, log = repository.act("push", before=before)
    assert status == 0, log
    assert not set(PROGRAM) & set(ran(log, "Test")), "the program has not changed, so it is not tested"
    assert "Publish to GitHub Pages" in ran(log, "Publish")
    address = re.search(r"^address: (\S+)$", (repository.content / "site.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert address
    assert list(find_dead_references(repository.kept / "published", address[1])) == []


def test_no_test_reads_what_is_published() -> None:
    """Of `content/` the tests take the dictionary, and the documentation, which a copy may leave out; benchmarks alone may time
    the published site."""
    readers = set()
    for path in sorted((project.ROOT / "tests").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            joined = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)
            if joined and ast.unparse(node).endswith(("ROOT / 'content'", "parents[2] / 'content'")):
                readers.add(path.name)
    assert readers == {"guides.py", "sample_content.py", "build_times.py", "scores.py"}


def test_the_dictionary_and_the_tests_own_files_make_a_whole_content(tmp_path: Path) -> None:
    ended = project.run("check", "--content", sample_content.copy(tmp_path / "content"), "--lang", "en")
    assert ended.status == 0, ended.err
    assert "no problems (statements: 1, " in ended.out
