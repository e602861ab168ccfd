"""Rows of the performance tables: every indicator with its values, every evaluation with its score and grade."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY, evaluations, indicators
from budgetbook.content.content import Content, Statement
from budgetbook.opendata.tables.formula_guard import build_row
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import Row, Value
from budgetbook.opendata.tables.translated_texts import translated_cells

_OPERATORS = {"=": "equal", "≥": "at-least", "≤": "at-most", ">": "more-than", "<": "less-than"}


def indicator_rows(content: Content) -> Iterator[Row]:
    """One row per indicator of a project or of the entity as a whole."""
    for statement in content.statements.values():
        for subject, path, indicator in indicators(statement):
            position = int(path[-1]) + 1
            cells: dict[str, Value] = {
                **_common_cells(content, statement, subject),
                "indicator": f"{statement.id}/{subject}/indicator-{position}",
                "position": position,
                "level_one": indicator.level1,
                "level_two": indicator.level2,
                **translated_cells(content, "name", indicator.name),
                "target_is": _OPERATORS[indicator.operator] if indicator.operator else None,
                "target_value": indicator.value,
                **translated_cells(content, "target_words", indicator.words),
                **translated_cells(content, "counted", indicator.unit),
                "reached_value": indicator.reached,
                **translated_cells(content, "reached_words", indicator.reached_words),
                "points": indicator.points,
                "score": indicator.score,
                "at": indicator.at,
            }
            yield build_row(site_tables(content)["indicators"], cells)


def evaluation_rows(content: Content) -> Iterator[Row]:
    """One row per evaluation of a project or of the entity as a whole."""
    for statement in content.statements.values():
        for subject, _, evaluation in evaluations(statement):
            cells: dict[str, Value] = {
                **_common_cells(content, statement, subject),
                "evaluation": f"{statement.id}/{subject}/evaluation",
                "judged_by": evaluation.by,
                "score": evaluation.score,
                "execution_score": evaluation.execution,
                **translated_cells(content, "grade", evaluation.grade),
                "at": evaluation.at,
            }
            yield build_row(site_tables(content)["evaluations"], cells)


def _common_cells(content: Content, statement: Statement, subject: str) -> dict[str, Value]:
    project = None if subject == WHOLE_ENTITY else f"{statement.id}/{subject}"
    pages = {f"page_{lang}": f"{lang}/{statement.id}/#{subject}" for lang in content.languages}
    return {"statement": statement.id, "project": project, **pages}
