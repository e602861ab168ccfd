"""The numbers that roles in prose can name: a figure by its concept (``revenue``), or a table's line by its anchor
(``expenditure-by-function.21299``), whose amount is the one of its table's first column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from budgetbook.arithmetic.changes import lines_with_prior
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.prior_year import change_since, prior_value
from budgetbook.arithmetic.statement_tables import StatementTables, read_tables
from budgetbook.content.content import Content


class UnknownRoleTargetError(LookupError):
    """A role that names nothing. `name` is the word in question, `candidates` the names it could have been."""

    def __init__(self, role: str, name: str, candidates: Mapping[str, object] | tuple[str, ...]) -> None:
        super().__init__(f"{role}: {name}")
        self.role, self.name, self.candidates = role, name, tuple(candidates)


class MissingValueError(LookupError):
    """A role whose figure exists but lacks the value asked for in this statement."""

    def __init__(self, role: str, name: str) -> None:
        super().__init__(f"{role}: {name}")
        self.role, self.name = role, name


@dataclass(frozen=True, slots=True)
class PriorNumber:
    """The number of the year before, and the document that prints it or that it was computed from."""

    amount: Amount
    source: Ledger
    name: str
    """Its concept or its line in that document."""
    is_computed: bool = False


@dataclass(frozen=True)
class RoleNumbers:
    """The figures and lines of one statement, by the names that roles give them.

    Each method takes the role as well, for its error: UnknownRoleTargetError for a name that is none, MissingValueError where the
    statement lacks the number.
    """

    content: Content
    ledger: Ledger

    def find_amount(self, role: str, name: str) -> Amount:
        """This year's amount."""
        if self._is_line(name):
            return self._lines(role, name)[name]
        require_name(role, name, self.ledger.concepts)
        value = self.ledger.known_value(name, "amount")
        if value is None:
            raise MissingValueError(role, name)
        return value.amount

    def find_prior(self, role: str, name: str) -> PriorNumber:
        """The amount of the year before."""
        if self._is_line(name):
            self._lines(role, name)
            line = lines_with_prior(self._tables, name.partition(".")[0]).get(name)
            if line is None:
                raise MissingValueError(role, name)
            return PriorNumber(line.then, line.source, line.there)
        require_name(role, name, self.ledger.concepts)
        prior = prior_value(self.ledger, name)
        if prior is None:
            raise MissingValueError(role, name)
        return PriorNumber(prior.amount, prior.source, name, prior.is_computed)

    def find_change(self, role: str, name: str) -> tuple[Amount, Amount]:
        """The change since the year before, and that year's amount."""
        prior = self.find_prior(role, name)
        if self._is_line(name):
            return lines_with_prior(self._tables, name.partition(".")[0])[name].change, prior.amount
        change = change_since(self.ledger, name)
        if change is None:
            raise MissingValueError(role, name)
        return change.amount, prior.amount

    @property
    def _tables(self) -> StatementTables:
        return read_tables(self.ledger, self.content.classifications)

    def _is_line(self, name: str) -> bool:
        table, dot, _ = name.partition(".")
        return bool(dot) and table in self.ledger.statement.breakdowns

    def _lines(self, role: str, name: str) -> dict[str, Amount]:
        """The amounts of the lines of one table by anchor, among which the name must be."""
        table = self._tables.by_name[name.partition(".")[0]]
        is_money = bool(table.breakdown.columns) and table.breakdown.columns[0].role == "amount"
        cells = [cell for row in table.rows if is_money and (cell := table.cell(row, 0))]
        require_name(role, name, {table.anchor(row): row for row in table.rows})
        amounts = {cell.anchor: cell.amount for cell in cells}
        if name not in amounts or sum(cell.anchor == name for cell in cells) > 1:  # which of the two is not said
            raise MissingValueError(role, name)
        return amounts


def require_name(role: str, name: str, names: Mapping[str, object]) -> None:
    """Raise UnknownRoleTargetError unless the name is one of these."""
    if name not in names:
        raise UnknownRoleTargetError(role, name, names)
