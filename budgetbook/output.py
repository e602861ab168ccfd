"""Bytes and a path in; one file of the site, finished or made when it is asked for, out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file of the site."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Pending:
    """One file of the site that is made when its bytes are asked for."""

    path: str
    data: Callable[[], bytes]

    @classmethod
    def of(cls, output: Output) -> Pending:
        """A file that is finished already."""
        return cls(output.path, lambda: output.data)
