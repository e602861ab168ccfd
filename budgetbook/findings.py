"""Statements in; what recomputing their arithmetic gives out: one `Finding` a check, whichever way it ends.

Nothing here judges our own files: that is `checks.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from budgetbook.finding import VERDICTS, Finding, Verdict
from budgetbook.ledger import Ledger
from budgetbook.load import Content, Statement
from budgetbook.rules import RULES, chained

__all__ = ["VERDICTS", "Finding", "Verdict", "of"]


def of(content: Content) -> dict[str, tuple[Finding, ...]]:
    """Every finding, by statement, in the order of the rules and of the dictionary, each with the mark that confirms it."""
    ledgers = {name: Ledger(statement, content.concepts) for name, statement in content.statements.items()}
    return {name: _of_statement(ledger, _earlier(ledger.statement, ledgers)) for name, ledger in ledgers.items()}


def _of_statement(ledger: Ledger, earlier: Ledger | None) -> tuple[Finding, ...]:
    order = {concept: index for index, concept in enumerate(ledger.concepts)}
    found: list[Finding] = []
    rules: tuple[Callable[[Ledger], Iterator[Finding]], ...] = (*RULES, partial(chained, earlier=earlier))
    for rule in rules:
        found += sorted(rule(ledger), key=lambda finding: order[finding.concept])
    return tuple(_confirmed(finding, ledger.statement) for finding in found)


def _confirmed(finding: Finding, statement: Statement) -> Finding:
    figure = statement.figures.get(finding.concept)
    marks = [mark for mark in figure.sic if finding.confirmed_by(mark)] if figure and not finding.exact else []
    return replace(finding, mark=marks[0]) if marks else finding


def _earlier(statement: Statement, ledgers: Mapping[str, Ledger]) -> Ledger | None:
    """The statement of the year compared with, by the same body and of the same kind."""
    if statement.compares_with is None:
        return None
    return ledgers.get(f"{statement.entity}/{statement.compares_with.year}-{statement.phase}")
