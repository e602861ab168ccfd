"""Finds the statements of a content folder, and the copy of the document that lies beside each."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from budgetbook.content.control_list import MOST_FILES
from budgetbook.content.folder import STATEMENTS
from budgetbook.content.source_documents import find_copy
from budgetbook.content.stages import STEM

_STATEMENT = re.compile(rf"{STEM}\.yaml")


@dataclass(frozen=True, slots=True)
class StatementFiles:
    """The files of one statement on the disk."""

    id: str
    """`<entity>/<year>-<phase>`: what addresses of the workbench end in."""
    path: Path
    documents: tuple[Path, ...] = ()
    """The copies of its document's files that lie beside it, in their order; none if the first is missing."""

    @property
    def entity(self) -> str:
        """The name of its folder."""
        return self.path.parent.name

    @property
    def numbers(self) -> Path:
        """Its control list."""
        return self.path.with_suffix(".numbers.txt")


def list_statements(root: Path) -> dict[str, StatementFiles]:
    """Every statement of a content folder by its id. Links are not followed, so no file lies outside of the folder."""
    paths = sorted(path for path in (root / STATEMENTS).glob("*/*.yaml") if _STATEMENT.fullmatch(path.name))
    statements = [_list_files(path) for path in paths if not path.is_symlink() and not path.parent.is_symlink()]
    return {files.id: files for files in statements}


def _list_files(path: Path) -> StatementFiles:
    copies = (find_copy(path, number) for number in range(1, MOST_FILES + 1))
    documents = tuple(takewhile(bool, copies))
    return StatementFiles(f"{path.parent.name}/{path.stem}", path, tuple(filter(None, documents)))


def compute_sha256(path: Path) -> str:
    """The hash of a file, as `source.sha256` has it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
