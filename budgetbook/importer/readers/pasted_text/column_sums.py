"""Finds the columns of amounts in rows that lost their empty cells: an amount stands where the sums leave it no other place.

Two kinds of sums tell: those within a row (合计 is what 基本支出 and 项目支出 make), and those down a column (a class of the
classification is the sum of its items). What both leave open stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

Way = tuple[int, ...]
"""The column of each amount of a row."""
Balance = tuple[int, ...]
"""A factor for each column; what they make of a row is 0."""
_ROUNDING = Decimal("0.05")
_MOST_WAYS = 400
"""Ways of one row that are tried; a wider row than any form has is not read."""
_MOST_SUMS = 4000
"""Sums of the rows of a class that are followed; where there are more, the class tells nothing."""
_MOST_STEPS = 60_000
_ROUNDS = 3
Sums = tuple[Decimal, ...]


@dataclass(frozen=True)
class Family:
    """A row and those that it is the sum of, by their indexes."""

    whole: int
    parts: tuple[int, ...]


def place_amounts(
    rows: Sequence[Sequence[Decimal]],
    width: int,
    balances: Sequence[Balance],
    families: Sequence[Family],
    is_named: Callable[[int, Decimal], bool],
) -> list[list[int | None]]:
    """The column of each amount of each row; None where it could stand in several, or no way makes the sums come out.

    `is_named` tells whether the document says elsewhere that an amount is the total of a column. The first amount of a row is its
    total, whatever the sums say. A column in which an amount may be missing has none at all: its empty cells would be taken for
    nothing.
    """
    ways = [list(_list_ways(row, width, balances)) for row in rows]
    for family in families[:1]:
        ways[family.whole] = _prefer_names(rows[family.whole], ways[family.whole], is_named)
    ways = _keep_alike(rows, ways)
    for _ in range(_ROUNDS):
        count = sum(map(len, ways))
        for family in families:
            _narrow(rows, ways, family, width)
        if sum(map(len, ways)) == count:
            break
    columns = [_agree(row_ways, len(row)) for row, row_ways in zip(rows, ways, strict=True)]
    gaps = {gap for row, own, row_ways in zip(rows, columns, ways, strict=True) for gap in _find_gaps(row, own, row_ways, width)}
    return [[None if column in gaps else column for column in own] for own in columns]


def _find_gaps(row: Sequence[Decimal], columns: Sequence[int | None], ways: Sequence[Way], width: int) -> Iterator[int]:
    """The columns that may have an amount of the row of which the column is not known."""
    for index, (amount, column) in enumerate(zip(row, columns, strict=True)):
        if column is None and amount:
            yield from {way[index] for way in ways} if ways else range(1, width)


def can_stand(row: Sequence[Decimal], width: int, balances: Sequence[Balance]) -> bool:
    """True if the sums of a row hold with its amounts in some columns."""
    if len(row) == width:
        return all(_is_even(balance, row) for balance in balances)
    return next(_list_ways(row, width, balances), None) is not None


def _is_even(factors: Sequence[int], amounts: Sequence[Decimal]) -> bool:
    return abs(sum((f * amount for f, amount in zip(factors, amounts, strict=True)), Decimal(0))) <= _ROUNDING


def _list_ways(row: Sequence[Decimal], width: int, balances: Sequence[Balance]) -> Iterator[Way]:
    if not row or len(row) >= width:
        yield from (tuple(range(width)),) if len(row) == width else ()
        return
    for number, way in enumerate(combinations(range(width), len(row))):
        if number == _MOST_WAYS:
            return
        if all(_is_even([balance[i] for i in way], row) for balance in balances):
            yield way


def _prefer_names(row: Sequence[Decimal], ways: list[Way], is_named: Callable[[int, Decimal], bool]) -> list[Way]:
    """The ways in which every amount behind the total is named as that of its column; all of them if there is none."""
    pairs_by_way = {way: list(zip(way[1:], row[1:], strict=True)) for way in ways}
    return [way for way in ways if all(is_named(i, amount) for i, amount in pairs_by_way[way] if amount)] or ways


def _keep_alike(rows: Sequence[Sequence[Decimal]], ways: list[list[Way]]) -> list[list[Way]]:
    """Where every row has as many amounts and a nought is printed as one, the same columns are empty in all of them."""
    if len({len(row) for row in rows if row}) != 1 or not any(0 in row for row in rows):
        return ways
    common = set.intersection(*(set(each) for row, each in zip(rows, ways, strict=True) if row))
    return [[way for way in each if way in common] for each in ways] if common else ways


def _narrow(rows: Sequence[Sequence[Decimal]], ways: list[list[Way]], family: Family, width: int) -> None:
    """Drop the ways of a family with which no choice of the others makes the sums of the columns come out."""
    members = (family.whole, *family.parts)
    if all(len(ways[i]) == 1 or not rows[i] for i in members) or any(rows[i] and not ways[i] for i in members):
        return
    parts = [i for i in family.parts if rows[i]]
    possible: dict[int, set[Way]] = {i: set() for i in (family.whole, *parts)}
    for whole_way in ways[family.whole]:
        part_choices = _follow(rows, ways, parts, _spread(rows[family.whole], whole_way, width))
        if part_choices is None:
            return
        if part_choices:
            possible[family.whole].add(whole_way)
            for part, part_ways in zip(parts, part_choices, strict=True):
                possible[part] |= part_ways
    if possible[family.whole]:
        for index, row_ways in possible.items():
            ways[index] = [way for way in ways[index] if way in row_ways]


def _spread(row: Sequence[Decimal], way: Way, width: int) -> Sums:
    amounts = dict(zip(way, row, strict=True))
    return tuple(amounts.get(i, Decimal(0)) for i in range(width))


def _follow(
    rows: Sequence[Sequence[Decimal]], ways: Sequence[Sequence[Way]], parts: Sequence[int], goal: Sums
) -> list[set[Way]] | None:
    """The ways of each part by which the parts make the goal; [] if by none, None if there are too many to follow."""
    levels: list[dict[Sums, list[tuple[Sums, Way]]]] = []
    sums: Iterable[Sums] = [tuple(Decimal(0) for _ in goal)]
    is_rising = all(amount >= 0 for i in parts for amount in rows[i])
    steps = 0
    for part in parts:
        next_sums: dict[Sums, list[tuple[Sums, Way]]] = {}
        spreads = [(way, _spread(rows[part], way, len(goal))) for way in ways[part]]
        for start in sums:
            steps += len(spreads)
            for way, amounts in spreads:
                end = tuple(a + b for a, b in zip(start, amounts, strict=True))
                if not is_rising or all(a <= b + _ROUNDING for a, b in zip(end, goal, strict=True)):
                    next_sums.setdefault(end, []).append((start, way))
        if len(next_sums) > _MOST_SUMS or steps > _MOST_STEPS:
            return None
        levels.append(next_sums)
        sums = next_sums
    ends = {end for end in sums if all(abs(a - b) <= _ROUNDING for a, b in zip(end, goal, strict=True))}
    part_choices: list[set[Way]] = []
    for next_sums in reversed(levels):
        steps_back = [step for end in ends for step in next_sums[end]]
        part_choices.append({way for _, way in steps_back})
        ends = {start for start, _ in steps_back}
    return part_choices[::-1] if ends else []


def _agree(ways: Sequence[Way], count: int) -> list[int | None]:
    """The column of each amount in which all ways agree."""
    if not ways:
        return [0, *[None] * (count - 1)][:count]
    return [places[0] if len(set(places)) == 1 else None for places in zip(*ways, strict=True)]
