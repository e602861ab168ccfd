"""What the importer says of each number of a document: one record a number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from budgetbook.content.importer_config import MentionRole
from budgetbook.content.statement import Basis, Direction
from budgetbook.importer.readers.document import SourceLocation

MentionKind = Literal["figure", "year", "ordinal", "code", "other", "word"]
MentionStatus = Literal["placed", "doubtful", "not-placed"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One number of the document, or (kind `word`) something said without a number: unchanged, none."""

    digits: str
    """As printed, but for full-width characters."""
    kind: MentionKind
    status: MentionStatus
    spot: SourceLocation
    place: str
    """The part of the document, one of the places."""
    evidence: str
    """The words of the document that say so."""
    unit: str = ""
    concept: str = ""
    twin: str = ""
    """A second concept that it is a figure of too: expenditure, where the text says 收支总计."""
    code: str = ""
    """The classification code, where the number is about one."""
    item_path: tuple[str, ...] = ()
    """类, 款 and 项 by name, where the text gives no code."""
    role: MentionRole = "amount"
    year: int = 0
    direction: Direction | None = None
    basis: Basis | None = None
    project: str = ""
    as_of: str = ""
    table: str = ""
    fund: str = "all"
    others: tuple[str, ...] = ()
    """Other concepts that it may be a figure of, where it is doubtful."""
    nil: bool = False
    reason: str = ""
    """The reason that the document gives for a change, in its words; for the editor, never published."""
    is_own_figure: bool = False
    """In a table: the concept's own figure (a total, an item on the revenue side), not a line of a breakdown."""

    @property
    def value(self) -> Decimal:
        """The number."""
        return Decimal(self.digits.replace(",", ""))

    @property
    def plain_digits(self) -> str:
        """The digits as content files have them: without separators."""
        return self.digits.replace(",", "")
