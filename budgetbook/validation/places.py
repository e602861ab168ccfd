"""Rules on the places of numbers: each role of a figure or project stands at a part of the document that the statement names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from budgetbook.content.content import Content, Statement
from budgetbook.content.figure import Figure, PlacedItem
from budgetbook.content.importer_config import MentionRole
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.validation.unknown_names import unknown_place


def role_places(content: Content) -> Iterator[Problem]:
    """What is printed elsewhere than its figure has a number, and a place that exists; the amount is where the figure is."""
    for statement in content.statements.values():
        for path, item in _placed_items(statement):
            for role, place in item.elsewhere.items():
                role_path = (*path, "elsewhere", role)
                if place not in statement.places:
                    yield from unknown_place(content, statement, role_path, place)
                elif role == "amount":
                    yield content.problem(statement.file, role_path, message("place-of-amount"))
                elif not _prints(item, role):
                    yield content.problem(statement.file, role_path, message("place-of-nothing", role=role))


def _placed_items(statement: Statement) -> Iterator[tuple[Path, PlacedItem]]:
    for concept, figure in statement.figures.items():
        yield ("figures", concept), figure
    for name, project in statement.projects.items():
        yield ("projects", name), project
    for table, breakdown in statement.breakdowns.items():
        for code, line in breakdown.lines.items():
            yield ("breakdowns", table, "lines", code), line


def _prints(item: PlacedItem, role: str) -> bool:
    """True if the document prints something in this role; a change may be a direction without a size."""
    if isinstance(item, Figure):
        says_change = item.printed is not None and (item.printed.direction or item.printed.year) is not None
        return any(path[-1] == role for path, _ in item.list_numbers()) or (role == "change" and says_change)
    return role in get_args(MentionRole) and getattr(item, role, None) is not None
