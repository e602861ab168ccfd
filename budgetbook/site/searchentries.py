"""One language's edition in; everything on the site that a reader may look for out, the most general first."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.words import markdown
from budgetbook.pages.edition import OTHER, Edition
from budgetbook.words.lines import row_name
from budgetbook.content.load import Statement
from budgetbook.content.model import LANGUAGES, Text
from budgetbook.output import Output
from budgetbook.site.searchindex import Entry, Group, files
from budgetbook.pages.statementviews import StatementViews
from budgetbook.arithmetic.tables import Sheet

KINDS = ("term", "entity", "statement", "article", "table", "figure", "finding", "project", "line")


def index(edition: Edition) -> Iterator[Output]:
    """The search index of one language."""
    kinds = {kind: edition.words[f"found-{kind}"] for kind in KINDS}
    return files(f"{edition.lang}/search/", groups(edition), kinds)


def groups(edition: Edition) -> Iterator[Group]:
    """Everything that can be found; what one statement has stands together, the newest statement first."""
    yield Group("", (*_terms(edition), *_entities(edition), *_articles(edition)))
    yield Group("", tuple(_statement(edition, statement) for statement in edition.newest))
    for statement in edition.newest:
        views = edition.views(statement.id, _page(edition))
        entity, words = edition.content.entities[statement.entity], edition.words
        context = " · ".join((*_both(entity.name), *_both(entity.short), views.title, str(statement.fiscal_year)))
        shown = words.say("page-title", title=entity.short[edition.lang], entity=views.title)
        yield Group(context, tuple(_of_statement(edition, views, shown)))


def _page(edition: Edition) -> str:
    return f"{edition.lang}/search/"


def _href(edition: Edition, address: str) -> str:
    return edition.href(_page(edition))(address)


def _both(text: Text) -> tuple[str, ...]:
    return tuple(text[lang] for lang in LANGUAGES)


def _terms(edition: Edition) -> Iterator[Entry]:
    lang = edition.lang
    for name, about in edition.content.concepts.items():
        tip = edition.refs.tip(name)
        href = _href(edition, f"{lang}/glossary/{name}/")
        yield Entry("term", about.name[lang], about.name[OTHER[lang]], href, (*_both(about.name), *about.also), tip)


def _entities(edition: Edition) -> Iterator[Entry]:
    lang = edition.lang
    for entity in edition.content.entities.values():
        text = " ".join((entity.place[lang], entity.about[lang], *(duty.short[lang] for duty in entity.duties)))
        href = _href(edition, f"{lang}/{entity.id}/")
        yield Entry("entity", entity.short[lang], entity.name[lang], href, (*_both(entity.short), *_both(entity.name)), text)


def _articles(edition: Edition) -> Iterator[Entry]:
    for name, prose in edition.content.articles.items():
        mine = prose[edition.lang]
        text = " ".join(f"{head} {markdown.html(body, edition.refs).striptags()}" for head, (_, body) in mine.sections.items())
        yield Entry("article", mine.title, "", _href(edition, f"{edition.lang}/{name}/"), (mine.title,), text)


def _statement(edition: Edition, statement: Statement) -> Entry:
    views, lang = edition.views(statement.id, _page(edition)), edition.lang
    entity = edition.content.entities[statement.entity]
    names = (views.title, *_both(entity.short), *_both(entity.name), str(statement.fiscal_year))
    text = f"{statement.source.title[lang]} {markdown.plain(statement.summary[lang], views.refs)}"
    return Entry("statement", views.title, entity.short[lang], _href(edition, views.address), names, text)


def _of_statement(edition: Edition, views: StatementViews, shown: str) -> Iterator[Entry]:
    """What stands on the statement's pages, by names of its own; what all of it shares is the group's."""
    standard, lang, words, statement = edition.content.tables, edition.lang, edition.words, views.statement
    for table in (*statement.breakdowns, *statement.tables):
        about = standard[table]
        href = _href(edition, views.refs.address(table))
        yield Entry("table", about.name[lang], shown, href, (about.name[lang], *about.also), about.explain[lang])
    for concept, about_concept in edition.content.concepts.items():
        if about_concept.measure and views.ledger.reported(concept):
            yield _figure(edition, views, concept, shown)
    for finding in views.findings:
        if finding.verdict == "fails":
            view = views.explainer.view(finding)
            note = words.say("page-title", title=view.rule, entity=shown)
            yield Entry(
                "finding",
                view.name,
                note,
                _href(edition, view.address),
                (view.name, view.rule),
                f"{words['found-finding']} {view.sentence}",
            )
    for name, project in statement.projects.items():
        text = markdown.plain(project.purpose[lang], views.refs)
        yield Entry("project", project.name[lang], shown, _href(edition, views.refs.address(name)), _both(project.name), text)
    yield from _lines(edition, views, shown)


def _figure(edition: Edition, views: StatementViews, concept: str, shown: str) -> Entry:
    name, number = edition.content.concepts[concept].name, views.number(concept, "amount")
    figure = views.ledger.figure(concept)
    value = number.text if number else edition.words[f"state-{figure.state}"] if figure else ""
    note = edition.words.say("page-title", title=value, entity=shown) if value else shown
    href = _href(edition, f"{views.address}#{concept}")
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
                href = _href(edition, views.refs.address(anchor))
                yield Entry("line", title, where, href, (title, row.name, row.code or ""))
