"""Splits long lists into pages, so that no page of the site grows without bound.

The first page has the address of the list, the others are numbered below it: `zh/updates/`, `zh/updates/2/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from budgetbook.pages.models.page import Link
from budgetbook.text.phrases import Phrases

Item = TypeVar("Item")

_NEIGHBOURS = 2
"""Pages linked on either side of the current one."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The links from one page of a long list to the others."""

    sentence: str
    """`page 2 of 11`"""
    current: str
    """The number of this page."""
    pages: tuple[Link, ...]
    """The first, the last and those nearby."""
    previous_page: Link | None
    next_page: Link | None


def paginate(items: Sequence[Item], size: int) -> list[Sequence[Item]]:
    """Split items into pages of `size`; a list without items is one empty page."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


def page_address(address: str, number: int) -> str:
    """The address of a page of a list, counted from 1."""
    return address if number == 1 else f"{address}{number}/"


def pager(phrases: Phrases, address: str, number: int, count: int) -> Pager | None:
    """Build the links from one page of a list to the others; None if there is only one."""
    if count == 1:
        return None

    def link(page_number: int, text: str) -> Link:
        return Link(text, page_address(address, page_number))

    page_numbers = [1, *range(max(2, number - _NEIGHBOURS), min(count, number + _NEIGHBOURS + 1)), count]
    return Pager(
        sentence=phrases.say("page-of", number=number, count=count),
        current=str(number),
        pages=tuple(link(page_number, str(page_number)) for page_number in page_numbers),
        previous_page=link(number - 1, phrases["previous-page"]) if number > 1 else None,
        next_page=link(number + 1, phrases["next-page"]) if number < count else None,
    )
