"""Names of the copies of published documents that may lie beside their statements, on the machine of whoever checks them.

A copy has the statement's name and the ending of its format: `2024-budget.pdf` beside `2024-budget.yaml`. Git leaves it out, and
so does a build: it is neither read nor published, nor is it a stray file. `serve` shows it beside the statement.
"""

from __future__ import annotations

import re

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt", ".xlsx", ".xls", ".csv")
"""Endings of the formats that are read, in the order in which they are looked for."""
_NAME = re.compile(
    rf"(?:19|20)[0-9]{{2}}-(?:budget|final-accounts|unknown)(?:{'|'.join(map(re.escape, SUFFIXES))})", re.IGNORECASE
)


def is_source_document(name: str) -> bool:
    """True if the last part of a path is the name of such a copy. A control list (`2024-budget.numbers.txt`) is none."""
    return _NAME.fullmatch(name) is not None
