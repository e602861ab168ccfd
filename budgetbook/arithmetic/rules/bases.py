"""The rule on which figures of the year before a document compares with: budgets, or what was spent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Finding, Verdict
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.totals import FigureRule
from budgetbook.arithmetic.rules.years import first_figure
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.figure import Basis, Figure
from budgetbook.content.statement import StatementFile

BasesByFigure = Mapping[str, Basis]


def bases(ledger: Ledger) -> Iterator[Finding]:
    """A document says with which figure of the year before it compares one money, and what that is broken down into.

    Totals may be compared with last year's budget, and travel and receptions with what was spent: many documents do so.
    """
    comparison, statement = ledger.statement.compares_with, ledger.statement
    if comparison is None or not statement.figures:
        return
    for concept, figure in statement.figures.items():
        if figure.printed and figure.printed.basis:
            expected_basis = figure.basis or comparison.basis
            yield _compare(ledger, concept, figure.printed.basis, expected_basis, 1)
    bases_by_figure = {name: figure.basis or comparison.basis for name, figure in _figures_with_prior(statement)}
    named_bases = dict.fromkeys((comparison.basis, *bases_by_figure.values()))
    several: list[Basis] = [basis for basis in named_bases if basis != "unstated"] or ["unstated"]
    concept = first_figure(statement, ledger.concepts)
    if len(several) > 1 and not (
        _compares_sides_otherwise(ledger, bases_by_figure) or _compares_lines_otherwise(ledger, bases_by_figure)
    ):
        yield Finding(statement.id, concept, "basis", "prior", "untestable", several[-1], several[0], why="basis-mixed")
    else:
        yield _compare(ledger, concept, several[-1], several[0])


def _figures_with_prior(statement: StatementFile) -> Iterator[tuple[str, Figure]]:
    """Yield every figure, and every table line of the text, that speaks of the year before."""
    lines = ((f"{table}.{code}", line) for table, b in statement.breakdowns.items() for code, line in b.lines.items())
    for name, figure in chain(statement.figures.items(), lines):
        if figure.prior is not None or figure.printed is not None:
            yield name, figure


def _compares_sides_otherwise(ledger: Ledger, bases_by_figure: BasesByFigure) -> bool:
    """True if money is compared with one figure of the year before as it comes in, and with another as it is spent."""
    pairs = [(concept, other) for concept, definition in ledger.concepts.items() for other in definition.equals]
    funds = [fund.figures for fund in ledger.funds.values()]
    of_funds = [(figures[a], figures[b]) for figures in funds for a, b in pairs if {a, b} <= {*figures}]
    return any(
        len({bases_by_figure[one], bases_by_figure[other]} - {"unstated"}) > 1
        and _is_one_money(ledger.printed_amount(one, "amount"), ledger.printed_amount(other, "amount"))
        for one, other in (*pairs, *of_funds)
        if {one, other} <= {*bases_by_figure}
    )


def _compares_lines_otherwise(ledger: Ledger, bases_by_figure: BasesByFigure) -> bool:
    """True if the text compares a total with one figure of the year before, and the lines that make it up with another."""
    for name, breakdown in ledger.statement.breakdowns.items():
        own_bases = {bases_by_figure[key] for code in breakdown.lines if (key := f"{name}.{code}") in bases_by_figure}
        total_bases = set(_find_bases_of_total(ledger, breakdown, bases_by_figure))
        if own_bases and total_bases and own_bases.isdisjoint(total_bases) and "unstated" not in own_bases | total_bases:
            return True
    return False


def _find_bases_of_total(ledger: Ledger, breakdown: Breakdown, bases_by_figure: BasesByFigure) -> Iterator[Basis]:
    """Yield with what the text compares figures that are all the money of a table, of whichever fund."""
    total = breakdown.total[0] if breakdown.total else None
    amount = Amount(total, breakdown.unit) if total is not None else None
    for concept, basis in bases_by_figure.items():
        if _is_one_money(ledger.printed_amount(concept, "amount"), amount):
            yield basis


def _is_one_money(first: Amount | None, second: Amount | None) -> bool:
    if first is None or second is None or not (first.is_money and second.is_money):
        return False
    return compare_same(first, second.to_unit(first.unit))[0] != "fails"


def _compare(ledger: Ledger, concept: str, printed_basis: Basis, expected_basis: Basis, number: int | None = None) -> Finding:
    if printed_basis == expected_basis == "unstated":
        return Finding(ledger.statement.id, concept, "basis", "prior", "untestable", why="basis-unstated", number=number)
    verdict: Verdict = "holds" if printed_basis == expected_basis else "fails"
    return Finding(ledger.statement.id, concept, "basis", "prior", verdict, printed_basis, expected_basis, number=number)


RULES: tuple[FigureRule, ...] = (bases,)
