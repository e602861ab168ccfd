"""The entries of `updates.yaml`, the register of bodies and a language in; what was added and corrected, in words, out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from budgetbook.aggregate.contributions import Register, Shares
from budgetbook.content.loader import Content
from budgetbook.content.model import Language, Update
from budgetbook.pages import paging
from budgetbook.pages.language import Edition
from budgetbook.pages.models.lists import UpdateView
from budgetbook.pages.models.pages import Page, UpdatesBody
from budgetbook.pages.models.parts import Link
from budgetbook.text.phrases import Words

_ON_A_PAGE = 50
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def views(content: Content, register: Register, words: Words) -> tuple[UpdateView, ...]:
    """Every entry, the newest first; those of one day as they stand in the file."""
    newest = sorted(content.updates.items(), key=lambda item: item[1].date, reverse=True)
    return tuple(_view(content, register, words, name, update) for name, update in newest)


def _view(content: Content, register: Register, words: Words, name: str, update: Update) -> UpdateView:
    about = _about(content, register, words, update)
    kind = words[f"update-{update.kind}"]
    return UpdateView(
        id=name,
        date=update.date.isoformat(),
        day=_day(words, update.date),
        kind=update.kind,
        kind_word=kind,
        title=words.say("update-title", kind=kind, about=about.text) if about else kind,
        text=update.text[words.lang],
        about=about,
    )


def _about(content: Content, register: Register, words: Words, update: Update) -> Link | None:
    """The statement, or its figure."""
    if update.statement is None:
        return None
    statement, lang = register.statements[update.statement], words.lang
    title = words.say(f"statement-title-{statement.phase}", year=statement.fiscal_year)
    text = words.say("page-title", title=title, entity=register.bodies[statement.entity].short[lang])
    if update.figure:
        text = words.say("page-title", title=content.concepts[update.figure].name[lang], entity=text)
    return Link(text, f"{lang}/{statement.id}/{f'#{update.figure}' if update.figure else ''}")


def _day(words: Words, day: date) -> str:
    """`2026年11月25日` / `25 November 2026`."""
    return words.say("day", year=day.year, month=words[f"month-{_MONTHS[day.month - 1]}"], day=day.day)


def feed_address(lang: Language) -> str:
    """Where the feed of a language stands."""
    return f"{lang}/feed.xml"


def update_pages(edition: Edition, shares: Shares) -> Iterator[Page]:
    """What is new, and the feed that tells it. Reads the register."""
    words, address = edition.words, f"{edition.lang}/updates/"
    cut = paging.cut(views(edition.content, shares.register, words), _ON_A_PAGE)
    for number, entries in enumerate(cut, 1):
        pager = paging.pager(words, address, number, len(cut))
        body = UpdatesBody(tuple(entries), Link(words["feed"], feed_address(edition.lang)), pager)
        yield edition.numbered("updates/", number, "updates.html", words["updates"], words.say("updates-description"), body)
