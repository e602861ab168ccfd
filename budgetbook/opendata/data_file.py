"""A file of the open data: an output that pages and catalogues list, with its table, rows, size and hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.infra.base.files import CachedFile, OutputFile


@dataclass(frozen=True)
class DataFile(OutputFile):
    """One data file, made at most once; two are equal where they are listed alike, whatever bytes they make."""

    source: bytes | Callable[[], bytes | CachedFile] = field(repr=False, compare=False)
    fingerprint: Callable[[], str] = field(default=str, repr=False, compare=False)
    table: str = ""
    """The table that it holds; empty for a file of all of them, or of something else."""
    rows: int = 0
    statement: str = ""
    """The statement that it is about, where it is about one."""

    @property
    def name(self) -> str:
        """`figures.csv`."""
        return self.path.rpartition("/")[2]

    @cached_property
    def content(self) -> bytes | CachedFile:
        """The finished file, made when it is first asked for."""
        return self.source if isinstance(self.source, bytes) else self.source()

    @property
    def byte_count(self) -> int:
        """Its size in bytes."""
        return self.content.size if isinstance(self.content, CachedFile) else len(self.content)

    @property
    def readable_size(self) -> str:
        """`36.6 kB`, `42.5 MB`."""
        kilobytes = self.byte_count / 1000
        return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        return self.content.sha256 if isinstance(self.content, CachedFile) else hashlib.sha256(self.content).hexdigest()
