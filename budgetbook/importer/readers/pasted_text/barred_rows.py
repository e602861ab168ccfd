"""Reads pasted tables whose bars tell the empty cells: a row a line, or cells that fill rows of one width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetbook.importer.readers.document import DocumentTable, GridCell, Paragraph
from budgetbook.importer.readers.pasted_text.cells import BAR, FIRST_HEADS, PastedCell, find_unit, is_framed, split_at_bars
from budgetbook.importer.readers.pasted_text.heads import group_heads, lay_out_heads

_FEWEST_ROWS = 3
"""Rows of a label and one amount from which on they are a table; of wider rows two are enough."""
_WIDEST = 24
_CODE_HEAD = re.compile(r"编码$|代码$|^[类款项]$|^科目$|序号|行次")
Row = Sequence[PastedCell]


def read_barred_rows(lines: Sequence[Paragraph], cells: Row, caption: tuple[str, ...]) -> DocumentTable | None:
    """The table of some lines with bars; None if their cells make no rows of one width."""
    rows = _read_lines(lines) or (_read_stream(cells) if any(BAR in line.text for line in lines) else [])
    if not rows:
        return None
    head_count = next((i for i, row in enumerate(rows) if _has_amount(row)), 0)
    heads, body = rows[:head_count], rows[head_count:]
    has_own_heads = bool(heads) and _fits_heads(heads, body)
    head_rows = tuple(_lay_out_rows(heads) if has_own_heads else _regroup_heads(heads, body))
    if not head_rows:
        return None
    grid = (*head_rows, *_lay_out_rows(body))
    return DocumentTable(grid, rows[0][0].spot, (*caption, *find_unit(cell for row in rows for cell in row)))


def _lay_out_rows(rows: Sequence[Row]) -> Iterator[tuple[GridCell | None, ...]]:
    return (tuple(cell.to_grid() for cell in row) for row in rows)


def _read_lines(lines: Sequence[Paragraph]) -> list[Row]:
    """Each line as a row, if all are of one width; a row without amounts may lack its last cells."""
    with_words = [line for line in lines if line.text.strip(f" {BAR}")]
    if not all(BAR in line.text for line in with_words):
        return []
    has_frame = is_framed(with_words)
    rows = [split_at_bars([line], is_framed=has_frame) for line in with_words]
    width = max((len(row) for row in rows), default=0)
    whole_rows: list[Row] = [[*row, *([PastedCell("", row[-1].paragraph)] * (width - len(row)))] for row in rows if row]
    are_whole = all(len(row) == width or not _has_amount(row) for row in rows)
    return _check_size(whole_rows) if are_whole else []


def _read_stream(cells: Row) -> list[Row]:
    """The cells as rows of the one width in which every row has its label in front and amounts or nothing behind it."""
    start = next((i for i, cell in enumerate(cells) if not cell.is_blank()), 0)
    end = max((i + 1 for i, cell in enumerate(cells) if not cell.is_blank()), default=0)
    stream = cells[start:end]
    for width in range(2, min(_WIDEST, len(stream)) + 1):
        rows: list[Row] = [stream[i : i + width] for i in range(0, len(stream), width)]
        if all(map(_is_row, rows[1:])) and all(cell.is_label() for cell in rows[0]) and len(rows[0]) == width:
            padding = [PastedCell("", stream[-1].paragraph)] * (width - len(rows[-1]))
            return _check_size([*rows[:-1], [*rows[-1], *padding]]) if len(rows) >= _FEWEST_ROWS else []
    return []


def _is_row(row: Row) -> bool:
    return row[0].is_label() and not any(cell.is_label() for cell in row[1:])


def _check_size(rows: list[Row]) -> list[Row]:
    width = len(rows[0]) if rows else 0
    return rows if width > 1 and len(rows) >= (_FEWEST_ROWS if width == 2 else 2) and any(map(_has_amount, rows)) else []


def _has_amount(row: Row) -> bool:
    """True if a row has an amount; the numbers of the columns are none, nor are codes beside nothing but words."""
    values = [cell.text for cell in row if cell.is_value()]
    numbers_columns = len(values) > 2 and values in ([str(first + i) for i in range(len(values))] for first in (1, 2, 3))
    return bool(values) and not numbers_columns


def _fits_heads(heads: Sequence[Row], body: Sequence[Row]) -> bool:
    """True if each column with amounts has a head, and no head stands above another one that is not below it.

    Where merged cells were lost, the heads of a row have moved to its beginning.
    """
    for column in range(len(heads[0])):
        heads_above = [row[column] for row in heads if not row[column].is_blank()]
        if not heads_above and any(row[column].is_value() for row in body):
            return False
    for upper, lower in pairwise(heads):
        for column, (cell, lower_cell) in enumerate(zip(upper, lower, strict=True)):
            is_narrow = column + 1 == len(upper) or not upper[column + 1].is_blank()
            is_kind = lower_cell.is_amount_head() or _CODE_HEAD.search(lower_cell.bare_text)
            if is_narrow and cell.is_label() and lower_cell.is_label() and not is_kind:
                return False
    return any(cell.is_amount_head() for row in heads for cell in row)


def _regroup_heads(heads: Sequence[Row], body: Sequence[Row]) -> Iterator[tuple[GridCell | None, ...]]:
    """The rows of a head whose cells have moved to the beginning, if they make as many columns as the rows have; else none."""
    cells = [cell for row in heads for cell in row if not cell.is_blank()]
    groups = group_heads(cells[1:])
    leaves = sum(max(1, len(leaf_heads)) for _, leaf_heads in groups)
    if all(map(_is_row, body)) and leaves + 1 == len(body[0]) and cells[0].bare_text in FIRST_HEADS:
        yield from lay_out_heads(cells[0], "", groups, len(body[0]))
