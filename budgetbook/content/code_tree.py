"""The tree of a classification whose codes do not tell it by their digits: each entry names the code that it is under."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from budgetbook.content.model import ClassificationEntry

Entries = Mapping[str, ClassificationEntry]


def names_upper_codes(entries: Entries) -> bool:
    """True for a classification whose entries say which code they are under."""
    return any(entry.under for entry in entries.values())


def list_upper_codes(code: str, entries: Entries) -> Iterator[str]:
    """The codes that a code is under, the nearest first; a circle ends where it closes."""
    seen_codes = {code}
    entry = entries.get(code)
    while entry is not None and entry.under and entry.under not in seen_codes:
        seen_codes.add(entry.under)
        yield entry.under
        entry = entries.get(entry.under)


def find_upper_code(code: str, entries: Entries, codes: Container[str]) -> str:
    """The nearest of some codes that a code is under; empty if it is under none of them."""
    return next((each for each in list_upper_codes(code, entries) if each in codes), "")
