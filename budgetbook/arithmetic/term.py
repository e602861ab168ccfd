"""The terms of a calculation, what they add up to, and how exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from budgetbook.arithmetic.money import Amount
from budgetbook.content.model import Role

Level = Literal["amount", "prior", "budget", "adjusted"]
"""What a statement prints of a concept: its own year's figure, the prior year's, and in final accounts, where `amount` is what
was spent, the initial and the adjusted budget."""
LEVELS: tuple[Level, ...] = ("amount", "prior", "budget", "adjusted")

_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a calculation, such as `+ 104.30` for project expenditure."""

    sign: Literal["", "+", "−", "="]
    concept: str
    """A concept, project or fact of the statement."""
    role: Role
    amount: Amount
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value of the statement, with the terms it was computed from; a printed value has no terms."""

    amount: Amount
    terms: tuple[Term, ...] = ()
    missing_parts: tuple[str, ...] = ()
    """Parts without a figure that must be 0, because the other parts already make up a printed whole."""

    @property
    def is_computed(self) -> bool:
        """True if the document does not print the value."""
        return bool(self.terms)


def total_of(terms: Iterable[Term]) -> Decimal:
    """Sum of the terms with their signs, in their common unit."""
    return sum((-t.amount.value if t.sign == "−" else t.amount.value for t in terms), Decimal(0))


def step_of(terms: Iterable[Term]) -> Decimal | None:
    """Twice the slack of a computed value: that of its terms; None if they are counts or all 0."""
    slack = sum((term.amount.slack for term in terms), _ZERO)
    return 2 * slack or None
