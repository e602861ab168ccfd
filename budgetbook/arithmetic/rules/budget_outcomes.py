"""The rules for what final accounts say of the outcome against the budget."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_same, compare_share_percent
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.totals import FigureRule
from budgetbook.arithmetic.term import Level, Term
from budgetbook.content.figure import BudgetOutcome
from budgetbook.content.units import PERCENT

_BUDGET_LEVELS: tuple[Level, ...] = ("budget", "adjusted")
FORM_PERCENTAGES = (0, 100)
"""What forms print as a rate of nothing, so that the cell is not empty."""


def completions(ledger: Ledger) -> Iterator[Finding]:
    """The rate of completion that is printed is the outcome divided by the budget; of a budget of 0 there is none."""
    for concept, figure in ledger.statement.figures.items():
        if figure.completion is None:
            continue
        levels: tuple[Level, ...] = (figure.completion_of,) if figure.completion_of else _BUDGET_LEVELS
        outcome, budgets = ledger.printed_amount(concept, "amount"), _budgets(ledger, concept, levels)
        printed_rate = Amount(figure.completion, PERCENT)
        if outcome is None or not budgets:
            yield Finding(ledger.statement.id, concept, "completion", "percent", "untestable", printed_rate, why="budget-missing")
        elif not all(budget.amount.value for budget in budgets):
            yield _rate_of_nothing(ledger, concept, printed_rate, outcome)
        else:
            findings = [_completion(ledger, concept, printed_rate, outcome, budget) for budget in budgets]
            yield next((finding for finding in findings if finding.verdict != "fails"), findings[0])


def _budgets(ledger: Ledger, concept: str, levels: tuple[Level, ...]) -> tuple[Term, ...]:
    """The budgets of these levels that are printed."""
    amounts = ((level, ledger.printed_amount(concept, level)) for level in levels)
    return tuple(Term("", concept, level, amount) for level, amount in amounts if amount is not None)


def _completion(ledger: Ledger, concept: str, printed_rate: Amount, outcome: Amount, budget: Term) -> Finding:
    (verdict, difference, cut), rate = compare_share_percent(printed_rate, outcome, budget.amount)
    terms = (Term("", concept, "amount", outcome), budget)
    statement = ledger.statement.id
    return Finding(statement, concept, "completion", "percent", verdict, printed_rate, rate, difference, terms, cut=cut)


def _rate_of_nothing(ledger: Ledger, concept: str, printed_rate: Amount, outcome: Amount) -> Finding:
    """A rate of a budget of 0: it cannot be right, unless it is what the form prints for nothing."""
    statement = ledger.statement.id
    if not outcome.value or printed_rate.value in FORM_PERCENTAGES:
        return Finding(statement, concept, "completion", "percent", "untestable", printed_rate, why="budget-zero")
    return Finding(statement, concept, "completion", "percent", "fails", printed_rate, outcome, kind="base-zero")


def outcomes(ledger: Ledger) -> Iterator[Finding]:
    """An outcome that is called larger or smaller than the budget, or the same, is so by the two amounts.

    Which budget the word is about need not be the one that the rate of completion is of.
    """
    for concept, figure in ledger.statement.figures.items():
        if figure.outcome is None:
            continue
        outcome, budgets = ledger.printed_amount(concept, "amount"), _budgets(ledger, concept, _BUDGET_LEVELS)
        if outcome is None or not budgets:
            yield Finding(ledger.statement.id, concept, "outcome", "budget", "untestable", figure.outcome, why="budget-missing")
            continue
        words = [choose_outcome_word(outcome, budget.amount, figure.outcome) for budget in budgets]
        position = words.index(figure.outcome) if figure.outcome in words else 0
        terms = (Term("", concept, "amount", outcome), Term("−", concept, budgets[position].role, budgets[position].amount))
        yield Finding(
            ledger.statement.id,
            concept,
            "outcome",
            "budget",
            "holds" if figure.outcome == words[position] else "fails",
            figure.outcome,
            words[position],
            None,
            terms,
        )


def choose_outcome_word(outcome: Amount, budget: Amount, printed_word: BudgetOutcome) -> BudgetOutcome:
    """The word for two amounts; two that are one number but for rounding may be called the same."""
    if printed_word == "equal" and compare_same(outcome, budget).verdict != "fails":
        return "equal"
    difference = outcome.value - budget.value
    return "above" if difference > 0 else "below" if difference < 0 else "equal"


RULES: tuple[FigureRule, ...] = (completions, outcomes)
