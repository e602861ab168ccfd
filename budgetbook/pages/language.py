"""Content and findings in; what all pages of one language share out: words, links between pages, views of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from budgetbook.aggregate.contributions import Shares
from budgetbook.arithmetic.finding import VERDICTS, Finding
from budgetbook.arithmetic.ledger import Ledger, ledgers_of
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import LANGUAGES, Language
from budgetbook.opendata.data_file import DataFile
from budgetbook.pages import paging
from budgetbook.pages.models.pages import Body, Page
from budgetbook.pages.models.parts import Link, StatementCard, Tally
from budgetbook.pages.views.findings import tally
from budgetbook.pages.views.key_numbers import key_numbers
from budgetbook.pages.views.statement import StatementViews
from budgetbook.text.markdown import Href
from budgetbook.text.phrases import Words
from budgetbook.text.roles import References

_MOST_HELD = 16
"""Bodies: a little more than a page shows."""
OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}


def by_weight(findings: tuple[Finding, ...], content: Content) -> list[Finding]:
    """Findings in the order in which a reader wants them: what fails first, a needless word after a wrong number, money first."""
    order = {concept: index for index, concept in enumerate(content.concepts)}

    def weight(finding: Finding) -> tuple[int, bool, int]:
        return VERDICTS.index(finding.verdict), finding.rule == "zero-with-a-direction", order.get(finding.concept, len(order))

    return sorted(findings, key=weight)


def listed(findings: tuple[Finding, ...], content: Content) -> list[Finding]:
    """The findings that a page of checks lists: all of the figures', and of the tables' those that do not come out exactly."""
    return by_weight(tuple(f for f in findings if not f.table or f.verdict in ("fails", "rounding")), content)


def relative(page: str, address: str) -> str:
    """The href from one page to a site address (or an absolute one), naming the file, so that it works from disk too."""
    if address.startswith(("http://", "https://", "mailto:")):
        return address
    target, hash_, fragment = address.partition("#")
    if target == page:
        return f"{hash_}{fragment}" if fragment else "index.html"
    return f"{_path(page, target)}{hash_}{fragment}"


@lru_cache(maxsize=4096)  # a page leads to the same few others again and again
def _path(page: str, target: str) -> str:
    """From a page to another, naming its file."""
    here, there = page.split("/")[:-1], target.split("/")
    common = 0
    while common < min(len(here), len(there) - 1) and here[common] == there[common]:
        common += 1
    path = "../" * (len(here) - common) + "/".join(there[common:])
    return f"{path}index.html" if path.endswith("/") or not path else path


def editions(
    content: Content, findings: Mapping[str, tuple[Finding, ...]], files: tuple[DataFile, ...] = ()
) -> Iterator[Edition]:
    """The bodies of the content in each language; both look at the same sums."""
    ledgers = ledgers_of(content)
    yield from (Edition(content, findings, ledgers, lang, files) for lang in LANGUAGES)


@dataclass(frozen=True)
class Edition:
    """Some bodies in one language, one or none in a large site: what their pages share, and the pages of all bodies."""

    content: Content
    findings: Mapping[str, tuple[Finding, ...]]
    ledgers: Mapping[str, Ledger]
    lang: Language
    files: tuple[DataFile, ...]
    _views: dict[tuple[str, str], StatementViews] = field(default_factory=dict, repr=False)
    _made: dict[str, StatementViews] = field(default_factory=dict, repr=False)
    _held: dict[str, Edition] = field(default_factory=dict, repr=False)
    _shown: dict[tuple[str, ...], Edition] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> Words:
        """Its words."""
        return Words(self.lang, self.content.phrases)

    @cached_property
    def refs(self) -> References:
        """What roles mean outside a statement."""
        return References(self.content, self.words)

    @cached_property
    def wholes(self) -> dict[str, list[str]]:
        """Each part with the concepts that it is part of, or some of."""
        found: dict[str, list[str]] = {}
        for whole, about in self.content.concepts.items():
            for part in (*about.parts, *about.of_which):
                found.setdefault(part, []).append(whole)
        return found

    @cached_property
    def ledgers_of(self) -> dict[str, list[Ledger]]:
        """Each body's ledgers."""
        found: dict[str, list[Ledger]] = {}
        for ledger in self.ledgers.values():
            found.setdefault(ledger.statement.entity, []).append(ledger)
        return found

    @cached_property
    def files_of(self) -> dict[str, list[DataFile]]:
        """The data files that are about one statement, by statement."""
        found: dict[str, list[DataFile]] = {}
        for file in self.files:
            if file.statement:
                found.setdefault(file.statement, []).append(file)
        return found

    @cached_property
    def home(self) -> Link:
        """Its first page."""
        return Link(self.words["home"], f"{self.lang}/")

    @cached_property
    def newest(self) -> list[Statement]:
        """Every statement of its bodies, the newest year first, then by body."""
        return sorted(self.content.statements.values(), key=lambda s: (-s.fiscal_year, s.entity, s.phase))

    def showing(self, shares: Shares, entities: Iterable[str]) -> Edition:
        """With these bodies in it, for a page that shows a few documents as they are; the next page often asks for the same."""
        wanted = tuple(sorted(set(entities)))
        if wanted not in self._shown:
            self._shown.clear()
            bodies = [self._body(shares, entity) for entity in wanted]
            findings = {name: found for each in bodies for name, found in each.findings.items()}
            ledgers = {name: ledger for each in bodies for name, ledger in each.ledgers.items()}
            content = self.content.holding(each.content for each in bodies)
            self._shown[wanted] = Edition(content, findings, ledgers, self.lang, self.files)
        return self._shown[wanted]

    def _body(self, shares: Shares, entity: str) -> Edition:
        """A body as it is; those asked for last are held."""
        held = self._held.pop(entity, None)
        if held is None:
            content, findings = shares.full((entity,))
            held = Edition(content, findings, ledgers_of(content), self.lang, self.files)
        self._held[entity] = held
        if len(self._held) > _MOST_HELD:
            del self._held[next(iter(self._held))]
        return held

    def views(self, statement: str, page: str) -> StatementViews:
        """A statement's views, its links made for a page."""
        key = (statement, page)
        if key not in self._views:
            self._views[key] = self._unbound(statement).on(self.href(page))
        return self._views[key]

    def _unbound(self, statement: str) -> StatementViews:
        """A statement's views that belong to no page yet."""
        if statement not in self._made:
            ledger, findings = self.ledgers[statement], self.findings[statement]
            self._made[statement] = StatementViews.of(self.content, ledger, findings, self.words, str)
        return self._made[statement]

    def href(self, page: str) -> Href:
        """Site address -> href from a page."""
        return lambda address: relative(page, address)

    def tally(self, findings: Sequence[Finding]) -> Tally:
        """How many checks ended in which way."""
        return tally(findings, self.words)

    def entity_link(self, entity: str) -> Link:
        """A body by its short name."""
        return Link(self.content.entities[entity].short[self.lang], f"{self.lang}/{entity}/")

    def card(self, statement: Statement, page: str) -> StatementCard:
        """A statement in a list on a page."""
        views = self.views(statement.id, page)
        return StatementCard(
            title=views.title,
            address=views.address,
            entity=self.entity_link(statement.entity),
            year=str(statement.fiscal_year),
            numbers=key_numbers(views),
            tally=self.tally(views.findings),
        )

    def page(
        self, address: str, template: str, title: str, description: str, trail: tuple[Link, ...], nav: str, body: Body
    ) -> Page:
        """A page at `<lang>/<address>`."""
        twin = f"{OTHER[self.lang]}/{address}"
        return Page(f"{self.lang}/{address}", self.lang, template, title, description, twin, trail, nav, body)

    def numbered(self, address: str, number: int, template: str, title: str, description: str, body: Body) -> Page:
        """A page of a list that stands right below home: its first page, or one of the others, which lead back to it."""
        trail = (self.home,) if number == 1 else (self.home, Link(title, f"{self.lang}/{address}"))
        shown = title if number == 1 else self.words.say("title-of-page", title=title, number=number)
        nav = address.rstrip("/")
        return self.page(paging.numbered(address, number), template, shown, description, trail, nav, body)
