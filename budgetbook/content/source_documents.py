"""Names of the copies of published documents that may lie beside their statements, on the machine of whoever checks them.

A copy has the name of the statement and the ending of its format: `2024-budget.pdf` beside `2024-budget.yaml`. Of a document
in several files, the further ones are counted: `2024-budget.2.xlsx`. Git leaves the copies out, and so does a build: they are
neither read nor published, nor are they stray files. `serve` shows them beside the statement.
"""

from __future__ import annotations

import re
from pathlib import Path

from budgetbook.content.control_list import MOST_FILES
from budgetbook.content.stages import STEM

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt", ".xlsx", ".xls", ".csv")
"""Endings of the formats that are read, in the order in which they are looked for."""
_NAME = re.compile(rf"{STEM}(?:\.[2-{MOST_FILES}])?(?:{'|'.join(map(re.escape, SUFFIXES))})", re.IGNORECASE)
_PLACE = "/content/statements/*/"
IGNORED_BY_GIT = (
    *(f"{_PLACE}[12]*{suffix}" for suffix in SUFFIXES),
    f"!{_PLACE}*.numbers.txt",
    f"!{_PLACE}[12]*.*.csv",
    f"{_PLACE}[12]*.[2-{MOST_FILES}].csv",
)
"""Lines of the `.gitignore` of a site: the copies, and neither control lists nor large tables, whose names begin alike."""


def is_source_document(name: str) -> bool:
    """True if the last part of a path is the name of such a copy. A control list (`2024-budget.numbers.txt`) is none."""
    return _NAME.fullmatch(name) is not None


def name_copy(statement: Path, number: int, suffix: str) -> Path:
    """The copy of a statement's document, or of the file of that number, from 1, if it has several."""
    return statement.with_suffix(suffix if number == 1 else f".{number}{suffix}")


def find_copy(statement: Path, number: int) -> Path | None:
    """The copy of that number, whatever its format; None if none lies there. Links are not followed."""
    names = (name_copy(statement, number, suffix) for suffix in SUFFIXES)
    return next((each for each in names if each.is_file() and not each.is_symlink()), None)
