"""Atom feeds (RFC 4287) of additions and corrections, one per language.

Dates come from `updates.yaml`, never from a clock: the same content gives the same feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from budgetbook.content.content import Content
from budgetbook.content.site_files import Site
from budgetbook.content.text import Language
from budgetbook.infra.base.files import OutputFile
from budgetbook.opendata.contributions import Register
from budgetbook.pages.updates import UpdateView, feed_address, update_views
from budgetbook.text.phrases import Phrases

_MAX_ENTRIES = 100
"""Entries of a feed, newest first; the page of updates has them all."""


def render_feeds(content: Content, register: Register) -> Iterator[OutputFile]:
    """Yield `<lang>/feed.xml` of each language; none without updates, since a feed must state when it last changed."""
    for lang in content.languages:
        if entries := update_views(content, register, Phrases(lang, content.phrases))[:_MAX_ENTRIES]:
            yield OutputFile(feed_address(lang), _render_feed(content, lang, entries).encode())


def _render_feed(content: Content, lang: Language, entries: tuple[UpdateView, ...]) -> str:
    site, words = content.site, Phrases(lang, content.phrases)
    page, feed = f"{site.address}{lang}/updates/", f"{site.address}{feed_address(lang)}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{words.language.tag}">',
        f"<id>{escape(feed)}</id>",
        f"<title>{escape(site.name[lang])}{words.marks.colon}{escape(words['updates'])}</title>",
        f"<subtitle>{escape(words.say('updates-description'))}</subtitle>",
        f"<updated>{_format_moment(entries[0])}</updated>",
        f"<author><name>{escape(site.publisher[lang])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(feed)}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{lang}" href="{escape(page)}"/>',
        "<rights>CC BY 4.0</rights>",
        *(_render_entry(site, lang, entry) for entry in entries),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _render_entry(site: Site, lang: Language, entry: UpdateView) -> str:
    """An entry, whose id stays `…/updates/#<id>` wherever it is shown."""
    address = entry.subject.address if entry.subject else f"{lang}/updates/#{entry.id}"
    return (
        f"<entry><id>{escape(site.address)}{lang}/updates/#{entry.id}</id><title>{escape(entry.title)}</title>"
        f"<updated>{_format_moment(entry)}</updated><published>{_format_moment(entry)}</published>"
        f'<link rel="alternate" type="text/html" href="{escape(site.address + address)}"/>'
        f'<category term="{entry.kind}" label="{escape(entry.kind_word)}"/>'
        f'<summary type="text">{escape(entry.text)}</summary></entry>'
    )


def _format_moment(entry: UpdateView) -> str:
    """RFC 3339 timestamp; only the day is known, so midnight UTC."""
    return f"{entry.date}T00:00:00Z"
