"""Files for hosts, crawlers and phones: sitemap, robots.txt, headers, web manifests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, islice
from typing import Any

from budgetbook.content.content import Content
from budgetbook.content.site_files import Site
from budgetbook.content.text import Language
from budgetbook.infra.base.files import OutputFile
from budgetbook.render.renderer import SECURITY_POLICY

Alternates = tuple[tuple[str, str], ...]
"""(hreflang, absolute address) pairs of one page."""

_MAX_ADDRESSES = 50_000
"""Addresses per sitemap (https://www.sitemaps.org/protocol.html)."""
_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FEATURES = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""Browser features that no page may request (https://www.w3.org/TR/permissions-policy/)."""
_ICONS = (192, 512)
"""Widths of `assets/icon-<width>.png`."""


def render_host_files(content: Content, pages: Iterable[tuple[str, Alternates]]) -> Iterator[OutputFile]:
    """Yield the files, given each page's address and language versions; `pages` is consumed as a stream."""
    site = content.site
    yield from render_sitemaps(site, pages, _find_change_days(content))
    yield OutputFile("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.address}sitemap.xml\n".encode())
    yield OutputFile("_headers", _render_headers(site).encode())
    for lang in content.languages:
        web_manifest = _build_web_manifest(site, lang, content.phrases[lang].tag)
        yield OutputFile(f"{lang}/manifest.webmanifest", json.dumps(web_manifest, ensure_ascii=False, indent=1).encode())


def render_sitemaps(
    site: Site, pages: Iterable[tuple[str, Alternates]], change_days: Mapping[str, str], most: int = _MAX_ADDRESSES
) -> Iterator[OutputFile]:
    """Yield `sitemap.xml`; beyond `most` addresses, `sitemap-1.xml`, `sitemap-2.xml`, … one at a time, and their index."""
    source = iter(pages)
    parts = iter(lambda: tuple(islice(source, most)), ())
    first, second = next(parts, ()), next(parts, ())
    if not second:
        yield OutputFile("sitemap.xml", _render_sitemap(site, first, change_days).encode())
        return
    names = []
    for number, some in enumerate(chain((first, second), parts), 1):
        names.append(f"sitemap-{number}.xml")
        yield OutputFile(names[-1], _render_sitemap(site, some, change_days).encode())
    entries = "".join(f"<sitemap><loc>{escape(site.address + name)}</loc></sitemap>\n" for name in names)
    index = f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</sitemapindex>\n'
    yield OutputFile("sitemap.xml", index.encode())


def _render_sitemap(site: Site, pages: Iterable[tuple[str, Alternates]], change_days: Mapping[str, str]) -> str:
    """A sitemap with language alternates and, if known, the day of the last change."""
    entries = []
    for address, alternates in pages:
        day = change_days.get(address, "")
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{language_code}" href="{escape(alternate_url)}"/>'
            for language_code, alternate_url in alternates
        )
        last = f"<lastmod>{day}</lastmod>" if day else ""
        entries.append(f"<url><loc>{escape(site.address + address)}</loc>{last}{links}</url>\n")
    return f"{_XML}<urlset {_SPACES}>\n{''.join(entries)}</urlset>\n"


def _find_change_days(content: Content) -> dict[str, str]:
    """Day of the last update of each statement page, by address."""
    days: dict[str, str] = {}
    for update in content.updates.values():
        if update.statement:
            for lang in content.languages:
                address = f"{lang}/{update.statement}/"
                days[address] = max(days.get(address, ""), update.date.isoformat())
    return days


def _render_headers(site: Site) -> str:
    """The `_headers` file of hosts that read one.

    A page obeys both its own policy and this one, so this one allows what any page may do. Framing is not restricted: charts are
    meant to be embedded, and nobody logs in here. HTTPS is enforced only if the site's own address uses it.
    """
    lines = [
        f"Content-Security-Policy: {SECURITY_POLICY}",
        f"Permissions-Policy: {', '.join(f'{feature}=()' for feature in _FEATURES)}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
    ]
    if site.address.startswith("https://"):
        lines.append("Strict-Transport-Security: max-age=31536000")
    return "/*\n" + "".join(f"  {line}\n" for line in lines)


def _build_web_manifest(site: Site, lang: Language, tag: str) -> dict[str, Any]:
    """The web manifest (https://www.w3.org/TR/appmanifest/), which names the site on a phone's home screen. Addresses are
    relative."""
    return {
        "name": site.name[lang],
        "short_name": site.name[lang],
        "description": site.tagline[lang],
        "lang": tag,
        "start_url": "./",
        "scope": "../",
        "display": "browser",
        "background_color": site.theme.by_day()["paper"],
        "theme_color": site.theme.by_day()["ink"],
        "icons": [{"src": f"../assets/icon-{width}.png", "sizes": f"{width}x{width}", "type": "image/png"} for width in _ICONS],
    }
