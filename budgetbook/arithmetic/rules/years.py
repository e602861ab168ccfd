"""Rules across years: which year a document compares with, and whether its documents agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Finding, Kind, Verdict, Why
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.totals import FigureRule
from budgetbook.arithmetic.term import Term
from budgetbook.arithmetic.year_change import find_stated_prior
from budgetbook.content.model import Role
from budgetbook.content.statement import StatementFile


def years(ledger: Ledger) -> Iterator[Finding]:
    """The year that a document compares itself with is the year before its own, in each sentence that names one."""
    comparison, statement = ledger.statement.compares_with, ledger.statement
    if comparison is None or not statement.figures:
        return
    yield _year(ledger, first_figure(statement, ledger.concepts), comparison.year)
    for concept, figure in statement.figures.items():
        if figure.printed and figure.printed.year:
            yield _year(ledger, concept, figure.printed.year, 1)


def _year(ledger: Ledger, concept: str, printed_year: int, number: int | None = None) -> Finding:
    unit = ledger.units.usual_for("year")
    printed_amount, computed_amount = Amount(Decimal(printed_year), unit), Amount(Decimal(ledger.statement.fiscal_year - 1), unit)
    difference = printed_amount.value - computed_amount.value
    verdict: Verdict = "fails" if difference else "holds"
    return Finding(
        ledger.statement.id, concept, "years", "prior", verdict, printed_amount, computed_amount, difference, number=number
    )


def first_figure(statement: StatementFile, concepts: Iterable[str]) -> str:
    """Concept that shows a finding about the whole comparison: the dictionary's first that is reported, or an empty string."""
    return next((concept for concept in concepts if concept in statement.figures), "")


def chains(ledger: Ledger, ledgers: Mapping[str, Ledger]) -> Iterator[Finding]:
    """Last year's figure in this document is this year's figure in last year's document."""
    for concept in ledger.statement.figures:
        prior = find_stated_prior(ledger, concept)
        if prior is not None:
            yield _compare_chain(ledger, ledgers.get(ledger.previous_statement_id(concept, ledgers)), concept, prior, "")


def chains_to_the_budget(ledger: Ledger, ledgers: Mapping[str, Ledger]) -> Iterator[Finding]:
    """The initial budget that final accounts print is the one that the year's budget printed."""
    statement = ledger.statement
    budget_ledger = ledgers.get(ledger.stages.find_id(statement.entity, statement.fiscal_year, "approved", ledgers))
    for concept in statement.figures:
        if printed_budget := ledger.printed_amount(concept, "budget"):
            yield _compare_chain(
                ledger, budget_ledger, concept, (printed_budget, (Term("", concept, "budget", printed_budget),)), "budget"
            )


def _compare_chain(
    ledger: Ledger, earlier: Ledger | None, concept: str, prior: tuple[Amount, tuple[Term, ...]], kind: Kind
) -> Finding:
    prior_amount, terms = prior
    role: Role = "budget" if kind else "prior"
    earlier_amount = earlier.printed_amount(concept, "amount") if earlier else None
    if earlier is None or earlier_amount is None:
        why = "other-missing" if earlier else "no-budget" if kind else _find_reason(ledger, concept)
        return Finding(ledger.statement.id, concept, "chain", role, "untestable", prior_amount, why=why, kind=kind)
    computed_amount = earlier_amount.to_unit(prior_amount.unit)
    verdict, difference, cut = compare_same(prior_amount, computed_amount)
    return Finding(
        ledger.statement.id,
        concept,
        "chain",
        role,
        verdict,
        prior_amount,
        computed_amount,
        difference,
        terms,
        earlier.statement.id,
        kind,
        cut=cut,
    )


def _find_reason(ledger: Ledger, concept: str) -> Why:
    """Why a figure of the year before cannot be looked up in another document."""
    figure = ledger.figure(concept)
    return "stage-unstated" if ledger.has_open_basis(figure.basis if figure else None) else "no-earlier-statement"


RULES: tuple[FigureRule, ...] = (years,)
BETWEEN_STATEMENTS = (chains, chains_to_the_budget)
