"""A folder of templates in; their sources in memory out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content.folder import odd_name, visible
from budgetbook.content.model import LANGUAGES
from budgetbook.problems.problems import message


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
        for path in (*folder.glob("*.html"), *(folder / "assets").iterdir()):
            if why := odd_name(path.name):
                raise BadTemplate(" / ".join(map(message(why).text, LANGUAGES)), visible(path.name), 0)
        pages = {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}
        return cls(folder.as_posix(), pages, {path.name: path.read_bytes() for path in sorted((folder / "assets").iterdir())})
