"""Reads pasted tables whose rows have numbers, each cell a line of its own: a label, its line number, its amount."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from budgetbook.importer.readers.document import Block, DocumentTable, GridCell, Paragraph, SourceLocation

_LONGEST_CELL = 40
_FEWEST_ROWS = 3
"""Rows with an amount from which on short lines are a table and no accident."""
_FEWEST_NUMBERS = 8
"""Line numbers without a gap that are no accident, be there ever so few amounts."""
_ORDINAL = re.compile(r"[1-9][0-9]{0,2}")
_AMOUNT = re.compile(r"[-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]+|[0-9]{4,}|0)")
"""No short whole number by itself: where a cell is empty, the next row's line number may follow."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；，]")
_CAPTION = re.compile(r"单位\s*[:：]|^(?:(?:编制|填报|公开)?(?:部门|单位)(?:名称)?|预算年度|年度)\s*[:：]|表[》”]?$")
_LABEL_HEADS = frozenset(("项目", "科目", "科目名称", "项目名称", "支出项目", "收入项目"))
NUMBER_HEADS = frozenset(("行次", "序号", "栏次"))
_GROUP_HEADS = frozenset(("收入", "支出"))
AMOUNT_HEAD = re.compile(r"(?:金额|(?:年初|本年|全年|调整)?(?:预算|决算|执行)数?)")


@dataclass(frozen=True, slots=True)
class _PastedRow:
    """A label with its line number and amount, each a paragraph; None where the cell was empty."""

    label: Paragraph
    ordinal: Paragraph
    amount: Paragraph | None


