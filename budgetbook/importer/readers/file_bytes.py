"""The bytes of a file from outside: a document, or a data file, whose reader needs nothing of what reads documents."""

from __future__ import annotations

from pathlib import Path

from budgetbook.diagnostics import os_errors
from budgetbook.importer.readers.document import UnreadableDocumentError

MEGABYTES = 50
"""Size of the largest file that is read. Budgets of a hundred pages have one or two."""


def read_bytes(path: Path) -> bytes:
    """Read the bytes of a file. Raises UnreadableDocumentError for one that is not there, empty or too large."""
    if path.is_dir():
        raise UnreadableDocumentError("import-folder")
    if not path.is_file():
        raise UnreadableDocumentError("import-no-such-file")
    try:
        with path.open("rb") as stream:
            data = stream.read(MEGABYTES * 2**20 + 1)
    except OSError as error:
        raise UnreadableDocumentError("import-system", why=os_errors.describe_without_file(error)) from error
    if not data.strip():
        raise UnreadableDocumentError("import-empty")
    if len(data) > MEGABYTES * 2**20:
        raise UnreadableDocumentError("import-too-large", limit=MEGABYTES)
    return data
