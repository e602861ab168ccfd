"""The outcome of one check: a rule on a figure, how it ended, and its working."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from budgetbook.ledger import Term
from budgetbook.model import Mark, Role, Rule
from budgetbook.money import Amount

Verdict = Literal["holds", "rounding", "fails", "untestable"]
VERDICTS: tuple[Verdict, ...] = ("fails", "rounding", "untestable", "holds")
Why = Literal["", "no-prior", "part-missing", "other-missing", "prior-zero", "no-earlier-statement"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one rule on one figure."""

    statement: str
    concept: str
    rule: Rule
    role: Role
    verdict: Verdict
    printed: Amount | str | None = None
    """What the document prints: an amount, a direction or a unit."""
    computed: Amount | str | None = None
    """What its other figures give."""
    difference: Decimal | None = None
    """Printed minus computed in the figure's unit; for `at-most`, what is left of the whole."""
    terms: tuple[Term, ...] = ()
    """The working, from left to right; the last term may carry the sign `=`."""
    other: str = ""
    """The second concept or statement that the rule is about, or `reading-1`, the figure's first further reading."""
    why: Why = ""
    """For `untestable`: what is missing."""
    missing: tuple[str, ...] = ()
    """Parts that have no figure."""
    mark: Mark | None = None
    """The editor's confirmation."""

    @property
    def id(self) -> str:
        """Unique in the site: `<statement>/<concept>/<rule>[-<role>][-<other>]`."""
        tail = [self.rule, *([self.role] if self.role != "amount" else []), *([self.other] if self.other else [])]
        return f"{self.statement}/{self.concept}/{'-'.join(tail).replace('/', '-')}"

    @property
    def exact(self) -> bool:
        """Whether no mark is needed."""
        return self.verdict in ("holds", "untestable")

    def confirmed_by(self, mark: Mark) -> bool:
        """Whether an editor's mark is about this finding, its difference included."""
        if mark.rule != self.rule or (mark.of is not None and mark.of != self.role):
            return False
        return mark.difference == self.difference if self._compares_numbers else mark.difference is None

    @property
    def _compares_numbers(self) -> bool:
        return self.difference is not None and isinstance(self.printed, Amount)
