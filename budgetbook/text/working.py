"""A finding in; its sum as one would write it on paper, in the document's own unit, out."""

from __future__ import annotations

from decimal import Decimal

from budgetbook.arithmetic import money
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import total_of
from budgetbook.arithmetic.money import MINUS, Amount, grouped

_SIGNS = {"": "", "+": " + ", "−": f" {MINUS} ", "=": " = "}


def working(finding: Finding) -> str:
    """The sum as one would write it on paper, in the document's own unit."""
    if not finding.terms or finding.verdict == "untestable":
        return ""
    left = "".join(_SIGNS[term.sign] + grouped(term.amount.value) for term in finding.terms)
    if finding.rule in ("percent", "share"):
        first, second = (grouped(term.amount.value) for term in finding.terms)
        return f"{first} ÷ {second} = {_shown(finding.computed)}"
    unit = finding.terms[0].amount.unit
    if finding.rule == "at-most":
        sign = "≤" if finding.verdict == "holds" else ">"
        whole = finding.computed if finding.other else finding.printed
        return f"{_closed(left, finding)} {sign} {_number(whole)} {unit}"
    if finding.rule in ("equal", "chain"):
        return f"{_closed(left, finding)}{_beside(finding, finding.computed)} {unit}"
    if finding.rule == "sum":
        return f"{_closed(left, finding)}{_beside(finding, finding.printed)} {unit}"
    return f"{left} = {_signed(total_of(finding.terms))} {unit}"


def _closed(left: str, finding: Finding) -> str:
    """A sum of several terms with its result."""
    return left if len(finding.terms) == 1 else f"{left} = {grouped(total_of(finding.terms))}"


def _signed(value: Decimal) -> str:
    """A change: with its sign, and 0 as a bare 0."""
    return f"+{grouped(value)}" if value > 0 else grouped(value) if value else "0"


def _beside(finding: Finding, other: Amount | str | None) -> str:
    """What a result is held against: `≠ 19`, `≈ 19`; for a sum that comes out, nothing that is not there already."""
    if finding.verdict != "holds":
        return f" {'≈' if finding.verdict == 'rounding' else '≠'} {_number(other)}"
    return f" = {_number(other)}" if len(finding.terms) == 1 else ""


def _number(value: Amount | str | None) -> str:
    return grouped(value.value) if isinstance(value, Amount) else str(value)


def _shown(value: Amount | str | None) -> str:
    return money.printed(value) if isinstance(value, Amount) else str(value)
