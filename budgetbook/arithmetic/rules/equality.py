"""The rules for what must be equal: a figure printed twice, and two figures of one money."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_again, compare_equal
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.rules.totals import FigureRule, carried_over_concepts, leaves_out_carry_over
from budgetbook.arithmetic.term import KnownValue, Level, Term
from budgetbook.arithmetic.year_change import compute_change


def readings(ledger: Ledger) -> Iterator[Finding]:
    """A figure that the document prints twice is the same both times."""
    for concept, figure in ledger.statement.figures.items():
        for index, other_reading in enumerate(figure.readings, 1):
            if (whole := ledger.printed_amount(concept, "amount")) is None:
                continue
            repeated_amount = ledger.amount_at(other_reading.amount, other_reading.unit or whole.unit, other_reading.at)
            verdict, difference, cut = compare_again(whole, repeated_amount)
            repeated_amount = repeated_amount.to_unit(whole.unit)
            terms = (Term("", concept, "amount", whole),)
            yield Finding(
                ledger.statement.id,
                concept,
                "equal",
                "amount",
                verdict,
                whole,
                repeated_amount,
                difference,
                terms,
                kind="again",
                number=index,
                cut=cut,
            )


def equals(ledger: Ledger) -> Iterator[Finding]:
    """What must be equal is equal: all revenue and all expenditure, in both years and in their change."""
    for concept in ledger.concepts:
        if ledger.is_carried_over(concept):
            yield from _carried_over(ledger, concept)
        for other in ledger.equal_to(concept):
            findings = [finding for role in ledger.levels for finding in _equal(ledger, concept, other, role)]
            yield from findings
            if not any(finding.why == "carried-over" for finding in findings):  # nor need their changes be alike
                yield from _equal_changes(ledger, concept, other)


def _carried_over(ledger: Ledger, concept: str) -> Iterator[Finding]:
    """Say of figures that money carried over may lie between that they cannot be held against each other."""
    for other in ledger.concepts[concept].equals:
        if ledger.known_value(concept, "amount") and ledger.known_value(other, "amount"):
            yield Finding(ledger.statement.id, concept, "equal", "amount", "untestable", other=other, why="carried-over")


def _equal(ledger: Ledger, concept: str, other: str, role: Level) -> Iterator[Finding]:
    value, other_value = ledger.known_value(concept, role), ledger.known_value(other, role)
    if value is None and other_value is None:
        return
    if value is None or other_value is None:
        if ledger.figure(concept):
            yield Finding(ledger.statement.id, concept, "equal", role, "untestable", why="other-missing", other=other)
        return
    other_amount = other_value.amount.to_unit(value.amount.unit)
    terms = value.terms or (Term("", concept, role, value.amount),)
    verdict, difference, cut = compare_equal(value.amount, other_amount, [term.amount for term in terms])
    if (
        verdict == "fails"
        and _may_leave_out_carry_over(ledger, (concept, other), role)
        and not _differ_in_unit(value, other_value)
    ):
        yield Finding(ledger.statement.id, concept, "equal", role, "untestable", other=other, why="carried-over")
        return
    yield Finding(
        ledger.statement.id,
        concept,
        "equal",
        role,
        verdict,
        value.amount,
        other_amount,
        difference,
        terms,
        other,
        missing_parts=value.missing_parts,
        cut=cut,
    )


def _differ_in_unit(first: KnownValue, second: KnownValue) -> bool:
    """True if the same digits are printed with two units: one unit is the slip, whatever else lies between the figures."""
    return first.amount.value == second.amount.value and first.amount.unit != second.amount.unit


def _may_leave_out_carry_over(ledger: Ledger, totals: tuple[str, str], role: Level) -> bool:
    """True if final accounts may call the year's own money a total, or give no carried-over money that would tell."""
    if any(leaves_out_carry_over(ledger, total, role) for total in totals):
        return True
    if _explains_difference(ledger, totals, role):
        return True
    carried_parts = [_carried_parts(ledger, total) for total in totals]
    is_silent = not any(ledger.printed_amount(part, role) for parts in carried_parts for part in parts)
    return ledger.statement.phase.is_outcome and all(carried_parts) and is_silent


def _explains_difference(ledger: Ledger, totals: tuple[str, str], role: Level) -> bool:
    """True if what was left of the year, or of the one before, is enough for the difference of two totals of final accounts.

    Then 总收入 and 总支出 may be the year's own, of which the document prints no other.
    """
    values = [ledger.known_value(total, role) for total in totals]
    own_totals = [part for total in totals for part in ledger.concepts[total].parts if ledger.concepts[part].parts]
    if not ledger.statement.phase.is_outcome or any(ledger.printed_amount(own, role) for own in own_totals):
        return False
    if values[0] is None or values[1] is None:
        return False
    first, second = values[0].amount, values[1].amount.to_unit(values[0].amount.unit)
    smaller_total = totals[0] if first.value < second.value else totals[1]
    carried_amounts = [ledger.printed_amount(part, role) for part in _carried_parts(ledger, smaller_total)]
    size = abs(first.value - second.value)
    return any(amount is not None and amount.to_unit(first.unit).value >= size for amount in carried_amounts)


def _carried_parts(ledger: Ledger, total: str) -> set[str]:
    """The money carried over that a total counts in; of a total without parts, that of the wider total, of any fund."""
    between_years = carried_over_concepts(ledger.concepts)
    if ledger.concepts[total].parts:
        return set(ledger.concepts[total].parts) & between_years
    wider_parts = {part for wider in ledger.concepts[total].at_most for part in ledger.concepts[wider].parts} & between_years
    return wider_parts | {c for c, each in ledger.concepts.items() if wider_parts & set(each.at_most)}


def _equal_changes(ledger: Ledger, concept: str, other: str) -> Iterator[Finding]:
    change, figure = compute_change(ledger, concept), ledger.figure(other)
    if change is None or figure is None or figure.printed is None or figure.printed.change is None:
        return
    value = -figure.printed.change if figure.printed.direction == "decrease" else figure.printed.change
    other_change = ledger.amount_at(value, ledger.unit(other), figure.at).to_unit(change[0].unit)
    verdict, difference, cut = compare_equal(change[0], other_change, [term.amount for term in change[1]])
    if verdict == "fails" and _explains_difference(ledger, (concept, other), "amount"):
        return
    yield Finding(
        ledger.statement.id, concept, "equal", "change", verdict, change[0], other_change, difference, change[1], other, cut=cut
    )


RULES: tuple[FigureRule, ...] = (readings, equals)
