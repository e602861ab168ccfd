"""A page of any kind: where it stands, and the record that its template shows.

`Html` values are safe markup made by `text/markdown.py`; every other text is plain and is escaped by the template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from budgetbook.charts.render.social_card import Card
from budgetbook.content.model import Language
from budgetbook.opendata.catalogue.schema_org import SchemaOrgDocument


@dataclass(frozen=True, slots=True)
class Link:
    """Words and where they lead: a site address (`zh/glossary/revenue/#x`) or an absolute one (`https://…`)."""

    text: str
    address: str
    tip: str = ""
    """For a term, what it means in one line."""


class PageContent:
    """What the template of one kind of page shows; each kind's record stands beside the function that fills it."""

    __slots__ = ()
    template: ClassVar[str]
    """The file in `templates/`."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: a pure function of this and the templates is its bytes."""

    address: str
    """`zh/glossary/revenue/`; the file is `index.html` in it. `404.html` is a file itself."""
    lang: Language
    title: str
    description: str
    twin: str
    """The same page in the other language."""
    trail: tuple[Link, ...]
    """The pages above it, from home down; not the page itself."""
    nav: str
    """Which entry of the navigation it belongs to: budgets, glossary, checks, data, about; may be empty."""
    content: PageContent
    card: Card | None = None
    """The picture for those who share its address; None for that of the site."""
    structured_data: SchemaOrgDocument | None = None
    """What the page tells programs of the data on it, in the words of schema.org."""
