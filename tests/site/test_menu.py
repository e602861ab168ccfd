"""The menu and the foot of every page are those of `site.yaml`."""

from __future__ import annotations

import re
from pathlib import Path

import built_site
import project
import pytest

from budgetbook.content.site_files import MENU


@pytest.fixture
def small(tmp_path: Path) -> Path:
    content = built_site.small_content(tmp_path / "content")
    for lang, title in (("zh", "为什么做"), ("en", "Why we do this")):
        (content / f"pages/why.{lang}.md").write_text(f"# {title}\n\nSee {{page}}`about`.\n", encoding="utf-8")
    return content


def say(content: Path, settings: str) -> None:
    with (content / "site.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)


def entries(page: str) -> list[str]:
    found = re.search(r'<nav class="site-nav".*?</nav>', page, re.DOTALL)
    assert found
    return re.findall(r"<a [^>]*>(.*?)</a>", found[0])


def test_the_template_knows_the_pages_that_a_menu_can_have() -> None:
    template = (project.TEMPLATES / "base.html").read_text("utf-8")
    assert tuple(re.findall(r'\("([a-z-]+)", "', template)) == MENU


@pytest.mark.whole
def test_own_pages_stand_in_the_menu_by_their_names_and_in_its_order(small: Path, tmp_path: Path) -> None:
    say(
        small,
        "menu: [why, budgets, data, about]\nmenu_names: {why: {zh: 缘由, en: Why}}\n"
        "footer:\n  text: {zh: 依法公开。, en: Published by law.}\n"
        "  links:\n    - {name: {zh: 市议会, en: The council}, address: https://council.example/}\n",
    )
    assert project.run_on(small, "--out", tmp_path / "site").status == 0
    for lang, first, words in (("en", "Why", "Published by law."), ("zh", "缘由", "依法公开。")):
        page = (tmp_path / "site" / lang / "why/index.html").read_text("utf-8")
        assert len(entries(page)) == 4
        assert entries(page)[0] == first
        assert re.search(f'aria-current="page">{first}</a>', page)
        assert words in page.partition("<footer")[2]
        assert 'href="https://council.example/"' in page.partition("<footer")[2]
    assert "why.zh.md" not in project.run_on(small, "check").out


@pytest.mark.parametrize(
    ("menu", "said"),
    [
        (
            "[budgets, whi]",
            "menu.1: expected the name of a page of the program, or of one in pages/; found whi (did you mean why?)",
        ),
        ("[why]", "menu.0: expected what the menu calls this page: why in menu_names"),
        ("[data, data]", "menu.1: expected each page once in the menu; data is there again"),
    ],
)
def test_a_menu_that_leads_nowhere_is_told(menu: str, said: str, small: Path) -> None:
    say(small, f"menu: {menu}\n")
    (problem,) = project.run_on(small, "check").problems
    assert said in problem
