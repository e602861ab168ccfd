"""Any one digit of a statement mistyped: nearly every slip must be seen, and by one failure, not by six."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import project
import pytest
from project import CheckedContent

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.number_places import NumberPath, number_at, with_number
from budgetbook.arithmetic.run_rules import run_rules
from budgetbook.arithmetic.term import LEVELS
from budgetbook.content.content import Statement

Key = tuple[str, str, Decimal | None, str | None]


def _paths(statement: Statement) -> Iterator[NumberPath]:
    """Every number of the figures: what is printed for each year, of the change, as a share."""
    for concept, figure in statement.figures.items():
        yield from (("figures", concept, level) for level in LEVELS if getattr(figure, level) is not None)
        if figure.share is not None:
            yield ("figures", concept, "share")
        for role in ("change", "percent"):
            if figure.printed and getattr(figure.printed, role) is not None:
                yield ("figures", concept, "printed", role)


def _slips(value: Decimal) -> Iterator[Decimal]:
    """The number with one digit changed, each digit once."""
    digits = f"{value:f}"
    for index, digit in enumerate(digits):
        if digit.isdigit():
            yield Decimal(f"{digits[:index]}{(int(digit) + 1) % 10}{digits[index + 1 :]}")


def _inexact(findings: tuple[Finding, ...]) -> set[Key]:
    return {(finding.id, finding.verdict, finding.difference, finding.words) for finding in findings if not finding.exact}


@pytest.fixture(scope="module")
def seen(checked: CheckedContent) -> list[tuple[bool, int]]:
    """For each slip, whether a check shows it, and how many more checks fail than before."""
    statement = checked.content.statements[project.STATEMENT]
    before = _inexact(checked.findings[project.STATEMENT])
    outcomes = []
    for path in _paths(statement):
        for value in _slips(number_at(statement, path).value):
            content = replace(checked.content, statements={project.STATEMENT: with_number(statement, path, value)})
            after = _inexact(run_rules(content)[project.STATEMENT])
            new_failures = {key[0] for key in after if key[1] == "fails"} - {key[0] for key in before}
            outcomes.append((after != before, len(new_failures)))
    return outcomes


@pytest.mark.slow
def test_every_slip_that_some_check_can_see_is_seen(seen: list[tuple[bool, int]]) -> None:
    """The rest are numbers that no identity holds, and zeros that become a possible figure."""
    assert len(seen) == SLIPS
    assert sum(shown for shown, _ in seen) == SEEN


@pytest.mark.slow
def test_a_slip_is_seldom_more_than_one_failure(seen: list[tuple[bool, int]]) -> None:
    assert max(failures for _, failures in seen) <= 3
    assert sum(failures > 1 for _, failures in seen) < len(seen) / 10


SLIPS, SEEN = 164, 126
