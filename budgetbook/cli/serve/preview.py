"""The site of a content folder while somebody edits it: the same bytes as a build, each page made on request.

Nothing is written. While the content has problems, the last site without problems is still shown.
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
    """The site of a folder, updated with every save."""

    content: Path
    templates: Path
    cache: Path | None
    version: str = ""
    """Identifies the site that is shown; it differs for any other site, even after a restart."""
    problems: list[Problem] = field(default_factory=list)
    """The problems that keep the present content from being shown."""
    seconds: float = field(default=0.0, init=False)
    """Seconds that the last refresh took."""
    _folder: CheckedFolder | None = field(default=None, init=False)
    """The site that is shown; None before there is one."""
    _numbers: Iterator[int] = field(default_factory=count, init=False)

    def __post_init__(self) -> None:
        self._checker, self._site = FolderChecker(self.content), VirtualSite(self.cache)

    def refresh(self) -> None:
        """Read what has changed; afterwards there is a new site, or there are problems."""
        start = time.perf_counter()
        try:
            self._update()
        except Exception as error:  # noqa: BLE001 - any error is shown on the page, and the next save is tried again
            self.problems = [self._describe(error)]
        self.seconds = time.perf_counter() - start

    def _update(self) -> None:
        folder, self.problems = self._checker.check()
        if folder is not None:
            self._site.update(folder, Templates.read(self.templates))
            self._folder = folder
            self.version = f"{os.getpid()}-{next(self._numbers)}"

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file; None if it does not exist. An error while a page is made becomes a problem."""
        if self._folder is None:
            return None
        try:
            file = self._site.find(path)
            return file.data if file else None
        except Exception as error:  # noqa: BLE001 - any error is shown on the page, and the next save is tried again
            self.problems = [self._describe(error)]
            return None

    def _describe(self, error: Exception) -> Problem:
        if isinstance(error, PhraseError) and self._folder:
            return validate.phrase_problem(self._folder.common, error)
        return (
            error.to_problem(self.templates) if isinstance(error, SiteTemplateError) else describe_unexpected(self.content, error)
        )


def describe_unexpected(place: Path, error: Exception) -> Problem:
    """Describe an unexpected error as a problem."""
    why = os_errors.describe_os_error(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return Problem(place.as_posix(), 1, 1, "", message("unforeseen", why=why))
