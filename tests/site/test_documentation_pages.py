"""The documentation as pages: they fit a phone, everybody can read them, and every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import built_site
import guides
import project
import pytest
from browser_pages import axe, opened
from playwright.sync_api import Browser, ViewportSize
from sample_content import LANGUAGES
from site_links import find_dead_references

from budgetbook.content.text import Language

pytestmark = [guides.needs_documentation, pytest.mark.slow]
PHONE: ViewportSize = {"width": 360, "height": 740}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SCROLLS = "[...document.querySelectorAll('main *')].filter((each) => each.scrollWidth > each.clientWidth + 1).length"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    content = built_site.small_content(folder / "content", "hillside")
    guides.copy_articles(content)
    project.build_site(content, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    with built_site.served(site) as address:
        yield address


def test_every_link_of_the_documentation_leads_somewhere(site: Path) -> None:
    assert list(find_dead_references(site, project.check(site.parent / "content").content.site.address)) == []


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", [guides.OPENING, *guides.ARTICLES])
def test_an_article_fits_a_phone_and_has_no_barrier(name: str, lang: Language, browser: Browser, server: str) -> None:
    with opened(browser, server, f"{lang}/{name}/index.html") as page:
        page.set_viewport_size(PHONE)
        assert page.evaluate(OVERFLOW) == 0
        assert page.evaluate(SCROLLS) == 0, "nothing has to be scrolled sideways"
        assert axe(page) == []
