"""The rule for scores: the points of the indicators and of budget execution add up to the overall score."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import Term, total_of
from budgetbook.content.performance import Evaluation, Indicator
from budgetbook.content.statement import StatementFile
from budgetbook.content.yaml.reader import Path

WHOLE_ENTITY = "performance"
"""Anchor of a finding about the score of the entity as a whole, also its address on the statement's page."""


def evaluations(statement: StatementFile) -> Iterator[tuple[str, Path, Evaluation]]:
    """Yield each evaluation of a statement with its project (or `WHOLE_ENTITY`) and its path in the file."""
    for name, project in statement.projects.items():
        if project.evaluation:
            yield name, ("projects", name, "evaluation"), project.evaluation
    if statement.performance and statement.performance.evaluation:
        yield WHOLE_ENTITY, ("performance", "evaluation"), statement.performance.evaluation


def indicators(statement: StatementFile) -> Iterator[tuple[str, Path, Indicator]]:
    """Yield each indicator of a statement with its project (or `WHOLE_ENTITY`) and its path in the file."""
    for name, project in statement.projects.items():
        yield from ((name, ("projects", name, "indicators", n), each) for n, each in enumerate(project.indicators))
    if statement.performance:
        numbered_indicators = enumerate(statement.performance.indicators)
        yield from ((WHOLE_ENTITY, ("performance", "indicators", n), each) for n, each in numbered_indicators)


def scores(ledger: Ledger) -> Iterator[Finding]:
    """The points for each indicator and for the money that was spent add up to the whole score."""
    statement, points = ledger.statement, ledger.units.usual_for("score")
    for name, _, evaluation in evaluations(statement):
        indicator_scores = [each.score for subject, _, each in indicators(statement) if subject == name]
        if evaluation.score is None or not indicator_scores:
            continue
        whole = Amount(evaluation.score, points)
        if None in indicator_scores:
            yield Finding(statement.id, name, "sum", "amount", "untestable", whole, kind="score", why="score-missing")
            continue
        known_scores = [score for score in (*indicator_scores, evaluation.execution) if score is not None]
        terms = tuple(Term("+" if n else "", name, "amount", Amount(score, points)) for n, score in enumerate(known_scores))
        total = Amount(total_of(terms), points)
        verdict, difference, _ = compare_same(whole, total)
        yield Finding(statement.id, name, "sum", "amount", verdict, whole, total, difference, terms, kind="score")


RULES = (scores,)
