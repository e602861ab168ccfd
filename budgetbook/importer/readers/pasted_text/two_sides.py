"""Reads pasted tables of two sides, revenue and expenditure in turn, a cell a line, in which empty cells were lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from budgetbook.importer.chinese_numbers import parse_chinese_number
from budgetbook.importer.readers.document import DocumentTable, GridCell, SourceLocation
from budgetbook.importer.readers.pasted_text.cells import FIRST_HEADS, TOTALS, PastedCell, find_unit

_FEWEST_ITEMS = 3
_WIDTH = 4
"""Cells of a row: a label and an amount on each side."""
_LIST_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})、")
_SIDES = ("收入", "支出")
_SIDE_HEAD = re.compile(r"(?:本年)?(收入|支出)(?:预算|决算)?")
_SIDE_WORDS = {
    "收入": re.compile(
        r"收入(?!.{0,20}支出)|(?:上年|年初)结[转余]|使用.{0,12}结余|弥补.{0,4}差额|拨款|^[0-9（(].*(?:预算|资金)$"
    ),
    "支出": re.compile(r"支出|结转下年|年终结|年末结|结余分配|交纳所得税|^提取|^转入"),
}
"""Words of a label that tell its side; revenue first, since funds are named alike on it alone."""
_SIDES_TITLE = re.compile(r"收支(?:[预决]算)?(?:总体情况|情况|总)?表|收入支出(?:[预决]算)?总?表")
_REVENUE_END = re.compile(r"资金|补助|缴款|[借贷]款|罚没")
"""Words of a revenue's name that no class of expenditure has."""
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
    if items is None or not has_two_sides(heads, caption) or len({h.bare_text for h in amount_heads}) > 1:
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


def has_two_sides(heads: Sequence[PastedCell], caption: Sequence[str]) -> bool:
    """True for heads of a table of two sides (收入, 支出), or those of two lists below a title that names both."""
    return _name_both_sides(heads) or _tells_sides_in_title(heads, caption)


def _name_both_sides(heads: Sequence[PastedCell]) -> bool:
    return {match[1] for head in heads if (match := _SIDE_HEAD.fullmatch(head.bare_text))} == set(_SIDES)


def _tells_sides_in_title(heads: Sequence[PastedCell], caption: Sequence[str]) -> bool:
    """True for the heads of two lists alike (项目 预算数 项目 预算数) below a title that names both sides."""
    texts = [head.bare_text for head in heads]
    are_twice = len(texts) >= _WIDTH and texts[:2] == texts[2:_WIDTH] and texts[0] in FIRST_HEADS and heads[1].is_amount_head()
    return are_twice and any(_SIDES_TITLE.search("".join(line.split())) for line in caption)


def _read_whole_rows(cells: Sequence[PastedCell], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table, if its empty cells are told, so that each row has a label and an amount on both sides."""
    cells = _drop_line_numbers(cells)
    start = next((i for i, cell in enumerate(cells) if _LIST_NUMBER.match(cell.text)), 0)
    heads, rows = cells[:start], [cells[i : i + _WIDTH] for i in range(start, len(cells), _WIDTH)]
    amount_heads = {head.bare_text for head in heads if head.is_amount_head()} - FIRST_HEADS - set(_SIDES)
    if not _name_both_sides(heads) or len(amount_heads) > 1 or len(rows) < _FEWEST_ITEMS or not all(map(_is_whole, rows)):
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
    """The side of each item by its name, else by the list that its number continues. None if unclear."""
    sides: list[str] = []
    lasts = dict.fromkeys(_SIDES, 0)
    last_text = ""
    for label, _ in items:
        text = label.bare_text
        match = _LIST_NUMBER.match(text)
        number = parse_chinese_number(match[1]) if match else 0
        side = name_side(text) or (_tell_side_of_number(text, number, lasts) if match else "")
        if text in TOTALS:  # one of each side, in a row
            side = _SIDES[text == last_text]
        last_text = text
        if not side or (match and number != lasts[side] + 1):
            return None
        sides.append(side)
        lasts[side] = number or lasts[side]
    return sides if sides[0] == _SIDES[0] and all(lasts.values()) else None


def _tell_side_of_number(text: str, number: int, lasts: Mapping[str, int]) -> str:
    """The side whose list a number continues; where it could be either one's, a row begins with revenue, which says so."""
    next_sides = [side for side in _SIDES if number == lasts[side] + 1]
    if len(next_sides) < len(_SIDES):
        return "".join(next_sides)
    return _SIDES[0] if number == 1 or _REVENUE_END.search(text) else _SIDES[1]


def name_side(text: str) -> str:
    """The side that a label names; "" if it names none."""
    return next((side for side, pattern in _SIDE_WORDS.items() if pattern.search(text)), "")


def _to_grid(item: Item | None, spot: SourceLocation) -> tuple[GridCell, GridCell]:
    if item is None:
        return GridCell("", spot), GridCell("", spot)
    label, value = item
    return label.to_grid(), value.to_grid() if value else GridCell("", label.spot)
