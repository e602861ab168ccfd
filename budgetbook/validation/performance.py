"""Rules on indicators and evaluations: names that exist, and values given exactly once."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.rules.scores import evaluations, indicators
from budgetbook.content.content import Content
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem, message
from budgetbook.validation.unknown_names import unknown_concept, unknown_place


def performance_names(content: Content) -> Iterator[Problem]:
    """The levels of an indicator are concepts of the dictionary, and what is printed of performance has a place."""
    for statement in content.statements.values():
        places: list[tuple[Path, str]] = []
        for _, path, indicator in indicators(statement):
            places.append(((*path, "at"), indicator.at))
            for level, name in (("level1", indicator.level1), ("level2", indicator.level2)):
                if name:
                    yield from unknown_concept(content, statement.file, (*path, level), name)
        places += (((*path, "at"), evaluation.at) for _, path, evaluation in evaluations(statement))
        for path, place in places:
            yield from unknown_place(content, statement, path, place)


def indicator_values(content: Content) -> Iterator[Problem]:
    """An indicator's target is either a number or a state in words."""
    for statement in content.statements.values():
        for _, path, indicator in indicators(statement):
            if (indicator.value is None) == (indicator.words is None):
                yield content.problem(statement.file, path, message("value-or-words"))
