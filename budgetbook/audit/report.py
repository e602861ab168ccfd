"""The report of an audit: sentences, lists and tables in one language, which every writer lays out alike."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.content.language_file import LanguageFile


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One line about an item: `Working: 300.00 + 210.00 = 510.00 ≠ 500.00 万元`."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class AuditItem:
    """One thing to look at."""

    heading: str
    sentence: str
    facts: tuple[ItemFact, ...] = ()
    passage: str = ""
    """The document's words that it is about."""
    readings: tuple[str, ...] = ()
    """Ways to mend it, where the numbers alone do not tell which one is right."""


@dataclass(frozen=True, slots=True)
class AuditTable:
    """Rows of cells; the first cell of a row is its head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    number_columns: frozenset[int] = frozenset()
    """Columns of numbers, counted from 0: they are aligned on the right."""


@dataclass(frozen=True, slots=True)
class AuditSection:
    """One part of the report."""

    heading: str
    lead: str = ""
    items: tuple[AuditItem, ...] = ()
    table: AuditTable | None = None
    notes: tuple[str, ...] = ()
    """How many more there are of each kind, or questions."""


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What was read and found, the weightiest first."""

    language: LanguageFile
    title: str
    document: str
    """Name of the file."""
    verdict: str
    """The outcome in one sentence."""
    counts: tuple[str, ...]
    """Sentences on what was read and checked, and what the report is not."""
    sections: tuple[AuditSection, ...]
    readings_label: str
    failures: int
    """How many places do not add up or are amiss in their words."""
    is_serious: bool
    """True if one of them is more than a slip of wording or in the last digit."""
