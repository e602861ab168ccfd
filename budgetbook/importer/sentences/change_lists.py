"""Reads the changes that a reason lists, if they make up the change that it explains.

Example: 收入较上年增加126.92万元，主要是财政拨款增加98.09万元，其他收入增加28.83万元.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.sentences.tokens import Token

_LONGEST_LIST = 200
"""Tokens in which a list must end."""
_AROUND_KINDS = ("lead", "filler", "this-year", "last-year", "other-year", "compare", "each")
"""Tokens that an item of such a list may have beside its name, its direction and its number."""
_SIGNS = {"increase": 1, "decrease": -1}


@dataclass(frozen=True, slots=True)
class ListedChange:
    """One item of a list of changes."""

    position: int
    """The index of its number among the tokens of the paragraph."""
    name: Token
    value: Decimal
    """In yuan, below 0 for a decrease."""


def find_listed_changes(tokens: Sequence[Token], start: int, total: Decimal) -> list[ListedChange]:
    """The changes listed from `start` on, if they add up to `total` in yuan to the last digit; else none.

    A single one that is as large as the whole change is all of it.
    """
    changes: list[ListedChange] = []
    clause: list[Token] = []
    for position, token in enumerate(islice(tokens, start, start + _LONGEST_LIST), start):
        clause.append(token)
        if token.kind == "number":
            change = _read_change(clause, position)
            if change is None:
                break
            changes.append(change)
        elif token.kind == "mark":
            if token.text not in "，,、：:":
                break
            clause = []
    return changes if sum(change.value for change in changes) == total else []


def _read_change(clause: Sequence[Token], position: int) -> ListedChange | None:
    """The change that a clause up to its number states of one thing."""
    words = [t for t in clause if t.kind not in _AROUND_KINDS]
    kinds = [t.kind for t in words]
    if len(words) != 3 or kinds[0] not in ("name", "code") or kinds[1] not in _SIGNS or words[2].unit not in MONEY:
        return None
    amount = Amount(Decimal(words[2].text.replace(",", "")), read_unit(words[2].unit)).to_base_unit()
    return ListedChange(position, words[0], _SIGNS[kinds[1]] * amount)
