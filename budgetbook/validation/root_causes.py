"""Reports the misread number behind a group of findings, instead of every finding that follows from it.

One wrong digit opens a handful of findings. If the control list tells which number was mistyped, the rules run again with the
number as printed; findings that then disappear are not reported, and no `sic` is offered for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from budgetbook.arithmetic import run_rules
from budgetbook.arithmetic.confirmation import withhold_unconfirmed
from budgetbook.arithmetic.finding import Findings
from budgetbook.content.content import Content
from budgetbook.content.yaml.reader import Path
from budgetbook.diagnostics.problem import Problem
from budgetbook.validation import control_list, sic_marks
from budgetbook.validation.misreadings import MisreadNumber


def root_problems(content: Content, statement_findings: Findings) -> Iterator[Problem]:
    """Every misread number, and every unconfirmed finding and stale mark that does not follow from one."""
    wrong = control_list.list_misread_numbers(content)
    doubtful = {(each.statement, str(name)) for each in wrong for name in each.claim.path[1:2]}
    open_ones = list(sic_marks.validate_marks(content, statement_findings, doubtful))
    corrections = [each for each in wrong if each.better]
    left = _remaining_problems(content, corrections, open_ones) if corrections and open_ones else open_ones
    follow = len(open_ones) - len(left)
    for each in wrong:
        yield control_list.misread_problem(content, each, follow if each.better else 0)
    yield from left


def _remaining_problems(content: Content, corrections: list[MisreadNumber], open_ones: list[Problem]) -> list[Problem]:
    """Problems that remain once every misread number is as printed; all of them, if the corrections open new ones."""
    statements = dict(content.statements)
    for each in corrections:
        statements[each.statement] = _put(statements[each.statement], each.claim.path, Decimal(each.better))
    corrected_content = replace(content, statements=statements)
    problems_after = {
        (p.file, p.path, p.message)
        for p in sic_marks.validate_marks(
            corrected_content, withhold_unconfirmed(corrected_content, run_rules.run_rules(corrected_content)), set()
        )
    }
    problems_before = {(p.file, p.path, p.message) for p in open_ones}
    if not problems_after <= problems_before:
        return open_ones
    return [p for p in open_ones if (p.file, p.path, p.message) in problems_after]


def _put(value: Any, path: Path, number: Decimal) -> Any:
    """A copy of a record with the number at `path` replaced."""
    if not path:
        return number if isinstance(value, Decimal) else value
    step, rest = path[0], path[1:]
    if isinstance(value, BaseModel):
        return value.model_copy(update={str(step): _put(getattr(value, str(step)), rest, number)})
    if isinstance(value, dict):
        return {**value, step: _put(value[step], rest, number)}
    if isinstance(value, tuple):
        return tuple(_put(each, rest, number) if index == step else each for index, each in enumerate(value))
    return value
