"""Addresses in; the files that hosts, crawlers and phones read out: sitemap, robots, headers, manifests."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import chain, islice
from typing import Any

from budgetbook.content.loader import Content
from budgetbook.content.model import LANGUAGES, Language, Site
from budgetbook.infra.base.files import OutputFile
from budgetbook.render.renderer import SECURITY_POLICY

Alternates = tuple[tuple[str, str], ...]
"""(hreflang, absolute address) pairs of one page."""

_MAX_ADDRESSES = 50_000
"""Addresses of one sitemap (https://www.sitemaps.org/protocol.html)."""
_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_FEATURES = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
"""What no page may ask a browser for (https://www.w3.org/TR/permissions-policy/)."""
_ICONS = (192, 512)
"""Widths of `assets/icon-<width>.png`."""


def render_host_files(content: Content, pages: Iterable[tuple[str, Alternates]]) -> Iterator[OutputFile]:
    """The files, from each page's address and its language versions, which are taken as they come."""
    site = content.site
    yield from render_sitemaps(site, pages, _find_change_days(content))
    yield OutputFile("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.address}sitemap.xml\n".encode())
    yield OutputFile("_headers", _render_headers(site).encode())
    for lang in LANGUAGES:
        yield OutputFile(
            f"{lang}/manifest.webmanifest", json.dumps(_build_web_manifest(site, lang), ensure_ascii=False, indent=1).encode()
        )


def render_sitemaps(
    site: Site, pages: Iterable[tuple[str, Alternates]], change_days: Mapping[str, str], most: int = _MAX_ADDRESSES
) -> Iterator[OutputFile]:
    """`sitemap.xml`; for more than `most` addresses an index of `sitemap-1.xml`, `sitemap-2.xml`, …, one made at a time."""
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
    """With the language links that search engines read, and the day of the last change where one is known."""
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
    """The addresses of statements of which `updates.yaml` tells something, with the day of the last of it."""
    days: dict[str, str] = {}
    for update in content.updates.values():
        if update.statement:
            for lang in LANGUAGES:
                address = f"{lang}/{update.statement}/"
                days[address] = max(days.get(address, ""), update.date.isoformat())
    return days


def _render_headers(site: Site) -> str:
    """For hosts that read such a file.

    A page obeys both its own policy and this one, so this one allows what any page may do; each page's own says less. Who may
    show the pages in a frame is not said: charts are made to be shown elsewhere, and nobody logs in here. A browser is told to
    keep to https only where the site's own address is one.
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


def _build_web_manifest(site: Site, lang: Language) -> dict[str, Any]:
    """https://www.w3.org/TR/appmanifest/: how a phone names the site on its first screen. Addresses are relative to it."""
    return {
        "name": site.name[lang],
        "short_name": site.name[lang],
        "description": site.tagline[lang],
        "lang": "zh-CN" if lang == "zh" else "en",
        "start_url": "./",
        "scope": "../",
        "display": "browser",
        "background_color": "#ffffff",
        "theme_color": "#1c2127",
        "icons": [{"src": f"../assets/icon-{width}.png", "sizes": f"{width}x{width}", "type": "image/png"} for width in _ICONS],
    }
