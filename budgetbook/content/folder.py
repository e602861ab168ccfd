"""Scans a content folder and reads the files of its common part and of each entity.

The common part is the site's own and the dictionary of its country and languages: the site's files of it extend those that the
program lends.

Symbolic links are not followed: one of them is a problem, and then nothing is read. What editors and systems leave behind is
ignored, and so is a copy of the published document beside its statement.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from budgetbook.content import dictionary, form, portable_names, table_rows
from budgetbook.content.fields import LANGUAGE_TAG
from budgetbook.content.leftovers import is_leftover
from budgetbook.content.source_documents import is_source_document
from budgetbook.content.static_files import STATIC, find_static_problems
from budgetbook.content.yaml.characters import MAX_BYTES, too_large_message
from budgetbook.diagnostics import os_errors
from budgetbook.diagnostics.problem import Problem, message

Files = Mapping[str, bytes | None]
"""File names relative to the content folder, whoever lends the file -> bytes; None for one that exists and was not read."""

STATEMENTS = "statements"
BASE_PREFIX = "//"
"""Before the name of a file of the program that one of the site of the same name extends."""
SOURCES = "sources"
"""The folder for copies of data files: only `check` reads it, to add them up again."""
_SIGNS = ("site.yaml", dictionary.COUNTRIES, dictionary.LANGUAGES, STATEMENTS)
"""What a content folder has at its top; none of it is there in a folder that is something else."""
_READ_SUFFIXES = {".yaml", ".md", ".txt", ".csv"}
_TAG = LANGUAGE_TAG.pattern
_CONTENT_FILE = re.compile(
    rf"[^/]+\.yaml|{dictionary.LANGUAGES}/[^/]+\.yaml|pages/([^/]+/)?[^/]+\.{_TAG}\.md"
    rf"|{dictionary.COUNTRIES}/[^/]+/((profiles|classifications|maps)/)?[^/]+\.yaml"
    rf"|{STATEMENTS}/[^/]+/[^/]+(\.yaml|\.{_TAG}\.md|\.numbers\.txt|\.csv)"
)
"""The files that the content can use. Any other file has no place there, may be of any size, and is never read."""
_EXTENDED_FILE = re.compile(
    rf"{dictionary.LANGUAGES}/[^/]+\.yaml|{dictionary.COUNTRIES}/[^/]+/((profiles|classifications)/)?[^/]+\.yaml"
)
"""The files of the dictionary that a site's own extends, key by key; any other replaces the program's."""


@dataclass(frozen=True)
class Folder:
    """The files and folders of a content folder, as found on the disk."""

    root: Path
    common_files: tuple[str, ...] = ()
    """The names of all files that belong to no entity, among them those of the site's country; of other countries none."""
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Each folder in `statements/` -> the names of its files."""
    links: tuple[str, ...] = ()
    odd: Mapping[str, str] = field(default_factory=dict)
    """Names that not every system can write, and the key of what is wrong with each; nothing below them is looked at."""
    program_files: frozenset[str] = frozenset()
    """Those of the common files that the program lends."""

    @classmethod
    def scan(cls, root: Path) -> Folder:
        """Walk the folder once, without reading any file but for the country in `site.yaml`."""
        common_files: list[str] = []
        entities: dict[str, list[str]] = {}
        copy_folders: set[str] = set()
        links: list[str] = []
        odd: dict[str, str] = {}
        folded_names: set[str] = set()
        for name, entry in walk_folder(root, "") if looks_like_content(root) else ():
            top, _, subpath = name.partition("/")
            entity, _, inner_path = subpath.partition("/")
            if top == SOURCES:
                continue
            if why := portable_names.find_fault(name) or ("name-twice" if name.casefold() in folded_names else ""):
                odd[name] = why
                continue
            folded_names.add(name.casefold())
            if entry.is_symlink():
                links.append(name)
            elif top == STATIC:
                continue  # read by nobody, and copied as it is
            elif top == STATEMENTS and subpath and not inner_path and entry.is_dir():
                entities[entity] = []
            elif entity in entities and inner_path == entry.name and is_source_document(entry.name):
                copy_folders.add(entity)  # of a draft that was thrown away, only the copy of its document is left
            elif not entry.is_dir() or PurePosixPath(name).suffix in _READ_SUFFIXES:
                owner = entities.get(entity) if top == STATEMENTS else None
                (common_files if owner is None else owner).append(name)
        entity_files = {entity: tuple(names) for entity, names in entities.items() if names or entity not in copy_folders}
        used_names, program_files = _choose_dictionary(root, common_files)
        return cls(root, used_names, entity_files, tuple(links), odd, program_files)

    def find_path(self, name: str) -> Path:
        """Where the file of this name lies: in the folder itself, or where the program lends it."""
        if name.startswith(BASE_PREFIX):
            return dictionary.PROGRAM_CONTENT / name.removeprefix(BASE_PREFIX)
        return (dictionary.PROGRAM_CONTENT if name in self.program_files else self.root) / name

    def find_problems(self) -> list[Problem]:
        """Everything that keeps the folder from being read at all."""
        if not looks_like_content(self.root):
            return [Problem(str(self.root), 1, 1, "", message("no-content-folder"))]
        hint = message("copy-the-file")
        links = [Problem((self.root / name).as_posix(), 1, 1, "", message("link"), hint) for name in self.links]
        site_file = dictionary.read_site(self.root)
        if problem := form.find_problem(self.root, site_file):
            return [problem]  # in another form, nearly everything else would be one
        languages = dictionary.languages_of(site_file)
        return [*links, *(self._odd(*each) for each in self.odd.items()), *find_static_problems(self.root, languages)]

    def _odd(self, name: str, why: str) -> Problem:
        """The problem of a name that not every system can write."""
        path = portable_names.escape_name((self.root / name).as_posix())
        if why == "path-too-long":
            return Problem(path, 1, 1, "", message(why, most=str(portable_names.MAX_PATH), found=str(len(name))))
        return Problem(path, 1, 1, "", message(why), message("name-it-plainly"))

    def read(self, names: Iterable[str]) -> tuple[Files, list[Problem]]:
        """Read these files; None for one that the content has no use for, or that cannot be read, which is a problem."""
        files: dict[str, bytes | None] = {}
        problems = []
        for name in names:
            path = self.find_path(name)
            files[name] = None
            if not _CONTENT_FILE.fullmatch(name.removeprefix(BASE_PREFIX)):
                continue
            try:
                most = table_rows.MAX_BYTES if path.suffix == ".csv" else MAX_BYTES
                if (size := path.stat().st_size) > most:
                    problems.append(Problem(path.as_posix(), 1, 1, "", too_large_message(size, most)))
                elif path.is_file() or path.is_dir():  # not a pipe, which would never end
                    files[name] = _read(path, most)
            except OSError as error:
                problems.append(
                    Problem(path.as_posix(), 1, 1, "", message("cannot-read", why=os_errors.describe_without_file(error)))
                )
        return files, problems


def _read(path: Path, most: int) -> bytes:
    """Read one byte more than the limit at most: the file may have grown since its size was looked at."""
    with path.open("rb") as file:
        return file.read(most + 1)


def looks_like_content(folder: Path) -> bool:
    """True if the folder has anything that a content has at its top. Another one is not walked: it may be a whole disk."""
    return any((folder / name).exists() for name in _SIGNS)


def _choose_dictionary(root: Path, own_names: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Choose the common files: the site's own without those of other countries and languages, and what the program lends; with
    the latter."""
    site_file = dictionary.read_site(root)
    country, languages = dictionary.country_of(site_file), dictionary.languages_of(site_file)
    folder = f"{dictionary.COUNTRIES}/{country}/"
    language_files = {f"{dictionary.LANGUAGES}/{lang}.yaml" for lang in languages}
    others = (f"{dictionary.COUNTRIES}/", f"{dictionary.LANGUAGES}/")
    own = [
        name
        for name in own_names
        if name in language_files or (country and name.startswith(folder)) or not name.startswith(others)
    ]
    available = [name for name in language_files if (dictionary.PROGRAM_CONTENT / name).is_file()]
    if country:
        available += [name for name, entry in walk_folder(dictionary.PROGRAM_CONTENT / folder, folder) if entry.is_file()]
    program_files = frozenset(name for name in available if PurePosixPath(name).suffix in _READ_SUFFIXES).difference(own)
    is_program = root.resolve() == dictionary.PROGRAM_CONTENT.resolve()
    base = () if is_program else (f"{BASE_PREFIX}{name}" for name in available if name in own and _EXTENDED_FILE.fullmatch(name))
    return tuple(sorted((*own, *program_files, *base))), program_files


def walk_folder(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every entry below a folder with its relative name, sorted, a folder before its entries.

    A folder that disappears meanwhile has no entries.
    """
    try:
        scanner = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with scanner:
        entries = sorted((entry for entry in scanner if not is_leftover(entry.name)), key=lambda entry: entry.name)
    for entry in entries:
        yield f"{prefix}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False) and not portable_names.find_fault(f"{prefix}{entry.name}"):
            yield from walk_folder(Path(entry.path), f"{prefix}{entry.name}/")
