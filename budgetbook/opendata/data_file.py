"""A file of the open data, built when its bytes are first needed."""

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
    """One data file. Two are equal if their metadata is, whatever bytes they build."""

    table: str
    """Table that the file holds; empty for a file of all tables or of something else."""
    path: str
    """Path in the site, such as `data/figures.csv`."""
    rows: int
    make: Callable[[], bytes | CachedFile] = field(repr=False, compare=False)
    """Builds the bytes or, if they may be many, the cached file that holds them."""
    statement: str = ""
    """Statement that the file is about, if any."""
    fingerprint: Callable[[], str] = field(default=str, repr=False, compare=False)
    """Fingerprint of all that the bytes depend on, computed without building them; empty if only the bytes can tell."""

    @property
    def lazy_file(self) -> LazyFile:
        """The data file as a file of the site."""
        return LazyFile(self.path, lambda: self.bytes_or_path, self.fingerprint)

    @property
    def name(self) -> str:
        """File name, such as `figures.csv`."""
        return self.path.rpartition("/")[2]

    @cached_property
    def _result(self) -> bytes | CachedFile:
        return self.make()

    @property
    def bytes_or_path(self) -> bytes | Path:
        """The bytes, or the path of the file that holds them."""
        return self._result.path if isinstance(self._result, CachedFile) else self._result

    @property
    def data(self) -> bytes:
        """The whole file in memory."""
        return self.bytes_or_path.read_bytes() if isinstance(self.bytes_or_path, Path) else self.bytes_or_path

    @property
    def byte_count(self) -> int:
        """Size in bytes."""
        return self._result.size if isinstance(self._result, CachedFile) else len(self._result)

    @property
    def readable_size(self) -> str:
        """Size for people, in powers of 1000: `36.6 kB`, `42.5 MB`."""
        kilobytes = self.byte_count / 1000
        return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"

    @property
    def sha256(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        return self._result.sha256 if isinstance(self._result, CachedFile) else hashlib.sha256(self._result).hexdigest()
