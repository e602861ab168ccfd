"""Problems of a name that nothing has, with the name that may be meant."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.content import Content, Statement
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, did_you_mean, message


def unknown_concept(content: Content, file: str, path: Path, name: str) -> Iterator[Problem]:
    """A problem if the dictionary has no such concept."""
    if name not in content.concepts:
        yield content.problem(file, path, message("unknown-concept", name=name), did_you_mean(name, content.concepts))


def unknown_place(content: Content, statement: Statement, path: Path, place: str) -> Iterator[Problem]:
    """A problem if the statement has no such place."""
    if place not in statement.places:
        yield content.problem(statement.file, path, message("unknown-place", name=place), did_you_mean(place, statement.places))


def unknown_table(content: Content, file: str, path: Path, name: str) -> Iterator[Problem]:
    """A problem if the country has no such standard table."""
    if name not in content.tables:
        yield content.problem(file, path, message("unknown-table", name=name), did_you_mean(name, content.tables))
