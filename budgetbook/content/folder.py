"""A content folder in; the names of its files, and the files of its shared part and of each body, out.

Links are not followed: where there is one, nothing is read, and it is a problem. What editors and systems leave is not there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from unicodedata import is_normalized

from budgetbook.content.leftovers import is_leftover
from budgetbook.content.yaml.characters import MAX_BYTES, too_large_message
from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import Problem, message

Files = Mapping[str, bytes | None]
"""Files by their names below the content folder; None for one that is there and was not read."""

STATEMENTS = "statements"
_REQUIRED_FILES = ("site.yaml", "wording.yaml", "concepts.yaml", "sections.yaml")
_READ_SUFFIXES = {".yaml", ".md", ".txt"}
_CONTENT_FILE = re.compile(
    r"[^/]+\.yaml|(profiles|classifications)/[^/]+\.yaml|pages/[^/]+\.(zh|en)\.md"
    rf"|{STATEMENTS}/[^/]+/[^/]+(\.yaml|\.(zh|en)\.md|\.numbers\.txt)"
)
"""What some place may ask for; other files have no place in a content folder, may be of any size, and are never read."""


@dataclass(frozen=True)
class Folder:
    """A content folder as it stands on the disk."""

    root: Path
    common_files: tuple[str, ...] = ()
    """The names of all files that belong to no body."""
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each folder below `statements/`, with the names of its files."""
    links: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()
    """Names that not every system can write: nothing below them is looked at."""

    @classmethod
    def scan(cls, root: Path) -> Folder:
        """The folder, walked once; nothing in it is read yet."""
        common_files: list[str] = []
        entities: dict[str, list[str]] = {}
        links: list[str] = []
        odd: list[str] = []
        for name, entry in _walk(root, "") if looks_like_content(root) else ():
            top, _, subpath = name.partition("/")
            entity, _, inner_path = subpath.partition("/")
            if odd_name(entry.name):
                odd.append(name)
            elif entry.is_symlink():
                links.append(name)
            elif top == STATEMENTS and subpath and not inner_path and entry.is_dir():
                entities[entity] = []
            elif not entry.is_dir() or PurePosixPath(name).suffix in _READ_SUFFIXES:
                owner = entities.get(entity) if top == STATEMENTS else None
                (common_files if owner is None else owner).append(name)
        entity_files = {entity: tuple(names) for entity, names in entities.items()}
        return cls(root, tuple(common_files), entity_files, tuple(links), tuple(odd))

    def find_problems(self) -> list[Problem]:
        """What keeps the folder from being read at all."""
        if not looks_like_content(self.root):
            return [Problem(str(self.root), 1, 1, "", message("no-content-folder"))]
        hint = message("copy-the-file")
        links = [Problem((self.root / name).as_posix(), 1, 1, "", message("link"), hint) for name in self.links]
        return [*links, *(self._odd(name) for name in self.odd)]

    def _odd(self, name: str) -> Problem:
        """A name as it can be shown, and what is wrong with it."""
        why = odd_name(PurePosixPath(name).name) or "name-not-utf8"
        return Problem(escape_name((self.root / name).as_posix()), 1, 1, "", message(why), message("name-it-plainly"))

    def read(self, names: Iterable[str]) -> tuple[Files, list[Problem]]:
        """These files, and a problem for each that cannot be read."""
        files: dict[str, bytes | None] = {}
        problems = []
        for name in names:
            path = self.root / name
            files[name] = None
            if not _CONTENT_FILE.fullmatch(name):
                continue
            try:
                if (size := path.stat().st_size) > MAX_BYTES:
                    problems.append(Problem(path.as_posix(), 1, 1, "", too_large_message(size)))
                elif path.is_file() or path.is_dir():  # a pipe would never end
                    files[name] = _read(path)
            except OSError as error:
                problems.append(
                    Problem(path.as_posix(), 1, 1, "", message("cannot-read", why=os_errors.describe_without_file(error)))
                )
        return files, problems


def _read(path: Path) -> bytes:
    """A file, but no more than tells that it is too large: it may have grown since it was looked at."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def odd_name(name: str) -> str:
    """Which sentence says what is wrong with a file's name; empty where all systems can write it.

    Bytes that are no UTF-8 stand in it as lone surrogates. One letter can be spelt in two ways that look the same (NFC and
    NFD), and a system may know a file by either.
    """
    if any("\ud800" <= letter <= "\udfff" for letter in name):
        return "name-not-utf8"
    return "" if is_normalized("NFC", name) else "name-not-nfc"


def escape_name(name: str) -> str:
    """A name in which bytes that are no UTF-8 are spelt out, as \\xff."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def looks_like_content(folder: Path) -> bool:
    """Whether a folder has any of the files that every content has: another one is not walked, it may be a whole disk."""
    return any((folder / name).is_file() for name in _REQUIRED_FILES)


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every entry below a folder by its name, in the order of names, a folder before what is in it.

    One that goes while it is walked has no entries.
    """
    try:
        scanner = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with scanner:
        entries = sorted((entry for entry in scanner if not is_leftover(entry.name)), key=lambda entry: entry.name)
    for entry in entries:
        yield f"{prefix}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False) and not odd_name(entry.name):
            yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
