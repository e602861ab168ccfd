"""Tells which of the “three public” expenses each amount of a row is, where nobody knows which cells were empty, by the sums."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from budgetbook.importer.readers.pasted_text.cells import PastedCell
from budgetbook.importer.readers.pasted_text.three_public_heads import PARTS

_MOST_COLUMNS = 13
_ROUNDING = Decimal("0.02")
Column = tuple[str, int]
"""What stands in a column, and in which of two sets: the budget's or the outcome's."""


def keep_positions(row: Sequence[PastedCell], amounts: Sequence[Decimal], columns: Sequence[Column]) -> list[int | None]:
    """The positions of the amounts in a row whose bars tell of the empty cells too; [] if the sums do not hold there."""
    positions = [i for i, cell in enumerate(row) if cell.is_value()]
    is_whole = len(columns) <= len(row) and 0 < len(positions) == len(amounts) and positions[-1] < len(columns)
    return [*positions] if is_whole and columns and _adds_up(dict(zip(positions, amounts, strict=True)), columns) else []


def place_amounts(amounts: Sequence[Decimal], columns: Sequence[Column]) -> list[int | None]:
    """The column of each amount, in order; None for one that could stand in several."""
    if not 3 <= len(amounts) <= len(columns) <= _MOST_COLUMNS:
        return [None]
    choices = combinations(range(len(columns)), len(amounts))
    ways = [places for places in choices if _adds_up(dict(zip(places, amounts, strict=True)), columns)]
    return [places[0] if len(set(places)) == 1 else None for places in zip(*ways, strict=True)]


def _adds_up(amounts: dict[int, Decimal], columns: Sequence[Column]) -> bool:
    """True if the total and the vehicles' subtotal of each set are the sums of their parts; an empty cell is 0."""
    for number in {number for _, number in columns}:
        by_kind = {kind: amounts[i] for i, (kind, each) in enumerate(columns) if each == number and i in amounts}
        parts = sum((by_kind[kind] for kind in PARTS if kind in by_kind), Decimal(0))
        vehicles = by_kind.get("vehicles", parts)
        if any(kind in by_kind for kind in PARTS) and abs(vehicles - parts) > _ROUNDING:
            return False
        total = vehicles + by_kind.get("travel", Decimal(0)) + by_kind.get("reception", Decimal(0))
        if "total" not in by_kind or abs(by_kind["total"] - total) > _ROUNDING:
            return False
    return True


def agree(
    own: tuple[list[Column], list[int | None]], usual: tuple[list[Column], list[int | None]]
) -> tuple[list[Column], list[int | None]]:
    """Of two orders of the columns the one whose sums hold; if both hold, each amount's column must be the same in both."""
    meanings = [[None if i is None else columns[i] for i in positions] for columns, positions in (own, usual)]
    if not any(meanings[1]):
        return own
    if not any(meanings[0]):
        return usual
    columns, positions = usual
    return columns, [i if one == other else None for i, one, other in zip(positions, *meanings, strict=True)]
