"""Content and findings in; every page of the site, in both languages, holding all that it shows, out.

Each kind of page is one function; `of` calls them in the order of the addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.load import Content, Statement
from budgetbook.content.model import Concept
from budgetbook.data import linked
from budgetbook.data.datafile import DataFile
from budgetbook.pages import paging
from budgetbook.pages.chartpages import chart_pages
from budgetbook.pages.comparepages import compare_pages
from budgetbook.pages.datapage import data_page
from budgetbook.pages.edition import OTHER, Edition, by_weight, editions, listed
from budgetbook.pages.elements import FindingView, Link, Tally, TermLine
from budgetbook.pages.entitypage import entity_page
from budgetbook.pages.executionpage import execution_pages
from budgetbook.pages.seriesviews import of_term
from budgetbook.pages.statementpage import lead_chart, statement_page
from budgetbook.pages.statementviews import edit_address
from budgetbook.pages.tablepage import table_pages
from budgetbook.pages.updates import update_pages
from budgetbook.pages.views import (
    ArticleBody,
    ChecksBody,
    GlossaryBody,
    HomeBody,
    Page,
    PlainBody,
    SearchBody,
    TermBody,
)
from budgetbook.pages.yearelements import SeriesTable
from budgetbook.words import markdown

_ON_HOME, _ON_TERM, _ON_CHECKS = 5, 12, 10
"""Documents on a page that cannot show all of them; where the others are is a link away."""
PRINCIPLES = ("origin", "arithmetic", "once")


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]], files: tuple[DataFile, ...]) -> Iterator[Page]:
    """Every page, the root's language choice first."""
    yield _plain(content, "", "chooser.html")
    yield _plain(content, "404.html", "404.html")
    for edition in editions(content, findings, files):
        yield home_page(edition)
        for page in (entity_page(edition, entity) for entity in content.entities.values()):
            yield page
            yield from chart_pages(edition, page)
        for statement in content.statements.values():
            told = linked.of_statement(content, statement, edition.files_of.get(statement.id, ()), edition.lang)
            page = replace(statement_page(edition, statement), linked=told)
            yield page
            yield from chart_pages(edition, page)
            yield from table_pages(edition, statement)
            yield from execution_pages(edition, statement)
        yield _glossary(edition)
        yield from (term_page(edition, name, about) for name, about in content.concepts.items())
        yield from checks_pages(edition)
        yield data_page(edition)
        yield from update_pages(edition)
        yield from compare_pages(edition)
        yield _search(edition)
        yield from (_article(edition, name) for name in content.articles)


def _plain(content: Content, address: str, template: str) -> Page:
    """The language choice and the page for what is not there: both languages on one page."""
    site = content.site
    links = tuple(Link(name, f"{lang}/") for lang, name in (("zh", "中文"), ("en", "English")))
    title = f"{site.name.zh} · {site.name.en}"
    description = f"{site.tagline.zh} {site.tagline.en}"
    return Page(address, "zh", template, title, description, "", (), "", PlainBody(links))


def home_page(edition: Edition) -> Page:
    """The front page: the latest documents, and the way to all."""
    words, address = edition.words, f"{edition.lang}/"
    latest = edition.latest(_ON_HOME)
    alarms = []
    for statement in latest:
        views = edition.views(statement.id, address)
        failing = [finding for finding in by_weight(views.findings, edition.content) if finding.verdict == "fails"]
        alarms += [views.explainer.view(finding) for finding in failing]
    body = HomeBody(
        tagline=edition.content.site.tagline[edition.lang],
        statements=tuple(edition.card(statement, address) for statement in latest),
        more=words.say("all-documents", count=len(edition.newest)) if len(edition.newest) > len(latest) else "",
        lead_chart=lead_chart(edition.views(latest[0].id, address)) if latest else None,
        alarms=tuple(alarms),
        principles=tuple((words[f"principle-{key}"], words.say(f"principle-{key}")) for key in PRINCIPLES),
    )
    tagline = edition.content.site.tagline[edition.lang]
    return edition.page("", "home.html", edition.content.site.name[edition.lang], tagline, (), "budgets", body)


def _glossary(edition: Edition) -> Page:
    words = edition.words
    reported = [(name, about) for name, about in edition.content.concepts.items() if about.measure]
    others = [(name, about) for name, about in edition.content.concepts.items() if not about.measure]
    groups = (
        (words["terms-reported"], tuple(_term_line(edition, name, about) for name, about in reported)),
        (words["terms-words"], tuple(_term_line(edition, name, about) for name, about in others)),
    )
    description = words.say("glossary-description")
    return edition.page(
        "glossary/", "glossary.html", words["glossary"], description, (edition.home,), "glossary", GlossaryBody(groups)
    )


