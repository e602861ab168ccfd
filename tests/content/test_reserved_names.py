"""Names of folders and files, which become addresses: those that are taken, and those that not every system knows."""

from __future__ import annotations

import io
import os
import re
import shutil
from pathlib import Path

import built_site
import many_entities
import openpyxl
import project
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from budgetbook.content import reserved_names
from budgetbook.content.fields import is_slug
from budgetbook.diagnostics.messages import MESSAGES
from budgetbook.opendata.formats.xlsx import WorksheetSpec, as_xlsx
from budgetbook.render.templates import SiteTemplateError, Templates

OWN = (*reserved_names.PAGES, *reserved_names.ARTICLES)
LIBRARY = "riverside-library"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return built_site.small_content(tmp_path / "content")


def body_called(content: Path, name: str) -> Path:
    """The body of the small content under another name too."""
    folder = content / "statements" / name
    shutil.copytree(content / "statements" / LIBRARY, folder)
    entity = folder / "entity.yaml"
    text = re.sub(r"(?m)^  zh: .*$", f"  zh: {name}图书馆", entity.read_text(encoding="utf-8"), count=1)
    entity.write_text(re.sub(r"^name: \{zh: [^,]*", f"name: {{zh: {name}图书馆", text), encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_list_of_own_pages_is_that_of_the_pages_that_are_made() -> None:
    checked = many_entities.bodies(project.check(project.CONTENT), 20)
    content, found = checked.content, checked.findings
    files = project.downloads_of(content, found)
    pages = [page.address for page in project.pages_of(content, found)]
    below = {address.split("/")[1] for address in pages if "/" in address} | {file.path.split("/")[0] for file in files}
    assert below - content.entities.keys() - {""} == {*OWN} - {"assets"}
    statement = next(iter(content.statements))
    parts = {address.split("/")[3] for address in pages if address.startswith(f"zh/{statement}/")} - {""}
    assert parts <= {*reserved_names.STATEMENT_PAGES, *content.tables}


def test_the_list_of_parts_is_that_of_the_templates() -> None:
    pages = ("base", "statement", "execution", "updates", "checks", "macros")
    ids = {
        found
        for name in pages
        for found in re.findall(r' id="([^"]+)"', (project.TEMPLATES / f"{name}.html").read_text(encoding="utf-8"))
    }
    fixed = {each for each in ids if "{" not in each and not each.startswith(reserved_names.NUMBERED_PARTS)}
    begun = {each.partition("{")[0] for each in ids if "{" in each and not each.startswith("{")}
    assert fixed - {"rules", "verdicts"} <= {*reserved_names.PARTS}
    assert begun - {"statement-"} <= {*reserved_names.NUMBERED_PARTS}


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
def test_a_body_with_the_name_of_a_page_is_told_at_its_folder(name: str, small: Path) -> None:
    folder = body_called(small, name)
    ended = project.run_on(small, "check")
    assert (ended.status, ended.problems) == (1, [f"{folder}:1:1: {MESSAGES['name-of-a-page']['en'].format(name=name)}"])
    shutil.rmtree(folder)
    refused = project.run(
        "new", "--content", small, "--body", name, "--year", "2024", "--name", "zh=某馆", "--name", "en=A", "--lang", "en"
    )
    assert (refused.status, refused.err) == (2, f"{MESSAGES['name-of-a-page']['en'].format(name=name)}\n")
    assert not folder.exists()


@pytest.mark.slow
def test_a_body_with_the_name_of_an_article_is_told_too(small: Path, tmp_path: Path) -> None:
    for lang, title in (("zh", "问答"), ("en", "Questions")):
        (small / f"pages/faq.{lang}.md").write_text(f"# {title}\n", encoding="utf-8")
    folder = body_called(small, "faq")
    for command in (("check",), ("--out", tmp_path / "site")):
        ended = project.run_on(small, *command)
        assert (ended.status, ended.problems) == (1, [f"{folder}:1:1: {MESSAGES['name-of-a-page']['en'].format(name='faq')}"])


@pytest.mark.slow
@pytest.mark.parametrize("cached", [True, False])
def test_where_two_pages_meet_all_the_same_it_is_a_problem(
    cached: bool, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it would be if a new kind of page were forgotten in the list, in a first build and in one of which much is kept."""
    monkeypatch.setattr(reserved_names, "is_free", lambda _: True)
    out = tmp_path / "site"
    if cached:
        assert project.run_on(small, "--out", out).status == 0
    folder, before = body_called(small, "search"), project.snapshot(out)
    ended = project.run_on(small, "--out", out)
    assert ended.status == 1
    (problem,) = ended.problems
    assert f"statements/{folder.name}" in problem
    assert "zh/search/index.html" in problem
    assert project.snapshot(out) == before


@pytest.mark.parametrize(
    ("name", "why"), [(b"\xff", "name-not-utf8"), ("cafe\u0301".encode(), "name-not-nfc")], ids=["bytes", "in parts"]
)
@pytest.mark.parametrize("place", ["statements", "pages", "."])
@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_name_that_not_every_system_knows_is_refused_where_it_stands(
    name: bytes, why: str, place: str, kind: str, small: Path, tmp_path: Path
) -> None:
    path = small / place / os.fsdecode(name)
    try:
        path.mkdir() if kind == "folder" else path.touch()
    except OSError:
        pytest.skip("this file system has no such names")
    for command in (("check",), ("--out", tmp_path / "site")):
        ended = project.run_on(small, *command)
        (problem,) = ended.problems
        assert problem.endswith(f":1:1: {MESSAGES[why]['en']} ({MESSAGES['name-it-plainly']['en']})")
        assert r"\xff" in problem or why == "name-not-nfc"
        assert ended.status == 1


def test_a_template_of_such_a_name_is_refused_too(tmp_path: Path) -> None:
    folder = shutil.copytree(project.TEMPLATES, tmp_path / "templates")
    try:
        (folder / "assets" / os.fsdecode(b"\xff.txt")).write_bytes(b"")
    except OSError:
        pytest.skip("this file system has no such names")
    with pytest.raises(SiteTemplateError, match="UTF-8"):
        Templates.read(folder)


@pytest.mark.parametrize("name", ["Questions", "about us", "预算"])
def test_an_article_has_a_name_that_can_be_an_address(name: str, small: Path) -> None:
    for lang, title in (("zh", "标题"), ("en", "Title")):
        (small / f"pages/{name}.{lang}.md").write_text(f"# {title}\n", encoding="utf-8")
    ended = project.run_on(small, "check")
    assert ended.status == 1
    assert all(f"pages/{name}." in line and "expected lower-case letters" in line for line in ended.problems)


@pytest.mark.parametrize("file", ["about.txt", "con.txt", "search.txt"])
def test_a_draft_never_begins_in_a_folder_that_is_refused(file: str) -> None:
    from budgetbook.importer.draft_files import choose_folder_name

    slug = choose_folder_name(file.removesuffix(".txt"), "某单位")
    assert is_slug(slug)
    assert reserved_names.is_free(slug)


@pytest.mark.slow
@given(st.lists(st.text(st.sampled_from("aAé表[]:*?/\\' \U00020000\x07") | st.characters(), max_size=40), max_size=6))
@example(["History", "history", "说明 About", "", "'", "收入/支出：[总表]", "a" * 40, "A" * 41, "\U00020000" * 20])
def test_every_sheet_has_a_name_that_a_spreadsheet_takes(names: list[str]) -> None:
    sheets = [WorksheetSpec(name, (("a",),), []) for name in names]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx("t", (), sheets)))
    assert len(book.sheetnames) == len(names) + 1
    assert len({name.casefold() for name in book.sheetnames}) == len(names) + 1
    for name in book.sheetnames:
        assert 0 < len(name.encode("utf-16-le")) <= 62
        assert not re.search(r"[\[\]:*?/\\]|^'|'$", name)
        assert name.casefold() != "history"
