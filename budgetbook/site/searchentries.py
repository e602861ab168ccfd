"""What bodies give in; everything on the site that a reader may look for out, in one language, the most general first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from budgetbook import clock
from budgetbook.arithmetic.tables import Sheet
from budgetbook.content.load import Content, Entity, Statement
from budgetbook.content.model import LANGUAGES, Language, Text
from budgetbook.output import Output
from budgetbook.pages.edition import OTHER, Edition, editions, relative
from budgetbook.pages.statementviews import StatementViews
from budgetbook.shares import Findings, Shares
from budgetbook.site.searchindex import SPAN, Entry, Group, files
from budgetbook.words import markdown
from budgetbook.words.lines import row_name
from budgetbook.words.references import References
from budgetbook.words.wording import Words

KINDS = ("term", "entity", "statement", "article", "table", "figure", "finding", "project", "line")


SHARE = "search"
"""The kind of what a body gives to the index, by language."""


class Share(NamedTuple):
    """What can be found of a body in one language."""

    body: Entry
    statements: tuple[tuple[str, Entry, Group], ...]
    """The id of each, the statement itself, and what stands on its pages."""


@clock.Step("search index")
def give(content: Content, findings: Findings) -> dict[str, Share]:
    """What one body gives, by language."""
    return {edition.lang: _share(edition) for edition in editions(content, findings)}


def index(content: Content, shares: Shares, lang: Language) -> Iterator[Output]:
    """The search index of one language."""
    kinds = {kind: content.phrases.words[f"found-{kind}"][lang] for kind in KINDS}
    made = files(f"{lang}/search/", groups(content, shares, lang), kinds, _general(content, shares))
    return clock.each("search index", made)


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
    general = (*_terms(content, lang), *bodies, *_articles(content, lang), *newest)
    for number in range(first):
        yield number, Group("", general[number * SPAN : (number + 1) * SPAN])


def _general(content: Content, shares: Shares) -> int:
    """How many groups terms, bodies, articles and statements fill."""
    register = shares.register
    return -(-(len(content.concepts) + len(register.bodies) + len(content.articles) + len(register.statements)) // SPAN)


def _share(edition: Edition) -> Share:
    (entity,) = edition.content.entities.values()
    return Share(_entity(edition, entity), tuple(_statements(edition, entity)))


def _statements(edition: Edition, entity: Entity) -> Iterator[tuple[str, Entry, Group]]:
    words = edition.words
    for statement in edition.newest:
        views = edition.views(statement.id, _page(edition.lang))
        context = " · ".join((*_both(entity.name), *_both(entity.short), views.title, str(statement.fiscal_year)))
        shown = words.say("page-title", title=entity.short[edition.lang], entity=views.title)
        yield statement.id, _statement(edition, statement), Group(context, tuple(_of_statement(edition, views, shown)))


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
        yield Entry("article", mine.title, "", _href(lang, f"{lang}/{name}/"), (mine.title,), text)


def _statement(edition: Edition, statement: Statement) -> Entry:
    views, lang = edition.views(statement.id, _page(edition.lang)), edition.lang
    entity = edition.content.entities[statement.entity]
    names = (views.title, *_both(entity.short), *_both(entity.name), str(statement.fiscal_year))
    text = f"{statement.source.title[lang]} {markdown.plain(statement.summary[lang], views.refs)}"
    return Entry("statement", views.title, entity.short[lang], _href(lang, views.address), names, text)


def _of_statement(edition: Edition, views: StatementViews, shown: str) -> Iterator[Entry]:
    """What stands on the statement's pages, by names of its own; what all of it shares is the group's."""
    standard, lang, words, statement = edition.content.tables, edition.lang, edition.words, views.statement
    for table in (*statement.breakdowns, *statement.tables):
        about = standard[table]
        href = _href(lang, views.refs.address(table))
        yield Entry("table", about.name[lang], shown, href, (about.name[lang], *about.also), about.explain[lang])
    for concept, about_concept in edition.content.concepts.items():
        if about_concept.measure and views.ledger.reported(concept):
            yield _figure(edition, views, concept, shown)
    for name, project in statement.projects.items():
        text = markdown.plain(project.purpose[lang], views.refs)
        yield Entry("project", project.name[lang], shown, _href(lang, views.refs.address(name)), _both(project.name), text)
    yield from _lines(edition, views, shown)
    for finding in views.findings:  # last: one that comes or goes moves nothing else
        if finding.verdict == "fails":
            view = views.told.of(finding)
            note = words.say("page-title", title=view.rule, entity=shown)
            yield Entry(
                "finding",
                view.name,
                note,
                _href(lang, view.address),
                (view.name, view.rule),
                f"{words['found-finding']} {view.sentence}",
            )


def _figure(edition: Edition, views: StatementViews, concept: str, shown: str) -> Entry:
    name, number = edition.content.concepts[concept].name, views.number(concept)
    figure = views.ledger.figure(concept)
    value = number.text if number else edition.words[f"state-{figure.state}"] if figure else ""
    note = edition.words.say("page-title", title=value, entity=shown) if value else shown
    href = _href(edition.lang, f"{views.address}#{concept}")
    return Entry("figure", name[edition.lang], note, href, _both(name), number.printed if number else "")


def _lines(edition: Edition, views: StatementViews, shown: str) -> Iterator[Entry]:
    """The lines of coded tables; the total of a table is the table."""
    lang, statement = edition.lang, views.statement
    for table, breakdown in statement.breakdowns.items():
        sheet = Sheet(table, breakdown)
        where = edition.words.say("page-title", title=edition.content.tables[table].name[lang], entity=shown)
        for row in sheet.rows:
            if not sheet.is_total(row):
                anchor = sheet.anchor(row)
                title = row_name(edition.content, statement, table, row, lang)
                href = _href(lang, views.refs.address(anchor))
                yield Entry("line", title, where, href, (title, row.name, row.code or ""))
