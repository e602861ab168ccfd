"""A content folder and templates in; the site as a build writes it, each page made when it is asked for, out.

Nothing is written. While the content has problems, the last site that had none goes on being shown.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from budgetbook import examine, pipeline
from budgetbook.content.reader import Kept
from budgetbook.output import Pending
from budgetbook.problems.problems import Problem, message
from budgetbook.site.templates import BadTemplate
from budgetbook.words.wording import BadWording


@dataclass
class _Site:
    """One build's files. Going through them stops at the one that is asked for."""

    checked: pipeline.Checked
    rest: Iterator[Pending]
    found: dict[str, Pending] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where the site has no such file."""
        while path not in self.found:
            if (file := next(self.rest, None)) is None:
                return None
            self.found[file.path] = file
        return self.found[path].whole()


@dataclass
class Preview:
    """The site of a folder, kept up with what is saved there."""

    content: Path
    templates: Path
    cache: Path | None
    version: str = ""
    """Names the site that is shown; another one has another name, also after a restart."""
    problems: list[Problem] = field(default_factory=list)
    """What keeps the content as it is now from being shown."""
    seconds: float = field(default=0.0, init=False)
    """How long the last reading took."""
    _site: _Site | None = field(default=None, init=False)
    _kept: Kept = field(default_factory=dict, init=False)
    _numbers: Iterator[int] = field(default_factory=count, init=False)

    def refresh(self) -> None:
        """Read what has changed; afterwards there is a new site, or there are problems."""
        start = time.perf_counter()
        checked, self.problems = pipeline.check(self.content, self._kept)
        if checked is not None:
            self._site = _Site(checked, pipeline.pending(checked, self.templates, self.cache))
            self.version = f"{os.getpid()}-{next(self._numbers)}"
        self.seconds = time.perf_counter() - start

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none. A fault that shows only when a page is made is a problem too."""
        if self._site is None:
            return None
        try:
            return self._site.read(path)
        except BadWording as error:
            self.problems = [examine.of_wording(self._site.checked.content, error)]
        except (BadTemplate, ValueError) as error:
            self.problems = [self._of_template(error)]
        return None

    def _of_template(self, error: Exception) -> Problem:
        name, line = (error.name, error.line) if isinstance(error, BadTemplate) else (None, 0)
        file = self.templates / name if name else self.templates
        return Problem(file.as_posix(), line or 1, 1, "", message("template", why=str(error)))
