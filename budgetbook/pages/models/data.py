"""The parts of the page of the open data: frozen records in one language, finished to the last word."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.opendata.data_file import DataFile


@dataclass(frozen=True, slots=True)
class Download:
    """One table of the open data, in all its forms."""

    name: str
    """Its id, in the names of its files."""
    title: str
    explain: str
    rows: int
    files: tuple[DataFile, ...]
    columns: tuple[tuple[str, str], ...]
    """(column, what it holds)"""


@dataclass(frozen=True, slots=True)
class ExampleView:
    """One way to read the open data."""

    id: str
    name: str
    explain: str
    code: str
    """Empty where there is nothing to type."""
    prints: str
    """What the code prints; may be empty."""
