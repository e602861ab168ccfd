"""Keeps a copy of the document beside its statement, so that `serve` can show the two side by side.

Git leaves the copy out, and no build publishes it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from budgetbook.content.source_documents import SUFFIXES
from budgetbook.content.yaml import reader

_SUFFIX_BY_KIND = {"pdf": ".pdf", "docx": ".docx", "html": ".html", "text": ".txt"}


def keep_copy(document: Path, kind: str, statement: Path) -> Path | None:
    """Copy the document to the statement's name; None if one is there already, or the statement was typed from another."""
    suffix = document.suffix.lower()
    copy = statement.with_suffix(suffix if suffix in SUFFIXES else _SUFFIX_BY_KIND.get(kind, ".txt"))
    data = document.read_bytes()
    if any(statement.with_suffix(each).exists() for each in SUFFIXES) or not _is_typed_from(statement, data):
        return None
    with copy.open("xb") as file:
        file.write(data)
    return copy


def _is_typed_from(statement: Path, data: bytes) -> bool:
    file = reader.attempt(statement.name, statement.read_bytes()).file
    source = file.data.get("source") if file else None
    return isinstance(source, dict) and source.get("sha256") == hashlib.sha256(data).hexdigest()
