"""One language of the site: the phrases, links and presenters that its pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from budgetbook.arithmetic.amount_style import AmountStyle
from budgetbook.arithmetic.confirmation import JoinedFindings
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.arithmetic.line_series import ClassifiedSeries, classified_series
from budgetbook.content.content import Content, Statement
from budgetbook.content.text import Language, Text
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages import paging
from budgetbook.pages.models.findings import Tally
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.views.findings import tally_findings
from budgetbook.pages.views.statement import StatementPresenter
from budgetbook.text.markdown import Href
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import References

_MAX_SUBSETS = 4
"""Groups of entities of which pages were made lately, the newest: pages of terms go back and forth between a few."""
_MAX_ENTITY_SITES = 16
"""Entities held: a little more than a page shows."""


def relative_href(page: str, address: str) -> str:
    """Return the href from a page to a site address (or an absolute one); it names the file, so that it works from disk too."""
    if address.startswith(("http://", "https://", "mailto:")):
        return address
    target, hash_, fragment = address.partition("#")
    if target == page:
        return f"{hash_}{fragment}" if fragment else "index.html"
    return f"{_relative_path(page, target)}{hash_}{fragment}"


@lru_cache(maxsize=4096)  # a page links to the same few others again and again
def _relative_path(page: str, target: str) -> str:
    """The relative path from one page to another, naming its file."""
    here, there = page.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    path = "../" * (len(here) - common) + "/".join(there[common:])
    return f"{path}index.html" if path.endswith("/") or not path else path


def language_sites(
    content: Content, findings: Mapping[str, tuple[Finding, ...]], files: tuple[DataFile, ...] = ()
) -> Iterator[LanguageSite]:
    """Create the site in each language; all of them share the same ledgers."""
    ledgers = ledgers_of(content)
    yield from (LanguageSite(content, findings, ledgers, lang, files) for lang in content.languages)


@dataclass(frozen=True)
class LanguageSite:
    """One language of the content and of the entities held with it: one or none on a large site, all of them on a small one."""

    content: Content
    findings: Mapping[str, tuple[Finding, ...]]
    ledgers: Mapping[str, Ledger]
    lang: Language
    files: tuple[DataFile, ...]
    _presenters: dict[tuple[str, str], StatementPresenter] = field(default_factory=dict, repr=False)
    _unlinked_presenters: dict[str, StatementPresenter] = field(default_factory=dict, repr=False)
    _entity_sites: dict[str, LanguageSite] = field(default_factory=dict, repr=False)
    _classified_series: dict[str, tuple[ClassifiedSeries, ...]] = field(default_factory=dict, repr=False)
    _subsets: dict[tuple[str, ...], LanguageSite] = field(default_factory=dict, repr=False)

    @cached_property
    def phrases(self) -> Phrases:
        """The phrases of the language."""
        return Phrases(self.lang, self.content.phrases)

    @property
    def style(self) -> AmountStyle:
        """How the language writes amounts."""
        return self.phrases.style

    def other_name(self, name: Text) -> str:
        """A name in the other language that stands beside it; empty if the site has no other."""
        other = self.content.other_language(self.lang)
        return name[other] if other else ""

    @cached_property
    def refs(self) -> References:
        """The meaning of roles outside a statement."""
        return References(self.content, self.phrases)

    @cached_property
    def wholes(self) -> dict[str, list[str]]:
        """Map each concept to the concepts that it is part of, or some of."""
        wholes: dict[str, list[str]] = {}
        for whole, definition in self.content.concepts.items():
            for part in (*definition.parts, *definition.of_which):
                wholes.setdefault(part, []).append(whole)
        return wholes

    @cached_property
    def ledgers_by_entity(self) -> dict[str, list[Ledger]]:
        """The ledgers of each entity."""
        ledgers: dict[str, list[Ledger]] = {}
        for ledger in self.ledgers.values():
            ledgers.setdefault(ledger.statement.entity, []).append(ledger)
        return ledgers

    def classified_series(self, entity: str) -> tuple[ClassifiedSeries, ...]:
        """The lines of an entity's documents over the years; several kinds of pages show some of them."""
        if entity not in self._classified_series:
            ledgers = self.ledgers_by_entity.get(entity, [])
            self._classified_series[entity] = classified_series(ledgers, self.content.classifications)
        return self._classified_series[entity]

    @cached_property
    def files_by_statement(self) -> dict[str, list[DataFile]]:
        """The data files of each statement."""
        files: dict[str, list[DataFile]] = {}
        for file in self.files:
            if file.statement:
                files.setdefault(file.statement, []).append(file)
        return files

    @cached_property
    def home(self) -> Link:
        """The front page."""
        return Link(self.phrases["home"], f"{self.lang}/")

    @cached_property
    def newest(self) -> list[Statement]:
        """Every statement of its entities, newest year first, then by entity."""
        return sorted(self.content.statements.values(), key=lambda s: (-s.fiscal_year, s.entity, s.order))

    def with_entities(self, contributions: Contributions, entities: Iterable[str]) -> LanguageSite:
        """Add these entities, for a page that shows a few documents in full; the next page often asks for the same."""
        entity_ids = tuple(sorted(set(entities)))
        if entity_ids not in self._subsets:
            if len(self._subsets) >= _MAX_SUBSETS:
                del self._subsets[next(iter(self._subsets))]
            entity_sites = [self._entity_site(contributions, entity) for entity in entity_ids]
            findings = JoinedFindings(each.findings for each in entity_sites)
            ledgers = {name: ledger for each in entity_sites for name, ledger in each.ledgers.items()}
            content = self.content.with_entities(each.content for each in entity_sites)
            self._subsets[entity_ids] = LanguageSite(content, findings, ledgers, self.lang, self.files)
        return self._subsets[entity_ids]

    def _entity_site(self, contributions: Contributions, entity: str) -> LanguageSite:
        """The site of one entity; the most recently used are kept."""
        entity_site = self._entity_sites.pop(entity, None)
        if entity_site is None:
            content, findings = contributions.load_in_full((entity,))
            entity_site = LanguageSite(content, findings, ledgers_of(content), self.lang, self.files)
        self._entity_sites[entity] = entity_site
        if len(self._entity_sites) > _MAX_ENTITY_SITES:
            del self._entity_sites[next(iter(self._entity_sites))]
        return entity_site

    def presenter(self, statement: str, page: str) -> StatementPresenter:
        """The presenter of a statement, with links for one page."""
        key = (statement, page)
        if key not in self._presenters:
            self._presenters[key] = self._unlinked_presenter(statement).with_href(self.href(page))
        return self._presenters[key]

    def _unlinked_presenter(self, statement: str) -> StatementPresenter:
        """The presenter of a statement, with links for no page yet."""
        if statement not in self._unlinked_presenters:
            ledger, findings = self.ledgers[statement], self.findings[statement]
            self._unlinked_presenters[statement] = StatementPresenter.create(self.content, ledger, findings, self.phrases, str)
        return self._unlinked_presenters[statement]

    def href(self, page: str) -> Href:
        """Return the function from site address to href for a page."""
        return lambda address: relative_href(page, address)

    def tally(self, findings: Sequence[Finding]) -> Tally:
        """Count findings by verdict."""
        return tally_findings(findings, self.phrases)

    def entity_link(self, entity: str) -> Link:
        """Link to an entity by its short name."""
        return Link(self.content.entities[entity].short[self.lang], f"{self.lang}/{entity}/")

    def page(self, address: str, title: str, description: str, trail: tuple[Link, ...], nav: str, content: PageContent) -> Page:
        """Create a page at `<lang>/<address>`."""
        return Page(f"{self.lang}/{address}", self.lang, title, description, trail, nav, content)

    def numbered_page(self, address: str, number: int, title: str, description: str, content: PageContent) -> Page:
        """Create a page of a list directly below the front page; any but the first lead back to the first."""
        trail = (self.home,) if number == 1 else (self.home, Link(title, f"{self.lang}/{address}"))
        page_title = title if number == 1 else self.phrases.say("title-of-page", title=title, number=number)
        nav = address.rstrip("/")
        return self.page(paging.page_address(address, number), page_title, description, trail, nav, content)
