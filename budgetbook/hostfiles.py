"""Addresses in; the files that hosts and crawlers read out: sitemap, robots, headers."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from budgetbook.model import Site
from budgetbook.render import SECURITY_POLICY, Output

Alternates = tuple[tuple[str, str], ...]
"""(hreflang, absolute address) pairs of one page."""


def of(site: Site, pages: Iterable[tuple[str, Alternates]]) -> tuple[Output, ...]:
    """The files, from each page's address and its language versions."""
    return (
        Output("sitemap.xml", _sitemap(site, pages).encode()),
        Output("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.address}sitemap.xml\n".encode()),
        Output("_headers", _headers().encode()),
    )


def _sitemap(site: Site, pages: Iterable[tuple[str, Alternates]]) -> str:
    """https://www.sitemaps.org/protocol.html, with the language links that search engines read."""
    entries = []
    for address, alternates in pages:
        links = "".join(f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(to)}"/>' for code, to in alternates)
        entries.append(f"<url><loc>{escape(site.address + address)}</loc>{links}</url>\n")
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{"".join(entries)}</urlset>\n'


def _headers() -> str:
    """For hosts that read such a file; what the meta element cannot say is said here too."""
    lines = (
        f"Content-Security-Policy: {SECURITY_POLICY}; frame-ancestors 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
    )
    return "/*\n" + "".join(f"  {line}\n" for line in lines)
