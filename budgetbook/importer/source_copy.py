"""Keeps copies of a document's files beside its statement, so that `serve` can show the two side by side.

Git leaves the copies out, and no build publishes them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from budgetbook.content.source_documents import SUFFIXES, find_copy, name_copy
from budgetbook.content.yaml import reader
from budgetbook.importer.readers import detect

_SUFFIX_BY_KIND = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "workbook": ".xlsx", "text": ".txt"}


def keep_copies(files: Sequence[Path], statement: Path) -> list[Path]:
    """Copy the files to the statement's name, and return the copies.

    One that is there already stays, and nothing is copied beside a statement that was typed from other files.
    """
    copies: list[Path] = []
    contents = [file.read_bytes() for file in files]
    if _list_hashes(statement) != [hashlib.sha256(data).hexdigest() for data in contents]:
        return copies
    for number, (file, data) in enumerate(zip(files, contents, strict=True), 1):
        if find_copy(statement, number) is None:
            copies.append(_write(name_copy(statement, number, _choose_suffix(file, data)), data))
    return copies


def _choose_suffix(file: Path, data: bytes) -> str:
    """The ending of the file's name, or that of its format if the name has none that is known."""
    suffix = file.suffix.lower()
    return suffix if suffix in SUFFIXES else _SUFFIX_BY_KIND[detect.detect_format(data).module]


def _write(copy: Path, data: bytes) -> Path:
    with copy.open("xb") as stream:
        stream.write(data)
    return copy


def _list_hashes(statement: Path) -> list[str]:
    """The hashes that a statement gives for the files that it was typed from."""
    file = reader.attempt(statement.name, statement.read_bytes()).file
    source = file.data.get("source") if file else None
    return [str(source.get("sha256")), *map(str, source.get("further_sha256") or ())] if isinstance(source, dict) else []
