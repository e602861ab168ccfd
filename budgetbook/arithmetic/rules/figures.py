"""Rules on a statement's figures. `RULES` lists them all, in the order they run.

Which concepts a rule applies to is data in `content/concepts.yaml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from budgetbook.arithmetic.finding import Finding, Kind, Verdict, Why
from budgetbook.arithmetic.ledger import Ledger, Level, Term, total_of
from budgetbook.arithmetic.money import Amount, percent_of


def compare(printed_amount: Amount, computed_amount: Amount, tolerance: Decimal) -> tuple[Verdict, Decimal]:
    """Verdict on two amounts in one unit, and printed minus computed."""
    difference = printed_amount.value - computed_amount.value
    verdict: Verdict = "holds" if difference == 0 else "rounding" if abs(difference) <= tolerance else "fails"
    return verdict, difference


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
            verdict, difference = compare(whole, total, ledger.tolerance([whole, *(t.amount for t in terms)]))
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
            )


def changes(ledger: Ledger) -> Iterator[Finding]:
    """The change that is printed is this year's figure minus last year's (its direction is a rule of its own)."""
    for concept, figure in ledger.statement.figures.items():
        change = ledger.change(concept)
        says = figure.printed is not None and figure.printed.change is not None
        if change is None and (says or _flows(ledger, concept)):
            yield Finding(ledger.statement.id, concept, "change", "change", "untestable", why="no-prior")
        if change is None or figure.printed is None or figure.printed.change is None:
            continue
        amount, terms = change
        printed_change, size = Amount(figure.printed.change, amount.unit), Amount(abs(amount.value), amount.unit)
        verdict, difference = compare(printed_change, size, ledger.tolerance([printed_change, *(t.amount for t in terms)]))
        yield Finding(ledger.statement.id, concept, "change", "change", verdict, printed_change, size, difference, terms)


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
        change = ledger.change(concept)
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
        change = ledger.change(concept)
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
        change = ledger.change(concept)
        printed_percent = Amount(figure.printed.percent, "%")
        if change is None or change[1][1].amount.value == 0:
            why: Why = "prior-zero" if change else "no-prior"
            yield Finding(ledger.statement.id, concept, "percent", "percent", "untestable", printed_percent, why=why)
            continue
        prior = change[1][1]
        size = _percent(abs(change[0].value), abs(prior.amount.value), printed_percent)
        verdict, difference = compare(printed_percent, size, Decimal(0))
        terms = (Term("", concept, "change", Amount(abs(change[0].value), prior.amount.unit), True), prior)
        yield Finding(ledger.statement.id, concept, "percent", "percent", verdict, printed_percent, size, difference, terms)


def units(ledger: Ledger) -> Iterator[Finding]:
    """A change is printed in the unit of its figure."""
    for concept, figure in ledger.statement.figures.items():
        if figure.printed and figure.printed.change is not None:
            figure_unit = ledger.unit(concept)
            unit = figure.printed.unit or figure_unit
            verdict: Verdict = "holds" if unit == figure_unit else "fails"
            yield Finding(ledger.statement.id, concept, "unit", "change", verdict, unit, figure_unit)


def readings(ledger: Ledger) -> Iterator[Finding]:
    """A figure that the document prints twice is the same both times."""
    for concept, figure in ledger.statement.figures.items():
        for index, other_reading in enumerate(figure.readings, 1):
            if (whole := ledger.printed_amount(concept, "amount")) is None:
                continue
            repeated_amount = Amount(other_reading.amount, other_reading.unit or whole.unit).to_unit(whole.unit)
            slack = ledger.tolerance([whole]) if repeated_amount.unit != (other_reading.unit or whole.unit) else Decimal(0)
            verdict, difference = compare(whole, repeated_amount, slack)
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
            )


def equals(ledger: Ledger) -> Iterator[Finding]:
    """What must be equal is equal: all revenue and all expenditure, in both years and in their change."""
    for concept in ledger.concepts:
        for other in ledger.equal_to(concept):
            for role in ledger.levels:
                yield from _equal(ledger, concept, other, role)
            yield from _equal_changes(ledger, concept, other)


def _equal(ledger: Ledger, concept: str, other: str, role: Level) -> Iterator[Finding]:
    value, other_value = ledger.known_value(concept, role), ledger.known_value(other, role)
    if value is None and other_value is None:
        return
    if value is None or other_value is None:
        if ledger.figure(concept):
            yield Finding(ledger.statement.id, concept, "equal", role, "untestable", why="other-missing", other=other)
        return
    other_amount = other_value.amount.to_unit(value.amount.unit)
    slack = ledger.tolerance([other_amount, *([t.amount for t in value.terms] or [value.amount])])
    verdict, difference = compare(value.amount, other_amount, slack)
    terms = value.terms or (Term("", concept, role, value.amount),)
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
    )


def _equal_changes(ledger: Ledger, concept: str, other: str) -> Iterator[Finding]:
    change, figure = ledger.change(concept), ledger.figure(other)
    if change is None or figure is None or figure.printed is None or figure.printed.change is None:
        return
    value = -figure.printed.change if figure.printed.direction == "decrease" else figure.printed.change
    other_change = Amount(value, ledger.unit(other)).to_unit(change[0].unit)
    slack = ledger.tolerance([other_change, *(t.amount for t in change[1])])
    verdict, difference = compare(change[0], other_change, slack)
    yield Finding(ledger.statement.id, concept, "equal", "change", verdict, change[0], other_change, difference, change[1], other)


def at_mosts(ledger: Ledger) -> Iterator[Finding]:
    """A part is never more than its whole, and what a document lists of a whole never adds up to more.

    Of a whole below zero this says nothing: where money is taken back, any part may be more than what all of it comes to.
    """
    for concept, definition in ledger.concepts.items():
        value = ledger.known_value(concept, "amount")
        if value is None:
            continue
        for other in definition.at_most:
            if (whole := ledger.known_value(other, "amount")) is None:
                yield Finding(
                    ledger.statement.id,
                    concept,
                    "at-most",
                    "amount",
                    "untestable",
                    value.amount,
                    why="other-missing",
                    other=other,
                )
                continue
            if whole.amount.value >= 0:
                yield _at_most(ledger, concept, value.amount, whole.amount, (Term("", concept, "amount", value.amount),), other)
        if value.amount.value >= 0 and (terms := ledger.itemised_terms(concept)):
            total = Amount(total_of(terms), value.amount.unit)
            yield _at_most(ledger, concept, total, value.amount, tuple(terms), "")


def _at_most(ledger: Ledger, concept: str, part: Amount, whole: Amount, terms: tuple[Term, ...], other: str) -> Finding:
    remainder = whole.to_unit(part.unit).value - part.value
    slack = ledger.tolerance([whole, *(t.amount for t in terms)])
    verdict: Verdict = "holds" if remainder >= 0 else "rounding" if -remainder <= slack else "fails"
    printed_amount, computed_amount = (part, whole) if other else (whole, part)
    kind: Kind = "" if other else "listed"
    return Finding(
        ledger.statement.id, concept, "at-most", "amount", verdict, printed_amount, computed_amount, remainder, terms, other, kind
    )


def counts(ledger: Ledger) -> Iterator[Finding]:
    """No more things are listed than are counted; and none of a thing goes with no money for it."""
    for concept in ledger.statement.figures:
        definition, whole = ledger.concepts[concept], ledger.printed_amount(concept, "amount")
        if whole is None:
            continue
        if definition.itemised_by and definition.measure == "count" and ledger.statement.projects:
            listed_count = Amount(Decimal(len(ledger.statement.projects)), whole.unit)
            remainder = whole.value - listed_count.value
            verdict: Verdict = "holds" if remainder >= 0 else "fails"
            yield Finding(ledger.statement.id, concept, "count", "amount", verdict, whole, listed_count, remainder, kind="listed")
        if definition.counts and (money := ledger.printed_amount(definition.counts, "amount")):
            agrees: Verdict = "holds" if bool(whole.value) == bool(money.value) else "fails"
            yield Finding(ledger.statement.id, concept, "count", "amount", agrees, whole, money, other=definition.counts)


def units_by_kind(ledger: Ledger) -> Iterator[Finding]:
    """All units of an entity, counted by kind, are those below it and the entity itself."""
    for concept, definition in ledger.concepts.items():
        count_below = ledger.printed_amount(definition.one_more_than, "amount") if definition.one_more_than else None
        if count_below is None:
            continue
        terms, missing_parts = ledger.parts(concept, "amount")
        whole = ledger.printed_amount(concept, "amount")
        if not (whole or terms):
            continue
        count = whole or Amount(total_of(terms), ledger.unit(concept))
        one_more = Amount(count_below.value + 1, count.unit)
        verdict, difference = compare(count, one_more, Decimal(0))
        subject, other = concept if whole else terms[0].concept, definition.one_more_than or ""
        if not whole and missing_parts and difference < 0:
            why: Why = "part-missing"
            yield Finding(
                ledger.statement.id,
                subject,
                "count",
                "amount",
                "untestable",
                other=other,
                kind="units",
                why=why,
                missing_parts=missing_parts,
            )
            continue
        yield Finding(
            ledger.statement.id, subject, "count", "amount", verdict, count, one_more, difference, tuple(terms), other, "units"
        )


def shares(ledger: Ledger) -> Iterator[Finding]:
    """A share that is printed is the part divided by the whole."""
    for concept, figure in ledger.statement.figures.items():
        other = ledger.concepts[concept].share_of
        if figure.share is None or other is None:
            continue
        printed_share = Amount(figure.share, "%")
        part, whole = ledger.known_value(concept, "amount"), ledger.known_value(other, "amount")
        if part is None or whole is None or whole.amount.value == 0:
            yield Finding(
                ledger.statement.id, concept, "share", "percent", "untestable", printed_share, why="other-missing", other=other
            )
            continue
        size = _percent(part.amount.to_base_unit(), whole.amount.to_base_unit(), printed_share)
        verdict, difference = compare(printed_share, size, Decimal(0))
        terms = (Term("", concept, "amount", part.amount), Term("", other, "amount", whole.amount))
        yield Finding(ledger.statement.id, concept, "share", "percent", verdict, printed_share, size, difference, terms, other)


RULES: tuple[Callable[[Ledger], Iterator[Finding]], ...] = (
    sums,
    changes,
    directions,
    zeros_with_a_direction,
    percents,
    units,
    readings,
    equals,
    at_mosts,
    counts,
    units_by_kind,
    shares,
)

LINE_RULES = (changes_of_lines, directions, zeros_with_a_direction, percents, units, readings)
"""Rules for what the text says of single table lines."""


def _percent(part: Decimal, whole: Decimal, printed_percent: Amount) -> Amount:
    """`part` in `whole`, rounded half up to as many places as the document prints."""
    places = max(0, -int(printed_percent.value.as_tuple().exponent))
    return Amount(percent_of(part, whole, places), "%")