def _term_line(edition: Edition, name: str, about: Concept) -> TermLine:
    other = about.name[OTHER[edition.lang]]
    return TermLine(about.name[edition.lang], other, edition.refs.tip(name), f"{edition.lang}/glossary/{name}/")


def term_page(edition: Edition, name: str, about: Concept) -> Page:
    """A term in plain words, and its figure in the newest documents."""
    lang, words = edition.lang, edition.words
    address = f"{lang}/glossary/{name}/"
    wholes = edition.wholes.get(name, [])
    reporting = [s for s in edition.newest if about.measure and edition.ledgers[s.id].reported(name)]
    latest, rows = reporting[:_ON_TERM], []
    for statement in latest:
        views = edition.views(statement.id, address)
        link = Link(edition.entity_link(statement.entity).text, f"{views.address}#{name}")
        stock = views.year(name, "amount") if about.stock else ""
        rows.append((link, stock or words.document(statement.phase, statement.fiscal_year), views.figure(name)))
    body = TermBody(
        name=about.name[lang],
        other_name=about.name[OTHER[lang]],
        explain=edition.refs.tip(name),
        also=about.also,
        made_of=tuple(_term_link(edition, part) for part in (*about.parts, *about.of_which)),
        part_of=tuple(_term_link(edition, whole) for whole in wholes),
        see=tuple(_term_link(edition, other) for other in about.see),
        memorandum=about.memorandum,
        rows=tuple(rows),
        compare=Link(words.say("compare-all", count=len(reporting)), f"{lang}/compare/{name}/") if len(reporting) > 1 else None,
        series=of_term(edition, name, dict.fromkeys(statement.entity for statement in latest))
        if about.measure
        else SeriesTable((), (), several=False),
        edit=edit_address(edition.content, f"{edition.content.root}/concepts.yaml", _line(edition, name)),
    )
    glossary = Link(words["glossary"], f"{lang}/glossary/")
    description = words.say("term-description", name=about.name[lang], explain=edition.refs.tip(name))
    return edition.page(
        f"glossary/{name}/", "term.html", about.name[lang], description, (edition.home, glossary), "glossary", body
    )


def _line(edition: Edition, concept: str) -> int:
    return edition.content.files[f"{edition.content.root}/concepts.yaml"].keys[(concept,)][0]


def _term_link(edition: Edition, concept: str) -> Link:
    return Link(
        edition.content.concepts[concept].name[edition.lang], f"{edition.lang}/glossary/{concept}/", edition.refs.tip(concept)
    )


def checks_pages(edition: Edition) -> Iterator[Page]:
    """Every check of every document, ten documents a page."""
    words, address = edition.words, f"{edition.lang}/checks/"
    every = tuple(finding for findings in edition.findings.values() for finding in findings)
    used = dict.fromkeys(finding.rule for finding in every)
    rules = tuple((words[f"rule-{rule}"], words[f"question-{rule}"]) for rule in used)
    cut = paging.cut(edition.newest, _ON_CHECKS)
    for number, statements in enumerate(cut, 1):
        rows = tuple(_checked(edition, statement, paging.numbered(address, number)) for statement in statements)
        pager = paging.pager(words, address, number, len(cut))
        body = ChecksBody(edition.tally(every), rows, rules if number == 1 else (), pager, several=len(edition.newest) > 1)
        yield edition.numbered("checks/", number, "checks.html", words["checks"], words.say("checks-description"), body)


def _checked(edition: Edition, statement: Statement, page: str) -> tuple[Link, Tally, tuple[FindingView, ...]]:
    """A statement with its checks, for a page that lists several."""
    views = edition.views(statement.id, page)
    document = edition.words.document(statement.phase, statement.fiscal_year)
    link = Link(f"{edition.entity_link(statement.entity).text} {document}", views.address)
    shown = tuple(views.explainer.view(finding) for finding in listed(views.findings, edition.content))
    return link, edition.tally(views.findings), shown


def _search(edition: Edition) -> Page:
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


def _article(edition: Edition, name: str) -> Page:
    prose = edition.content.articles[name][edition.lang]
    address = f"{edition.lang}/{name}/"
    parts = [body if not heading else f"## {heading}\n{body}" for heading, (_, body) in prose.sections.items()]
    html = markdown.html("\n".join(parts), edition.refs, edition.href(address))
    return edition.page(f"{name}/", "article.html", prose.title, prose.title, (edition.home,), name, ArticleBody(html))
