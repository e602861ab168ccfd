"""What a statement is called in the list and at the head of its page, and how far a person has got with it.

Both are read from the files as they are: a draft need not be a record yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from budgetbook.content.yaml import reader
from budgetbook.diagnostics.problem import Language
from budgetbook.review.source_files import StatementFiles
from budgetbook.review.words import WORDS


@dataclass(frozen=True, slots=True)
class ListedStatement:
    """A statement with its document, as the list shows it."""

    id: str
    title: str
    documents: tuple[str, ...]
    progress: str
    """How many of its numbers were seen, as its file says; empty if the file has no count."""


def describe_statement(files: StatementFiles, lang: Language) -> ListedStatement:
    """The line of the list for one statement. Raises OSError."""
    entity = files.path.with_name("entity.yaml")
    title = build_title(files, entity.read_bytes() if entity.is_file() else b"", lang)
    review = _read_mapping(files.path.read_bytes()).get("review")
    counts = review if isinstance(review, dict) else {}
    progress = WORDS["seen-of"][lang].format(seen=counts["seen"], of=counts["of"]) if {"seen", "of"} <= counts.keys() else ""
    return ListedStatement(files.id, title, tuple(document.name for document in files.documents), progress)


def build_title(files: StatementFiles, entity_raw: bytes, lang: Language) -> str:
    """The body's name, in Chinese where nobody has written the English yet, with the year and phase of the statement."""
    entity = _read_mapping(entity_raw)
    name = entity.get("short") or entity.get("name")
    names = name if isinstance(name, dict) else {}
    year, _, phase = files.path.stem.partition("-")
    name = names.get(lang) or next(iter(names.values()), None) or files.entity
    document = WORDS[f"statement-{phase}"][lang].format(year=year) if f"statement-{phase}" in WORDS else f"{year} {phase}"
    return f"{name} · {document}"


def _read_mapping(raw: bytes) -> dict[str, Any]:
    """The data of a YAML file; none if it cannot be read."""
    file = reader.attempt("", raw).file if raw else None
    return file.data if file else {}
