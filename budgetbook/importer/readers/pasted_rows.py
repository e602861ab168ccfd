"""Restores tables that were pasted as text without line numbers: a cell a line, with or without bars, or a row a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from budgetbook.importer.readers.document import Block, DocumentTable, GridCell, Paragraph

_LONGEST_CELL = 40
_FEWEST_ROWS = 3
"""Rows with a label from which on short lines are a table and no accident."""
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_SENTENCE = re.compile(r"[。；，;]|,(?![0-9]{3})")
_VALUE = re.compile(r"([-−–]?[0-9][0-9,]*(?:\.[0-9]+)?%?)\s*(亿元|万元|元)?")
_CAPTION = re.compile(r"表$|情况$|^[（(]?\s*(?:金额)?单位\s*[:：]")
_CHANGES = re.compile(r"增[、/（(]?减")
_AMOUNT_HEAD = re.compile(r"预算|决算|执行|[数额]$|合计|小计|金额|幅度|增减|增、减")
_FIRST_HEADS = frozenset(("项目", "科目", "年度", "年份", "名称", "经费项目"))
_SUBTOTALS = frozenset(("合计", "小计"))
_TOTALS = frozenset(("合计", "总计", "小计"))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A piece of a pasted table, and the paragraph that it stands in."""

    text: str
    paragraph: Paragraph

    def is_value(self) -> bool:
        """True for an amount or a percentage."""
        return bool(_VALUE.fullmatch(self.text))

    def to_grid(self, text: str | None = None, *, columns: int = 1, rows: int = 1) -> GridCell:
        """The cell of a table; an amount leaves its unit to the caption."""
        match = _VALUE.fullmatch(self.text)
        own_text = match[1] if match else self.text
        spot = self.paragraph.text_runs[0].spot
        return GridCell(own_text if text is None else text, spot, row_span=rows, column_span=columns)


@dataclass(frozen=True, slots=True)
class _RestoredRow:
    label: _Cell
    values: tuple[_Cell, ...]


