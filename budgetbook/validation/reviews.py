"""Rules on what a person has looked at: the counts of `review` are possible, and somebody stands for them."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.content import Content, Statement
from budgetbook.diagnostics.problem import Problem, message


def review_counts(content: Content) -> Iterator[Problem]:
    """The counts are those of the control list, and `by` says who looked where anything was seen."""
    for statement in content.statements.values():
        if statement.review is not None:
            yield from _review_problems(content, statement)


def _review_problems(content: Content, statement: Statement) -> Iterator[Problem]:
    review, printed_count = statement.review, count_printed_numbers(statement)
    if review is None:
        return
    if review.of != printed_count:
        text = message("review-of-other-numbers", found=review.of, expected=printed_count)
        yield content.problem(statement.file, ("review", "of"), text, message("review-anew"))
    if not 0 <= review.seen <= review.of:
        yield content.problem(statement.file, ("review", "seen"), message("review-beyond", seen=review.seen, of=review.of))
    if review.seen and review.by is None:
        yield content.problem(statement.file, ("review",), message("review-by-nobody"))


def count_printed_numbers(statement: Statement) -> int:
    """Count of the numbers that the document prints; 0 without a control list."""
    return sum(len(line.tokens) for line in statement.numbers.lines) if statement.numbers else 0
