"""The record of a `sic` mark, by which a person confirms that the document really prints a figure that does not add up."""

from __future__ import annotations

from typing import Literal

from budgetbook.content.fields import Count, Number
from budgetbook.content.model import Record, Role
from budgetbook.content.text import Text

Rule = Literal[
    "sum",
    "change",
    "direction",
    "percent",
    "unit",
    "equal",
    "at-most",
    "count",
    "share",
    "completion",
    "outcome",
    "zero-with-a-direction",
    "chain",
    "years",
    "basis",
    "code",
    "nil-table",
    "wording",
    "stated-year",
    "document-kind",
    "body-name",
    "item-name",
    "listed",
]


class SicMark(Record):
    """`sic`: so it stands in the document. Confirms a finding that does not come out exactly."""

    rule: Rule
    """The rule whose finding is confirmed."""
    of: Role | None = None
    """The role that the finding is about, where the same rule finds something for two of them."""
    row: str | None = None
    """In a table: the code or the number of the row, or `total`."""
    column: Count | None = None
    """In a table: the number of the column, where several do not come out."""
    difference: Number | None = None
    """Printed minus computed, in the figure's unit: a check that nobody's slip hides behind the mark."""
    printed: str | None = None
    """Where the finding is about words: what is printed, so that nobody's slip hides behind the mark."""
    note: Text | None = None
    """For the reader, neutral: what is printed and what the figures give. Needed where a rule fails."""
