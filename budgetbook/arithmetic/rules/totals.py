"""The rule for wholes: the parts of a figure make the figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger, Level, Term, total_of
from budgetbook.arithmetic.money import Amount
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
            if verdict == "fails" and leaves_out_carry_over(ledger, concept, role):
                yield Finding(ledger.statement.id, concept, "sum", role, "untestable", why="carried-over")
                continue
            if verdict == "fails" and _comes_out_wider(ledger, concept, role, whole, terms):
                yield Finding(ledger.statement.id, concept, "sum", role, "untestable", why="wider-whole")
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


def _comes_out_wider(ledger: Ledger, concept: str, role: Level, whole: Amount, terms: list[Term]) -> bool:
    """True if the sum comes out with figures that only some places count in."""
    more_values = [value for part in ledger.concepts[concept].may_include if (value := ledger.known_value(part, role))]
    amounts = [*(term.amount for term in terms), *(value.amount.to_unit(whole.unit) for value in more_values)]
    total = Amount(sum((amount.value for amount in amounts), Decimal(0)), whole.unit)
    return bool(more_values) and compare_sum(whole, total, amounts).verdict != "fails"


def leaves_out_carry_over(ledger: Ledger, concept: str, role: Level) -> bool:
    """True if what is called a total is the year's own figure, without the money carried over: final accounts print 总支出 for
    either.
    """
    total = ledger.printed_amount(concept, role)
    between_years = carried_over_concepts(ledger.concepts)
    parts = ledger.concepts[concept].parts
    if total is None or ledger.statement.phase != "final-accounts" or between_years.isdisjoint(parts):
        return False
    of_the_year = (ledger.printed_amount(part, role) for part in parts if part not in between_years)
    return any(own is not None and own.to_unit(total.unit).value == total.value for own in of_the_year)


def carried_over_concepts(concepts: Mapping[str, Concept]) -> set[str]:
    """The concepts of money that lies between the years, such as what is carried forward."""
    return {each for definition in concepts.values() for each in definition.equals_unless}


RULES: tuple[FigureRule, ...] = (sums,)
