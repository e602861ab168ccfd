"""Writes the calculation behind a finding as one would on paper, in the document's own unit."""

from __future__ import annotations

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.amount_format import PLAIN
from budgetbook.arithmetic.amount_style import MINUS, write_digits
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import total_of
from budgetbook.content.currency_sign import place_sign, stands_before
from budgetbook.content.number_form import NumberForm
from budgetbook.content.units import Unit

_SIGNS = {"": "", "+": " + ", "−": f" {MINUS} ", "=": " = "}


def write_calculation(finding: Finding, numbers: NumberForm = PLAIN) -> str:
    """The calculation in one line, `104.30 + 37.50 = 141.80 ≠ 142 万元`; empty if the finding is untestable or has no terms."""
    if not finding.terms or finding.verdict == "untestable":
        return ""
    left = "".join(_SIGNS[term.sign] + _number(term.amount, numbers) for term in finding.terms)
    if finding.rule in ("percent", "share", "completion"):
        first, second = (_number(term.amount, numbers) for term in finding.terms)
        return f"{first} ÷ {second} = {_printed_value(finding.computed_value, numbers)}"
    unit = finding.terms[0].amount.unit
    end = "" if _has_sign_before(unit, numbers) else f" {unit}"
    if finding.rule == "at-most":
        sign = "≤" if finding.verdict == "holds" else ">"
        whole = finding.computed_value if finding.other else finding.printed_value
        return f"{_with_result(left, finding, numbers)} {sign} {_number(whole, numbers)}{end}"
    if finding.rule in ("equal", "chain"):
        return f"{_with_result(left, finding, numbers)}{_comparison(finding, finding.computed_value, numbers)}{end}"
    if finding.rule == "sum":
        return f"{_with_result(left, finding, numbers)}{_comparison(finding, finding.printed_value, numbers)}{end}"
    return f"{left} = {_signed_number(_total(finding), numbers)}{end}"


def _with_result(left: str, finding: Finding, numbers: NumberForm) -> str:
    """Append the result to a sum of several terms."""
    return left if len(finding.terms) == 1 else f"{left} = {_number(_total(finding), numbers)}"


def _total(finding: Finding) -> Amount:
    return Amount(total_of(finding.terms), finding.terms[0].amount.unit)


def _signed_number(amount: Amount, numbers: NumberForm) -> str:
    """Write a change with its sign; 0 has none."""
    return f"+{_number(amount, numbers)}" if amount.value > 0 else _number(amount, numbers) if amount.value else "0"


def _comparison(finding: Finding, other: Amount | str | None, numbers: NumberForm) -> str:
    """The value that a result is compared with, `≠ 19` or `≈ 19`; empty for an exact sum that shows its result already."""
    if finding.verdict != "holds":
        return f" {'≈' if finding.verdict == 'rounding' else '≠'} {_number(other, numbers)}"
    return f" = {_number(other, numbers)}" if len(finding.terms) == 1 else ""


def _number(value: Amount | str | None, numbers: NumberForm) -> str:
    if not isinstance(value, Amount):
        return str(value)
    digits = write_digits(value.value, numbers)
    return place_sign(value.unit.sign, digits, numbers.money, numbers.minus) if _has_sign_before(value.unit, numbers) else digits


def _has_sign_before(unit: Unit, numbers: NumberForm) -> bool:
    """True where each number of a line has its sign, £340; else its unit stands once, at the end."""
    return bool(unit.sign) and stands_before(numbers.money)


def _printed_value(value: Amount | str | None, numbers: NumberForm) -> str:
    return amount_format.format_as_printed(value, numbers) if isinstance(value, Amount) else str(value)
