"""A path and a way to make bytes in; a file of the open data out, made when its bytes are first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from budgetbook.infra.base import profiling
from budgetbook.infra.base.files import Pending
from budgetbook.infra.cache.files import Whole


@dataclass(frozen=True)
class DataFile:
    """One data file; two are equal where they are told alike, whatever bytes they make."""

    table: str
    """The table that it holds; empty for a file of all of them, or of something else."""
    path: str
    """In the site: `data/figures.csv`."""
    rows: int
    make: Callable[[], bytes | Whole] = field(repr=False, compare=False)
    """Its bytes, or the file that holds them, where they may be many."""
    statement: str = ""
    """The statement that it is about, where it is about one."""
    key: Callable[[], str] = field(default=str, repr=False, compare=False)
    """One name for all that the bytes depend on, told without making them; empty where only the bytes tell."""

    @property
    def pending(self) -> Pending:
        """As a file of the site."""
        return Pending(self.path, lambda: self.held, self.key)

    @property
    def name(self) -> str:
        """`figures.csv`."""
        return self.path.rpartition("/")[2]

    @cached_property
    def _made(self) -> bytes | Whole:
        with profiling.Step("downloads"):
            return self.make()

    @property
    def held(self) -> bytes | Path:
        """Its bytes, or the file that holds them."""
        return self._made.path if isinstance(self._made, Whole) else self._made

    @property
    def data(self) -> bytes:
        """All of it in memory."""
        return self.held.read_bytes() if isinstance(self.held, Path) else self.held

    @property
    def bytes(self) -> int:
        """How many it has."""
        return self._made.size if isinstance(self._made, Whole) else len(self._made)

    @property
    def size(self) -> str:
        """`36.6 kB`, `42.5 MB`."""
        kilobytes = self.bytes / 1000
        return f"{kilobytes:,.1f} kB" if kilobytes < 1000 else f"{kilobytes / 1000:,.1f} MB"

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return self._made.sha256 if isinstance(self._made, Whole) else hashlib.sha256(self._made).hexdigest()
