"""Reads tables of revenue and expenditure side by side that a page gave line by line: a label and its amounts, twice a line.

Empty cells are lost. A line with two labels has one of each side; one with a single label tells its side by its name or by its
number in its list. The heads must be those of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from budgetbook.importer.chinese_numbers import parse_chinese_number
from budgetbook.importer.readers.document import DocumentTable, GridCell, Paragraph
from budgetbook.importer.readers.pasted_text.column_sums import Family, place_amounts
from budgetbook.importer.readers.pasted_text.form_heads import Form, choose_form, find_forms
from budgetbook.importer.readers.pasted_text.page_rows import PageRow, is_amount, split_pieces
from budgetbook.importer.readers.pasted_text.stated_amounts import AmountTest
from budgetbook.importer.readers.pasted_text.two_sides import name_side

_FEWEST_ITEMS = 4
_SIDES = ("收入", "支出")
_NUMBER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,2}[）)]|[0-9]{1,2}[、.．]|其中[:：]|[（(][0-9]{1,2}[）)]"
)
_LIST_NUMBER = re.compile(r"([一二三四五六七八九十]{1,3})[、.．]")
_ENDS = re.compile(
    r"(?:本年)?(?:收入|支出)(?:合计|总计)|合计|总计|(?:用|使用).{0,14}(?:结余|差额)|(?:年初|上年|年末|年终|结转下年).{0,14}|结余分配|.{0,12}结转和结余"
)
"""Labels without a number that begin an item."""
_TOTAL = re.compile(r"(?:本年)?(?:收入|支出)?(?:合计|总计)")
_KINDS = re.compile(r"(?:(?:年初|本年|全年)?(?:预算|决算)数|金额)")
_ORDINAL_HEADS = ("行次", "栏次")
_UPPER_HEADS = ("财政拨款收入", "财政拨款支出")
_SIDE_HEADS = re.compile(r"(?:本年|财政拨款)?(?:收入|支出)|项目|功能分类|(?:20[0-9]{2}年)?(?:预算|决算)数|金额|行次|栏次")


@dataclass(frozen=True, slots=True)
class _SideHeads:
    """What the amounts of both sides are; the right side may have several columns."""

    kind: str
    forms: tuple[Form, ...]
    has_ordinals: bool


def read_spaced_sides(lines: Sequence[Paragraph], caption: tuple[str, ...], is_stated: AmountTest) -> DocumentTable | None:
    """The table; None if its heads are those of no form, or where the side of a row cannot be told."""
    read_lines = [_read_line(line) for line in lines]
    first = next((i for i, items in enumerate(read_lines) if items and _LIST_NUMBER.match(items[0].name)), len(lines))
    heads = _read_heads([line.text for line in lines[:first]])
    if heads is None:
        return None
    sides = _tell_sides(read_lines[first:])
    if sides is None or sum(bool(item.amounts) for side in sides for item in side) < _FEWEST_ITEMS:
        return None
    left, right = map(_drop_ordinals, sides) if heads.has_ordinals else sides
    if left is None or right is None:
        return None
    form = choose_form(heads.forms, [item.values for item in right])
    if form is None or not left or any(len(item.amounts) > 1 for item in left):
        return None
    columns = _place(left, right, form, is_stated)
    return DocumentTable(
        tuple(_lay_out(left, right, columns, (heads.kind, *form.columns))), lines[first].text_runs[0].spot, caption
    )


def _read_line(line: Paragraph) -> list[PageRow]:
    """The items of a line, of both sides in order; amounts before the first label are an item without one."""
    items: list[PageRow] = []
    for piece in split_pieces(line.text):
        if is_amount(piece):
            items = items or [PageRow("", "", (), line)]
            items[-1] = replace(items[-1], amounts=(*items[-1].amounts, piece))
        elif items and not items[-1].amounts and not _begins_item(items[-1].name, piece):
            items[-1] = PageRow("", items[-1].name + piece, (), line)
        else:
            items.append(PageRow("", piece, (), line))
    return items


def _begins_item(label: str, piece: str) -> bool:
    """True if a piece is no more of the label before it: it has a number of its own, or is a whole label itself."""
    return bool(_NUMBER.match(piece) or (_ENDS.fullmatch(piece) and len(label) > 1 and len(piece) > 1))


def _read_heads(lines: Sequence[str]) -> _SideHeads | None:
    """What the heads say; None if they do not name both sides with one kind of amount each, or a form for the right one."""
    bare = "".join("".join(line.split()) for line in lines)
    kinds = {match[0] for match in _KINDS.finditer(bare)}
    if len(kinds) > 1 or not all(side in bare for side in _SIDES):
        return None
    kind = next(iter(kinds), "金额")
    has_ordinals = any(head in bare for head in _ORDINAL_HEADS)
    if not _SIDE_HEADS.sub("", bare).strip("0123456789类款项"):
        return _SideHeads(kind, (Form((kind,)),), has_ordinals)
    forms = find_forms(lines, upper_heads=_UPPER_HEADS, allows_lists=False)
    return _SideHeads(kind, tuple(forms), has_ordinals) if forms and not has_ordinals else None


def _tell_sides(lines: Sequence[Sequence[PageRow]]) -> tuple[list[PageRow], list[PageRow]] | None:
    """The items of the left and of the right side; None if one cannot be told, or a line has three.

    A label that was broken goes on in the next line, with its amounts on a line between; it does so only where it stood alone.
    """
    left: list[PageRow] = []
    right: list[PageRow] = []
    open_side: list[PageRow] | None = None
    for items in lines:
        if len(items) == 2:
            left.append(items[0])
            right.append(items[1])
            open_side = None
        elif len(items) != 1:
            return None
        elif _is_piece(items[0]):
            if open_side:
                open_side[-1] = _continue(open_side[-1], items[0])
        elif not items[0].name:
            if not open_side or open_side[-1].amounts:
                return None
            open_side[-1] = _continue(open_side[-1], items[0])
        else:
            side = _tell_side(items[0].name, left, right)
            if not side:
                return None
            open_side = left if side == _SIDES[0] else right
            open_side.append(items[0])
    return left, right


def _continue(item: PageRow, rest: PageRow) -> PageRow:
    return replace(item, name=item.name + rest.name, amounts=item.amounts + rest.amounts)


def _is_piece(item: PageRow) -> bool:
    return bool(item.name) and not item.amounts and not _NUMBER.match(item.name) and not _ENDS.fullmatch(item.name)


def _tell_side(label: str, left: Sequence[PageRow], right: Sequence[PageRow]) -> str:
    """The side of a label that stands alone: the one whose list its number continues, else the one that its name tells; or ""."""
    if match := _LIST_NUMBER.match(label):
        follows = [_follows(parse_chinese_number(match[1]), side) for side in (left, right)]
        if follows[0] != follows[1]:
            return _SIDES[follows.index(True)]
    return name_side(label)


def _follows(number: int, side: Sequence[PageRow]) -> bool:
    numbers = [parse_chinese_number(match[1]) for item in side if (match := _LIST_NUMBER.match(item.name))]
    return number == (numbers[-1] if numbers else 0) + 1


def _drop_ordinals(items: Sequence[PageRow]) -> list[PageRow] | None:
    """The items without the numbers of their lines; None if those do not rise by one from item to item."""
    numbers = [int(item.amounts[0]) if item.amounts and item.amounts[0].isdecimal() else -1 for item in items]
    if not numbers or numbers != [*range(numbers[0], numbers[0] + len(numbers))] or numbers[0] < 1:
        return None
    return [PageRow("", item.name, item.amounts[1:], item.line) for item in items]


def _lay_out(
    left: Sequence[PageRow], right: Sequence[PageRow], columns: Sequence[Sequence[int | None]], heads: Sequence[str]
) -> Iterator[tuple[GridCell | None, ...]]:
    """The head and the rows; amounts of the right side whose columns are not known stand behind the last one."""
    known_columns = sorted({column for own in columns for column in own if column is not None})
    spare = max((sum(column is None for column in own) for own in columns), default=0)
    spot = left[0].line.text_runs[0].spot
    texts = ("项目", heads[0], "项目", *(heads[column + 1] for column in known_columns))
    yield (*(GridCell(text, spot) for text in texts), *(None,) * spare)
    blank_row = PageRow("", "", (), left[0].line)
    for first, second in zip_longest(left, zip(right, columns, strict=True)):
        left_row, (right_row, own) = first or blank_row, second or (blank_row, ())
        left_cells = [GridCell(text, left_row.spot) for text in (left_row.name, *left_row.amounts)]
        pairs = list(zip(own, right_row.amounts, strict=True))
        by_column = {column: text for column, text in pairs if column is not None}
        loose = [text for column, text in pairs if column is None]
        right_texts = (right_row.name, *(by_column.get(column, "") for column in known_columns), *loose)
        right_cells = [GridCell(text, right_row.spot) for text in (*right_texts, *("",) * (spare - len(loose)))]
        yield (*left_cells, *(GridCell("", left_row.spot),) * (2 - len(left_cells)), *right_cells)


def _place(left: Sequence[PageRow], items: Sequence[PageRow], form: Form, is_stated: AmountTest) -> list[list[int | None]]:
    """The columns of the right side's amounts: the classes make the first total, of which the left side has the funds."""
    totals = [index for index, item in enumerate(items) if _TOTAL.fullmatch(item.name)]
    classes = tuple(i for i, item in enumerate(items) if _LIST_NUMBER.match(item.name) and (not totals or i < totals[0]))
    families = [Family(totals[0], classes)] if totals else []
    families += [Family(index, (totals[0],)) for index in totals[1:] if items[index].amounts == items[totals[0]].amounts]

    def is_named(column: int, amount: Decimal) -> bool:
        name = form.columns[column]
        return is_stated(name, amount) or any(name in item.name and amount in item.values for item in left)

    return place_amounts([item.values for item in items], len(form.columns), form.balances, families, is_named)
