"""Classes of failed findings: words amiss, off in the last digit, numbers that differ, or words that contradict numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from budgetbook.arithmetic.comparison import total_slack
from budgetbook.arithmetic.finding import VERDICTS, Finding, RemarkVerdict, Verdict
from budgetbook.arithmetic.money import Amount

Severity = Literal["wording", "last-digit", "arithmetic", "contradiction"]
SEVERITIES: tuple[Severity, ...] = ("wording", "last-digit", "arithmetic", "contradiction")
WORDING_RULES = ("wording", "stated-year", "document-kind", "body-name", "item-name", "listed")
"""Rules on words alone: a typing slip is no accusation of arithmetic."""
Outcome = Verdict | RemarkVerdict | Literal["last-digit", "wording"]
"""How a check is shown and counted: a failure by the last digit or of words alone is a kind of its own, and never red."""
OUTCOMES: tuple[Outcome, ...] = (VERDICTS[0], "last-digit", "wording", *VERDICTS[1:])
"""In the order in which pages lead with them. Remarks are not among them: no page shows one."""


def rate_severity(finding: Finding) -> Severity | None:
    """Severity of a failed finding; None for one that holds, rounds or cannot be tested.

    `wording`: words that are not as they should be, whatever the numbers. `last-digit`: off by no more than one in the last digit
    printed beyond what rounding explains, as when a part was rounded the other way. `arithmetic`: numbers differ by more.
    `contradiction`: what is printed in words is not what the numbers say.
    """
    if finding.verdict != "fails":
        return None
    if finding.kind == "contradiction":
        return "contradiction"
    if finding.kind == "wrong-base":
        return "arithmetic"
    if finding.rule in WORDING_RULES or finding.printed_value == "no-nil-note":
        return "wording"
    if finding.difference is None or finding.words is not None:
        return "contradiction"
    return "last-digit" if abs(finding.difference) - _slack(finding) <= _step(finding) else "arithmetic"


def rate_outcome(finding: Finding) -> Outcome:
    """The finding's verdict; `last-digit` or `wording` for a failure that is no more than that."""
    severity = rate_severity(finding)
    if severity == "last-digit" or severity == "wording":
        return severity
    return finding.verdict


def _slack(finding: Finding) -> Decimal:
    """How much of the difference rounding explains: that of a whole and its several parts."""
    printed_amount = finding.printed_value if isinstance(finding.printed_value, Amount) else None
    if printed_amount is None or len(finding.terms) < 2 or not all(term.amount.is_money for term in finding.terms):
        return Decimal(0)
    return total_slack((printed_amount, *(term.amount for term in finding.terms))) if printed_amount.is_money else Decimal(0)


def _step(finding: Finding) -> Decimal:
    """One unit in the last digit of the printed amount or percentage; 0 for a count."""
    printed_amount = finding.printed_value if isinstance(finding.printed_value, Amount) else None
    if printed_amount is None or not (printed_amount.is_money or printed_amount.unit == "%"):
        return Decimal(0)
    return printed_amount.rounding_step
