"""Classes of failed findings: words amiss, off in the last digit, numbers that differ, or words that contradict numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount

Severity = Literal["wording", "last-digit", "arithmetic", "contradiction"]
SEVERITIES: tuple[Severity, ...] = ("wording", "last-digit", "arithmetic", "contradiction")
WORDING_RULES = ("wording", "stated-year", "document-kind", "body-name", "item-name", "listed")
"""Rules on words alone: a typing slip is no accusation of arithmetic."""


def rate_severity(ledger: Ledger, finding: Finding) -> Severity | None:
    """Severity of a failed finding; None for one that holds, rounds or cannot be tested.

    `wording`: words that are not as they should be, whatever the numbers. `last-digit`: off by one in the last digit printed, as
    when a part was rounded the other way. `arithmetic`: numbers differ by more. `contradiction`: what is printed in words is not
    what the numbers say.
    """
    if finding.verdict != "fails":
        return None
    if finding.rule in WORDING_RULES:
        return "wording"
    if finding.difference is None or finding.words is not None:
        return "contradiction"
    return "last-digit" if abs(finding.difference) <= _step(ledger, finding) else "arithmetic"


def _step(ledger: Ledger, finding: Finding) -> Decimal:
    """One unit in the last digit: the statement's precision for money, the printed scale for a percentage, 0 for a count."""
    printed_amount = finding.printed_value if isinstance(finding.printed_value, Amount) else None
    if printed_amount is None or not (printed_amount.is_money or printed_amount.unit == "%"):
        return Decimal(0)
    last_digit = Decimal(1).scaleb(min(0, int(printed_amount.value.as_tuple().exponent)))
    return ledger.precision.get(printed_amount.unit, last_digit) if printed_amount.is_money else last_digit
