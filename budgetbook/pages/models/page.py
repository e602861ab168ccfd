"""A page of any kind: its address, and the record that its template shows.

`Html` values are safe markup made by `text/markdown.py`; any other text is plain, and the template escapes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from budgetbook.charts.render.social_card import Card
from budgetbook.content.text import Language
from budgetbook.opendata.catalogue.schema_org import SchemaOrgDocument


@dataclass(frozen=True, slots=True)
class Link:
    """A text and its target: a site address (`zh/glossary/revenue/#x`) or an absolute one (`https:

    …`).
    """

    text: str
    address: str
    tip: str = ""
    """The meaning of a term in one line."""


class PageContent:
    """Base of the records that templates show; each kind's record is beside the function that fills it."""

    __slots__ = ()
    template: ClassVar[str]
    """The file in `templates/`."""
    runs_wasm: ClassVar[bool] = False
    """True if its script may run WebAssembly, which the policy of every other page refuses."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site: its bytes depend only on this record and the templates."""

    address: str
    """`zh/glossary/revenue/`, where the file is `index.html`. `404.html` is a file itself."""
    lang: Language
    title: str
    description: str
    trail: tuple[Link, ...]
    """The pages above it, from the front page down, without the page itself."""
    nav: str
    """The entry of the navigation it belongs to: budgets, glossary, checks, data, about; may be empty."""
    content: PageContent
    card: Card | None = None
    """The preview image of its address in shared links; None for that of the site."""
    structured_data: SchemaOrgDocument | None = None
    """The page's data for programs, in the vocabulary of schema.org."""
