"""Reads pasted tables of labels and amounts in turn, a cell a line, in which nothing tells of empty cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from budgetbook.importer.readers.document import DocumentTable, GridCell
from budgetbook.importer.readers.pasted_text.cells import FIRST_HEADS, TOTALS, PastedCell, find_unit
from budgetbook.importer.readers.pasted_text.heads import group_heads, lay_out_heads
from budgetbook.importer.readers.pasted_text.two_sides import has_two_sides

_FEWEST_ROWS = 3
"""Rows with a label from which on short lines are a table and no accident."""
_CODE_HEAD = re.compile(r"(?:编码|代码)$")
_CODE = re.compile(r"[2345][0-9]{2}(?:[0-9]{2}){0,2}")
_ROW_CODE = re.compile(rf"{_CODE.pattern}(?= )")
"""A code before the label of its row; a label such as 2015年 has none."""


@dataclass(frozen=True, slots=True)
class _RestoredRow:
    label: PastedCell
    values: tuple[PastedCell, ...]


def read_labelled_rows(all_cells: Sequence[PastedCell], caption: tuple[str, ...]) -> DocumentTable | None:
    """The table; None where the columns of the amounts cannot be told."""
    cells = _join_codes([cell for cell in all_cells if cell.text])
    if cells is None or any(cell.holds_amount() for cell in cells):
        return None
    first = next((i for i, cell in enumerate(cells) if not cell.is_label()), 0)
    has_label = first > 0 and not _is_amount_head(cells[first - 1])
    heads = list(cells[: first - has_label])
    if has_two_sides(heads, caption):
        return None  # whose amounts they are is told by the side alone
    rows, loose_cells = _split_rows(cells[first - has_label :])
    if not heads:
        return _read_without_heads(rows, loose_cells, caption)
    label_head = heads.pop(0) if heads[0].bare_text in FIRST_HEADS else None
    groups = group_heads(heads)
    leaves = sum(max(1, len(leaf_heads)) for _, leaf_heads in groups)
    width = max((len(row.values) for row in rows), default=0)
    if len(rows) < _FEWEST_ROWS or not width or width > leaves or not any(head.is_amount_head() for head in heads):
        return None
    if width < leaves and not all(len({value.text for value in row.values}) <= 1 for row in rows):
        return None  # which columns are empty cannot be told
    if width < leaves:  # the same amount by its sources: it stands in the first column
        groups, leaves = [(groups[0][0], groups[0][1][:1])], 1
    body = [_lay_out(row, leaves, width) for row in rows]
    spare = max((len(line) for line in body), default=0)
    head_rows = lay_out_heads(label_head or heads[0], "" if label_head else "项目", groups, spare)
    table = (*head_rows, *(tuple(line) + (None,) * (spare - len(line)) for line in body))
    if any(_ROW_CODE.match(row.label.text) for row in rows):
        table = tuple(map(_split_code, table))
    stray = tuple(cell.to_grid() for cell in loose_cells)
    return DocumentTable(
        (*table, *((None, *(None,) * leaves, cell) for cell in stray)) if stray else table,
        heads[0].spot,
        (*caption, *find_unit(cells)),
    )


def _is_amount_head(cell: PastedCell) -> bool:
    """True for the head of a column of amounts, before which no row begins; a class has its code before its name."""
    return cell.is_amount_head() and cell.bare_text not in TOTALS and not _ROW_CODE.match(cell.text)


def _join_codes(cells: Sequence[PastedCell]) -> list[PastedCell] | None:
    """The cells with the code of each row before its label, as one cell; None if only some rows have one, or no head says so.

    A code that was taken for the last amount of the row above would put every row's amounts below the next one's heads.
    """
    first = next((i for i, cell in enumerate(cells) if not cell.is_label()), 0)
    heads, rows = cells[:first], cells[first:]
    if not heads or not _CODE_HEAD.search(heads[0].bare_text):
        are_coded = 2 * sum(_is_code(rows, i) for i in range(len(rows))) > sum(cell.is_label() for cell in rows)
        return None if are_coded else [*cells]
    whole_cells = [*heads[1:]]
    for index, cell in enumerate(rows):
        if index and _is_code(rows, index - 1):
            whole_cells[-1] = PastedCell(f"{rows[index - 1].text} {cell.text}", cell.paragraph)
        elif cell.is_label() and cell.bare_text not in TOTALS:
            return None
        else:
            whole_cells.append(cell)
    return whole_cells


def _is_code(cells: Sequence[PastedCell], index: int) -> bool:
    """True for the code of a class before its name."""
    return index + 1 < len(cells) and bool(_CODE.fullmatch(cells[index].text)) and cells[index + 1].is_label()


def _read_without_heads(
    rows: Sequence[_RestoredRow], loose_cells: Sequence[PastedCell], caption: tuple[str, ...]
) -> DocumentTable | None:
    """A table whose heads were lost: if every column says the same, it is the one that the title names."""
    kind = next((word for line in caption for word in ("决算", "预算") if f"{word}表" in line), "")
    if not kind or len(rows) < _FEWEST_ROWS or any(len({value.text for value in row.values}) != 1 for row in rows):
        return None
    spot = rows[0].label.spot
    head = (GridCell("项目", spot), GridCell(f"{kind}数", spot), None)
    stray = ((GridCell("", spot), GridCell("", spot), cell.to_grid()) for cell in loose_cells)
    body = ((row.label.to_grid(), row.values[0].to_grid(), *(v.to_grid() for v in row.values[1:])) for row in rows)
    return DocumentTable((head, *stray, *body), spot, caption)


def _split_rows(cells: Sequence[PastedCell]) -> tuple[list[_RestoredRow], list[PastedCell]]:
    """The rows, and the amounts before the first label."""
    rows: list[_RestoredRow] = []
    loose_cells: list[PastedCell] = []
    for cell in cells:
        if cell.is_label():
            rows.append(_RestoredRow(cell, ()))
        elif rows:
            rows[-1] = _RestoredRow(rows[-1].label, (*rows[-1].values, cell))
        else:
            loose_cells.append(cell)
    return rows, loose_cells


def _split_code(line: tuple[GridCell | None, ...]) -> tuple[GridCell | None, ...]:
    """A row with the code before its label in a column of its own."""
    label = line[0]
    if label is None:
        return None, *line
    match = _ROW_CODE.match(label.text)
    code = match[0] if match else "" if label.text in TOTALS else "科目编码"
    name = replace(label, text=label.text.removeprefix(code).strip())
    return replace(label, text=code), name, *line[1:]


def _lay_out(row: _RestoredRow, leaves: int, width: int) -> list[GridCell | None]:
    """A row of the table; amounts of which the column is not known stand behind its last column."""
    label, values = row.label.to_grid(), [value.to_grid() for value in row.values]
    if leaves == 1 < width:
        return [label, *values[:1]]
    if len(values) in (0, leaves):
        return [label, *values]
    return [label, *(None,) * leaves, *values]
