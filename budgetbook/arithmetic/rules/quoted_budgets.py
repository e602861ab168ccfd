"""What a passage says of an outcome against its budget, judged by its own two amounts."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_share_percent
from budgetbook.arithmetic.finding import Finding, Verdict
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.budget_comparisons import BudgetComparison, find_budget_comparisons
from budgetbook.arithmetic.rules.budget_outcomes import FORM_PERCENTAGES, choose_outcome_word


def compare_quoted_budgets(statement: str, name: str, text: str) -> Iterator[Finding]:
    """Yield a finding on each rate of completion and on each word for the outcome in a passage of that name."""
    for number, each in enumerate(find_budget_comparisons(text), 1):
        if each.rate is not None:
            yield from _compare_rate(statement, name, number, each, each.rate)
        if each.word is not None:
            word = choose_outcome_word(each.outcome, each.budget, each.word)
            verdict: Verdict = "holds" if word == each.word else "fails"
            yield Finding(statement, name, "outcome", "budget", verdict, each.word, word, number=number)


def _compare_rate(statement: str, name: str, number: int, each: BudgetComparison, rate: Amount) -> Iterator[Finding]:
    if each.budget.value:
        (verdict, difference, cut), computed_rate = compare_share_percent(rate, each.outcome, each.budget)
        yield Finding(statement, name, "completion", "percent", verdict, rate, computed_rate, difference, number=number, cut=cut)
    elif each.outcome.value and rate.value not in FORM_PERCENTAGES:
        yield Finding(statement, name, "completion", "percent", "fails", rate, each.outcome, kind="base-zero", number=number)