def restore_numbered_rows(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with every run of such rows put back into a table. Linear in the number of blocks."""
    whole_blocks: list[Block] = []
    index = 0
    while index < len(blocks):
        rows, blank_numbers, end = _read_rows(blocks, index)
        if _are_enough(rows, blank_numbers) and _count_on(rows, blank_numbers):
            heads = _take_heads(whole_blocks)
            whole_blocks.append(_build_table(rows, heads, _take_caption(whole_blocks)))
            index = end
        else:
            whole_blocks += blocks[index : max(end, index + 1)]
            index = max(end, index + 1)
    return whole_blocks


def _are_enough(rows: Sequence[_PastedRow], blank_numbers: Sequence[int]) -> bool:
    """True for rows that are a table and no accident: with amounts, or with numbers that count on both sides without a gap."""
    amounts = sum(row.amount is not None for row in rows)
    numbers = sorted([*(int(row.ordinal.text) for row in rows), *blank_numbers])
    gaps = sum(higher != lower + 1 for lower, higher in pairwise(numbers))
    return amounts >= _FEWEST_ROWS or (amounts > 0 and len(numbers) >= _FEWEST_NUMBERS and gaps <= 1)


def _count_on(rows: Sequence[_PastedRow], blank_numbers: Sequence[int]) -> bool:
    """True if the numbers of the rows are line numbers: none stands twice, and most are followed by the next, on both sides."""
    numbers = {*(int(row.ordinal.text) for row in rows), *blank_numbers}
    are_single = len(numbers) == len(rows) + len(blank_numbers)
    return are_single and 2 * sum(number + 1 in numbers for number in numbers) >= len(numbers) - 2


def _read_rows(blocks: Sequence[Block], start: int) -> tuple[list[_PastedRow], list[int], int]:
    """The rows that begin at an index, the numbers of those without a label, and the index behind them."""
    rows: list[_PastedRow] = []
    numbers: set[int] = set()
    blank_numbers: list[int] = []
    index = start
    while label := _cell(blocks, index):
        if _is_blank_row(blocks, index, numbers):
            blank_numbers.append(int(label.text))
            numbers.add(int(label.text))
            index += 1
            continue
        ordinal = _cell(blocks, index + 1)
        if ordinal is None or not _is_numbered(label, ordinal):
            break
        amount = _cell(blocks, index + 2)
        numbers.add(int(ordinal.text))
        if amount is not None and not _is_amount(amount, numbers):
            amount = None
        rows.append(_PastedRow(label, ordinal, amount))
        index += 2 if amount is None else 3
    return rows, blank_numbers, index


def _is_amount(cell: Paragraph, numbers: AbstractSet[int]) -> bool:
    """True for an amount; a short whole number is one unless the line numbers of either side go on with it."""
    is_short = bool(_ORDINAL.fullmatch(cell.text))
    is_other_number = is_short and len(numbers) > 1 and not _follows(cell, numbers)
    return is_other_number or bool(_AMOUNT.fullmatch(cell.text))


def _is_numbered(label: Paragraph, ordinal: Paragraph) -> bool:
    """True for the label of a row and its line number."""
    is_label = bool(_WORDS.search(label.text)) and label.text not in NUMBER_HEADS
    return is_label and bool(_ORDINAL.fullmatch(ordinal.text))


def _is_blank_row(blocks: Sequence[Block], index: int, numbers: AbstractSet[int]) -> bool:
    """True for the line number of a row that is empty, beside one of the other side: both follow numbers that were there."""
    own, neighbour, its_number = (_cell(blocks, index + step) for step in range(3))
    if not own or not neighbour or not _follows(own, numbers):
        return False
    if not its_number or not _is_numbered(neighbour, its_number):
        return _follows(neighbour, numbers)
    return _follows(its_number, numbers)


def _follows(cell: Paragraph, numbers: AbstractSet[int]) -> bool:
    return bool(_ORDINAL.fullmatch(cell.text)) and int(cell.text) not in numbers and int(cell.text) - 1 in numbers


def _cell(blocks: Sequence[Block], index: int) -> Paragraph | None:
    """The paragraph at an index, if it can be a cell."""
    block = blocks[index] if index < len(blocks) else None
    if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_CELL and not _SENTENCE.search(block.text):
        return block
    return None


def _take_heads(blocks: list[Block]) -> list[Paragraph]:
    """Take the heads of the columns off the end of what was read so far."""
    heads: list[Paragraph] = []
    while blocks and isinstance(block := blocks[-1], Paragraph) and (_is_head(block.text) or _numbers_column(blocks)):
        heads.append(block)
        blocks.pop()
    return heads[::-1]


def _numbers_column(blocks: Sequence[Block]) -> bool:
    """True if what was read last is the number of a column behind 栏次."""
    words = [block.text for block in blocks[-2:] if isinstance(block, Paragraph)]
    return words[:1] == ["栏次"] and bool(_ORDINAL.fullmatch(words[-1]))


def _is_head(text: str) -> bool:
    return text in _LABEL_HEADS | NUMBER_HEADS | _GROUP_HEADS or bool(AMOUNT_HEAD.fullmatch(text))


def _take_caption(blocks: list[Block]) -> tuple[Paragraph, ...]:
    """Take the title of the table and the lines of its unit and owner off the end."""
    caption: list[Paragraph] = []
    while blocks and isinstance(block := blocks[-1], Paragraph) and _CAPTION.search(block.text):
        caption.append(block)
        blocks.pop()
    return tuple(caption[::-1])


def _build_table(rows: Sequence[_PastedRow], heads: Sequence[Paragraph], caption: Sequence[Paragraph]) -> DocumentTable:
    starts = _find_sides(rows, heads)
    sides = [[row for row in rows if _side_of(row, starts) == number] for number in range(len(starts))]
    amount_head = next((head.text for head in heads if AMOUNT_HEAD.fullmatch(head.text)), "金额")
    spot = (caption[0] if caption else heads[0] if heads else rows[0].label).text_runs[0].spot
    head_row = tuple(GridCell(text, spot) for _ in starts for text in ("项目", "行次", amount_head))
    body = (tuple(cell for row in level for cell in _cells(row, spot)) for level in zip_longest(*sides))
    return DocumentTable((head_row, *body), spot, tuple(line.text for line in caption))


def _find_sides(rows: Sequence[_PastedRow], heads: Sequence[Paragraph]) -> list[int]:
    """The line number with which each side begins: two where rows of the left and the right side take turns."""
    first, second = int(rows[0].ordinal.text), int(rows[1].ordinal.text)
    has_two_heads = sum(head.text in NUMBER_HEADS for head in heads) == 2
    takes_turns = second > first + 1 and any(int(row.ordinal.text) == first + 1 for row in rows[2:3])
    return [first, second] if second > first and (has_two_heads or takes_turns) else [0]


def _side_of(row: _PastedRow, starts: Sequence[int]) -> int:
    return max((n for n, start in enumerate(starts) if int(row.ordinal.text) >= start), default=0)


def _cells(row: _PastedRow | None, spot: SourceLocation) -> Iterator[GridCell]:
    for paragraph in (row.label, row.ordinal, row.amount) if row else (None, None, None):
        yield GridCell(paragraph.text, paragraph.text_runs[0].spot) if paragraph else GridCell("", spot)
