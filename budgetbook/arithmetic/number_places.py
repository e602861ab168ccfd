"""Where a number of a finding stands in its statement's file, and the statement with another number there."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, cast

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.term import LEVELS
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Statement
from budgetbook.content.figure import Figure
from budgetbook.content.units import PERCENT

NumberPath = tuple[str | int, ...]
"""Path of a number in the statement's record."""

_OF_CHANGE = ("change", "percent")


def find_number_paths(
    statement: Statement, anchor: str, role: str, amount: Amount | None, column: int | None = None
) -> tuple[NumberPath, ...]:
    """Places of the number that a finding names by anchor and role; several if a line of a table prints it more than once.

    `column`, from 1, is the column of a table if the finding tells it.
    """
    if anchor in statement.figures:
        return tuple(_paths_in_figure(("figures", anchor), statement.figures[anchor], role))
    table, _, line = anchor.partition(".")
    breakdown = statement.breakdowns.get(table)
    if breakdown is None or amount is None or not line:
        return ()
    paths = list(_cell_paths(table, breakdown, line, column))
    if line in breakdown.lines:
        paths += _paths_in_figure(("breakdowns", table, "lines", line), breakdown.lines[line], role)
    return tuple(path for path in paths if _same(number_at(statement, path), amount))


def number_at(statement: Statement, path: NumberPath) -> Amount:
    """The number at a path, in the unit that it is printed in."""
    value: Any = statement
    unit = statement.unit
    for key in path:
        value = getattr(value, str(key)) if hasattr(value, str(key)) else value[key]
        unit = getattr(value, "unit", None) or unit
    return Amount(cast("Decimal", value), PERCENT if path[-1] in ("percent", "share") else unit)


def with_number(statement: Statement, path: NumberPath, value: Decimal) -> Statement:
    """The statement with another number at a path, and wherever its record has the same number of the document once more."""
    changed_statement = statement
    for same_path in (path, *_list_copies(statement, path)):
        changed_statement = cast("Statement", _put(changed_statement, same_path, value))
    return changed_statement


def find_reading_path(statement: Statement, concept: str, number: int) -> NumberPath:
    """Where the number of a further reading stands, counted from 1: in the total of the table that prints it, if it is one."""
    path: NumberPath = ("figures", concept, "readings", number - 1, "amount")
    totals = (
        ("breakdowns", name, "total", index)
        for name, breakdown in statement.breakdowns.items()
        for index, column in enumerate(breakdown.columns[: len(breakdown.total or ())])
        if column.concept == concept and (breakdown.total or ())[index] is not None
    )
    return next((total for total in totals if path in _list_copies(statement, total)), path)


def _list_copies(statement: Statement, path: NumberPath) -> tuple[NumberPath, ...]:
    """The figures that have the number of a table's total, for it is printed once: as their own, or as a further reading."""
    if path[0] != "breakdowns" or path[2] != "total":
        return ()
    breakdown = statement.breakdowns[str(path[1])]
    column = breakdown.columns[int(path[3])]
    figure = statement.figures.get(column.concept)
    if figure is None:
        return ()
    paths: list[NumberPath] = []
    if figure.find_place(column.role) == breakdown.at and getattr(figure, column.role) is not None:
        paths.append(("figures", column.concept, column.role))
    if column.role == "amount":
        readings = enumerate(figure.readings)
        paths += [("figures", column.concept, "readings", i, "amount") for i, r in readings if r.at == breakdown.at]
    total = number_at(statement, path)
    return tuple(each for each in paths if number_at(statement, each) == total)


def _put(record: Any, path: NumberPath, value: Decimal) -> Any:
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(record, dict):
        return {**record, key: _put(record[key], rest, value)}
    if isinstance(record, tuple):
        index = int(key)
        return (*record[:index], _put(record[index], rest, value), *record[index + 1 :])
    return record.model_copy(update={str(key): _put(getattr(record, str(key)), rest, value)})


def _paths_in_figure(path: NumberPath, figure: Figure, role: str) -> Iterator[NumberPath]:
    if role in LEVELS and getattr(figure, role) is not None:
        yield (*path, role)
    elif role in _OF_CHANGE and figure.printed and getattr(figure.printed, role) is not None:
        yield (*path, "printed", role)
    elif role == "percent" and figure.share is not None:
        yield (*path, "share")


def _cell_paths(table: str, breakdown: Breakdown, line: str, column: int | None) -> Iterator[NumberPath]:
    """Yield the cells of a line, or the one in a column."""
    path: NumberPath = ("breakdowns", table)
    rows = [(index, row) for index, row in enumerate(breakdown.rows) if line in (row.code, str(index + 1))]
    lines = [((*path, "total"), breakdown.total or ())] if line == "total" else []
    lines += [((*path, "rows", index, "values"), row.values) for index, row in rows]
    for line_path, values in lines:
        for index, value in enumerate(values):
            if value is not None and column in (None, index + 1):
                yield (*line_path, index)


def _same(number: Amount, amount: Amount) -> bool:
    if number.is_money and amount.is_money:
        return number.to_base_unit() == amount.to_base_unit()
    return number.value == amount.value
