"""The rows of a sheet that can be seen, and what each looks like: a row of a table, a label, a detail of a caption."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from budgetbook.importer.readers.blocks import CAPTION_DETAIL, NOTE
from budgetbook.importer.readers.sheet_grid import VisibleCell

LABEL_END = ("：", ":")
_TITLE_END = ("表", "情况", "说明", "部分")
_LONGEST_LABEL = 40
"""Characters of a row's only cell, such as the name of a group of rows; a longer one is prose."""
_NUMBER = re.compile(r"[-(（△▲]?[0-9][0-9,]*(?:\.[0-9]+)?%?[)）]?")


@dataclass(slots=True)
class VisibleRow:
    """A row of the sheet that can be seen."""

    number: int
    hidden_above: int = 0
    """Rows above it that are hidden."""
    own_cells: list[VisibleCell] = field(default_factory=list)
    """The cells that begin in it."""
    crossing_cells: list[VisibleCell] = field(default_factory=list)
    """The cells that take part of it, with those from above."""

    @property
    def texts(self) -> list[VisibleCell]:
        """Its cells with text."""
        return [cell for cell in self.own_cells if cell.lines]

    @property
    def is_of_details(self) -> bool:
        """True if it only says whose the table is, in which unit, or who made it."""
        texts = [cell.lines[0] for cell in self.texts]
        return bool(texts) and all(
            CAPTION_DETAIL.match(text) or text.endswith(LABEL_END) or previous.endswith(LABEL_END)
            for previous, text in pairwise(["", *texts])
        )

    @property
    def is_of_table(self) -> bool:
        """True if it has several cells of a table."""
        if sum(cell.content.is_ruled for cell in self.crossing_cells) > 1:
            return True
        return sum(bool(cell.lines) for cell in self.crossing_cells) > 1 and not self.is_of_details

    @property
    def is_label(self) -> bool:
        """True if its only text may name the rows below it within a table."""
        if not self.is_single or len(self.texts[0].lines) != 1:
            return False
        text = self.texts[0].lines[0]
        is_title = text.endswith(_TITLE_END) or CAPTION_DETAIL.match(text) or NOTE.match(text)
        return len(text) <= _LONGEST_LABEL and not is_title and not text.endswith("。")

    @property
    def is_single(self) -> bool:
        """True if it has one text."""
        return len(self.texts) == 1

    @property
    def may_follow(self) -> bool:
        """True if it can be a row of the table right above it."""
        return self.is_of_table or self.has_numbers

    @property
    def has_numbers(self) -> bool:
        """True if one of its cells is a number."""
        return any(_NUMBER.fullmatch(cell.lines[0]) for cell in self.texts)


def list_visible_rows(cells: Sequence[VisibleCell], hidden_rows: Sequence[int]) -> list[VisibleRow]:
    """The rows in which a cell with text or rules begins, with the cells in each."""
    seen_cells = [cell for cell in cells if cell.lines or cell.content.is_ruled]
    numbers = sorted({cell.top for cell in seen_cells})
    rows = [VisibleRow(number, bisect_left(hidden_rows, number)) for number in numbers]
    for cell in seen_cells:
        first, end = bisect_left(numbers, cell.top), bisect_right(numbers, cell.bottom)
        rows[first].own_cells.append(cell)
        for row in rows[first:end]:
            row.crossing_cells.append(cell)
    return rows
