"""Content and findings in; every page of the site, in both languages, holding all that it shows, out.

Each kind of page is one function. Those that many bodies share are made of what the bodies give (`shares.py`); each says what it
reads.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.load import Content
from budgetbook.data.datafile import DataFile
from budgetbook.givers import GIVERS
from budgetbook.pages.bodypages import of_body
from budgetbook.pages.checkspages import checks_pages
from budgetbook.pages.comparepages import compare_figure, compare_main
from budgetbook.pages.comparison import Comparisons
from budgetbook.pages.datapage import data_page
from budgetbook.pages.edition import Edition, editions
from budgetbook.pages.elements import Link
from budgetbook.pages.glossary import glossary_page, term_page
from budgetbook.pages.homepage import bodies_pages, home_page
from budgetbook.pages.updates import update_pages
from budgetbook.pages.views import ArticleBody, Page, PlainBody, SearchBody
from budgetbook.shares import Findings, LiveShares, Shares
from budgetbook.words import markdown


def of(content: Content, findings: Findings, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page of content that is held as a whole."""
    yield from every(content.only(()), LiveShares(content, findings, GIVERS), files)


def every(shared: Content, shares: Shares, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page: those that bodies share, then those of each body. `shared` is the content without bodies."""
    mine: dict[str, list[DataFile]] = {}
    for file in files:
        mine.setdefault(file.statement.partition("/")[0], []).append(file)
    yield from of_all(shared, shares, tuple(mine.get("", ())))
    for entity in shares.register.bodies:
        yield from of_body(*shares.full((entity,)), tuple(mine.get(entity, ())))


def of_all(shared: Content, shares: Shares, files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page that bodies share, the root's language choice first; `files` are those that are about no statement."""
    yield from root_pages(shared)
    for edition in editions(shared, {}, files):
        yield home_page(edition, shares)
        yield from bodies_pages(edition, shares)
        yield glossary_page(edition)
        yield from (term_page(edition, shares, name) for name in shared.concepts)
        yield from checks_pages(edition, shares)
        yield data_page(edition, shares)
        yield from update_pages(edition, shares)
        yield from compare_main(edition, shares)
        for concept in Comparisons(edition, shares).compared:
            yield from compare_figure(edition, shares, concept)
        yield search_page(edition)
        yield from (article_page(edition, name) for name in shared.articles)


def root_pages(content: Content) -> Iterator[Page]:
    """The language choice and the page for what is not there. Reads no shares."""
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
    """The page that asks the index of `searchindex.py`, and where else to look. Reads no shares."""
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
    """A text about the site or how to read a budget. Reads no shares."""
    prose = edition.content.articles[name][edition.lang]
    address = f"{edition.lang}/{name}/"
    parts = [body if not heading else f"## {heading}\n{body}" for heading, (_, body) in prose.sections.items()]
    html = markdown.html("\n".join(parts), edition.refs, edition.href(address))
    return edition.page(f"{name}/", "article.html", prose.title, prose.title, (edition.home,), name, ArticleBody(html))
