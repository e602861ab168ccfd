"""The pages of the dictionary: the list of its terms, and each term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.aggregate.contributions import Contributions
from budgetbook.content.model import Concept
from budgetbook.pages.language import OTHER_LANGUAGE, LanguageSite
from budgetbook.pages.models.figures import FigureView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.views.figures import figure_view
from budgetbook.pages.views.statement import edit_address
from budgetbook.pages.year_tables import SeriesTable, term_series

_NEWEST = 12
"""Documents on the page of a term; a link leads to the others."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in a list."""

    name: str
    other_name: str
    """Its name in the other language."""
    explain: str
    address: str


@dataclass(frozen=True, slots=True)
class GlossaryPage(PageContent):
    """The list of all terms."""

    template: ClassVar[str] = "glossary.html"
    groups: tuple[tuple[str, tuple[TermLine, ...]], ...]
    """(heading, terms): concepts that documents report first, then terms of the field."""


@dataclass(frozen=True, slots=True)
class TermPage(PageContent):
    """A term in plain words, and its figure for every entity and year."""

    template: ClassVar[str] = "term.html"
    name: str
    other_name: str
    explain: str
    other_names: tuple[str, ...]
    made_of: tuple[Link, ...]
    """The concepts that are its parts."""
    part_of: tuple[Link, ...]
    see: tuple[Link, ...]
    memorandum: bool
    rows: tuple[tuple[Link, str, FigureView], ...]
    """(statement, year, figure) of the newest documents."""
    compare: Link | None
    """The page that compares all of them; None if there is only one."""
    series: SeriesTable
    """The figure over the years, for entities with several."""
    edit: str


def glossary_pages(language_site: LanguageSite) -> Iterator[Page]:
    """Build the list of every term, reported concepts first."""
    phrases = language_site.phrases
    reported_terms = [(name, definition) for name, definition in language_site.content.concepts.items() if definition.measure]
    other_terms = [(name, definition) for name, definition in language_site.content.concepts.items() if not definition.measure]
    groups = (
        (phrases["terms-reported"], tuple(_term_line(language_site, name, definition) for name, definition in reported_terms)),
        (phrases["terms-words"], tuple(_term_line(language_site, name, definition) for name, definition in other_terms)),
    )
    description = phrases.say("glossary-description")
    yield language_site.page(
        "glossary/", phrases["glossary"], description, (language_site.home,), "glossary", GlossaryPage(groups)
    )


def _term_line(language_site: LanguageSite, name: str, definition: Concept) -> TermLine:
    other_name = definition.name[OTHER_LANGUAGE[language_site.lang]]
    return TermLine(
        definition.name[language_site.lang], other_name, language_site.refs.tip(name), f"{language_site.lang}/glossary/{name}/"
    )


def term_pages(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Build a page for each term."""
    return (term_page(language_site, contributions, name) for name in language_site.content.concepts)


def term_page(language_site: LanguageSite, contributions: Contributions, name: str) -> Page:
    """Explain a term in plain words, with its figure in the newest documents.

    Reads from the register who reports the concept, and in full the entities of the newest of these documents.
    """
    lang, phrases, definition = language_site.lang, language_site.phrases, language_site.content.concepts[name]
    entries = contributions.register.statements_by_concept.get(name, [])
    latest = entries[:_NEWEST]
    entities = dict.fromkeys(entry.entity for entry in latest)
    subset = language_site.with_entities(contributions, entities)
    wholes = language_site.wholes.get(name, [])
    content = TermPage(
        name=definition.name[lang],
        other_name=definition.name[OTHER_LANGUAGE[lang]],
        explain=language_site.refs.tip(name),
        other_names=definition.also,
        made_of=tuple(_term_link(language_site, part) for part in (*definition.parts, *definition.of_which)),
        part_of=tuple(_term_link(language_site, whole) for whole in wholes),
        see=tuple(_term_link(language_site, other) for other in definition.see),
        memorandum=definition.memorandum,
        rows=tuple(_row(subset, entry.id, name) for entry in latest),
        compare=Link(phrases.say("compare-all", count=f"{len(entries):,}"), f"{lang}/compare/{name}/")
        if len(entries) > 1
        else None,
        series=term_series(subset, name, entities) if definition.measure else SeriesTable((), (), several=False),
        edit=edit_address(
            language_site.content, language_site.content.country_path("concepts.yaml"), _source_line(language_site, name)
        ),
    )
    glossary = Link(phrases["glossary"], f"{lang}/glossary/")
    description = phrases.say("term-description", name=definition.name[lang], explain=language_site.refs.tip(name))
    return language_site.page(
        f"glossary/{name}/", definition.name[lang], description, (language_site.home, glossary), "glossary", content
    )


def _row(language_site: LanguageSite, statement: str, concept: str) -> tuple[Link, str, FigureView]:
    """Show what one document reports: its entity, year and figure."""
    presenter = language_site.presenter(statement, f"{language_site.lang}/glossary/{concept}/")
    definition = language_site.content.concepts[concept]
    link = Link(language_site.entity_link(presenter.statement.entity).text, f"{presenter.address}#{concept}")
    stock = presenter.year(concept) if definition.stock else ""
    return (
        link,
        stock or language_site.phrases.document(presenter.statement.phase, presenter.statement.fiscal_year),
        figure_view(presenter, concept),
    )


def _source_line(language_site: LanguageSite, concept: str) -> int:
    return language_site.content.files[language_site.content.country_path("concepts.yaml")].keys[(concept,)][0]


def _term_link(language_site: LanguageSite, concept: str) -> Link:
    return Link(
        language_site.content.concepts[concept].name[language_site.lang],
        f"{language_site.lang}/glossary/{concept}/",
        language_site.refs.tip(concept),
    )
