"""A file of the open data: an output that pages and catalogues list, with its table, rows, size and hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from budgetbook.infra.base.files import CachedFile, OutputFile


class Measure(NamedTuple):
    """What a catalogue tells of a file's bytes."""

    byte_count: int
    sha256: str
    """SHA-256 of the whole file, in hexadecimal."""


@dataclass(frozen=True)
class DataFile(OutputFile):
    """One data file, built at most once. Two are equal if their metadata is, whatever bytes they build."""

    source: bytes | Callable[[], bytes | CachedFile] = field(repr=False, compare=False)
    fingerprint: Callable[[], str] = field(default=str, repr=False, compare=False)
    table: str = ""
    """Table that the file holds; empty for a file of all tables or of something else."""
    rows: int = 0
    statement: str = ""
    """Statement that the file is about, if any."""

    @property
    def name(self) -> str:
        """File name, such as `figures.csv`."""
        return self.path.rpartition("/")[2]

    @cached_property
    def content(self) -> bytes | CachedFile:
        """The finished file, built when it is first needed."""
        return self.source if isinstance(self.source, bytes) else self.source()

    @cached_property
    def measure(self) -> Measure:
        """Its size and hash."""
        if isinstance(self.content, CachedFile):
            return Measure(self.content.size, self.content.sha256)
        return Measure(len(self.content), hashlib.sha256(self.content).hexdigest())

    @property
    def byte_count(self) -> int:
        """Size in bytes."""
        return self.measure.byte_count

    @property
    def readable_size(self) -> str:
        """Size for people, in powers of 1000: `36.6 kB`, `42.5 MB`."""
        kilobytes = self.byte_count / 1000
        return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"
