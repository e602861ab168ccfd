"""A whole and its parts in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from budgetbook.arithmetic.money import Amount


@dataclass(frozen=True, slots=True)
class AmountList:
    """A whole of a sentence, and the amounts that it lists of it."""

    whole: Amount
    parts: tuple[Amount, ...]

    @property
    def total(self) -> Amount:
        """The parts together, in the unit of the whole."""
        return Amount(sum((part.to_unit(self.whole.unit).value for part in self.parts), Decimal(0)), self.whole.unit)
