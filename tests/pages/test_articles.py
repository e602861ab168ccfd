"""Articles in a folder stand below the article that has the folder's name, which leads to them."""

from __future__ import annotations

from pathlib import Path

import built_site
import project
import pytest

from budgetbook.content.text import Language
from budgetbook.pages.models.page import Page
from budgetbook.search import entries as search_entries
from budgetbook.search.entries import CONTRIBUTION

WORDS: dict[Language, tuple[str, str]] = {"zh": ("指南", "怎么发布"), "en": ("Guides", "How to publish")}


@pytest.fixture
def guides(tmp_path: Path) -> project.CheckedContent:
    content = built_site.small_content(tmp_path / "content")
    (content / "pages" / "guides").mkdir()
    for lang, (title, own_title) in WORDS.items():
        (content / "pages" / f"guides.{lang}.md").write_text(f"# {title}\n\n{{page}}`guides/publish`\n", encoding="utf-8")
        text = f"# {own_title}\n\n{{page}}`guides`\n\n```sh\nmake site\n```\n"
        (content / "pages" / "guides" / f"publish.{lang}.md").write_text(text, encoding="utf-8")
    return project.check(content)


def article(pages: list[Page], address: str) -> Page:
    return next(page for page in pages if page.address == address)


def test_an_article_of_a_folder_leads_up_to_the_one_of_its_name(guides: project.CheckedContent) -> None:
    pages = project.pages_of(guides.content, guides.findings)
    for lang, (title, own_title) in WORDS.items():
        page = article(pages, f"{lang}/guides/publish/")
        assert page.title == own_title
        assert [(link.text, link.address) for link in page.trail[1:]] == [(title, f"{lang}/guides/")]
        assert page.nav == "guides"
        assert len(article(pages, f"{lang}/guides/").trail) == 1
        sites = project.outputs(guides)
        html = sites[f"{lang}/guides/publish/index.html"].data.decode()
        assert 'href="../index.html"' in html
        assert '<pre><code class="language-sh">make site\n</code></pre>' in html
        above = sites[f"{lang}/guides/index.html"].data.decode()
        assert f">{own_title}</a>" in above


def test_search_finds_an_article_of_a_folder(guides: project.CheckedContent) -> None:
    content = guides.content
    shares = project.contributions_of(content, guides.findings, "entry", CONTRIBUTION)
    for lang, (_, own_title) in WORDS.items():
        found = [entry for _, block in search_entries.entry_blocks(content, shares, lang) for entry in block.entries]
        assert [entry.href for entry in found if entry.title == own_title] == ["../guides/publish/index.html"]
