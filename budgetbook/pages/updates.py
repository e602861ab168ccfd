"""The pages of what was added and corrected, from the entries of `updates.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from budgetbook.aggregate.contributions import Contributions, Register
from budgetbook.content.loader import Content
from budgetbook.content.model import Language, Update
from budgetbook.pages import paging
from budgetbook.pages.language import LanguageSite
from budgetbook.pages.models.page import Link, Page, PageContent
from budgetbook.pages.paging import Pager
from budgetbook.text.phrases import Phrases

_ENTRIES_PER_PAGE = 50
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UpdateView:
    """What was added or corrected on one day."""

    id: str
    date: str
    """`2026-11-25`"""
    day: str
    """The same in words."""
    kind: str
    """new-statement, correction or site."""
    kind_word: str
    title: str
    """Kind and what it is about, for a feed."""
    text: str
    subject: Link | None


@dataclass(frozen=True, slots=True)
class UpdatesPage(PageContent):
    """What was added and corrected."""

    template: ClassVar[str] = "updates.html"
    entries: tuple[UpdateView, ...]
    feed: Link
    pager: Pager | None


def update_views(content: Content, register: Register, phrases: Phrases) -> tuple[UpdateView, ...]:
    """Every entry, the newest first; those of one day as they stand in the file."""
    newest = sorted(content.updates.items(), key=lambda item: item[1].date, reverse=True)
    return tuple(_view(content, register, phrases, name, update) for name, update in newest)


def _view(content: Content, register: Register, phrases: Phrases, name: str, update: Update) -> UpdateView:
    subject = _subject_link(content, register, phrases, update)
    kind = phrases[f"update-{update.kind}"]
    return UpdateView(
        id=name,
        date=update.date.isoformat(),
        day=_day(phrases, update.date),
        kind=update.kind,
        kind_word=kind,
        title=phrases.say("update-title", kind=kind, about=subject.text) if subject else kind,
        text=update.text[phrases.lang],
        subject=subject,
    )


def _subject_link(content: Content, register: Register, phrases: Phrases, update: Update) -> Link | None:
    """The statement, or its figure."""
    if update.statement is None:
        return None
    statement, lang = register.statements[update.statement], phrases.lang
    title = phrases.say(f"statement-title-{statement.phase}", year=statement.fiscal_year)
    text = phrases.say("page-title", title=title, entity=register.entities[statement.entity].short[lang])
    if update.figure:
        text = phrases.say("page-title", title=content.concepts[update.figure].name[lang], entity=text)
    return Link(text, f"{lang}/{statement.id}/{f'#{update.figure}' if update.figure else ''}")


def _day(phrases: Phrases, day: date) -> str:
    """`2026年11月25日` / `25 November 2026`."""
    return phrases.say("day", year=day.year, month=phrases[f"month-{_MONTHS[day.month - 1]}"], day=day.day)


def feed_address(lang: Language) -> str:
    """Where the feed of a language stands."""
    return f"{lang}/feed.xml"


def update_pages(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """What is new, and the feed that tells it. Reads the register."""
    phrases, address = language_site.phrases, f"{language_site.lang}/updates/"
    pages = paging.paginate(update_views(language_site.content, contributions.register, phrases), _ENTRIES_PER_PAGE)
    for number, entries in enumerate(pages, 1):
        pager = paging.pager(phrases, address, number, len(pages))
        content = UpdatesPage(tuple(entries), Link(phrases["feed"], feed_address(language_site.lang)), pager)
        yield language_site.numbered_page("updates/", number, phrases["updates"], phrases.say("updates-description"), content)
