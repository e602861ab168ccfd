"""The shared content in; the pages that name no body out: the choice of language, search, texts. They read no shares."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.loader import Content
from budgetbook.pages.language import Edition
from budgetbook.pages.models.pages import ArticleBody, Page, PlainBody, SearchBody
from budgetbook.pages.models.parts import Link
from budgetbook.text import markdown


def root_pages(content: Content) -> Iterator[Page]:
    """The language choice and the page for what is not there."""
    yield _plain(content, "", "chooser.html")
    yield _plain(content, "404.html", "404.html")


def _plain(content: Content, address: str, template: str) -> Page:
    """Both languages on one page."""
    site = content.site
    links = tuple(Link(name, f"{lang}/") for lang, name in (("zh", "中文"), ("en", "English")))
    title = f"{site.name.zh} · {site.name.en}"
    description = f"{site.tagline.zh} {site.tagline.en}"
    return Page(address, "zh", template, title, description, "", (), "", PlainBody(links))


def search_page(edition: Edition) -> Page:
    """The page that asks the index of `searchindex.py`, and where else to look."""
    words = edition.words
    places = (
        ("nav-budgets", "", "way-bodies"), ("compare", "compare/", "way-compare"), ("glossary", "glossary/", "way-glossary"),
        ("checks", "checks/", "way-checks"), ("data", "data/", "way-data"),
    )  # fmt: skip
    ways = tuple((Link(words[name], f"{edition.lang}/{address}"), words[explain]) for name, address, explain in places)
    body = SearchBody(words.say("search-found", count="{count}"), words.say("search-begun", count="{count}"), ways)
    description = words.say("search-description")
    return edition.page("search/", "search.html", words["search"], description, (edition.home,), "search", body)


def article_page(edition: Edition, name: str) -> Page:
    """A text about the site or how to read a budget."""
    prose = edition.content.articles[name][edition.lang]
    address = f"{edition.lang}/{name}/"
    parts = [body if not heading else f"## {heading}\n{body}" for heading, (_, body) in prose.sections.items()]
    html = markdown.html("\n".join(parts), edition.refs, edition.href(address))
    return edition.page(f"{name}/", "article.html", prose.title, prose.title, (edition.home,), name, ArticleBody(html))
