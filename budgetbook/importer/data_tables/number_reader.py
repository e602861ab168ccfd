"""Reads the numbers of a data file in the form that its map names, and in no other."""

from __future__ import annotations

import re
from decimal import Decimal

from budgetbook.content.fields import MAX_DIGITS
from budgetbook.content.table_map import NumberNotation

_DECIMALS = {"point": ".", "comma": ","}
_GROUPS = {"point": ".", "comma": ",", "space": " \u00a0\u2009\u202f", "apostrophe": "'\u2019"}
_MINUS = "-\u2212"
_LONGEST = 60
"""Characters of a number."""


class NumberFormReader:
    """Reads numbers of one form. It raises ValueError for a number of any other: nothing is guessed."""

    def __init__(self, form: NumberNotation) -> None:
        self.form = form
        self.decimal, self.groups = _DECIMALS[form.decimal], _GROUPS.get(form.group, "")
        whole = rf"[0-9]{{1,3}}(?:[{re.escape(self.groups)}][0-9]{{3}})+|[0-9]+" if self.groups else "[0-9]+"
        self._pattern = re.compile(rf"(?:{whole})(?:{re.escape(self.decimal)}[0-9]+)?")

    def read(self, text: str) -> Decimal | None:
        """The number of a cell; None for an empty one, which is no 0."""
        if not text:
            return None
        digits, sign = self._split_sign(text)
        if len(digits) > _LONGEST or not self._pattern.fullmatch(digits):
            raise ValueError(text)
        whole, _, decimals = digits.partition(self.decimal)
        whole = "".join(each for each in whole if each not in self.groups)
        number = Decimal(f"{sign}{whole}{'.' if decimals else ''}{decimals}")
        if len(whole) + len(decimals) > MAX_DIGITS:
            raise ValueError(text)
        return number or abs(number)  # no -0

    def _split_sign(self, text: str) -> tuple[str, str]:
        """The digits of a number, and its sign."""
        if self.form.negative == "brackets":
            return (text[1:-1].strip(), "-") if text[0] + text[-1] == "()" else (text, "")
        return (text[1:].lstrip(), "-") if text[0] in _MINUS else (text, "")
