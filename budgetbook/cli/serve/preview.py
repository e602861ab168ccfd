"""The site of a content folder as somebody edits it: what a build would write, each page made when it is asked for.

Nothing is written. While the content has problems, the last site that had none goes on being shown.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.engine.check import CheckedFolder, FolderChecker
from budgetbook.engine.virtual_site import VirtualSite
from budgetbook.render.templates import SiteTemplateError, Templates
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import validate


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
    _folder: CheckedFolder | None = field(default=None, init=False)
    """What is shown; None before there was anything to show."""
    _numbers: Iterator[int] = field(default_factory=count, init=False)

    def __post_init__(self) -> None:
        self._checker, self._site = FolderChecker(self.content), VirtualSite(self.cache)

    def refresh(self) -> None:
        """Read what has changed; afterwards there is a new site, or there are problems."""
        start = time.perf_counter()
        try:
            self._update()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the page, and the next save is looked at
            self.problems = [self._describe(error)]
        self.seconds = time.perf_counter() - start

    def _update(self) -> None:
        folder, self.problems = self._checker.check()
        if folder is not None:
            self._site.update(folder, Templates.read(self.templates))
            self._folder = folder
            self.version = f"{os.getpid()}-{next(self._numbers)}"

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none. A fault that shows only when a page is made is a problem too."""
        if self._folder is None:
            return None
        try:
            file = self._site.find(path)
            return file.data if file else None
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the page, and the next save is looked at
            self.problems = [self._describe(error)]
            return None

    def _describe(self, error: Exception) -> Problem:
        if isinstance(error, PhraseError) and self._folder:
            return validate.phrase_problem(self._folder.common, error)
        return (
            error.to_problem(self.templates) if isinstance(error, SiteTemplateError) else describe_unexpected(self.content, error)
        )


def describe_unexpected(place: Path, error: Exception) -> Problem:
    """What nobody thought of, as a problem."""
    why = os_errors.describe_os_error(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return Problem(place.as_posix(), 1, 1, "", message("unforeseen", why=why))
