"""What bodies give in; everything on the site that a reader may look for out, in one language, the most general first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from budgetbook.aggregate.contributions import Findings, Shares
from budgetbook.content.loader import Content, Entity, Statement
from budgetbook.content.model import LANGUAGES, Language, Text
from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Output
from budgetbook.pages.language import OTHER, Edition, editions, relative
from budgetbook.search.index import SPAN, Entry, Group, files
from budgetbook.search.statement import entries_of
from budgetbook.text import markdown
from budgetbook.text.phrases import Words
from budgetbook.text.roles import References

KINDS = ("term", "entity", "statement", "article", "page", "section", "table", "figure", "finding", "project", "fact", "line")
_PAGES = (("compare", "way-compare"), ("glossary", "way-glossary"), ("checks", "way-checks"), ("data", "way-data"))
"""The pages that name no body, and what is said of each."""


SHARE = "search"
"""The kind of what a body gives to the index, by language."""


class Share(NamedTuple):
    """What can be found of a body in one language."""

    body: Entry
    statements: tuple[tuple[str, Entry, Group], ...]
    """The id of each, the statement itself, and what stands on its pages."""


@profiling.Step("search index")
def give(content: Content, findings: Findings) -> dict[str, Share]:
    """What one body gives, by language."""
    return {edition.lang: _share(edition) for edition in editions(content, findings)}


def index(content: Content, shares: Shares, lang: Language) -> Iterator[Output]:
    """The search index of one language."""
    kinds = {kind: content.phrases.words[f"found-{kind}"][lang] for kind in KINDS}
    made = files(f"{lang}/search/", groups(content, shares, lang), kinds, _general(content, shares))
    return profiling.each("search index", made)


def groups(content: Content, shares: Shares, lang: Language) -> Iterator[tuple[int, Group]]:
    """Everything that can be found, by group; the numbers go from what is general to the oldest statement.

    What a statement has beyond the entries of a group comes after all of these.
    """
    rank = {statement.id: number for number, statement in enumerate(shares.register.newest)}
    first = _general(content, shares)
    beyond = count(first + len(rank))
    bodies: list[Entry] = []
    statements: dict[str, Entry] = {}
    for share in shares.of(SHARE, lang):
        bodies.append(share.body)
        for name, entry, group in share.statements:
            statements[name] = entry
            for at in range(0, max(len(group.entries), 1), SPAN):
                part = group._replace(entries=group.entries[at : at + SPAN])
                yield next(beyond) if at else first + rank[name], part
    newest = (statements[name] for name in rank)
    general = (*_terms(content, lang), *bodies, *_articles(content, lang), *_pages(content, lang), *newest)
    for number in range(first):
        yield number, Group("", general[number * SPAN : (number + 1) * SPAN])


def _general(content: Content, shares: Shares) -> int:
    """How many groups terms, bodies, articles, pages and statements fill."""
    register = shares.register
    of_bodies = len(register.bodies) + len(register.statements)
    return -(-(len(content.concepts) + len(content.articles) + len(_PAGES) + of_bodies) // SPAN)


def _share(edition: Edition) -> Share:
    (entity,) = edition.content.entities.values()
    return Share(_entity(edition, entity), tuple(_statements(edition, entity)))


def _statements(edition: Edition, entity: Entity) -> Iterator[tuple[str, Entry, Group]]:
    words = edition.words
    for statement in edition.newest:
        views = edition.views(statement.id, _page(edition.lang))
        context = " · ".join((*_both(entity.name), *_both(entity.short), views.title, str(statement.fiscal_year)))
        shown = words.say("page-title", title=entity.short[edition.lang], entity=views.title)
        yield statement.id, _statement(edition, statement), Group(context, tuple(entries_of(edition, views, shown)))


def _page(lang: Language) -> str:
    return f"{lang}/search/"


def _href(lang: Language, address: str) -> str:
    return relative(_page(lang), address)


def _both(text: Text) -> tuple[str, ...]:
    return tuple(text[lang] for lang in LANGUAGES)


def _terms(content: Content, lang: Language) -> Iterator[Entry]:
    refs = References(content, Words(lang, content.phrases))
    for name, about in content.concepts.items():
        href = _href(lang, f"{lang}/glossary/{name}/")
        yield Entry("term", about.name[lang], about.name[OTHER[lang]], href, (*_both(about.name), *about.also), refs.tip(name))


def _entity(edition: Edition, entity: Entity) -> Entry:
    lang = edition.lang
    text = " ".join((entity.place[lang], entity.about[lang], *(duty.short[lang] for duty in entity.duties)))
    href = _href(lang, f"{lang}/{entity.id}/")
    return Entry("entity", entity.short[lang], entity.name[lang], href, (*_both(entity.short), *_both(entity.name)), text)


def _articles(content: Content, lang: Language) -> Iterator[Entry]:
    refs = References(content, Words(lang, content.phrases))
    for name, prose in content.articles.items():
        mine = prose[lang]
        text = " ".join(f"{head} {markdown.html(body, refs).striptags()}" for head, (_, body) in mine.sections.items())
        called = content.phrases.words.get(f"nav-{name}")  # what links on every page call it
        names = tuple(dict.fromkeys((mine.title, *([called[lang]] if called else []))))
        yield Entry("article", mine.title, "", _href(lang, f"{lang}/{name}/"), names, text)


def _pages(content: Content, lang: Language) -> Iterator[Entry]:
    words = Words(lang, content.phrases)
    for name, about in _PAGES:
        yield Entry("page", words[name], "", _href(lang, f"{lang}/{name}/"), (words[name],), words[about])


def _statement(edition: Edition, statement: Statement) -> Entry:
    views, lang = edition.views(statement.id, _page(edition.lang)), edition.lang
    entity = edition.content.entities[statement.entity]
    names = (views.title, *_both(entity.short), *_both(entity.name), str(statement.fiscal_year))
    text = f"{statement.source.title[lang]} {markdown.plain(statement.summary[lang], views.refs)}"
    return Entry("statement", views.title, entity.short[lang], _href(lang, views.address), names, text)
