"""The columns of the open data for the levels of a country's codes, and what a code puts into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetbook.content.code_level import USUAL_NAMES, CodeLevel
from budgetbook.content.code_tree import list_upper_codes
from budgetbook.content.content import Content
from budgetbook.content.country import NO_SHAPE
from budgetbook.opendata.tables.international import split_levels
from budgetbook.opendata.tables.table import DataColumn

_LEVELS_OF_FISCAL_PACKAGE = {"functional": 3, "economic": 5}
"""How many levels the Fiscal Data Package has column types for."""


def level_columns(levels: Iterable[CodeLevel]) -> Iterator[DataColumn]:
    """The columns of the levels of one or several classifications."""
    numbers = dict.fromkeys(USUAL_NAMES, 0)
    for level in levels:
        numbers[level.scheme] += 1
        number = numbers[level.scheme]
        fiscal = f"{level.scheme}-classification:generic:level{number}:code"
        has_type = number <= _LEVELS_OF_FISCAL_PACKAGE[level.scheme]
        yield DataColumn(level.column, fiscal=fiscal if has_type else "", level_of=level.scheme, level_name=level.label)


def level_cells(content: Content, scheme: str, code: str) -> dict[str, str | None]:
    """The codes at each level that a code is part of, down to itself, by column."""
    if content.shapes.get(scheme, NO_SHAPE).levels:
        codes = split_levels(content, scheme, code)
    else:
        codes = (*reversed([*list_upper_codes(code, content.classifications.get(scheme, {}))]), code)
    columns = [level.column for level in content.code_levels if level.scheme == scheme]
    return dict(zip(columns, codes, strict=False))
