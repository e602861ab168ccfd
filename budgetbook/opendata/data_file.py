"""A path and a way to make bytes in; a file of the open data out, made when its bytes are first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from budgetbook.infra.base.files import LazyFile
from budgetbook.infra.cache.files import CachedFile


@dataclass(frozen=True)
class DataFile:
    """One data file; two are equal where they are told alike, whatever bytes they make."""

    table: str
    """The table that it holds; empty for a file of all of them, or of something else."""
    path: str
    """In the site: `data/figures.csv`."""
    rows: int
    make: Callable[[], bytes | CachedFile] = field(repr=False, compare=False)
    """Its bytes, or the file that holds them, where they may be many."""
    statement: str = ""
    """The statement that it is about, where it is about one."""
    fingerprint: Callable[[], str] = field(default=str, repr=False, compare=False)
    """One name for all that the bytes depend on, told without making them; empty where only the bytes tell."""

    @property
    def lazy_file(self) -> LazyFile:
        """As a file of the site."""
        return LazyFile(self.path, lambda: self.bytes_or_path, self.fingerprint)

    @property
    def name(self) -> str:
        """`figures.csv`."""
        return self.path.rpartition("/")[2]

    @cached_property
    def _result(self) -> bytes | CachedFile:
        return self.make()

    @property
    def bytes_or_path(self) -> bytes | Path:
        """Its bytes, or the file that holds them."""
        return self._result.path if isinstance(self._result, CachedFile) else self._result

    @property
    def data(self) -> bytes:
        """All of it in memory."""
        return self.bytes_or_path.read_bytes() if isinstance(self.bytes_or_path, Path) else self.bytes_or_path

    @property
    def byte_count(self) -> int:
        """How many it has."""
        return self._result.size if isinstance(self._result, CachedFile) else len(self._result)

    @property
    def readable_size(self) -> str:
        """`36.6 kB`, `42.5 MB`."""
        kilobytes = self.byte_count / 1000
        return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return self._result.sha256 if isinstance(self._result, CachedFile) else hashlib.sha256(self._result).hexdigest()
