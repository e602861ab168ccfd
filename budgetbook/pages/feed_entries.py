"""What feeds tell: of the site, of one body, of one line of its budget, and of what does not add up.

Days come from the content, never from a clock: a statement's is that of the first update about it, else that of its
publication, else the day on which the site began to tell of updates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from budgetbook.content.content import Content
from budgetbook.content.text import Language
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.contributions import Contributions, EntityEntry, StatementEntry
from budgetbook.pages import findings, line_feeds
from budgetbook.pages.line_feeds import FollowedLine
from budgetbook.pages.models.findings import FindingView
from budgetbook.pages.updates import UpdateView, update_views
from budgetbook.text.phrases import Phrases
from budgetbook.text.roles import evidence_address

MAX_ENTRIES = 100
"""Entries of a feed, newest first; the pages have them all."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    id: str
    """A site address that stays the same wherever the entry is shown."""
    date: str
    """`2026-11-25`"""
    title: str
    text: str
    address: str
    """The page that it leads to."""
    kind: str
    """Its category: that of an update, `does-not-add-up`, or the code of a line."""
    kind_word: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: who reads it follows one page."""

    address: str
    page: str
    """The address of the page that it follows."""
    title: str
    description: str
    first_day: str
    """The day from which on it tells, in case that nothing has happened yet."""
    entries: tuple[FeedEntry, ...]


def feed_address(page: str) -> str:
    """The address of the feed that follows a page."""
    return f"{page}feed.xml"


@dataclass(frozen=True)
class FeedBuilder:
    """The feeds in one language, from the common content and what entities contribute."""

    content: Content
    contributions: Contributions
    lang: Language

    @cached_property
    def _phrases(self) -> Phrases:
        return Phrases(self.lang, self.content.phrases)

    @cached_property
    def _updates(self) -> tuple[UpdateView, ...]:
        return update_views(self.content, self.contributions.register, self._phrases)

    @cached_property
    def _first_day(self) -> str:
        return min(view.date for view in self._updates)

    @cached_property
    def _updates_by_entity(self) -> dict[str, list[UpdateView]]:
        """The updates about each entity's statements, newest first."""
        by_entity: dict[str, list[UpdateView]] = {}
        for view in self._updates:
            if view.statement:
                by_entity.setdefault(view.statement.partition("/")[0], []).append(view)
        return by_entity

    @cached_property
    def _first_days(self) -> dict[str, str]:
        """The day of the first update about each statement."""
        return {view.statement: view.date for view in self._updates if view.statement}  # the newest come first

    def _day(self, statement: StatementEntry) -> str:
        return self._first_days.get(statement.id) or statement.publication_day or self._first_day

    def site_feed(self) -> Feed:
        """All additions and corrections."""
        entries = tuple(map(self._tell_update, self._updates[:MAX_ENTRIES]))
        title, description = self._phrases["updates"], self._phrases.say("updates-description")
        # the first feed that there was: its address stays
        return Feed(f"{self.lang}/feed.xml", f"{self.lang}/updates/", title, description, self._first_day, entries)

    def findings_feed(self) -> Feed:
        """What does not add up in any statement. Those that no person has confirmed are not among it: they do not fail."""
        statements = sorted(self.contributions.register.newest_first, key=self._day, reverse=True)
        entries = tuple(islice(chain.from_iterable(map(self._tell_findings, statements)), MAX_ENTRIES))
        page, title = f"{self.lang}/checks/", self._phrases["what-does-not-add-up"]
        return Feed(feed_address(page), page, title, self._phrases.say("feed-of-findings"), self._first_day, entries)

    def entity_feed(self, entity: EntityEntry) -> Feed:
        """All about one entity: its statements, corrections, and what does not add up in them."""
        updates = self._updates_by_entity.get(entity.id, [])
        told_statements = {view.statement for view in updates}
        entries = chain(
            map(self._tell_update, updates),
            (self._tell_statement(entity, each) for each in entity.statements if each.id not in told_statements),
            chain.from_iterable(map(self._tell_findings, entity.statements)),
        )
        page, name = f"{self.lang}/{entity.id}/", entity.name[self.lang]
        description = self._phrases.say("feed-of-entity", name=name)
        return Feed(feed_address(page), page, name, description, self._first_day, _newest(entries))

    def line_feeds(self, entity: EntityEntry) -> Iterator[Feed]:
        """A feed for each line of an entity's budget that several of its documents give."""
        lines = next(iter(self.contributions.collect(line_feeds.KIND, self.lang, (entity.id, entity.id))), ())
        statements = {each.id: each for each in entity.statements}
        for line in lines:
            entries = _newest(self._tell_line(line, entity, statements))
            description = self._phrases.say("feed-of-line", name=line.title)
            yield Feed(feed_address(line.address), line.address, line.title, description, self._first_day, entries)

    def fingerprint_entity(self, entity: EntityEntry) -> str:
        """Fingerprint of all that an entity's feeds read of entities and updates."""
        span = (entity.id, entity.id)
        parts = (self.contributions.fingerprint(findings.KIND, f"{self.lang}/{each.id}", span) for each in entity.statements)
        lines = self.contributions.fingerprint(line_feeds.KIND, self.lang, span)
        return fingerprint(entity, self._updates_by_entity.get(entity.id, []), self._first_day, lines, *parts)

    def _tell_update(self, view: UpdateView) -> FeedEntry:
        own = f"{self.lang}/updates/#{view.id}"
        address = view.subject.address if view.subject else own
        return FeedEntry(own, view.date, view.title, view.text, address, view.kind, view.kind_word)

    def _tell_statement(self, entity: EntityEntry, statement: StatementEntry) -> FeedEntry:
        """A statement that no update tells of."""
        say, kind = self._phrases.say, self._phrases["update-new-statement"]
        title = say(f"statement-title-{statement.phase}", year=statement.fiscal_year)
        text = say("page-title", title=title, entity=entity.short[self.lang])
        address = f"{self.lang}/{statement.id}/"
        full_title = say("update-title", kind=kind, about=text)
        return FeedEntry(_first_address(address, entity), self._day(statement), full_title, text, address, "new-statement", kind)

    def _tell_findings(self, statement: StatementEntry) -> Iterator[FeedEntry]:
        """Yield what does not add up in a statement, each once with all of its places."""
        if not statement.fails:
            return
        page = evidence_address(statement.id, self.lang)
        for _, _, views, _ in self.contributions.collect(
            findings.KIND, f"{self.lang}/{statement.id}", (statement.entity, statement.entity)
        ):
            for view in views:
                if view.outcome == "fails":
                    entity = self.contributions.register.entities[statement.entity]
                    yield self._tell_finding(view, f"{page}#{view.id}", entity, self._day(statement))

    def _tell_finding(self, view: FindingView, address: str, entity: EntityEntry, day: str) -> FeedEntry:
        names = self._phrases.marks.comma.join(dict.fromkeys(each.name for each in (view, *view.duplicates)))
        subject = self._phrases.say("page-title", title=names, entity=view.statement.text)
        title = self._phrases.say("update-title", kind=view.outcome_word, about=subject)
        return FeedEntry(
            _first_address(address, entity), day, title, view.sentence, address, "does-not-add-up", view.outcome_word
        )

    def _tell_line(self, line: FollowedLine, entity: EntityEntry, statements: dict[str, StatementEntry]) -> Iterator[FeedEntry]:
        for news in reversed(line.news):
            day = self._day(statements[news.statement])
            yield FeedEntry(
                _first_address(news.address, entity), day, news.title, news.sentence, news.address, line.code, line.name
            )


def _first_address(address: str, entity: EntityEntry) -> str:
    """The address that a page of an entity had at first: a reader who follows it is not told all again when its name changes."""
    first_name = next(iter(entity.former_names), entity.id)
    return address.replace(f"/{entity.id}/", f"/{first_name}/", 1)


def _newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: entry.date, reverse=True)[:MAX_ENTRIES])
