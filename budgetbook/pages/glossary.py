"""The pages of the dictionary: the list of its terms, and each term."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.contributions import Contributions
from budgetbook.pages import term_figures
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.figures import FigureView
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.views.edit_links import edit_address
from budgetbook.pages.views.figures import figure_view
from budgetbook.pages.year_tables import SeriesTable, term_series

_NEWEST = 12
"""Documents on the page of a term; a link leads to the others."""
_MANY_KINDS = 7
"""A concept with as many kinds has them folded under it in the list of terms, as official vehicles do."""


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term in a list."""

    name: str
    other_name: str
    """Its name in the other language."""
    also: tuple[str, ...]
    """What documents call it besides."""
    explain: str
    address: str
    kinds: tuple[TermLine, ...] = ()
    """Its parts, where they are so many that the list is easier to read without them."""


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms that belong together."""

    id: str
    name: str
    lead: str
    terms: tuple[TermLine, ...]

    @property
    def term_count(self) -> int:
        """How many there are, kinds included."""
        return sum(1 + len(term.kinds) for term in self.terms)


@dataclass(frozen=True, slots=True)
class GlossaryPage(PageContent):
    """The list of all terms."""

    template: ClassVar[str] = "glossary.html"
    groups: tuple[TermGroup, ...]
    """What documents report, by the sections of a statement, then other terms of the field."""
    count_text: str
    """`{shown} of {total} terms`: the script fills in both."""


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
    """Build the list of every term, in the order of a statement."""
    phrases = language_site.phrases
    content = GlossaryPage(
        tuple(group for group in _groups(language_site) if group.terms),
        phrases.say("glossary-shown", shown="{shown}", total="{total}"),
    )
    description = phrases.say("glossary-description")
    yield language_site.page("glossary/", phrases["glossary"], description, (language_site.home,), "glossary", content)


def _groups(language_site: LanguageSite) -> Iterator[TermGroup]:
    lang, phrases, content = language_site.lang, language_site.phrases, language_site.content
    for section_id, section in content.sections.items():
        yield TermGroup(section_id, section.name[lang], section.lead[lang], tuple(_term_lines(language_site, section.figures)))
    section_concepts = {concept for section in content.sections.values() for concept in section.figures}
    others = [concept for concept in content.concepts if concept not in section_concepts]
    yield TermGroup("words", phrases["terms-words"], phrases["terms-words-lead"], tuple(_term_lines(language_site, others)))


def _term_lines(language_site: LanguageSite, concepts: Sequence[str]) -> Iterator[TermLine]:
    """List terms in order, those that are among many kinds of another under that one."""
    kinds = {concept: _many_kinds(language_site, concept, concepts) for concept in concepts}
    folded_kinds = {kind for some in kinds.values() for kind in some}
    for concept in concepts:
        if concept not in folded_kinds:
            kinds_below = tuple(_term_line(language_site, kind) for kind in kinds[concept])
            yield _term_line(language_site, concept, kinds_below)


def _many_kinds(language_site: LanguageSite, concept: str, concepts: Collection[str]) -> tuple[str, ...]:
    definition = language_site.content.concepts[concept]
    kinds = tuple(part for part in (*definition.parts, *definition.of_which) if part in concepts)
    return kinds if len(kinds) >= _MANY_KINDS else ()


def _term_line(language_site: LanguageSite, concept: str, kinds: tuple[TermLine, ...] = ()) -> TermLine:
    lang, definition = language_site.lang, language_site.content.concepts[concept]
    return TermLine(
        name=definition.name[lang],
        other_name=language_site.other_name(definition.name),
        also=definition.also,
        explain=language_site.refs.tip(concept),
        address=f"{lang}/glossary/{concept}/",
        kinds=kinds,
    )


def term_fingerprint(contributions: Contributions, name: str) -> str:
    """Fingerprint of what the page of a term reads of entities, computed without reading it."""
    entries = contributions.register.statements_by_concept.get(name, [])
    latest = [entry.id for entry in entries[:_NEWEST]]
    return fingerprint(name, latest, len(entries), contributions.fingerprint(term_figures.KIND, f"{term_figures.FIGURES}{name}"))


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
        other_name=language_site.other_name(definition.name),
        explain=language_site.refs.tip(name),
        other_names=definition.also,
        made_of=tuple(_term_link(language_site, part) for part in (*definition.parts, *definition.of_which)),
        part_of=tuple(_term_link(language_site, whole) for whole in wholes),
        see=tuple(_term_link(language_site, other) for other in definition.see),
        memorandum=definition.memorandum,
        rows=tuple(_row(subset, entry.id, name) for entry in latest),
        compare=Link(phrases.say("compare-all", count=phrases.count(len(entries))), f"{lang}/compare/{name}/")
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
    """The line of a term; the first of the site's own file where that only extends the program's and does not have the term."""
    return language_site.content.files[language_site.content.country_path("concepts.yaml")].keys.get((concept,), (1, 1))[0]


def _term_link(language_site: LanguageSite, concept: str) -> Link:
    return Link(
        language_site.content.concepts[concept].name[language_site.lang],
        f"{language_site.lang}/glossary/{concept}/",
        language_site.refs.tip(concept),
    )
