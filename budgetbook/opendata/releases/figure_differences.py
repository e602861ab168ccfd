"""What differs between the figures of two data packages, entity by entity, so that neither is held whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from budgetbook.opendata.releases.published_data import PublishedData, PublishedDataError
from budgetbook.opendata.tables.formula_guard import escape_formula

_VALUE_COLUMNS = ("printed", "unit", "amount")
_NAME_COLUMNS = ("figure", "entity", "statement", "year", "role", "line")
COLUMNS = (
    *_NAME_COLUMNS, "change", *(f"{column}_{side}" for side in ("before", "after") for column in _VALUE_COLUMNS), "difference",
)  # fmt: skip
"""What names a figure; whether it was added, removed or changed; how it stood before and how it stands now;
the latter minus the former."""
_NUMBER = re.compile(r"-?[0-9][0-9.,]*%?")
_AMOUNT = re.compile(r"-?[0-9]{1,64}(?:\.[0-9]{1,64})?")
"""What our own tables have as an amount; of 1e999999999, which a release of others may hold, the difference would fill a disk."""
_Figures = dict[str, dict[str, str]]


FigureDifference = tuple[str, ...]
"""A row of the differences, as COLUMNS says."""


def compare_figures(old: PublishedData, new: PublishedData) -> Iterator[FigureDifference]:
    """Yield each figure that was added, removed or changed, in the order of entities. Raises PublishedDataError."""
    old_groups, new_groups = _read_entities(old), _read_entities(new)
    old_group, new_group = next(old_groups, None), next(new_groups, None)
    while old_group or new_group:
        entity = min(each[0] for each in (old_group, new_group) if each)
        old_figures: _Figures = {}
        new_figures: _Figures = {}
        if old_group and old_group[0] == entity:
            old_figures, old_group = old_group[1], next(old_groups, None)
        if new_group and new_group[0] == entity:
            new_figures, new_group = new_group[1], next(new_groups, None)
        yield from _compare_entity(old_figures, new_figures)


def _compare_entity(old: _Figures, new: _Figures) -> Iterator[FigureDifference]:
    for figure in (*new, *(each for each in old if each not in new)):
        old_row, new_row = old.get(figure), new.get(figure)
        if old_row is None or new_row is None:
            yield _describe("removed" if old_row else "added", old_row, new_row)
        elif any(old_row[column] != new_row[column] for column in _VALUE_COLUMNS):
            yield _describe("changed", old_row, new_row)


def _describe(change: str, old_row: dict[str, str] | None, new_row: dict[str, str] | None) -> FigureDifference:
    sides = [row[column] if row else "" for row in (old_row, new_row) for column in _VALUE_COLUMNS]
    difference = _subtract(new_row["amount"], old_row["amount"]) if old_row and new_row else ""
    named_row = new_row or old_row or {}
    return tuple(map(_guard_cell, (*(named_row[column] for column in _NAME_COLUMNS), change, *sides, difference)))


def _guard_cell(cell: str) -> str:
    """A text that no spreadsheet runs; a release of others may hold anything."""
    return cell if _NUMBER.fullmatch(cell) else escape_formula(cell) or ""


def _subtract(new_amount: str, old_amount: str) -> str:
    """After minus before; empty where either is no number."""
    if not (_AMOUNT.fullmatch(new_amount) and _AMOUNT.fullmatch(old_amount)):
        return ""
    return format(Decimal(new_amount) - Decimal(old_amount), "f")


def _read_entities(package: PublishedData) -> Iterator[tuple[str, _Figures]]:
    """Yield each entity with its figures; raises PublishedDataError where they do not follow each other."""
    last = ""
    for entity, rows in groupby(package.read_rows("figures"), lambda row: row.get("entity", "")):
        if entity <= last:
            raise PublishedDataError(f"{package.place.as_posix()}: figures: {entity}")
        last = entity
        try:
            yield entity, {row["figure"]: {column: row[column] for column in (*_NAME_COLUMNS, *_VALUE_COLUMNS)} for row in rows}
        except KeyError as error:
            raise PublishedDataError(f"{package.place.as_posix()}: figures: {error}") from error
