"""The rules for part and whole: what may not exceed what, counts of things, printed shares."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.arithmetic.comparison import compare_limit, compare_same, compare_share_percent
from budgetbook.arithmetic.finding import Finding, Kind, Verdict, Why
from budgetbook.arithmetic.itemisation import list_itemised_terms
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.totals import FigureRule, carried_over_concepts, grand_totals_of
from budgetbook.arithmetic.term import Term, total_of
from budgetbook.content.units import PERCENT


def at_mosts(ledger: Ledger) -> Iterator[Finding]:
    """A part is never more than its whole, and what a document lists of a whole never adds up to more.

    Of a whole below zero this says nothing: where money is taken back, any part may be more than what all of it comes to.
    """
    for concept, definition in ledger.concepts.items():
        value = ledger.known_value(concept, "amount")
        if value is None:
            continue
        for other in definition.at_most:
            whole = ledger.known_value(other, "amount")
            if whole is None and any(wider in definition.at_most for wider in ledger.concepts[other].at_most):
                continue  # the wider whole tells as much
            if why := _find_reason_against(ledger, concept, other, value.amount, whole.amount if whole else None):
                yield Finding(ledger.statement.id, concept, "at-most", "amount", "untestable", value.amount, why=why, other=other)
            elif whole and whole.amount.value >= 0:
                yield _at_most(ledger, concept, value.amount, whole.amount, (Term("", concept, "amount", value.amount),), other)
        if value.amount.value >= 0 and (terms := list_itemised_terms(ledger, concept)):
            total = Amount(total_of(terms), value.amount.unit)
            yield _at_most(ledger, concept, total, value.amount, tuple(terms), "")


def _find_reason_against(ledger: Ledger, concept: str, other: str, part: Amount, whole: Amount | None) -> Why:
    """Why a figure cannot be held against its whole; "" if it can."""
    if whole is None:
        return "other-missing"
    if _is_of_another_kind(ledger, other, part, whole):
        return "not-its-kind"
    return "budget-missing" if _is_no_limit(ledger, concept, part, whole) else ""


def _is_of_another_kind(ledger: Ledger, other: str, part: Amount, whole: Amount) -> bool:
    """True if only some kinds of body have the whole, and this one is none of them or prints a 0 for it beside the part."""
    kinds = ledger.concepts[other].not_of
    return ledger.body in kinds or bool(kinds and part.value and not whole.value)


def _is_no_limit(ledger: Ledger, concept: str, part: Amount, whole: Amount) -> bool:
    """True for money of the budget that is more than what was executed, in accounts that tell the two apart."""
    tells_budgets = not {"budget", "adjusted"}.isdisjoint(ledger.levels)
    is_of_budget = ledger.concepts[concept].budgeted and ledger.statement.phase.is_outcome and tells_budgets
    return is_of_budget and part.to_unit(whole.unit).value > whole.value


def _at_most(ledger: Ledger, concept: str, part: Amount, whole: Amount, terms: tuple[Term, ...], other: str) -> Finding:
    verdict, remainder, _ = compare_limit(part, whole, [term.amount for term in terms])
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
            yield _nothing_of_nothing(ledger, concept, whole, definition.counts, money)


def _nothing_of_nothing(ledger: Ledger, concept: str, count: Amount, other: str, counted_amount: Amount) -> Finding:
    """None of a thing goes with none of what is counted in it, unless others may have run it: a trip with another's group."""
    statement = ledger.statement.id
    if ledger.concepts[concept].run_by_others and counted_amount.value and not count.value:
        return Finding(statement, concept, "count", "amount", "untestable", count, other=other, why="run-by-others")
    verdict: Verdict = "holds" if bool(count.value) == bool(counted_amount.value) else "fails"
    return Finding(statement, concept, "count", "amount", verdict, count, counted_amount, other=other)


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
        verdict, difference, _ = compare_same(count, one_more)
        if not whole and not missing_parts and count.value == count_below.value:
            continue  # the kinds are those of the units below: 下属单位14个，其中行政单位9个，事业单位5个
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
    """A share that is printed is the part divided by the whole, or by the total that counts in what is carried over."""
    for concept, figure in ledger.statement.figures.items():
        other = ledger.concepts[concept].share_of
        if figure.share is None or other is None:
            continue
        printed_share = Amount(figure.share, PERCENT)
        if ledger.concepts[concept].budgeted and ledger.statement.phase.is_outcome:
            yield Finding(
                ledger.statement.id, concept, "share", "percent", "untestable", printed_share, why="budget-missing", other=other
            )
            continue
        part = ledger.known_value(concept, "amount")
        wholes = _wholes_of_share(ledger, concept, other)
        if part is None or not wholes:
            yield Finding(
                ledger.statement.id, concept, "share", "percent", "untestable", printed_share, why="other-missing", other=other
            )
            continue
        findings = [_share(ledger, concept, printed_share, part.amount, whole, amount) for whole, amount in wholes]
        if _own_totals(ledger, other, concept) and not ledger.printed_amount(other, "amount"):
            findings.append(
                Finding(
                    ledger.statement.id, concept, "share", "percent", "untestable", printed_share, why="carried-over", other=other
                )
            )
        yield next((finding for finding in findings if finding.verdict != "fails"), findings[0])


def _wholes_of_share(ledger: Ledger, concept: str, other: str) -> list[tuple[str, Amount]]:
    """What a printed share may be of, with the amounts: its whole, or a total of the same side."""
    whole = ledger.known_value(other, "amount")
    own_totals = _own_totals(ledger, other, concept)
    totals = (*grand_totals_of(ledger.concepts, other), *own_totals) if whole or own_totals else ()
    wholes = [(other, whole.amount)] if whole else []
    wholes += [(total, amount) for total in totals if (amount := ledger.printed_amount(total, "amount"))]
    return [(name, amount) for name, amount in wholes if amount.value] if not whole or whole.amount.value else []


def _own_totals(ledger: Ledger, total: str, part: str) -> tuple[str, ...]:
    """What documents mean as well by the whole of money carried over: the year's own total, by its name; else nothing."""
    parts = ledger.concepts[total].parts
    between_years = carried_over_concepts(ledger.concepts)
    if between_years.isdisjoint(parts):
        return ()
    return tuple(each for each in parts if each != part and total in grand_totals_of(ledger.concepts, each))


def _share(ledger: Ledger, concept: str, printed_share: Amount, part: Amount, other: str, whole: Amount) -> Finding:
    part_amount = part.to_unit(whole.unit)
    (verdict, difference, cut), size = compare_share_percent(printed_share, part_amount, whole)
    terms = (Term("", concept, "amount", part), Term("", other, "amount", whole))
    return Finding(
        ledger.statement.id, concept, "share", "percent", verdict, printed_share, size, difference, terms, other, cut=cut
    )


RULES: tuple[FigureRule, ...] = (at_mosts, counts, units_by_kind, shares)