def restore_rows(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every run of pasted cells put back into a table. Linear in the number of blocks."""
    whole_blocks: list[Block] = []
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and _is_cell(blocks[end]):
            end += 1
        run = [block for block in blocks[index:end] if isinstance(block, Paragraph)]
        table = _restore_run([line for line in run if line.text.strip(" |")])
        whole_blocks += table or run
        whole_blocks += blocks[end : end + 1]
        index = end + 1
    return tuple(whole_blocks)


def _is_cell(block: Block) -> bool:
    return isinstance(block, Paragraph) and len(block.text) <= 2 * _LONGEST_CELL and not _SENTENCE.search(block.text)


def _restore_run(run: Sequence[Paragraph]) -> list[Block]:
    """A run of short lines as a table behind the lines above it; nothing if it is none."""
    first_value = next((i for i, line in enumerate(run) if _has_value(line)), 0)
    start = max((i for i, line in enumerate(run[:first_value]) if _is_caption(line)), default=-1)
    if start < 0:
        return []
    first = start
    while first and _is_caption(run[first - 1]):
        first -= 1
    caption = tuple(line.text for line in run[first : start + 1])
    table = _read_table(run[start + 1 :], caption)
    return [*run[:first], table] if table else []


def _has_value(line: Paragraph) -> bool:
    return any(_VALUE.fullmatch(piece.strip()) for piece in line.text.split("|"))


def _is_caption(line: Paragraph) -> bool:
    return bool(_CAPTION.search(line.text)) and not _CHANGES.search(line.text)


def _read_table(lines: Sequence[Paragraph], caption: tuple[str, ...]) -> DocumentTable | None:
    if all("|" in line.text and line.text.strip(" |") for line in lines):
        return _read_lines(lines, caption)
    cells = [_Cell(text, line) for line in lines for piece in line.text.split("|") if (text := piece.strip())]
    if any(len(cell.text) > _LONGEST_CELL for cell in cells):
        return None
    return _read_cells(cells, caption)


def _read_lines(lines: Sequence[Paragraph], caption: tuple[str, ...]) -> DocumentTable | None:
    """A table of which each line is a row."""
    rows = [[_Cell(text.strip(), line) for text in line.text.strip().strip("|").split("|")] for line in lines]
    if len(rows) <= _FEWEST_ROWS or len({len(row) for row in rows}) > 1 or any(cell.is_value() for cell in rows[0]):
        return None
    grid = tuple(tuple(cell.to_grid() for cell in row) for row in rows)
    return DocumentTable(grid, grid[0][0].spot, (*caption, *_find_unit([cell for row in rows for cell in row])))


def _read_cells(cells: Sequence[_Cell], caption: tuple[str, ...]) -> DocumentTable | None:
    """A table of which each cell is a line."""
    first = next((i for i, cell in enumerate(cells) if cell.is_value()), 0)
    has_label = first > 0 and not (_AMOUNT_HEAD.search(cells[first - 1].text) and cells[first - 1].text not in _TOTALS)
    heads = list(cells[: first - has_label])
    rows, loose_cells = _split_rows(cells[first - has_label :])
    label_head = heads.pop(0) if heads and heads[0].text in _FIRST_HEADS else None
    groups = _group_heads(heads)
    leaves = sum(max(1, len(leaf_heads)) for _, leaf_heads in groups)
    width = max((len(row.values) for row in rows), default=0)
    if len(rows) < _FEWEST_ROWS or not width or width > leaves or not any(_AMOUNT_HEAD.search(head.text) for head in heads):
        return None
    if width < leaves and not all(len({value.text for value in row.values}) <= 1 for row in rows):
        return None  # which columns are empty cannot be told
    if width < leaves:  # the same amount by its sources: it stands in the first column
        groups, leaves = [(groups[0][0], groups[0][1][:1])], 1
    body = [_lay_out(row, leaves, width) for row in rows]
    spare = max((len(line) for line in body), default=0)
    head_rows = _lay_out_heads(label_head or heads[0], "" if label_head else "项目", groups, spare)
    table = (*head_rows, *(tuple(line) + (None,) * (spare - len(line)) for line in body))
    stray = tuple(cell.to_grid() for cell in loose_cells)
    return DocumentTable(
        (*table, *((None, *(None,) * leaves, cell) for cell in stray)) if stray else table,
        heads[0].paragraph.text_runs[0].spot,
        (*caption, *_find_unit(cells)),
    )


def _split_rows(cells: Sequence[_Cell]) -> tuple[list[_RestoredRow], list[_Cell]]:
    """The rows, and the amounts before the first label."""
    rows: list[_RestoredRow] = []
    loose_cells: list[_Cell] = []
    for cell in cells:
        if not cell.is_value():
            rows.append(_RestoredRow(cell, ()))
        elif rows:
            rows[-1] = _RestoredRow(rows[-1].label, (*rows[-1].values, cell))
        else:
            loose_cells.append(cell)
    return rows, loose_cells


def _group_heads(heads: Sequence[_Cell]) -> list[tuple[_Cell, list[_Cell]]]:
    """Each head with those below it: a head is a wider one before 小计, or if it says so itself (其中, 情况)."""
    groups: list[tuple[_Cell, list[_Cell]]] = []
    open_group = False
    for index, head in enumerate(heads):
        next_text = heads[index + 1].text if index + 1 < len(heads) else ""
        if next_text and (head.text.startswith("其中") or head.text.endswith("情况") or (index and next_text in _SUBTOTALS)):
            groups.append((head, []))
            open_group = True
        elif open_group:
            groups[-1][1].append(head)
        else:
            groups.append((head, []))
    return groups


def _lay_out(row: _RestoredRow, leaves: int, width: int) -> list[GridCell | None]:
    """A row of the table; amounts of which the column is not known stand behind its last column."""
    label, values = row.label.to_grid(), [value.to_grid() for value in row.values]
    if leaves == 1 < width:
        return [label, *values[:1]]
    if len(values) in (0, leaves):
        return [label, *values]
    return [label, *(None,) * leaves, *values]


def _lay_out_heads(
    first: _Cell, first_text: str, groups: Sequence[tuple[_Cell, list[_Cell]]], width: int
) -> Iterator[tuple[GridCell | None, ...]]:
    """The rows of the head: two if one of the heads has others below it."""
    depth = 2 if any(leaf_heads for _, leaf_heads in groups) else 1
    upper: list[GridCell | None] = [first.to_grid(first_text or None, rows=depth)]
    lower: list[GridCell | None] = [None]
    for head, leaf_heads in groups:
        upper += [head.to_grid(columns=max(1, len(leaf_heads)), rows=1 if leaf_heads else depth)]
        upper += [None] * (len(leaf_heads) - 1)
        lower += [leaf.to_grid() for leaf in leaf_heads] or [None]
    for row in (upper, lower)[:depth]:
        yield (*row, *(None,) * (width - len(row)))


def _find_unit(cells: Sequence[_Cell]) -> tuple[str, ...]:
    """A line that names the one unit that the amounts carry themselves."""
    units = {match[2] for cell in cells if (match := _VALUE.fullmatch(cell.text)) and match[2]}
    return (f"单位：{units.pop()}",) if len(units) == 1 else ()
