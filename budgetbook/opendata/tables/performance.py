"""Rows of the performance tables: every indicator with its values, every evaluation with its score and grade."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY, evaluations, indicators
from budgetbook.content.loader import Content, Statement
from budgetbook.content.model import LANGUAGES
from budgetbook.opendata.tables.bilingual import bilingual_cells
from budgetbook.opendata.tables.formula_guard import build_row
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row, Value

_OPERATORS = {"=": "equal", "≥": "at-least", "≤": "at-most", ">": "more-than", "<": "less-than"}


def indicator_rows(content: Content) -> Iterator[Row]:
    """One row per indicator of a project or of the entity as a whole."""
    for statement in content.statements.values():
        for subject, path, indicator in indicators(statement):
            position = int(path[-1]) + 1
            cells: dict[str, Value] = {
                **_common_cells(statement, subject),
                "indicator": f"{statement.id}/{subject}/indicator-{position}",
                "position": position,
                "level_one": indicator.level1,
                "level_two": indicator.level2,
                **bilingual_cells("name", indicator.name),
                "target_is": _OPERATORS[indicator.operator] if indicator.operator else None,
                "target_value": indicator.value,
                **bilingual_cells("target_words", indicator.words),
                **bilingual_cells("counted", indicator.unit),
                "reached_value": indicator.reached,
                **bilingual_cells("reached_words", indicator.reached_words),
                "points": indicator.points,
                "score": indicator.score,
                "at": indicator.at,
            }
            yield build_row(TABLES["indicators"], cells)


def evaluation_rows(content: Content) -> Iterator[Row]:
    """One row per evaluation of a project or of the entity as a whole."""
    for statement in content.statements.values():
        for subject, _, evaluation in evaluations(statement):
            cells: dict[str, Value] = {
                **_common_cells(statement, subject),
                "evaluation": f"{statement.id}/{subject}/evaluation",
                "judged_by": evaluation.by,
                "score": evaluation.score,
                "execution_score": evaluation.execution,
                **bilingual_cells("grade", evaluation.grade),
                "at": evaluation.at,
            }
            yield build_row(TABLES["evaluations"], cells)


def _common_cells(statement: Statement, subject: str) -> dict[str, Value]:
    project = None if subject == WHOLE_ENTITY else f"{statement.id}/{subject}"
    pages = {f"page_{lang}": f"{lang}/{statement.id}/#{subject}" for lang in LANGUAGES}
    return {"statement": statement.id, "project": project, **pages}
