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

from budgetbook.content.record_reader import ParsedFiles
from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.engine import in_memory
from budgetbook.infra.base.files import LazyFile
from budgetbook.render.templates import SiteTemplateError, Templates
from budgetbook.text.phrases import PhraseError
from budgetbook.validation import validate


@dataclass
class _PreviewSite:
    """One build's files. Going through them stops at the one that is asked for."""

    checked_content: in_memory.CheckedContent
    rest: Iterator[LazyFile]
    files: dict[str, LazyFile] = field(default_factory=dict)

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where the site has no such file."""
        while path not in self.files:
            if (file := next(self.rest, None)) is None:
                return None
            self.files[file.path] = file
        return self.files[path].read_all()


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
    _site: _PreviewSite | None = field(default=None, init=False)
    _parsed_files: ParsedFiles = field(default_factory=dict, init=False)
    _numbers: Iterator[int] = field(default_factory=count, init=False)

    def refresh(self) -> None:
        """Read what has changed; afterwards there is a new site, or there are problems."""
        start = time.perf_counter()
        try:
            self._rebuild()
        except SiteTemplateError as error:
            self.problems = [error.to_problem(self.templates)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the page, and the next save is looked at
            self.problems = [describe_unexpected(self.content, error)]
        self.seconds = time.perf_counter() - start

    def _rebuild(self) -> None:
        checked_content, self.problems = in_memory.check(self.content, self._parsed_files)
        if checked_content is not None:
            templates = Templates.read(self.templates)
            self._site = _PreviewSite(checked_content, in_memory.plan_files(checked_content, templates, self.cache))
            self.version = f"{os.getpid()}-{next(self._numbers)}"

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None where there is none. A fault that shows only when a page is made is a problem too."""
        if self._site is None:
            return None
        try:
            return self._site.read(path)
        except PhraseError as error:
            self.problems = [validate.phrase_problem(self._site.checked_content.content, error)]
        except SiteTemplateError as error:
            self.problems = [error.to_problem(self.templates)]
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told on the page, and the next save is looked at
            self.problems = [describe_unexpected(self.content, error)]
        return None


def describe_unexpected(place: Path, error: Exception) -> Problem:
    """What nobody thought of, as a problem."""
    why = os_errors.describe_os_error(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return Problem(place.as_posix(), 1, 1, "", message("unforeseen", why=why))
