"""The rules for what a document says of a figure's change: its size, direction, percentage and unit."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_change_percent, compare_implied_percent, compare_sum
from budgetbook.arithmetic.finding import Finding, Verdict, Why
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.totals import FigureRule
from budgetbook.arithmetic.term import Term
from budgetbook.arithmetic.year_change import compute_change, has_slip_of_unit, read_printed_change
from budgetbook.content.figure import Figure
from budgetbook.content.units import PERCENT


def changes(ledger: Ledger) -> Iterator[Finding]:
    """The change that is printed is this year's figure minus last year's (its direction is a rule of its own)."""
    for concept in ledger.statement.figures:
        change, printed_change = compute_change(ledger, concept), read_printed_change(ledger, concept)
        if change is None and (printed_change or _flows(ledger, concept)):
            yield Finding(ledger.statement.id, concept, "change", "change", "untestable", why="no-prior")
        if change is None or printed_change is None:
            if printed_change:
                yield from _rises_from_below_zero(ledger, concept, printed_change)
            continue
        amount, terms = change
        size = Amount(abs(amount.value), amount.unit)
        verdict, difference, cut = compare_sum(printed_change, size, [term.amount for term in terms])
        yield Finding(ledger.statement.id, concept, "change", "change", verdict, printed_change, size, difference, terms, cut=cut)


def _rises_from_below_zero(ledger: Ledger, concept: str, printed_change: Amount) -> Iterator[Finding]:
    """An increase is no larger than the figure that it led to, or last year's would have been below zero."""
    figure, amount = ledger.statement.figures[concept], ledger.printed_amount(concept, "amount")
    if amount is None or amount.value < 0 or not figure.printed or figure.printed.direction != "increase" or figure.printed.unit:
        return
    prior = Amount(amount.value - printed_change.value, amount.unit)
    if -prior.value > amount.slack + printed_change.slack:
        terms = (Term("", concept, "amount", amount), Term("−", concept, "change", printed_change))
        yield Finding(
            ledger.statement.id, concept, "change", "change", "fails", printed_change, prior, None, terms, kind="below-zero"
        )


def changes_of_lines(ledger: Ledger) -> Iterator[Finding]:
    """The change that the text prints for a line is this year's figure minus last year's, as far as both are known."""
    yield from (finding for finding in changes(ledger) if finding.verdict != "untestable")


def _flows(ledger: Ledger, concept: str) -> bool:
    """True if a reader would expect a change: printed money of a year, not a stock held on a day."""
    definition = ledger.concepts[concept]
    return definition.measure == "money" and not definition.stock and ledger.printed_amount(concept, "amount") is not None


def directions(ledger: Ledger) -> Iterator[Finding]:
    """A figure that is larger than last year's is called an increase, a smaller one a decrease."""
    for concept, figure in ledger.statement.figures.items():
        change = compute_change(ledger, concept)
        if figure.printed and figure.printed.direction and change and change[0].value:
            amount, terms = change
            word = "increase" if amount.value > 0 else "decrease"
            verdict: Verdict = "holds" if word == figure.printed.direction else "fails"
            yield Finding(
                ledger.statement.id, concept, "direction", "change", verdict, figure.printed.direction, word, None, terms
            )


def zeros_with_a_direction(ledger: Ledger) -> Iterator[Finding]:
    """A figure that is the same as last year's has neither increased nor decreased."""
    for concept, figure in ledger.statement.figures.items():
        change = compute_change(ledger, concept)
        if figure.printed and figure.printed.direction and change and not change[0].value:
            word = figure.printed.direction
            verdict: Verdict = "holds" if word == "unchanged" else "fails"
            yield Finding(
                ledger.statement.id, concept, "zero-with-a-direction", "change", verdict, word, "unchanged", None, change[1]
            )


def percents(ledger: Ledger) -> Iterator[Finding]:
    """The percentage that is printed is the change divided by last year's figure; of a figure of 0 there is none."""
    for concept, figure in ledger.statement.figures.items():
        if figure.printed is None or figure.printed.percent is None:
            continue
        change = compute_change(ledger, concept)
        printed_percent = Amount(figure.printed.percent, PERCENT)
        if change is None and (finding := _implied_percent(ledger, concept, figure, printed_percent)):
            yield finding
            continue
        if change is None or change[1][1].amount.value == 0:
            why: Why = "prior-zero" if change else "no-prior"
            if change and change[0].value and figure.printed.percent not in (0, 100):  # those are what forms print for nothing
                yield Finding(
                    ledger.statement.id, concept, "percent", "percent", "fails", printed_percent, change[0], kind="base-zero"
                )
                continue
            yield Finding(ledger.statement.id, concept, "percent", "percent", "untestable", printed_percent, why=why)
            continue
        prior = change[1][1]
        (verdict, difference, cut), size = compare_change_percent(printed_percent, change[1][0].amount, prior.amount)
        terms = (Term("", concept, "change", Amount(abs(change[0].value), prior.amount.unit), True), prior)
        yield Finding(
            ledger.statement.id, concept, "percent", "percent", verdict, printed_percent, size, difference, terms, cut=cut
        )


def _implied_percent(ledger: Ledger, concept: str, figure: Figure, printed_percent: Amount) -> Finding | None:
    """Hold a percentage against amount and change, which leave the figure of the year before; None if they do not tell it."""
    amount, size = ledger.printed_amount(concept, "amount"), read_printed_change(ledger, concept)
    if amount is None or size is None or figure.printed is None or size.value < 0:
        return None
    if figure.printed.direction not in ("increase", "decrease"):
        return None
    change = size if figure.printed.direction == "increase" else Amount(-size.value, size.unit, size.step)
    try:
        (verdict, difference, cut), percent = compare_implied_percent(printed_percent, amount, change)
    except ZeroDivisionError:
        return None
    implied_prior = Amount(amount.value - change.value, amount.unit, amount.rounding_step + size.rounding_step)
    terms = (Term("", concept, "change", size), Term("", concept, "prior", implied_prior, True))
    statement = ledger.statement.id
    return Finding(statement, concept, "percent", "percent", verdict, printed_percent, percent, difference, terms, cut=cut)


def units(ledger: Ledger) -> Iterator[Finding]:
    """A change is printed in the unit of its figure, or in another in which it is that of the two years or of the percentage."""
    for concept, figure in ledger.statement.figures.items():
        if figure.printed and figure.printed.change is not None:
            figure_unit = ledger.unit(concept)
            unit = figure.printed.unit or figure_unit
            is_slip = has_slip_of_unit(ledger, concept)
            if unit != figure_unit and not is_slip and compute_change(ledger, concept) is None:
                yield Finding(ledger.statement.id, concept, "unit", "change", "untestable", unit, why="another-unit")
                continue
            verdict: Verdict = "fails" if is_slip else "holds"
            yield Finding(ledger.statement.id, concept, "unit", "change", verdict, unit, figure_unit)


RULES: tuple[FigureRule, ...] = (changes, directions, zeros_with_a_direction, percents, units)
