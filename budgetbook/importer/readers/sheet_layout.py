"""Tells the tables of a sheet from its titles, notes and prose, as the eye does: by rules, rows of several cells, and gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from budgetbook.importer.readers import line_joining
from budgetbook.importer.readers.blocks import CAPTION_DETAIL, NOTE, BlockBuilder
from budgetbook.importer.readers.document import DocumentTable, Omission, SourceLocation
from budgetbook.importer.readers.sheet import Sheet
from budgetbook.importer.readers.sheet_grid import SheetGrid, VisibleCell, list_visible_cells
from budgetbook.importer.readers.visible_rows import LABEL_END, VisibleRow, list_visible_rows

_CHINESE_NAME = re.compile("[\u4e00-\u9fff]{4}")
_CAPTION_ROWS = 4
"""Rows above a table that may be its caption."""


def add_sheet(sheet: Sheet, builder: BlockBuilder) -> list[Omission]:
    """Add what can be seen of a sheet to the blocks of its document; what is hidden is returned."""
    if sheet.is_hidden:
        words = next((cell.text for cell in sheet.cells.values() if cell.text.strip()), "")
        return [Omission("hidden", sheet.name, words)] if words else []
    builder.begin_part()
    rows = list_visible_rows(list_visible_cells(sheet), sorted(sheet.hidden_rows))
    caption_rows: list[VisibleRow] = []
    for group, is_table in _group_rows(rows):
        if is_table:
            _add_table(sheet, group, caption_rows, builder)
            caption_rows = []
        else:
            caption_rows += group
    _add_texts(sheet, caption_rows, builder)
    return [*_name_hidden_lines(sheet), *sheet.omissions]


def _name_hidden_lines(sheet: Sheet) -> Iterator[Omission]:
    """Yield the rows and columns with text that are hidden."""
    hidden_lines: dict[tuple[str, int], str] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        if cell.text.strip() and row in sheet.hidden_rows:
            hidden_lines.setdefault(("row", row), cell.text)
        elif cell.text.strip() and column in sheet.hidden_columns:
            hidden_lines.setdefault(("column", column), cell.text)
    for (kind, number), words in hidden_lines.items():
        spot = SourceLocation(sheet=sheet.name, row=number if kind == "row" else 1, column=number if kind == "column" else 1)
        yield Omission("hidden", str(spot), words)


def _group_rows(rows: Sequence[VisibleRow]) -> Iterator[tuple[list[VisibleRow], bool]]:
    """Yield runs of rows with whether they are a table. Rows of a table stand below each other, with or without text in them."""
    group: list[VisibleRow] = []
    for index, row in enumerate(rows):
        next_row = rows[index + 1] if index + 1 < len(rows) else None
        goes_on = row.is_of_table and (not group or _goes_on(group[-1], row))
        goes_on = goes_on or (bool(group) and row.has_numbers and _measure_gap(group[-1], row) <= 1)
        if goes_on or (group and next_row and row.is_label and _is_within(group[-1], row, next_row)):
            group.append(row)
        else:
            yield from _close(group)
            group = [row] if row.is_of_table else []
            if not row.is_of_table:
                yield [row], False
    yield from _close(group)


def _goes_on(last: VisibleRow, row: VisibleRow) -> bool:
    """True if a row of a table goes on with the table above it: right below, or below one empty row and no head of its own."""
    gap = _measure_gap(last, row)
    return gap <= 1 or (gap == 2 and row.has_numbers and last.has_numbers)


def _is_within(last: VisibleRow, row: VisibleRow, next_row: VisibleRow) -> bool:
    return _measure_gap(last, row) <= 1 and _measure_gap(row, next_row) <= 1 and next_row.may_follow


def _measure_gap(upper: VisibleRow, lower: VisibleRow) -> int:
    """How many visible rows below another a row stands; less than 1 beside a merged cell."""
    return lower.number - lower.hidden_above - (max(cell.bottom for cell in upper.crossing_cells) - upper.hidden_above)


def _close(group: list[VisibleRow]) -> Iterator[tuple[list[VisibleRow], bool]]:
    """Yield a run without the captions at its head and the notes at its foot; a single row with text is no table."""
    start, end = 0, len(group)
    while start < end and _is_caption(group[start]):
        start += 1
    while end > start and _is_foot(group[end - 1]):
        end -= 1
    if sum(bool(row.texts) for row in group[start:end]) < 2:
        start = end = 0
    if start:
        yield group[:start], False
    if end > start:
        yield group[start:end], True
    if end < len(group):
        yield group[end:], False


def _is_caption(row: VisibleRow) -> bool:
    texts = [cell for cell in row.crossing_cells if cell.lines]
    if len(texts) == 1 and len(row.crossing_cells) == 1:
        return True
    # Tables beside each other have their titles beside each other.
    are_titles = all(cell.lines[-1].endswith("表") and not cell.content.is_ruled for cell in texts)
    return row.is_of_details or (bool(texts) and are_titles)


def _is_foot(row: VisibleRow) -> bool:
    if not row.is_single or row.has_numbers:
        return False
    return len(row.crossing_cells) == 1 or bool(NOTE.match(row.texts[0].lines[0]))


def _add_table(sheet: Sheet, group: Sequence[VisibleRow], upper_rows: Sequence[VisibleRow], builder: BlockBuilder) -> None:
    """Add one table, or several that stand beside each other with a caption each."""
    cells = list(dict.fromkeys(cell for row in group for cell in row.crossing_cells))
    close_rows = _nearest_rows(upper_rows, group[0].number)
    parts = _split_columns(cells, [cell for row in close_rows for cell in row.texts])
    _add_texts(sheet, upper_rows if len(parts) == 1 else [row for row in upper_rows if row not in close_rows], builder)
    for first, last in parts:
        own_cells = [cell for cell in cells if cell.covers_column(first, last)]
        if len(parts) > 1:
            _add_texts(sheet, close_rows, builder, (first, last))
        builder.add_table(SheetGrid(sheet, [row.number for row in group], own_cells), _name_by_sheet(sheet, builder))


def _nearest_rows(upper_rows: Sequence[VisibleRow], number: int) -> list[VisibleRow]:
    """The rows that stand close above a table."""
    return [row for row in upper_rows if number - row.number <= _CAPTION_ROWS]


def _split_columns(cells: Sequence[VisibleCell], captions: Sequence[VisibleCell]) -> list[tuple[int, int]]:
    """The column ranges of tables beside each other: a column without anything is between them, and each has a caption."""
    used_columns = sorted({column for cell in cells for column in (cell.left, cell.right)})
    starts = [used_columns[0]] + [
        column
        for previous, column in pairwise(used_columns)
        if column - previous > 1 and not any(cell.left < column and cell.right > previous for cell in cells)
    ]
    parts = [(start, next_row - 1) for start, next_row in zip(starts, [*starts[1:], used_columns[-1] + 1], strict=True)]
    has_captions = all(any(first <= cell.left <= last for cell in captions) for first, last in parts)
    return parts if has_captions else [(used_columns[0], used_columns[-1])]


def _name_by_sheet(sheet: Sheet, builder: BlockBuilder) -> tuple[str, ...]:
    """The sheet's name as the caption of a table that has no title of its own."""
    own_blocks = builder.block_list[builder.part_start :]
    is_titled = any(
        isinstance(block, DocumentTable) or not (CAPTION_DETAIL.match(block.text) or block.text.endswith("。"))
        for block in own_blocks[-_CAPTION_ROWS:]
    )
    return () if is_titled or not _CHINESE_NAME.search(sheet.name) else (sheet.name,)


def _add_texts(sheet: Sheet, rows: Sequence[VisibleRow], builder: BlockBuilder, columns: tuple[int, int] | None = None) -> None:
    """Add the lines of rows that are no table; a label takes what stands right of it."""
    for row in rows:
        texts = [cell for cell in row.texts if columns is None or columns[0] <= cell.left <= columns[1]]
        label = ""
        for position, cell in enumerate(texts):
            lines = line_joining.join_lines(cell.lines)
            is_label = lines[-1].endswith(LABEL_END) and position + 1 < len(texts)
            if is_label and not CAPTION_DETAIL.match(texts[position + 1].lines[0]):
                label += " ".join(lines)
                continue
            spot = SourceLocation(page=sheet.number, line=row.number, row=row.number, column=cell.left, sheet=sheet.name)
            for line in (f"{label}{lines[0]}", *lines[1:]):
                builder.add_paragraph(line, spot=spot)
            label = ""
