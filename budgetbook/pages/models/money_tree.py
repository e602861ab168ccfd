"""Where the money goes, as a tree that opens."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row of the tree."""

    name: str
    names_below: tuple[str, ...]
    """The names of the only lines below it that hold all of its money: `Education → other education`."""
    share: Decimal
    """Per cent of the whole, two decimals: the length of its bar."""
    share_text: str
    amount: str
    """In the unit of the tree."""
    change: str
    """Since the year before, in the unit of the tree, with its sign; empty if that year is not known."""
    address: str
    """Its line on the table's page; empty for a row of several small lines."""
    code: str
    """As printed; empty for a row of several small lines."""
    is_rest: bool
    """True if the document calls it only “other” and it holds much of the whole."""
    fails: bool
    parts: tuple[TreeRow, ...]


@dataclass(frozen=True, slots=True)
class MoneyTree:
    """A whole by its classes, each of which opens."""

    rows: tuple[TreeRow, ...]
    scheme: str
    """The classification of its rows."""
    unit: str
    has_changes: bool
    prior_year: str
    sentence: str
    """`Of every 100 yuan, 81 go to urban and rural communities, …`; may be empty."""
