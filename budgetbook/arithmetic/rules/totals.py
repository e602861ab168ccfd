"""The rule for wholes: the parts of a figure make the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import Level, Term, total_of
from budgetbook.content.model import Concept

FigureRule = Callable[[Ledger], Iterator[Finding]]


def sums(ledger: Ledger) -> Iterator[Finding]:
    """The parts of a whole, added up, make the whole."""
    for concept in ledger.statement.figures:
        for role in ledger.levels if ledger.concepts[concept].parts else ():
            if (whole := ledger.printed_amount(concept, role)) is None:
                continue
            terms, missing_parts = ledger.parts(concept, role)
            if not terms:
                continue
            total = Amount(total_of(terms), whole.unit)
            verdict, difference, cut = compare_sum(whole, total, [term.amount for term in terms])
            if verdict == "fails" and difference > 0 and (wider_terms := _wider_sum(ledger, concept, role, whole, difference)):
                terms, total = wider_terms, Amount(total_of(wider_terms), whole.unit)
                verdict, difference, cut = compare_sum(whole, total, [term.amount for term in terms])
            if verdict == "fails" and (
                leaves_out_carry_over(ledger, concept, role) or _holds_carry_over(ledger, concept, role, whole)
            ):
                yield Finding(ledger.statement.id, concept, "sum", role, "untestable", why="carried-over")
                continue
            if verdict == "fails" and _may_be_further_parts(ledger, concept, whole, total):
                yield Finding(ledger.statement.id, concept, "sum", role, "untestable", why="further-parts")
                continue
            if missing_parts and verdict == "fails" and difference > 0:
                yield Finding(
                    ledger.statement.id, concept, "sum", role, "untestable", why="part-missing", missing_parts=missing_parts
                )
                continue
            yield Finding(
                ledger.statement.id,
                concept,
                "sum",
                role,
                verdict,
                whole,
                total,
                difference,
                tuple(terms),
                missing_parts=missing_parts,
                cut=cut,
            )


def _wider_sum(ledger: Ledger, concept: str, role: Level, whole: Amount, gap: Decimal) -> list[Term]:
    """The terms that make the whole with what some places count into it too; none if they are further from it than `gap`."""
    terms = ledger.wider_parts(concept, role)
    verdict, difference, _ = compare_sum(whole, Amount(total_of(terms), whole.unit), [term.amount for term in terms])
    return terms if verdict != "fails" or abs(difference) < gap else []


def _may_be_further_parts(ledger: Ledger, concept: str, whole: Amount, total: Amount) -> bool:
    """True if what the document lists beside the known parts may make up what these leave of the whole."""
    further_parts = ledger.statement.figures[concept].further_parts
    gap = whole.value - total.value
    return bool(further_parts) and 0 < gap <= sum(further_parts, whole.rounding_step)


def _holds_carry_over(ledger: Ledger, concept: str, role: Level, whole: Amount) -> bool:
    """True if a budget's revenue or expenditure of the year is the total itself, so that it counts in what is carried over.

    Only its own parts tell that it does not: where they make it without the money carried over, a sum with both is wrong.
    """
    if ledger.statement.phase.is_outcome or carried_over_concepts(ledger.concepts).isdisjoint(ledger.concepts[concept].parts):
        return False
    own = next((part for part in ledger.concepts[concept].parts if ledger.concepts[part].parts), "")
    amount = ledger.printed_amount(own, role) if own else None
    if amount is None or amount.to_unit(whole.unit).value != whole.value:
        return False
    terms, _ = ledger.parts(own, role)
    return compare_sum(amount, Amount(total_of(terms), amount.unit), [term.amount for term in terms]).verdict == "fails"


def leaves_out_carry_over(ledger: Ledger, concept: str, role: Level) -> bool:
    """True if what is called a total is the year's own figure, without the money carried over: final accounts print 总支出 for
    either.
    """
    total = ledger.printed_amount(concept, role)
    between_years = carried_over_concepts(ledger.concepts)
    parts = ledger.concepts[concept].parts
    if total is None or not ledger.statement.phase.is_outcome or between_years.isdisjoint(parts):
        return False
    of_the_year = (ledger.printed_amount(part, role) for part in parts if part not in between_years)
    return any(own is not None and own.to_unit(total.unit).value == total.value for own in of_the_year)


def carried_over_concepts(concepts: Mapping[str, Concept]) -> set[str]:
    """The concepts of money that lies between the years, such as what is carried forward."""
    return {each for definition in concepts.values() for each in definition.equals_unless}


def grand_totals_of(concepts: Mapping[str, Concept], own_total: str) -> tuple[str, ...]:
    """The concepts of a year's total and the money carried over together."""
    between_years = carried_over_concepts(concepts)
    return tuple(c for c, each in concepts.items() if own_total in each.parts and not between_years.isdisjoint(each.parts))


RULES: tuple[FigureRule, ...] = (sums,)
