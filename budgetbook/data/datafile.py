"""A path and a way to make bytes in; a file of the open data out, made when its bytes are first asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class DataFile:
    """One data file; two are equal where they are told alike, whatever bytes they make."""

    table: str
    """The table that it holds; empty for a file of all of them, or of something else."""
    path: str
    """In the site: `data/figures.csv`."""
    rows: int
    make: Callable[[], bytes] = field(repr=False, compare=False)
    statement: str = ""
    """The statement that it is about, where it is about one."""

    @property
    def name(self) -> str:
        """`figures.csv`."""
        return self.path.rpartition("/")[2]

    @cached_property
    def data(self) -> bytes:
        """The whole file."""
        return self.make()

    @property
    def size(self) -> str:
        """`36.6 kB`."""
        return f"{len(self.data) / 1000:,.1f} kB"

    @property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()
