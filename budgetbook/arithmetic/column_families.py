"""The columns of a table that make up another: its parts, or its money by fund."""

from __future__ import annotations

from collections.abc import Mapping

from budgetbook.content.breakdown import Breakdown, Column
from budgetbook.content.country import FundEntry
from budgetbook.content.model import Concept


def column_families(
    breakdown: Breakdown, concepts: Mapping[str, Concept], funds: Mapping[str, FundEntry]
) -> dict[int, list[int]]:
    """Columns that make up each column, by index: parts of its concept, or its money by fund."""
    columns = list(enumerate(breakdown.columns))
    parents = {index: _parent(index, column, columns, concepts, funds) for index, column in columns}
    families: dict[int, list[int]] = {}
    for index, parent in parents.items():
        if parent is not None:
            families.setdefault(parent, []).append(index)
    return families


def _parent(
    index: int, column: Column, columns: list[tuple[int, Column]], concepts: Mapping[str, Concept], funds: Mapping[str, FundEntry]
) -> int | None:
    """Index of the nearest column that this column is part of, or None."""
    nearest: tuple[int, int] | None = None
    for other, whole in columns:
        if other == index or whole.role != column.role:
            continue
        if whole.concept == column.concept and whole.fund in funds and column.fund in funds[whole.fund].parts:
            distance = 0
        elif whole.fund == column.fund and (steps := _steps(column.concept, whole.concept, concepts)):
            distance = steps
        else:
            continue
        if nearest is None or distance < nearest[0]:
            nearest = (distance, other)
    return nearest[1] if nearest else None


def _steps(part: str, whole: str, concepts: Mapping[str, Concept]) -> int:
    """Number of part-of steps between two concepts; 0 if there is no path."""
    level, steps = {whole}, 0
    while level:
        steps += 1
        level = {p for concept in level for p in (*concepts[concept].parts, *concepts[concept].of_which)}
        if part in level:
            return steps
    return 0
