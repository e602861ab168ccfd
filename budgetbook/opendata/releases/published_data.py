"""Reads a data package: the folder `data/` of a site, or the archive of a release. Its files are checked against their hashes."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from budgetbook.infra.base.errors import BudgetbookError

DESCRIPTOR = "datapackage.json"
_CHUNK = 1 << 20
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
"""What a resource is called in a package of ours: no folder, and nothing above one."""
_PART = re.compile(r"-\d+")
_MAX_DESCRIPTOR = 100_000_000
"""Bytes: it names every statement as a source."""
_MAX_LINE = 1_000_000
"""Characters of a line of a table: one that never ends is not read into memory."""
_READING_ERRORS = (OSError, EOFError, ValueError, KeyError, zlib.error, zipfile.BadZipFile, csv.Error, RuntimeError)
"""RuntimeError is what an archive with a password raises, and one whose compression is unknown."""


class PublishedDataError(BudgetbookError):
    """A folder or archive that is no data package of a site, or not a whole one."""

    message_key = "release-unreadable"
    exit_code = 1


@dataclass(frozen=True, slots=True)
class PublishedData:
    """A data package that was opened, with what its descriptor says."""

    place: Path
    version: str
    hashes: dict[str, str]
    """The SHA-256 of each table's files, by name, in the order of the descriptor."""

    @classmethod
    def read(cls, place: Path) -> PublishedData:
        """Read the descriptor. Raises PublishedDataError."""
        try:
            with _open(place, DESCRIPTOR) as file:
                descriptor = json.loads(file.read(_MAX_DESCRIPTOR))
            hashes = {each["path"]: each["hash"].removeprefix("sha256:") for each in descriptor["resources"]}
            version = descriptor["version"]
        except (*_READING_ERRORS, TypeError, AttributeError) as error:
            raise PublishedDataError(place.as_posix()) from error
        if not isinstance(version, str) or not all(map(_NAME.fullmatch, hashes)):
            raise PublishedDataError(place.as_posix())
        return cls(place, version, hashes)

    def read_file(self, name: str) -> bytes:
        """A small file. Raises PublishedDataError."""
        try:
            with _open(self.place, name) as file:
                return file.read(_MAX_DESCRIPTOR)
        except _READING_ERRORS as error:
            raise PublishedDataError(f"{self.place.as_posix()}: {name}") from error

    def read_table(self, name: str) -> Iterator[bytes]:
        """Yield a table's file in pieces; raises PublishedDataError where it is not the one that the descriptor tells of."""
        hasher = hashlib.sha256()
        try:
            with _open(self.place, name) as file:
                while piece := file.read(_CHUNK):
                    hasher.update(piece)
                    yield piece
        except _READING_ERRORS as error:
            raise PublishedDataError(f"{self.place.as_posix()}: {name}") from error
        if hasher.hexdigest() != self.hashes[name]:
            raise PublishedDataError(f"{self.place.as_posix()}: {name}: SHA-256")

    def read_rows(self, table: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a table from all of its parts, in their order; raises PublishedDataError, also where a part is not
        the one that the descriptor tells of."""
        for name in self.hashes:
            stem = name.partition(".")[0]
            if stem == table or (stem.startswith(table) and _PART.fullmatch(stem.removeprefix(table))):
                for _piece in self.read_table(name):
                    pass  # only to compare its hash, before anything is told from it
                yield from self._read_part(name)

    def _read_part(self, name: str) -> Iterator[dict[str, str]]:
        try:
            with (
                _open(self.place, name) as file,
                gzip.open(file) as plain_file,
                io.TextIOWrapper(plain_file, encoding="utf-8-sig", newline="") as text,
            ):
                yield from csv.DictReader(_read_lines(text), restval="", strict=True)
        except _READING_ERRORS as error:
            raise PublishedDataError(f"{self.place.as_posix()}: {name}") from error


def _read_lines(text: IO[str]) -> Iterator[str]:
    """Yield the lines of a file. Raises ValueError for one that is too long."""
    while line := text.readline(_MAX_LINE):
        if len(line) == _MAX_LINE:
            raise ValueError(f"a line of more than {_MAX_LINE} characters")
        yield line


def _open(place: Path, name: str) -> IO[bytes]:
    """Open a file of a folder or of an archive."""
    if place.is_dir():
        return (place / name).open("rb")
    with zipfile.ZipFile(place) as archive:
        return archive.open(name)
