"""Tells by the sums whose a comparison is, where the words leave it open.

Example: 收入500万元，其中上年结转20万元，比上年增加50万元，增长11.11%.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, takewhile

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit
from budgetbook.importer.sentences.comparison_basis import NEAR_TOKENS
from budgetbook.importer.sentences.lexicon import DIRECTIONS
from budgetbook.importer.sentences.tokens import Token

_ENDS_OF_COMPARISON = ("reason", "part", "name", "code", "both", "share", "completed")
_NEAR_PERCENT = Decimal("0.5")
"""Points by which a percentage that was worked out from rounded amounts, or with a slip, may still be that of an amount."""


@dataclass(frozen=True)
class PrintedComparison:
    """A change and its percentage, as a sentence gives them."""

    change: Decimal | None
    """In yuan; below 0 for a decrease."""
    percent: Decimal | None
    """Below 0 for a decrease."""
    half_step: Decimal = Decimal(0)
    """Half of the last digit of the percentage."""

    def comes_out(self, amount: Decimal, slack: Decimal = Decimal(0)) -> bool:
        """True if the percentage is that of the change to an amount of this year's."""
        if self.change is None or self.percent is None or amount == self.change:
            return False
        return abs(self.change * 100 / (amount - self.change) - self.percent) <= self.half_step + slack

    def is_possible(self, amount: Decimal) -> bool:
        """True unless last year's amount would be below 0."""
        return self.change is None or amount >= self.change

    def is_last_year(self, amount: Decimal, last: Decimal) -> bool:
        """True if the percentage is that of the change from last year's amount to this year's."""
        return self.percent is not None and last > 0 and abs((amount - last) * 100 / last - self.percent) <= self.half_step


def read_printed_comparison(tokens: Sequence[Token], position: int) -> PrintedComparison:
    """The comparison whose first number is the token at a position, with the direction before it or, where none is, behind it."""
    token = tokens[position]
    next_tokens = list(takewhile(_goes_on, islice(tokens, position + 1, position + NEAR_TOKENS)))
    index = next((i for i, t in enumerate(next_tokens) if t.kind == "number"), None)
    second = next_tokens[index] if index is not None else None
    first_word = next((t.kind for t in reversed(tokens[:position]) if t.kind in (*DIRECTIONS, "mark", "number")), "")
    next_directions = [t.kind for t in next_tokens[:index] if t.kind in DIRECTIONS]
    first_direction = first_word if first_word in DIRECTIONS else next_directions[0] if next_directions else ""
    values = {
        _read_measure(t): _read_value(t, direction) for t, direction in _pair(token, second, first_direction, next_directions)
    }
    percent_token = next((t for t in (token, second) if t is not None and t.unit == "%"), None)
    half_step = Decimal(5).scaleb(int(_read_number(percent_token).as_tuple().exponent) - 1) if percent_token else Decimal(0)
    return PrintedComparison(values.get("money"), values.get("percent"), half_step)


def _goes_on(token: Token) -> bool:
    return token.kind not in _ENDS_OF_COMPARISON and token.text not in "。；;"


def _pair(first: Token, second: Token | None, direction: str, next_directions: Sequence[str]) -> list[tuple[Token, str]]:
    """Both numbers of a comparison with their directions; the second may have none of its own."""
    pairs = [(first, direction)]
    if second is not None and _read_measure(second) not in ("", _read_measure(first)):
        pairs.append((second, next_directions[-1] if next_directions else direction))
    return [pair for pair in pairs if pair[1] in ("increase", "decrease")]


def _read_measure(token: Token) -> str:
    return "percent" if token.unit == "%" else "money" if token.unit in MONEY else ""


def _read_value(token: Token, direction: str) -> Decimal:
    number = _read_number(token)
    size = (
        number if token.unit == "%" else Amount(number, read_unit(token.unit)).to_base_unit() if token.unit in MONEY else number
    )
    return -size if direction == "decrease" else size


def _read_number(token: Token) -> Decimal:
    return Decimal(token.text.replace(",", ""))


def choose_owner(comparison: PrintedComparison, amounts: Sequence[Decimal]) -> int | None:
    """The index of the one amount that a comparison can be of by its sums; -1 if it is open, None if they tell nothing."""
    if not comparison.change:
        return None
    for matches in (
        [i for i, amount in enumerate(amounts) if comparison.comes_out(amount)],
        [i for i, amount in enumerate(amounts) if comparison.comes_out(amount, _NEAR_PERCENT)],
    ):
        if matches:
            return matches[0] if len(matches) == 1 else None
    candidates = [i for i, amount in enumerate(amounts) if comparison.is_possible(amount)]
    if len(candidates) == 1:
        return candidates[0]
    return -1 if comparison.percent is not None and comparison.change is not None else None
