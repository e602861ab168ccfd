"""How a language writes numbers, and the sizes in which its readers count money."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field

from budgetbook.content.currency_sign import SIGN_BEFORE, is_sign_pattern
from budgetbook.content.fields import Flag, fault, shorten
from budgetbook.content.model import Record
from budgetbook.content.plural_rules import PluralForm


def _read_sign(text: object) -> str:
    """A sign or a word with the spaces around it, which are part of it. Raises a fault."""
    if not isinstance(text, str) or len(text) > 40:
        raise fault("expected-string")
    return text


Sign = Annotated[str, BeforeValidator(_read_sign)]


def _read_sign_pattern(text: object) -> str:
    """Where a language puts the sign of a currency. Raises a fault."""
    if not isinstance(text, str) or not is_sign_pattern(text):
        raise fault("not-a-sign-pattern", found=shorten(text))
    return text


SignPattern = Annotated[str, BeforeValidator(_read_sign_pattern)]


class NumberForm(Record):
    """How a language writes numbers."""

    decimal: Sign = "."
    """The sign before the decimals."""
    group: Sign = ","
    """The sign between groups of three digits."""
    group_from: Annotated[int, BeforeValidator(int)] = 4
    """The number of digits from which on they are grouped: 4 in English, 5 in Spanish."""
    minus: Sign = "\N{MINUS SIGN}"
    percent: Sign = "%"
    """What follows the digits of a percentage."""
    money: SignPattern = SIGN_BEFORE
    """Where the sign of a currency stands, as CLDR has it for the language: `{minus}{sign}{digits}` for −$340,
    `{minus}{digits} {sign}` for −340 €, the space a non-breaking one."""


Whole = Annotated[int, BeforeValidator(int)]
Suffix = Annotated[dict[PluralForm, Sign], BeforeValidator(lambda forms: {"other": forms} if isinstance(forms, str) else forms)]


class AmountScale(Record):
    """One size in which readers of a language count money."""

    model_config = ConfigDict(populate_by_name=True)

    power: Whole
    """The power of ten of one of it: 6 for a million, 4 for 万, 0 for the currency's own unit."""
    suffix: Suffix
    """What follows the digits, with its space: ` million {currency}`, `万{currency}`; by plural category where the word for the
    size has several forms. A currency that is a sign stands where `numbers` has it."""
    start: Whole | None = Field(default=None, alias="from")
    """The power of ten from which on a single amount is written in it; absent where only columns are."""
    columns_from: Whole | None = None
    """The power of ten of the largest amount of a column from which on the column is written in it."""
    rows: Flag = False
    """True for the size in which the amounts of one row are written as soon as the largest of them reaches it."""
    lists: Flag = False
    """True for the size in which a long list is written, whatever the size of its amounts."""
    keeps: Flag = False
    """True where what is printed in it, or in a larger unit, is not written in a smaller one: 0.59万元."""
    decimals: Whole = 4
    """The most decimals shown: what has more is easier to read in a smaller size."""
