"""The pages of additions and corrections, from the entries of `updates.yaml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from budgetbook.content.content import Content
from budgetbook.content.site_files import Update
from budgetbook.content.text import Language
from budgetbook.opendata.contributions import Contributions, Register
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
    """Additions and corrections of one day."""

    id: str
    date: str
    """`2026-11-25`"""
    day: str
    """The day in words."""
    kind: str
    """new-statement, correction or site."""
    kind_word: str
    title: str
    """Its kind and subject, for a feed."""
    text: str
    subject: Link | None


@dataclass(frozen=True, slots=True)
class UpdatesPage(PageContent):
    """Additions and corrections."""

    template: ClassVar[str] = "updates.html"
    entries: tuple[UpdateView, ...]
    feed: Link
    pager: Pager | None


def update_views(content: Content, register: Register, phrases: Phrases) -> tuple[UpdateView, ...]:
    """Build every entry, newest first; entries of one day keep the order of the file."""
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
    """Link to the statement, or to its figure."""
    if update.statement is None:
        return None
    statement, lang = register.statements[update.statement], phrases.lang
    title = phrases.say(f"statement-title-{statement.phase}", year=statement.fiscal_year)
    text = phrases.say("page-title", title=title, entity=register.entities[statement.entity].short[lang])
    if update.figure:
        text = phrases.say("page-title", title=content.concepts[update.figure].name[lang], entity=text)
    return Link(text, f"{lang}/{statement.id}/{f'#{update.figure}' if update.figure else ''}")


def _day(phrases: Phrases, day: date) -> str:
    """Format as `2026年11月25日` or `25 November 2026`."""
    return phrases.say("day", year=day.year, month=phrases[f"month-{_MONTHS[day.month - 1]}"], day=day.day)


def feed_address(lang: Language) -> str:
    """The address of a language's feed."""
    return f"{lang}/feed.xml"


def update_pages(language_site: LanguageSite, contributions: Contributions) -> Iterator[Page]:
    """Build the pages of updates, which link to the feed. Reads the register."""
    phrases, address = language_site.phrases, f"{language_site.lang}/updates/"
    pages = paging.paginate(update_views(language_site.content, contributions.register, phrases), _ENTRIES_PER_PAGE)
    for number, entries in enumerate(pages, 1):
        pager = paging.pager(phrases, address, number, len(pages))
        content = UpdatesPage(tuple(entries), Link(phrases["feed"], feed_address(language_site.lang)), pager)
        yield language_site.numbered_page("updates/", number, phrases["updates"], phrases.say("updates-description"), content)
