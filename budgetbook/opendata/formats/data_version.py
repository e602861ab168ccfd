"""The versions of the open data: that of their format, and that of the figures themselves, which moves with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgetbook.content.content import Content
from budgetbook.opendata.data_file import DataFile, Measure
from budgetbook.opendata.formats.csv_gzip import SUFFIX

VERSION = "2.0.0"
"""Version of the data format: the first number changes if a column goes or changes its meaning, the second if one is added."""
_SHOWN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class DataVersion:
    """The version of the data: that of the format, then the day of the last update and the first digits of the fingerprint.

    The latter are build metadata of Semantic Versioning: `2.0.0+2026-11-30.1a2b3c4d`. Another row anywhere, and the fingerprint
    is another. It is worked out when it is written, as the files must be made for it.
    """

    day: str
    """Empty for a site without updates."""
    tables: tuple[DataFile, ...]
    """The compressed CSV files."""

    @classmethod
    def create(cls, content: Content, files: Iterable[DataFile]) -> DataVersion:
        """The version of the data in these files; those that are no tables are left out."""
        day = max((update.date.isoformat() for update in content.updates.values()), default="")
        return cls(day, tuple(file for file in files if file.table and file.path.endswith(f".{SUFFIX}")))

    def __str__(self) -> str:
        fingerprint = fingerprint_tables({file.name: file.measure for file in self.tables})
        return f"{VERSION}+{'.'.join(filter(None, (self.day, fingerprint[:_SHOWN_DIGITS])))}"


def fingerprint_tables(tables: Mapping[str, Measure]) -> str:
    """The SHA-256 of what `sha256sum *.csv.gz` prints, in the order of names: anybody can work it out again."""
    lines = "".join(f"{measure.sha256}  {name}\n" for name, measure in sorted(tables.items()))
    return hashlib.sha256(lines.encode()).hexdigest()
