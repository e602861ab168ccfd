"""Bytes and a path in; one file of the site, finished or made when it is asked for, out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from budgetbook.infra.base.record import record


@record
class Output:
    """One finished file of the site."""

    path: str
    data: bytes


@record
class Pending:
    """One file of the site that is made when its bytes are asked for."""

    path: str
    data: Callable[[], bytes | Path]
    """Its bytes, or the file that holds them."""
    key: Callable[[], str] = str
    """One name for all that the bytes depend on; empty where only the bytes tell."""

    @classmethod
    def of(cls, output: Output) -> Pending:
        """A file that is finished already."""
        return cls(output.path, lambda: output.data)

    def whole(self) -> bytes:
        """All of it in memory."""
        data = self.data()
        return data.read_bytes() if isinstance(data, Path) else data
