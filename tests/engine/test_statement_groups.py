"""Of a body of which one document changes, only those pages are made again that may show it."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import generate
import project
import pytest

from budgetbook.engine import build as site_build
from budgetbook.engine.inputs import BuildOptions
from budgetbook.engine.statement_groups import reuse_group
from budgetbook.infra.base.files import OutputFile
from budgetbook.pages.models.page import Page
from budgetbook.render.renderer import Renderer

YEARS = 3
"""A change of the first leaves the last alone."""


def build(content: Path, site: Path, cache: Path) -> dict[str, bytes]:
    """The bytes of each file of a site, whose build must succeed."""
    done, problems = site_build.build(content, project.TEMPLATES, site, BuildOptions(1, cache=cache))
    assert done, problems
    return {path: state[0] for path, state in project.snapshot(site).items()}


@pytest.mark.slow
def test_a_changed_document_makes_its_own_pages_again_and_those_compared_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, site, cache = tmp_path / "content", tmp_path / "site", tmp_path / "cache"
    generate.write(content, 1, YEARS)
    build(content, site, cache)
    rendered: list[str] = []
    render = Renderer._render_html

    def render_noted(renderer: Renderer, page: Page) -> str:
        rendered.append(page.address)
        return render(renderer, page)

    monkeypatch.setattr(Renderer, "_render_html", render_noted)
    for path in sorted(content.glob("statements/*/*-budget.yaml")):
        year, text = int(path.name[:4]), path.read_text(encoding="utf-8")
        changed = re.sub(r"(?m)^(summary: \{zh: |summary:\n  zh: )", r"\1改", text, count=1)
        assert changed != text
        path.write_text(changed, encoding="utf-8")
        rendered.clear()
        spared = build(content, site, cache)
        made_again = {found[1] for page in rendered if (found := re.search(r"/([0-9]{4})-", page))}
        assert made_again <= {str(year), str(year + 1)}
        assert str(year) in made_again
        assert spared == build(content, tmp_path / f"clean-{year}", cache)


def group(made: list[str], names: tuple[str, ...] = ("a", "b", "c")) -> list[OutputFile]:
    """The files of a group, which note that they are made."""

    def make(name: str) -> bytes:
        made.append(name)
        return name.encode()

    return [OutputFile(name, partial(make, name)) for name in names]


@pytest.mark.parametrize("names", [(), ("a",), ("a", "b", "c")])
def test_a_group_that_stands_as_a_whole_is_not_even_listed(names: tuple[str, ...]) -> None:
    made: list[str] = []
    first = list(reuse_group("0" * 64, {}, lambda: iter(group(made, names))))
    assert [file.data for file in first] == [name.encode() for name in names]
    standing = {file.path: file.fingerprint() for file in first}
    again = list(reuse_group("0" * 64, standing, lambda: iter(group(made, names) if not names else pytest.fail("listed"))))
    assert {file.path: file.fingerprint() for file in again} == standing
    assert made == list(names)


@pytest.mark.parametrize("gone", ["a", "b", "c"])
def test_a_group_of_which_a_file_is_gone_is_listed_again(gone: str) -> None:
    made: list[str] = []
    standing = {
        file.path: file.fingerprint() for file in reuse_group("0" * 64, {}, lambda: iter(group(made))) if file.path != gone
    }
    assert [file.path for file in reuse_group("0" * 64, standing, lambda: iter(group(made)))] == ["a", "b", "c"]


def test_files_of_another_fingerprint_are_none_of_the_group() -> None:
    made: list[str] = []
    standing = {file.path: file.fingerprint() for file in reuse_group("1" * 64, {}, lambda: iter(group(made)))}
    again = list(reuse_group("0" * 64, standing, lambda: iter(group(made))))
    assert not {file.fingerprint() for file in again} & set(standing.values())
