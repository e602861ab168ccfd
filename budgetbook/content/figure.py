"""The records of one figure of a statement: what the document prints of it, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from pydantic import Field

from budgetbook.content.fields import Date, Number, Year
from budgetbook.content.importer_config import MentionRole
from budgetbook.content.model import Record
from budgetbook.content.sic_mark import SicMark
from budgetbook.content.text import Text
from budgetbook.content.unit_fields import FigureUnit, MoneyUnit

State = Literal["printed", "not-printed", "nil", "held-centrally"]


Direction = Literal["increase", "decrease", "unchanged"]


Basis = Literal["unstated", "initial-budget", "adjusted-budget", "executed", "final-accounts"]


BudgetOutcome = Literal["above", "below", "equal"]


class PlacedItem(Record):
    """Something that the document prints in one place, except for the roles that it prints in another."""

    at: str
    """The place in the document, one of the statement's `places`."""
    elsewhere: dict[MentionRole, str] = Field(default_factory=dict)
    """By role (`share`, `budget`, …): the place, where it is not `at`."""

    def find_place(self, role: str) -> str:
        """The place at which the document prints the number of a role."""
        return next((place for own, place in self.elsewhere.items() if own == role), self.at)

    @property
    def places(self) -> tuple[str, ...]:
        """Every place at which a part of it is printed, its own first."""
        return tuple(dict.fromkeys((self.at, *self.elsewhere.values())))


class RepeatedFigure(Record):
    """The same figure, printed once more in another place of the document."""

    amount: Number
    """The digits printed there."""
    unit: FigureUnit | None = None
    """The unit printed there, where it differs from the figure's."""
    at: str
    """The place, one of the statement's `places`."""


class PrintedChange(Record):
    """What the document says about the change since the year compared with, exactly as printed."""

    direction: Direction | None = None
    """增加 / 增长 / 上升: increase; 减少 / 下降: decrease; 持平: unchanged."""
    change: Number | None = None
    """The size of the change, without a sign."""
    unit: MoneyUnit | None = None
    """The unit of the change, where the document prints another one than the figure's."""
    percent: Number | None = None
    """The percentage of the change, without a sign."""
    year: Year | None = None
    """The year that the sentence names, where it is not the statement's."""
    basis: Basis | None = None
    """Which figure of that year the change is from, where the sentence names another for the figure itself."""


class Figure(PlacedItem):
    """One concept's figure in this statement, with everything that the document prints about it."""

    amount: Number | None = None
    """The digits for the statement's year as printed: 37.5 stays 37.5, 104.30 stays 104.30."""
    prior: Number | None = None
    """The digits for the year compared with, as printed."""
    budget: Number | None = None
    """In final accounts: the initial budget, as printed beside what was executed."""
    adjusted: Number | None = None
    """In final accounts: the budget as changed during the year."""
    completion: Number | None = None
    """In final accounts: the percentage of the budget that was spent, as printed: 完成年初预算的95%."""
    completion_of: Literal["budget", "adjusted"] | None = None
    """The budget that the percentage is of, where the sentence names it."""
    outcome: BudgetOutcome | None = None
    """In final accounts: what the document says of the outcome against the budget. 大于 / 高于 / 超过: above; 小于 / 低于: below;
    等于 / 持平: equal."""
    basis: Basis | None = None
    """Which figure of the year compared with, where it is not the statement's."""
    unit: FigureUnit | None = None
    """The unit printed, where it is not the statement's (money) or the concept's (all else)."""
    printed: PrintedChange | None = None
    """What the document says about the change."""
    share: Number | None = None
    """A percentage that the document prints of this figure in its whole (`share_of` of the concept)."""
    state: State = "printed"
    """`nil`: the document says there is none; `held-centrally`: a 0 whose money another body keeps; `not-printed`:
    the document gives the parts only, and this entry carries what is said of their sum."""
    as_of: Date | None = None
    """The day that a stock is counted on, where the statement says another than the last of its year."""
    reason: Text | None = None
    """The reason that the document gives for the change, in our own words."""
    note: Text | None = None
    """What a reader should know of this figure, in our own words."""
    further_parts: tuple[Number, ...] = ()
    """Amounts that the document lists among its parts, in its unit, and that are none of those that the dictionary knows: whether
    the whole counts them in is open."""
    readings: tuple[RepeatedFigure, ...] = ()
    """Other places where the document prints the same figure."""
    sic: tuple[SicMark, ...] = ()
    """Findings confirmed against the document."""

    def list_numbers(self) -> Iterator[tuple[tuple[str, ...], Number]]:
        """Yield each number that the document prints of it, in the order of the roles, with the path of its field.

        The last step of the path is the role: `("amount",)`, `("printed", "change")`.
        """
        for role in get_args(MentionRole):
            holder, path = (self.printed, ("printed", role)) if role in PrintedChange.model_fields else (self, (role,))
            if (number := getattr(holder, role, None)) is not None:
                yield path, number
