"""Finds the unit of a table that prints none, by the amounts that the text repeats with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from budgetbook.arithmetic.passages.chinese_units import MONEY
from budgetbook.importer.mention import Mention
from budgetbook.importer.tables.reader import RecognisedTable

_FEWEST_REPEATS = 2
"""Amounts of a table that the text must repeat, so that no chance decides its unit."""


def settle_unit(table: RecognisedTable, mentions: Sequence[Mention]) -> RecognisedTable:
    """The table with its numbers placed in the unit in which the text says at least two of them; the table as it is otherwise."""
    if not table.id or table.unit:
        return table
    amounts = {_identify(m): m.unit for m in mentions if not m.table and m.status == "placed" and m.unit in MONEY}
    repeats = {_identify(m): amounts[_identify(m)] for m in _open_figures(table) if m.value and _identify(m) in amounts}
    if len(repeats) < _FEWEST_REPEATS or len(set(repeats.values())) > 1:
        return table
    unit = next(iter(repeats.values()))
    open_figures = {id(m) for m in _open_figures(table)}
    placed_mentions = (replace(m, unit=unit, status="placed") if id(m) in open_figures else m for m in table.mentions)
    return replace(table, unit=unit, mentions=tuple(placed_mentions))


def _open_figures(table: RecognisedTable) -> Iterable[Mention]:
    """The figures that lack nothing but a unit."""
    return (m for m in table.mentions if m.status == "doubtful" and m.concept and not m.unit and not m.digits.endswith("%"))


def _identify(mention: Mention) -> tuple[str, str, int, str]:
    return mention.concept, mention.role, mention.year, mention.plain_digits
