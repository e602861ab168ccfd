"""The record of one number of a document: where it stands and what the importer takes it for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from budgetbook.content.figure import Basis, BudgetOutcome, Direction
from budgetbook.content.importer_config import MentionRole
from budgetbook.importer.readers.document import SourceLocation

MentionKind = Literal["figure", "year", "ordinal", "code", "other", "word"]
MentionStatus = Literal["placed", "doubtful", "not-placed"]


@dataclass(frozen=True, slots=True)
class ListMembership:
    """That a number stands in a list of the parts of a figure."""

    whole: str
    """The concept of the figure."""
    key: str
    """What tells the list from other lists of its parts."""
    is_part: bool
    """True of a part that the dictionary knows; of any other it is open whether it counts in the whole."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of the document, or (kind `word`) something that it says without a number: unchanged, none."""

    digits: str
    """As printed, with full-width characters made half-width."""
    kind: MentionKind
    status: MentionStatus
    spot: SourceLocation
    place: str
    """The key of the part of the document that holds it."""
    evidence: str
    """The words of the document from which it was read."""
    unit: str = ""
    concept: str = ""
    twin: str = ""
    """A second concept that it is also the figure of: expenditure, if the text says 收支总计."""
    code: str = ""
    """The classification code that it is about, if any: at first the one that the text prints."""
    item_path: tuple[str, ...] = ()
    """类, 款 and 项 by name, if the text gives no code."""
    role: MentionRole = "amount"
    year: int = 0
    direction: Direction | None = None
    basis: Basis | None = None
    """The kind of figure compared with; of a completion rate, the budget that it is of."""
    is_restated: bool = False
    """True of a comparison in which a year is counted otherwise than it is printed: 按同口径, 剔除…后, （不含上年结转）."""
    outcome: BudgetOutcome | None = None
    """What a word says of the outcome against the budget."""
    project: str = ""
    as_of: str = ""
    table: str = ""
    fund: str = "all"
    others: tuple[str, ...] = ()
    """Further concepts that a doubtful number may be a figure of."""
    lists: tuple[ListMembership, ...] = ()
    """The lists of parts in which it stands."""
    heads_item: bool = False
    """True of the first number of a numbered item, if it is an amount: the item's own."""
    nil: bool = False
    reason: str = ""
    """The document's own words for the reason of a change; shown to the editor, never published."""
    is_own_figure: bool = False
    """In a table: the figure of the concept itself (a total, an item on the revenue side), not a row of a breakdown."""

    @property
    def says_something(self) -> bool:
        """True for a number that is a figure, and for a word that says how figures stand to each other."""
        return self.kind == "figure" or self.direction is not None or self.outcome is not None

    @property
    def value(self) -> Decimal:
        """The digits as a number."""
        return Decimal(self.digits.replace(",", ""))

    @property
    def plain_digits(self) -> str:
        """The digits as content files write them, without separators."""
        return self.digits.replace(",", "")
