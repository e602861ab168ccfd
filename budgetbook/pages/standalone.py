"""The shared content in; the pages that name no body out: the choice of language, search, texts. They read no shares."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.loader import Content
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.pages import ArticlePage, Page, PlainPage, SearchPage
from budgetbook.pages.models.parts import Link
from budgetbook.text import markdown


def root_pages(content: Content) -> Iterator[Page]:
    """The language choice and the page for what is not there."""
    yield _bilingual_page(content, "", "chooser.html")
    yield _bilingual_page(content, "404.html", "404.html")


def _bilingual_page(content: Content, address: str, template: str) -> Page:
    """Both languages on one page."""
    site = content.site
    links = tuple(Link(name, f"{lang}/") for lang, name in (("zh", "中文"), ("en", "English")))
    title = f"{site.name.zh} · {site.name.en}"
    description = f"{site.tagline.zh} {site.tagline.en}"
    return Page(address, "zh", template, title, description, "", (), "", PlainPage(links))


def search_page(edition: LanguageSite) -> Page:
    """The page that asks the index of `searchindex.py`, and where else to look."""
    phrases = edition.phrases
    places = (
        ("nav-budgets", "", "way-bodies"), ("compare", "compare/", "way-compare"), ("glossary", "glossary/", "way-glossary"),
        ("checks", "checks/", "way-checks"), ("data", "data/", "way-data"),
    )  # fmt: skip
    ways = tuple((Link(phrases[name], f"{edition.lang}/{address}"), phrases[explain]) for name, address, explain in places)
    content = SearchPage(phrases.say("search-found", count="{count}"), phrases.say("search-begun", count="{count}"), ways)
    description = phrases.say("search-description")
    return edition.page("search/", "search.html", phrases["search"], description, (edition.home,), "search", content)


def article_page(edition: LanguageSite, name: str) -> Page:
    """A text about the site or how to read a budget."""
    prose = edition.content.articles[name][edition.lang]
    address = f"{edition.lang}/{name}/"
    parts = [text if not heading else f"## {heading}\n{text}" for heading, (_, text) in prose.sections.items()]
    html = markdown.render_html("\n".join(parts), edition.refs, edition.href(address))
    return edition.page(f"{name}/", "article.html", prose.title, prose.title, (edition.home,), name, ArticlePage(html))
