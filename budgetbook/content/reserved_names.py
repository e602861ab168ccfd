"""The names that the site's own pages and parts of pages use, and that content may therefore not take.

Entities and articles are neighbours of the site's own pages, tables are neighbours of a statement's pages; figures, projects and
updates are parts of pages and have an anchor each.
"""

from __future__ import annotations

PAGES = ("assets", "bodies", "checks", "compare", "data", "glossary", "search", "updates")
"""Folders directly below a language, or below the site itself."""
ARTICLES = ("about", "contribute", "how-to-read")
"""The articles that every page links to."""
STATEMENT_PAGES = ("chart", "evidence", "execution", "sheet")
"""Folders directly below a statement."""
PARTS = (
    "alarms",
    "checks",
    "contents",
    "key-numbers",
    "main",
    "performance",
    "remarks",
    "requirements",
    "scale",
    "source",
    "tables",
)
"""Anchors on the pages that hold figures or updates."""
NUMBERED_PARTS = ("chart-", "group-", "name-of-", "part-", "section-")
"""Prefixes of the anchors that have a number or a name behind them."""


def is_free(entity: str) -> bool:
    """True if an entity may have this name beside the site's own pages."""
    return entity not in (*PAGES, *ARTICLES)


def is_part(name: str) -> bool:
    """True if this is, or could be, the anchor of a part of a page."""
    return name in PARTS or name.startswith(NUMBERED_PARTS)
