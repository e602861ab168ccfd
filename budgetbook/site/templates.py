"""A folder of templates in; their sources in memory out, and what each of them is made with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from budgetbook.kept import key

_OTHERS = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


class BadTemplate(Exception):
    """A template that cannot be rendered: why, which one, and the line where it is known (else 0)."""

    def __init__(self, why: str, name: str | None, line: int) -> None:
        super().__init__(why)
        self.name, self.line = name, line


@dataclass(frozen=True)
class Templates:
    """Everything that pages are rendered with; it can be sent to another machine."""

    folder: str
    """Where they were read, for messages."""
    sources: dict[str, bytes] = field(repr=False)
    """Each template by its name."""
    assets: dict[str, bytes] = field(repr=False)
    """Each style, script and picture by its name."""

    @classmethod
    def read(cls, folder: Path) -> Templates:
        """All of a folder."""
        pages = {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}
        return cls(folder.as_posix(), pages, {path.name: path.read_bytes() for path in sorted((folder / "assets").iterdir())})

    @cached_property
    def keys(self) -> dict[str, str]:
        """One name for each template and all that it extends, includes or imports."""
        return {name: key(*((each, self.sources[each]) for each in sorted(self._with(name)))) for name in self.sources}

    def _with(self, name: str) -> set[str]:
        found, new = set[str](), {name}
        while new:
            found |= new
            named = {other for each in new for other in _OTHERS.findall(self.sources[each].decode(errors="replace"))}
            new = (named & self.sources.keys()) - found
        return found
