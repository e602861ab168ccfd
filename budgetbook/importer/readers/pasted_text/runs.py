"""Finds the runs of short lines in a document that may be pasted tables, and puts each back into a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.importer.readers.document import Block, Paragraph
from budgetbook.importer.readers.pasted_text.barred_rows import read_barred_rows
from budgetbook.importer.readers.pasted_text.cells import BAR, has_value, is_cell_line, read_cells
from budgetbook.importer.readers.pasted_text.labelled_rows import read_labelled_rows
from budgetbook.importer.readers.pasted_text.numbered_bars import restore_numbered_bars
from budgetbook.importer.readers.pasted_text.numbered_rows import restore_numbered_rows
from budgetbook.importer.readers.pasted_text.spaced_rows import read_spaced_rows
from budgetbook.importer.readers.pasted_text.spaced_sides import read_spaced_sides
from budgetbook.importer.readers.pasted_text.stated_amounts import StatedAmounts
from budgetbook.importer.readers.pasted_text.three_public_columns import read_expense_columns
from budgetbook.importer.readers.pasted_text.two_sides import read_two_sides

_CAPTION = re.compile(r"表[》”]?(?:[（(][^（）()]{1,12}[）)])?$|情况$|^[（(]?\s*(?:金额)?单位\s*[:：]|单位\s*[:：]\s*[万亿]?元$")
_CHANGES = re.compile(r"增[、/（(]?减")

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_DETAIL = re.compile(r"(?:(?:编制|填报|公开)?(?:部门|单位)(?:名称)?|预算年度|年度)[:：]")
"""A line of a caption that says whose the table is."""
_RULE = re.compile(r"(?:[|: ]|-(?!-))*+--[|: -]*+")
"""A line drawn between rows."""
_HALF = re.compile(r"(?:预算|决算|经费)$")
"""The first half of a title in two lines."""
_HEADING = re.compile(r"说明$|^第.{1,3}部分|^[^:：]{2,12}[:：]")
"""A line below a table that is none of its rows."""


def restore_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every run of pasted cells put back into a table. Linear in the number of blocks."""
    whole_blocks: list[Block] = []
    stated_amounts = StatedAmounts(blocks)
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and is_cell_line(blocks[end]):
            end += 1
        run = [block for block in blocks[index:end] if isinstance(block, Paragraph)]
        for part in _split_at_titles(run):
            whole_blocks += _restore_part(part, stated_amounts)
        whole_blocks += blocks[end : end + 1]
        index = end + 1
    return tuple(whole_blocks)


def _split_at_titles(run: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The parts of a run, each with the title of its own table; a title is no row, so that no amount follows it."""
    parts: list[list[Paragraph]] = [[]]
    has_rows = False
    for index, line in enumerate(run):
        is_row = has_value(line) or any(map(has_value, run[index + 1 : index + 2]))
        if has_rows and not is_row and _is_title(line.text.strip(f" {BAR}")):
            parts.append([])
            has_rows = False
        has_rows = has_rows or has_value(line)
        parts[-1].append(line)
    return parts


def _is_title(text: str) -> bool:
    """True for a caption that begins another table below the rows of one."""
    return text.endswith("表") or (text.endswith("情况") and bool(_YEAR.search(text)))


def _restore_part(part: Sequence[Paragraph], stated_amounts: StatedAmounts) -> list[Block]:
    """Some short lines as a table behind the lines above it; as they are if they are none."""
    restored_blocks = _restore_spaced(part, stated_amounts) or restore_numbered_bars(part) or restore_numbered_rows(part)
    if restored_blocks != part:
        return restored_blocks
    part = [line for line in part if not _RULE.fullmatch(line.text)]
    lines = [line for line in part if line.text.strip(f" {BAR}")]
    start = _find_caption(lines)
    if start < 0:
        return [*part]
    first = start
    while first and _belongs_to_caption(lines[first - 1], lines[first]):
        first -= 1
    caption = tuple(line.text.strip(f" {BAR}") for line in lines[first : start + 1])
    body, tail = _cut_tail(part[part.index(lines[start]) + 1 :])
    cells = read_cells(body)
    table = (
        read_barred_rows(body, cells, caption)
        or read_expense_columns(cells, caption)
        or read_two_sides(cells, caption)
        or read_labelled_rows(cells, caption)
    )
    return [*lines[:first], table, *tail] if table else [*part]


def _find_caption(lines: Sequence[Paragraph]) -> int:
    """The last line of the first caption that rows follow; -1 if there is none."""
    first_caption = next((i for i, line in enumerate(lines) if _is_caption(line)), len(lines))
    first_value = next((i for i in range(first_caption, len(lines)) if has_value(lines[i])), first_caption)
    return max((i for i in range(first_caption, first_value) if _is_caption(lines[i])), default=-1)


def _restore_spaced(part: Sequence[Paragraph], stated_amounts: StatedAmounts) -> list[Block]:
    """The rows of a page, a line each, as a table behind the lines above it; [] if they are none."""
    start = _find_caption(part)
    if start < 0:
        return []
    first = start
    while first and _belongs_to_caption(part[first - 1], part[first]):
        first -= 1
    caption = tuple(line.text for line in part[first : start + 1])
    lines, is_stated = part[start + 1 :], stated_amounts.make_test(caption)
    table = read_spaced_rows(lines, caption, is_stated) or read_spaced_sides(lines, caption, is_stated)
    return [*part[:first], table] if table else []


def _cut_tail(lines: Sequence[Paragraph]) -> tuple[Sequence[Paragraph], Sequence[Paragraph]]:
    """The lines of a table, and the headings below it that are none of its rows."""
    last = max((i for i, line in enumerate(lines) if has_value(line)), default=-1)
    last_bar = max((i for i, line in enumerate(lines) if BAR in line.text), default=-1)
    for index in range(last + 1, len(lines)):
        text = lines[index].text
        if (last_bar >= 0 and index > last_bar) or (BAR not in text and _HEADING.search(text)):
            return lines[:index], lines[index:]
    return lines, ()


def _belongs_to_caption(line: Paragraph, next_line: Paragraph) -> bool:
    """True for another line of a caption: a title, or its first half; whose the table is; its number."""
    text, next_text = line.text.strip(f" {BAR}"), next_line.text.strip(f" {BAR}")
    is_half = bool(_HALF.search(text) and _YEAR.search(text)) and next_text.endswith("表") and not _YEAR.search(next_text)
    is_title = bool(_HALF.search(text) and _YEAR.search(text)) and next_text.lstrip("（(").startswith("单位")
    return _is_caption(line) or bool(_DETAIL.match(text)) or is_half or is_title


def _is_caption(line: Paragraph) -> bool:
    text = line.text.strip(f" {BAR}")
    return bool(_CAPTION.search(text)) and not _CHANGES.search(text)
