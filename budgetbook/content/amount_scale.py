"""The record of a size in which a language counts money: thousands, millions, 万."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from budgetbook.content.fields import Flag, PatternText
from budgetbook.content.model import Record

Power = Annotated[int, BeforeValidator(int)]
"""A power of ten."""


class AmountScale(Record):
    """One size in which readers of a language count money."""

    model_config = ConfigDict(populate_by_name=True)

    power: Power
    """The power of ten of one of it: 6 for a million, 4 for 万, 0 for the currency's own unit."""
    after: PatternText
    """What follows the digits, with its space: ` million {currency}`, `万{currency}`."""
    start: Power | None = Field(default=None, alias="from")
    """The power of ten from which on a single amount is written in it; absent where only columns are."""
    columns_from: Power | None = None
    """The power of ten of the largest amount of a column from which on the column is written in it."""
    rows: Flag = False
    """True for the size in which the amounts of one row are written as soon as the largest of them reaches it."""
    lists: Flag = False
    """True for the size in which a long list is written, whatever the size of its amounts."""
    keeps: Flag = False
    """True where what is printed in it, or in a larger unit, is not written in a smaller one: 0.59万元."""
    decimals: Power = 4
    """The most decimals shown: what has more is easier to read in a smaller size."""
