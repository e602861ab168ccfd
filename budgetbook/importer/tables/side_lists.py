"""Lists that stand side by side in one table: where each begins, which is the breakdown, and what those beside it say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from budgetbook.importer.mention import Mention
from budgetbook.importer.tables.cell_mentions import CellMentions
from budgetbook.importer.tables.columns import ColumnHead
from budgetbook.importer.tables.grid import Grid, read_digits
from budgetbook.importer.tables.row_labels import RowLabelReader
from budgetbook.importer.vocabulary import Vocabulary


def find_lists(heads: Sequence[ColumnHead]) -> list[range]:
    """The column ranges of the lists side by side: a new one begins where a column of codes or names follows values."""
    starts, has_values = [0], False
    for index, head in enumerate(heads):
        if head.kind in ("code", "name") and has_values:
            starts.append(index)
            has_values = False
        has_values = has_values or head.kind in ("value", "unknown")
    ends = [*starts[1:], len(heads)]
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def choose_breakdown(parts: Sequence[range], grid: Grid, labels: RowLabelReader) -> range:
    """Of the lists of expenditure beside one of revenue, the one that names classes of functions; else the last one."""

    def count_classes(part: range) -> int:
        cells = (grid.rows[index][i] for index in grid.body_rows for i in part)
        return sum(bool(cell and labels.find_class_code(cell.text)) for cell in cells)

    return max(reversed(parts[1:]), key=count_classes)


@dataclass
class SideListReader:
    """Reads the lists of a table beside its breakdown: revenue on the left, the nature of expenditure on the right."""

    vocabulary: Vocabulary
    grid: Grid
    heads: Sequence[ColumnHead]
    labels: RowLabelReader
    cell_mentions: CellMentions
    in_carry_over: bool = False
    """True once the revenue side has reached the carry-over."""

    def read_revenue(self, row_index: int, part: range) -> Iterator[Mention]:
        """Yield the numbers of a row of the left side of a table of two sides: a name and its figure."""
        label, concept = "", ""
        for index in part:
            if (cell := self.grid.rows[row_index][index]) is None:
                continue
            number = read_digits(cell.text)
            if number is not None and self.heads[index].kind == "number":
                yield self.cell_mentions.make_number(cell, number, "ordinal")
            elif number is None or not label:
                label = cell.text or label
                concept = self._find_revenue_concept(label)
                yield from self.cell_mentions.find_stray(cell)
            else:
                role = self.heads[index].role
                yield self.cell_mentions.make_figure(cell, number, concept, "", "all", label, role, is_own_figure=True)

    def _find_revenue_concept(self, label: str) -> str:
        """The concept of a row of revenue; below the carry-over, a fund's name only says whose that was."""
        concept = self.labels.find_item(label, "revenue")
        self.in_carry_over = self.in_carry_over or concept in self._carry_over_concepts
        return "" if self.in_carry_over and concept in self.vocabulary.config.weak_names else concept

    @cached_property
    def _carry_over_concepts(self) -> set[str]:
        words = self.vocabulary.config
        return {*words.carried, *(m[c] for m in words.by_fund.values() for c in words.carried if c in m)}

    def read_natures(self, index: int, part: range, *, is_single: bool) -> Iterator[Mention]:
        """Yield the numbers of a row of another list of the expenditure, which names the nature of its money: 人员经费, 项目支出.

        They are figures if the breakdown has a single column of values.
        """
        concept, row = "", self.grid.rows[index]
        for i in part:
            if (cell := row[i]) is None:
                continue
            number, head = read_digits(cell.text), self.heads[i]
            if number is None:
                concept = self.labels.find_nature(cell.text) or concept
                yield from self.cell_mentions.find_stray(cell)
            elif concept and head.kind == "value" and is_single:
                yield self.cell_mentions.make_figure(cell, number, concept, "", "all", head.words, head.role, is_own_figure=True)
            else:
                yield self.cell_mentions.make_unknown(cell, number, head.words)
