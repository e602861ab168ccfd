"""Pages that read no entity: the choice of language, search, articles, "not found" and redirects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.text import markdown
from budgetbook.text.markdown import Html
from budgetbook.text.phrases import Phrases

_WAYS_BACK = (
    ("home", "lost-home", ""),
    ("search", "lost-search", "search/"),
    ("glossary", "lost-glossary", "glossary/"),
    ("compare", "lost-compare", "compare/"),
)
"""(word of the page, what is there, its address): where to look instead of an unknown address."""


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """One language on a page that speaks all of them."""

    lang: Language
    tag: str
    name: str
    home: str
    title: str
    """That there is no such page."""
    sentence: str
    ways: tuple[tuple[Link, str], ...]
    """(where to look, what is there)"""


@dataclass(frozen=True, slots=True)
class LanguageChoicePage(PageContent):
    """The root of the site."""

    template: ClassVar[str] = "chooser.html"
    languages: tuple[LanguageChoice, ...]


@dataclass(frozen=True, slots=True)
class EntrancePage(PageContent):
    """The root of a site of one language."""

    template: ClassVar[str] = "entrance.html"
    home: Link


@dataclass(frozen=True, slots=True)
class NotFoundPage(PageContent):
    """The page that hosts serve for an unknown address."""

    template: ClassVar[str] = "404.html"
    languages: tuple[LanguageChoice, ...]


def root_pages(content: Content) -> Iterator[Page]:
    """Build the language choice and the "not found" page."""
    yield _page_of_all_languages(content, "", _root_content(content))
    yield _page_of_all_languages(content, "404.html", NotFoundPage(tuple(_language_choices(content, "lost-lead"))))


def _root_content(content: Content) -> PageContent:
    """The choice of language; where there is none, what leads on to the front page."""
    if len(content.languages) > 1:
        return LanguageChoicePage(tuple(_language_choices(content, "chooser-sentence")))
    (lang,) = content.languages
    return EntrancePage(Link(content.site.name[lang], f"{lang}/"))


def _language_choices(content: Content, sentence: str) -> Iterator[LanguageChoice]:
    for lang in content.languages:
        phrases = Phrases(lang, content.phrases)
        ways = tuple((Link(phrases[name], f"{lang}/{address}"), phrases[what]) for name, what, address in _WAYS_BACK)
        title, language = phrases["lost"], phrases.language
        yield LanguageChoice(lang, language.tag, language.name, f"{lang}/", title, phrases[sentence], ways)


def _page_of_all_languages(content: Content, address: str, page_content: PageContent) -> Page:
    site, languages = content.site, content.languages
    title = " · ".join(dict.fromkeys(site.name[lang] for lang in languages))
    description = " ".join(site.tagline[lang] for lang in languages)
    return Page(address, languages[0], title, description, (), "", page_content)


@dataclass(frozen=True, slots=True)
class SearchPage(PageContent):
    """The search box, and where else to look."""

    template: ClassVar[str] = "search.html"
    count_text: str
    """`{count} found.`, filled in after a search."""
    partial_count_text: str
    """The same if there are more than have been read."""
    ways: tuple[tuple[Link, str], ...]
    """(where else to look, what is there)"""


def search_pages(language_site: LanguageSite) -> Iterator[Page]:
    """Build the page that queries the search index, and says where else to look."""
    phrases = language_site.phrases
    places = (
        ("nav-budgets", "", "way-bodies"), ("compare", "compare/", "way-compare"), ("glossary", "glossary/", "way-glossary"),
        ("checks", "checks/", "way-checks"), ("data", "data/", "way-data"),
    )  # fmt: skip
    ways = tuple((Link(phrases[name], f"{language_site.lang}/{address}"), phrases[explain]) for name, address, explain in places)
    content = SearchPage(phrases.say("search-found", count="{count}"), phrases.say("search-begun", count="{count}"), ways)
    description = phrases.say("search-description")
    yield language_site.page("search/", phrases["search"], description, (language_site.home,), "search", content)


@dataclass(frozen=True, slots=True)
class ArticlePage(PageContent):
    """A text: about the site, how to read a budget, how to contribute."""

    template: ClassVar[str] = "article.html"
    opening: Html
    parts: tuple[tuple[str, Html, Html], ...]
    """(anchor, heading, text)"""


def article_pages(language_site: LanguageSite) -> Iterator[Page]:
    """Build the articles."""
    return (_article_page(language_site, name) for name in language_site.content.articles)


def article_part(number: int) -> str:
    """The anchor of an article's part: the same in both languages."""
    return f"part-{number}"


def _article_page(language_site: LanguageSite, name: str) -> Page:
    prose = language_site.content.articles[name][language_site.lang]
    address = f"{language_site.lang}/{name}/"
    refs, href = language_site.refs, language_site.href(address)
    opening = markdown.render_html(prose.sections[""][1], refs, href) if "" in prose.sections else Html()
    parts = tuple(
        (article_part(number), markdown.render_inline(heading, refs, href), markdown.render_html(text, refs, href))
        for number, (heading, (_, text)) in enumerate(((key, value) for key, value in prose.sections.items() if key), 1)
    )
    trail, nav = _way_to(language_site, name), name.split("/")[0]
    return language_site.page(f"{name}/", prose.title, prose.title, trail, nav, ArticlePage(opening, parts))


def _way_to(language_site: LanguageSite, name: str) -> tuple[Link, ...]:
    """The front page and, for an article of a folder, the article that has the name of the folder."""
    group, _, own_name = name.partition("/")
    if not own_name:
        return (language_site.home,)
    title = language_site.content.articles[group][language_site.lang].title
    return (language_site.home, Link(title, f"{language_site.lang}/{group}/"))


@dataclass(frozen=True, slots=True)
class MovedPage(PageContent):
    """Redirects from a former address of an entity that was renamed."""

    template: ClassVar[str] = "moved.html"
    new_address: str
    """The present address."""


def moved_page(page: Page, address: str) -> Page:
    """Build the redirect at a former address of a page."""
    return replace(page, address=address, trail=(), nav="", content=MovedPage(page.address), card=None, structured_data=None)
