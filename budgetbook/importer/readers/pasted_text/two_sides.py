"""Reads pasted tables of two sides, revenue and expenditure in turn, a cell a line, in which empty cells were lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from budgetbook.importer.readers.document import DocumentTable, GridCell, SourceLocation
from budgetbook.importer.readers.pasted_text.cells import FIRST_HEADS, PastedCell, find_unit

_FEWEST_ITEMS = 3
_WIDTH = 4
"""Cells of a row: a label and an amount on each side."""
_LIST_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})、")
_NUMERALS = "一二三四五六七八九十"
_SIDES = ("收入", "支出")
_SIDE_HEAD = re.compile(r"(?:本年)?(收入|支出)(?:预算|决算)?")
_SIDE_WORDS = {
    "收入": re.compile(r"收入(?!.{0,20}支出)|上年结[转余]|使用.{0,12}结余|拨款|^[0-9（(].*(?:预算|资金)$"),
    "支出": re.compile(r"支出|结转下年|年终结|年末结"),
}
"""Words of a label that tell its side; revenue first, since funds are named alike on it alone."""
Item = tuple[PastedCell, PastedCell | None]


def read_two_sides(all_cells: Sequence[PastedCell], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table; None if its heads do not say that it has two sides of one amount each, or a row's side cannot be told."""
    if table := _read_whole_rows(all_cells, caption):
        return table
    cells = [cell for cell in all_cells if cell.text]
    start = next((i for i, cell in enumerate(cells) if _LIST_NUMBER.match(cell.text)), 0)
    heads, items = cells[:start], _pair(cells[start:])
    amount_heads = [
        h for h in heads if h.is_amount_head() and h.bare_text not in FIRST_HEADS and not _SIDE_HEAD.fullmatch(h.bare_text)
    ]
    if items is None or not names_both_sides(heads) or len({h.bare_text for h in amount_heads}) > 1:
        return None
    sides = _tell_sides(items)
    if sides is None or sum(value is not None for _, value in items) < _FEWEST_ITEMS:
        return None
    amount_head = amount_heads[0].text if amount_heads else "金额"
    spot = heads[0].spot
    head_row = tuple(GridCell(text, spot) for _ in _SIDES for text in ("项目", amount_head))
    left, right = ([item for item, side in zip(items, sides, strict=True) if side == name] for name in _SIDES)
    body = ((*_to_grid(first, spot), *_to_grid(second, spot)) for first, second in zip_longest(left, right))
    return DocumentTable((head_row, *body), spot, (*caption, *find_unit(cells)))


def names_both_sides(heads: Sequence[PastedCell]) -> bool:
    """True for heads of a table of two sides: 收入, 支出."""
    return {match[1] for head in heads if (match := _SIDE_HEAD.fullmatch(head.bare_text))} == set(_SIDES)


def _read_whole_rows(cells: Sequence[PastedCell], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table, if its empty cells are told, so that each row has a label and an amount on both sides."""
    cells = _drop_line_numbers(cells)
    start = next((i for i, cell in enumerate(cells) if _LIST_NUMBER.match(cell.text)), 0)
    heads, rows = cells[:start], [cells[i : i + _WIDTH] for i in range(start, len(cells), _WIDTH)]
    amount_heads = {head.bare_text for head in heads if head.is_amount_head()} - FIRST_HEADS - set(_SIDES)
    if not names_both_sides(heads) or len(amount_heads) > 1 or len(rows) < _FEWEST_ITEMS or not all(map(_is_whole, rows)):
        return None
    if all(cell.text for row in rows for cell in row[1::2]):
        return None  # nothing tells that an empty cell was kept
    spot, amount_head = heads[0].spot, next(iter(amount_heads), "金额")
    head_row = tuple(GridCell(text, spot) for _ in _SIDES for text in ("项目", amount_head))
    body = (tuple(cell.to_grid() for cell in row) for row in rows)
    return DocumentTable((head_row, *body), spot, (*caption, *find_unit(cells)))


def _drop_line_numbers(cells: Sequence[PastedCell]) -> Sequence[PastedCell]:
    """The cells without the first of each row, if these count the rows."""
    start = next((i for i, cell in enumerate(cells) if _LIST_NUMBER.match(cell.text)), 0) - 1
    rows = [cells[i : i + _WIDTH + 1] for i in range(max(start, 0), len(cells), _WIDTH + 1)]
    if start < 0 or any(row[0].text != str(number) for number, row in enumerate(rows, 1)):
        return cells
    return [*cells[:start], *(cell for row in rows for cell in row[1:])]


def _is_whole(row: Sequence[PastedCell]) -> bool:
    """True for label, amount, label, amount, each of which may be empty."""
    is_even = all(not (row[i].is_value() if i % 2 == 0 else row[i].is_label()) for i in range(len(row)))
    return len(row) == _WIDTH and is_even and any(cell.is_label() for cell in row)


def _pair(cells: Sequence[PastedCell]) -> list[Item] | None:
    """Each label with its amount, if it has one; None if one has two."""
    items: list[Item] = []
    for cell in cells:
        if cell.is_label():
            items.append((cell, None))
        elif items and items[-1][1] is None:
            items[-1] = (items[-1][0], cell)
        else:
            return None
    return items


def _tell_sides(items: Sequence[Item]) -> list[str] | None:
    """The side of each item by its name, else by its number: the first of two alike is revenue. None if unclear."""
    sides: list[str] = []
    numbers: dict[str, list[int]] = {side: [] for side in _SIDES}
    for label, _ in items:
        text = label.bare_text
        match = _LIST_NUMBER.match(text)
        number = _NUMERALS.find(match[1]) if match and len(match[1]) == 1 else -1
        side = name_side(text) or (_SIDES[number in numbers[_SIDES[0]]] if match else "")
        if not side:
            return None
        sides.append(side)
        numbers[side] += [number] if match and number >= 0 else []
    are_whole = all(found_numbers and found_numbers == [*range(len(found_numbers))] for found_numbers in numbers.values())
    return sides if are_whole and sides[0] == _SIDES[0] else None


def name_side(text: str) -> str:
    """The side that a label names; "" if it names none."""
    return next((side for side, pattern in _SIDE_WORDS.items() if pattern.search(text)), "")


def _to_grid(item: Item | None, spot: SourceLocation) -> tuple[GridCell, GridCell]:
    if item is None:
        return GridCell("", spot), GridCell("", spot)
    label, value = item
    return label.to_grid(), value.to_grid() if value else GridCell("", label.spot)
