"""Writes a release: an archive of the data package with the hash of every file, and that of the archive beside it.

The same data give the same bytes: members stand in the order of their names, at the day of the data, and are stored as they are,
since the tables are compressed already.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from budgetbook.opendata.releases.published_data import DESCRIPTOR, PublishedData

HASHES = "SHA256SUMS"
"""The list of hashes, as `sha256sum --check` reads it."""
_CITATION = "CITATION.cff"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_FIRST_DAY = 1980, 1, 1
"""The first that an archive can tell, for data without a day."""
_POSIX = 3
_MODE = 0o644 << 16


def name_release(package: PublishedData) -> str:
    """The name of a release, without an ending: `budgets-2.0.0-2026-11-30.1a2b3c4d`."""
    return f"budgets-{re.sub(r'[^0-9A-Za-z.-]', '-', package.version)}"


def write_release(package: PublishedData, path: Path) -> None:
    """Write the archive. Raises PublishedDataError and OSError."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        _fill(archive, package)


def _fill(archive: zipfile.ZipFile, package: PublishedData) -> None:
    day = _find_day(package.version)
    hashes: dict[str, str] = {}
    for name in sorted((*package.hashes, _CITATION, DESCRIPTOR)):
        hasher = hashlib.sha256()
        with archive.open(_describe_member(name, day), "w", force_zip64=True) as member:
            for piece in package.read_table(name) if name in package.hashes else (package.read_file(name),):
                hasher.update(piece)
                member.write(piece)
        hashes[name] = hasher.hexdigest()
    archive.writestr(_describe_member(HASHES, day), list_hashes(hashes.items()))


def _describe_member(name: str, day: tuple[int, int, int]) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, (*day, 0, 0, 0))
    member.create_system, member.external_attr = _POSIX, _MODE
    return member


def _find_day(version: str) -> tuple[int, int, int]:
    """The day in a version."""
    match = _DAY.search(version)
    return max(_FIRST_DAY, (int(match[1]), int(match[2]), int(match[3]))) if match else _FIRST_DAY


def list_hashes(hashes: Iterable[tuple[str, str]]) -> str:
    """The lines of a list of hashes, from pairs of a name and its hash."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in hashes)


def hash_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
