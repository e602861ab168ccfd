"""Reads the templates and assets into memory: a site's own and, where it has none of a name, the program's.

They are read as content is: no links, ordinary files of bounded size, no editor leftovers. A template of the site may extend the
one that it replaces: `{% extends "program/statement.html" %}`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from budgetbook.content.leftovers import is_leftover
from budgetbook.content.portable_names import escape_name, find_fault
from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import Language, Message, Problem, message
from budgetbook.infra.base.errors import BudgetbookError
from budgetbook.infra.base.own_files import open_file
from budgetbook.infra.base.program_files import TEMPLATES

_MAX_BYTES = 2_000_000
"""Maximum size of one file."""
_ASSETS = "assets"
_KINDS = (".html", ".md")
PROGRAM_PREFIX = "program/"
"""Before the name of a template: the program's, also where the site has its own."""


class SiteTemplateError(BudgetbookError):
    """A template that cannot be read or rendered: the reason, its name, the line if known (else 0), and a way to mend it."""

    message_key = "template"
    exit_code = 1

    def __init__(self, why: str | Message, name: str | None, line: int, hint: Message | None = None) -> None:
        super().__init__(why if isinstance(why, str) else why.text("en"))
        self._why, self.name, self.line, self._hint = why, name, line, hint

    def describe(self, lang: Language) -> str:
        """Place and reason on one line; Jinja's own messages are in English."""
        why = self._why if isinstance(self._why, str) else self._why.text(lang)
        sentence = f"{self.name or 'templates/'}{f':{self.line}' if self.line else ''}: {why}"
        return f"{sentence} ({self._hint.text(lang)})" if self._hint else sentence

    def to_problem(self, folder: Path) -> Problem:
        """The error as a problem of its file."""
        name = self.name or ""
        own = folder / name
        file = own if own.exists() else TEMPLATES / name.removeprefix(PROGRAM_PREFIX)
        text = message("template", why=self._why) if isinstance(self._why, str) else self._why
        return Problem(file.as_posix(), self.line or 1, 1, "", text, self._hint)


@dataclass(frozen=True)
class Templates:
    """Templates and assets, in a form that can be sent to another machine."""

    folder: str
    """Folder they were read from, for messages."""
    sources: dict[str, bytes] = field(repr=False)
    """Templates by name."""
    assets: dict[str, bytes] = field(repr=False)
    """Styles, scripts and pictures by name."""
    replaced_sources: dict[str, bytes] = field(default_factory=dict, repr=False)
    """The program's templates that the site has its own of."""

    @classmethod
    def read(cls, folder: Path) -> Templates:
        """Read a site's folder, which need not be there, over the program's. Raises SiteTemplateError."""
        program_pages, program_assets = _read_folder(TEMPLATES)
        if folder.resolve() == TEMPLATES:
            return cls(folder.as_posix(), program_pages, program_assets)
        pages, assets = _read_folder(folder)
        replaced_sources = {name: source for name, source in program_pages.items() if name in pages}
        return cls(folder.as_posix(), {**program_pages, **pages}, {**program_assets, **assets}, replaced_sources)

    @classmethod
    def read_own(cls, folder: Path) -> dict[str, bytes]:
        """The templates and assets (`assets/style.css`) of one folder alone. Raises SiteTemplateError."""
        pages, assets = _read_folder(folder)
        return pages | {f"{_ASSETS}/{name}": data for name, data in assets.items()}

    def find_source(self, name: str) -> bytes | None:
        """The source of a template; of the program's own by `program/` and its name."""
        own_name = name.removeprefix(PROGRAM_PREFIX)
        replaced_source = self.replaced_sources.get(own_name) if name != own_name else None
        return replaced_source if replaced_source is not None else self.sources.get(own_name)


def _read_folder(folder: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Read the templates and the assets of one folder."""
    pages = {path.name: _read_text(folder, path) for path in _list_files(folder, folder) if path.suffix in _KINDS}
    return pages, {path.name: _read_bytes(folder, path) for path in _list_files(folder, folder / _ASSETS)}


def _list_files(folder: Path, inner: Path) -> Iterator[Path]:
    """Yield the files directly in a folder, sorted by name. Links inside are refused; the folder itself may be one."""
    if inner != folder and inner.is_symlink():
        raise _make_error(folder, inner, message("link"))
    if not inner.is_dir():
        if inner.exists():
            raise _make_error(folder, inner, message("system-no-folder"))
        return
    for path in sorted(inner.iterdir()):
        if is_leftover(path.name) or path == folder / _ASSETS:
            continue
        if why := find_fault(path.name):
            raise SiteTemplateError(message(why), escape_name(path.relative_to(folder).as_posix()), 0)
        yield path


def _read_text(folder: Path, path: Path) -> bytes:
    """Read a UTF-8 file. Raises SiteTemplateError with the line that is not UTF-8."""
    data = _read_bytes(folder, path)
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _make_error(folder, path, message("not-utf8", byte=f"0x{data[error.start]:02X}"), line) from None
    return data


def _read_bytes(folder: Path, path: Path) -> bytes:
    if path.is_symlink():
        raise _make_error(folder, path, message("link"))
    try:
        with open_file(path) as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise _make_error(folder, path, message("cannot-read", why=os_errors.describe_without_file(error))) from error
    if len(data) > _MAX_BYTES:
        raise _make_error(folder, path, message("file-too-large", limit=f"{_MAX_BYTES:,}", found=f"{path.stat().st_size:,}"))
    return data


def _make_error(folder: Path, path: Path, why: Message, line: int = 0) -> SiteTemplateError:
    return SiteTemplateError(why, path.relative_to(folder).as_posix() if path != folder else None, line)
