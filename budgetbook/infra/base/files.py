"""Bytes and a path in; one file of the site, finished or made when it is asked for, out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One finished file of the site."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class LazyFile:
    """One file of the site that is made when its bytes are asked for."""

    path: str
    read: Callable[[], bytes | Path]
    """Its bytes, or the file that holds them."""
    fingerprint: Callable[[], str] = str
    """One name for all that the bytes depend on; empty where only the bytes tell."""

    @classmethod
    def from_output(cls, output: OutputFile) -> LazyFile:
        """A file that is finished already."""
        return cls(output.path, lambda: output.data)

    def read_all(self) -> bytes:
        """All of it in memory."""
        data = self.read()
        return data.read_bytes() if isinstance(data, Path) else data
