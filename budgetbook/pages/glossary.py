"""What bodies give, and one language, in; the pages of the dictionary out: the list of its terms, and each term."""

from __future__ import annotations

from budgetbook.aggregate.contributions import Shares
from budgetbook.content.model import Concept
from budgetbook.pages.language import OTHER, Edition
from budgetbook.pages.models.pages import GlossaryBody, Page, TermBody
from budgetbook.pages.models.parts import FigureView, Link, TermLine
from budgetbook.pages.models.years import SeriesTable
from budgetbook.pages.views.statement import edit_address
from budgetbook.pages.year_tables import of_term

_NEWEST = 12
"""Documents on the page of a term; the others are a link away."""


def glossary_page(edition: Edition) -> Page:
    """Every term, what is reported first. Reads no shares."""
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


def term_page(edition: Edition, shares: Shares, name: str) -> Page:
    """A term in plain words, and its figure in the newest documents.

    Reads of the register who reports the concept, and in full the bodies of the newest of them.
    """
    lang, words, about = edition.lang, edition.words, edition.content.concepts[name]
    reporting = shares.register.reporting.get(name, [])
    latest = reporting[:_NEWEST]
    entities = dict.fromkeys(entry.entity for entry in latest)
    shown = edition.showing(shares, entities)
    wholes = edition.wholes.get(name, [])
    body = TermBody(
        name=about.name[lang],
        other_name=about.name[OTHER[lang]],
        explain=edition.refs.tip(name),
        also=about.also,
        made_of=tuple(_term_link(edition, part) for part in (*about.parts, *about.of_which)),
        part_of=tuple(_term_link(edition, whole) for whole in wholes),
        see=tuple(_term_link(edition, other) for other in about.see),
        memorandum=about.memorandum,
        rows=tuple(_row(shown, entry.id, name) for entry in latest),
        compare=Link(words.say("compare-all", count=f"{len(reporting):,}"), f"{lang}/compare/{name}/")
        if len(reporting) > 1
        else None,
        series=of_term(shown, name, entities) if about.measure else SeriesTable((), (), several=False),
        edit=edit_address(edition.content, f"{edition.content.root}/concepts.yaml", _line(edition, name)),
    )
    glossary = Link(words["glossary"], f"{lang}/glossary/")
    description = words.say("term-description", name=about.name[lang], explain=edition.refs.tip(name))
    return edition.page(
        f"glossary/{name}/", "term.html", about.name[lang], description, (edition.home, glossary), "glossary", body
    )


def _row(edition: Edition, statement: str, concept: str) -> tuple[Link, str, FigureView]:
    """What one document gives: its body, its year, the figure."""
    views, about = edition.views(statement, f"{edition.lang}/glossary/{concept}/"), edition.content.concepts[concept]
    link = Link(edition.entity_link(views.statement.entity).text, f"{views.address}#{concept}")
    stock = views.year(concept) if about.stock else ""
    return link, stock or edition.words.document(views.statement.phase, views.statement.fiscal_year), views.figure(concept)


def _line(edition: Edition, concept: str) -> int:
    return edition.content.files[f"{edition.content.root}/concepts.yaml"].keys[(concept,)][0]


def _term_link(edition: Edition, concept: str) -> Link:
    return Link(
        edition.content.concepts[concept].name[edition.lang], f"{edition.lang}/glossary/{concept}/", edition.refs.tip(concept)
    )
