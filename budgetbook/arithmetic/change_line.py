"""One line of a total in two years, with the lines that make it up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from budgetbook.arithmetic.comparison import total_slack
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.content.row import Row

_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One line of a total, with its amounts in both years."""

    anchor: str
    """A concept, or a line of a table as `<table>.<line>`."""
    row: Row | None
    """The table's row, from the newer document if it has the line; None for a figure."""
    home: Ledger
    """Ledger of the document that the line is taken from."""
    amount: Amount
    """This year's amount."""
    then: Amount
    """The amount of the year before."""
    change: Amount
    source: Ledger
    """Ledger of the document that prints the year before."""
    there: str
    """Anchor of the line in `source`; empty if that document does not have it."""
    parts: tuple[ChangeLine, ...] = ()
    """Lines that add up to exactly this one in both years."""

    @property
    def size(self) -> Decimal:
        """Absolute size of the change, in yuan."""
        return abs(self.change.to_base_unit())


def with_parts(line: ChangeLine, parts: list[ChangeLine]) -> ChangeLine:
    """Attach the parts if they make up the line in both years, rounding apart."""
    amounts = [line.amount, *(part.amount for part in parts)]
    prior_amounts = [line.then, *(part.then for part in parts)]
    if not (parts and adds_up(amounts) and adds_up(prior_amounts)):
        return line
    return replace(line, parts=tuple(parts))


def adds_up(amounts: list[Amount]) -> bool:
    """True if the first amount is the sum of the others, rounding apart."""
    whole, *parts = amounts
    total = sum((part.to_unit(whole.unit).value for part in parts), _NOTHING)
    return abs(whole.value - total) <= total_slack(each.to_unit(whole.unit) for each in amounts)
