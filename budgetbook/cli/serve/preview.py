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

from budgetbook.content.record_reader import Kept
from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.engine import in_memory
from budgetbook.infra.base.files import Pending
from budgetbook.render.templates import BadTemplate, Templates
from budgetbook.text.phrases import BadWording
from budgetbook.validation import validate


@dataclass
class _Site:
    """One build's files. Going through them stops at the one that is asked for."""

    checked: in_memory.Checked
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
        try:
            self._look()
        except BadTemplate as error:
            self.problems = [error.problem(self.templates)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the page, and the next save is looked at
            self.problems = [unforeseen(self.content, error)]
        self.seconds = time.perf_counter() - start

    def _look(self) -> None:
        checked, self.problems = in_memory.check(self.content, self._kept)
        if checked is not None:
            templates = Templates.read(self.templates)
            self._site = _Site(checked, in_memory.pending(checked, templates, self.cache))
            self.version = f"{os.getpid()}-{next(self._numbers)}"

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none. A fault that shows only when a page is made is a problem too."""
        if self._site is None:
            return None
        try:
            return self._site.read(path)
        except BadWording as error:
            self.problems = [validate.of_wording(self._site.checked.content, error)]
        except BadTemplate as error:
            self.problems = [error.problem(self.templates)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the page, and the next save is looked at
            self.problems = [unforeseen(self.content, error)]
        return None


def unforeseen(place: Path, error: Exception) -> Problem:
    """What nobody thought of, as a problem."""
    why = os_errors.of(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return Problem(place.as_posix(), 1, 1, "", message("unforeseen", why=why))
