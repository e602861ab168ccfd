"""The names that the site's own pages have, and the parts of pages: what people name may not take one of them.

Bodies and articles stand on one level with the pages of the site, tables with those of a statement; figures, projects and
updates are parts of pages with a name each.
"""

from __future__ import annotations

PAGES = ("assets", "bodies", "checks", "compare", "data", "glossary", "search", "updates")
"""Folders right below a language, or below the site itself."""
ARTICLES = ("about", "contribute", "how-to-read")
"""The texts that every page leads to."""
STATEMENT_PAGES = ("chart", "execution")
"""Folders right below a statement."""
PARTS = (
    "alarms", "checks", "contents", "key-numbers", "main", "performance", "remarks", "requirements", "source", "tables",
)  # fmt: skip
"""Of the pages on which figures or updates stand."""
NUMBERED_PARTS = ("chart-", "group-", "name-of-", "part-", "section-")
"""How the names of other parts begin."""


def is_free(entity: str) -> bool:
    """Whether a body may have this name, as far as the site's own pages go."""
    return entity not in (*PAGES, *ARTICLES)


def is_part(name: str) -> bool:
    """Whether a part of a page has this name, or may have it."""
    return name in PARTS or name.startswith(NUMBERED_PARTS)
