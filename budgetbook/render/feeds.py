"""Atom feeds (RFC 4287) in each language: of the site, of what does not add up, of each body and of the lines of its budget.

Dates come from the content, never from a clock: the same content gives the same feeds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape

from budgetbook.content.content import Content
from budgetbook.content.site_files import Site
from budgetbook.content.text import Language
from budgetbook.infra.base.files import OutputFile
from budgetbook.infra.cache.blobs import fingerprint
from budgetbook.opendata.contributions import Contributions, EntityEntry
from budgetbook.pages.feed_entries import Feed, FeedBuilder, FeedEntry, feed_address
from budgetbook.render.redirects import rename_path
from budgetbook.text.phrases import Phrases


def render_feeds(content: Content, contributions: Contributions, common_fingerprint: str) -> Iterator[OutputFile]:
    """Yield the feeds of each language; none without updates, since a feed must state when it last changed."""
    if not content.updates:
        return
    for lang in content.languages:
        builder = FeedBuilder(content, contributions, lang)
        for feed in (builder.site_feed(), builder.findings_feed()):
            yield OutputFile(feed.address, partial(_render_feed, content, lang, feed))
        for entity in contributions.register.entities.values():
            for file in _entity_files(builder, entity, common_fingerprint):
                yield file
                for former_name in entity.former_names:
                    yield file.copy_to(rename_path(file.path, entity.id, former_name))


def _entity_files(builder: FeedBuilder, entity: EntityEntry, common_fingerprint: str) -> Iterator[OutputFile]:
    """Yield the feeds about one entity; one of which nothing has changed is not even put together."""
    content, lang = builder.content, builder.lang
    own_fingerprint = fingerprint(common_fingerprint, builder.fingerprint_entity(entity))

    def render_entity() -> bytes:
        return _render_feed(content, lang, builder.entity_feed(entity))

    yield OutputFile(feed_address(f"{lang}/{entity.id}/"), render_entity, lambda: own_fingerprint)
    for feed in builder.line_feeds(entity):
        yield OutputFile(feed.address, partial(_render_feed, content, lang, feed), lambda: own_fingerprint)


def _render_feed(content: Content, lang: Language, feed: Feed) -> bytes:
    site, words = content.site, Phrases(lang, content.phrases)
    address = f"{site.address}{feed.address}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{words.language.tag}">',
        f"<id>{escape(address)}</id>",
        f"<title>{escape(site.name[lang])}{words.marks.colon}{escape(feed.title)}</title>",
        f"<subtitle>{escape(feed.description)}</subtitle>",
        f"<updated>{_format_moment(feed.entries[0].date if feed.entries else feed.first_day)}</updated>",
        f"<author><name>{escape(site.publisher[lang])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{escape(address)}"/>',
        f'<link rel="alternate" type="text/html" hreflang="{lang}" href="{escape(site.address + feed.page)}"/>',
        "<rights>CC BY 4.0</rights>",
        *(_render_entry(site, entry) for entry in feed.entries),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _render_entry(site: Site, entry: FeedEntry) -> str:
    """An entry, whose id is the same in every feed that has it."""
    moment = _format_moment(entry.date)
    return (
        f"<entry><id>{escape(site.address + entry.id)}</id><title>{escape(entry.title)}</title>"
        f"<updated>{moment}</updated><published>{moment}</published>"
        f'<link rel="alternate" type="text/html" href="{escape(site.address + entry.address)}"/>'
        f'<category term="{escape(entry.kind)}" label="{escape(entry.kind_word)}"/>'
        f'<summary type="text">{escape(entry.text)}</summary></entry>'
    )


def _format_moment(day: str) -> str:
    """RFC 3339 timestamp; only the day is known, so midnight UTC."""
    return f"{day}T00:00:00Z"
