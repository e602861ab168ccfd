"""Statements in; the rows of the tables of performance out: every indicator with its value, every score and grade."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.rules.scores import WHOLE_BODY, evaluations, indicators
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import LANGUAGES
from budgetbook.opendata.tables.bilingual import both
from budgetbook.opendata.tables.formula_guard import row
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row, Value

_OPERATORS = {"=": "equal", "≥": "at-least", "≤": "at-most", ">": "more-than", "<": "less-than"}


def indicator_rows(content: Content) -> Iterator[Row]:
    """One row an indicator, of a project or of a whole body."""
    for statement in content.statements.values():
        for about, path, indicator in indicators(statement):
            position = int(path[-1]) + 1
            cells: dict[str, Value] = {
                **_shared(statement, about), "indicator": f"{statement.id}/{about}/indicator-{position}", "position": position,
                "level_one": indicator.level1, "level_two": indicator.level2, **both("name", indicator.name),
                "target_is": _OPERATORS[indicator.operator] if indicator.operator else None, "target_value": indicator.value,
                **both("target_words", indicator.words), **both("counted", indicator.unit),
                "reached_value": indicator.reached, **both("reached_words", indicator.reached_words),
                "points": indicator.points, "score": indicator.score, "at": indicator.at,
            }  # fmt: skip
            yield row(TABLES["indicators"], cells)


def evaluation_rows(content: Content) -> Iterator[Row]:
    """One row a judgement of a project or of a whole body."""
    for statement in content.statements.values():
        for about, _, evaluation in evaluations(statement):
            cells: dict[str, Value] = {
                **_shared(statement, about), "evaluation": f"{statement.id}/{about}/evaluation", "judged_by": evaluation.by,
                "score": evaluation.score, "execution_score": evaluation.execution, **both("grade", evaluation.grade),
                "at": evaluation.at,
            }  # fmt: skip
            yield row(TABLES["evaluations"], cells)


def _shared(statement: Statement, about: str) -> dict[str, Value]:
    project = None if about == WHOLE_BODY else f"{statement.id}/{about}"
    pages = {f"page_{lang}": f"{lang}/{statement.id}/#{about}" for lang in LANGUAGES}
    return {"statement": statement.id, "project": project, **pages}
