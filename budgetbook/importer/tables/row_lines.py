"""Reads what one row of a table is: a line of the breakdown with code and name, its total, or a figure of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from budgetbook.importer.readers.document import GridCell
from budgetbook.importer.tables.columns import ColumnHead
from budgetbook.importer.tables.grid import read_digits, remove_spaces
from budgetbook.importer.tables.row_labels import RowLabelReader

_YEAR = re.compile(r"(?:19|20)\d\d")
_OWN_YEAR = re.compile(r"((?:19|20)\d\d)年?度?[^0-9比较增减]*")
_YEAR_LABEL = re.compile(r"(?:19|20)\d\d年?度?(?:预算|决算|执行)?数?")
"""A row's label that is no more than a year: 2030年决算数."""
_PART_DIGITS = 2
"""Digits of 款 and of 项."""
_NO_YEAR = 0
"""Of a row that compares years: 2030年比2029年增减%."""
Cells = Sequence[GridCell | None]


@dataclass(frozen=True, slots=True)
class RowLine:
    """The meaning of one row."""

    year: int
    code: str
    name: str
    concept: str
    """The concept of a row of totals, or of one that is no part of the breakdown."""
    is_total: bool

    @property
    def is_own_figure(self) -> bool:
        """True if its numbers are figures of concepts themselves."""
        return bool(self.is_total or self.concept or not (self.code or self.name))


@dataclass(frozen=True)
class RowClassifier:
    """Reads the rows of one table by the heads of its columns."""

    labels: RowLabelReader
    heads: Sequence[ColumnHead]
    fiscal_year: int
    upper_codes: dict[int, str] = field(default_factory=dict)
    """The parts of the last row's code by their columns."""

    def classify(self, covering_row: Cells, row: Cells, part: range, side: str) -> RowLine:
        """Read the columns `part` of a row. `side` is revenue or expenditure in a table of two sides."""
        code = _join_code(self._read_code_parts(covering_row, part))
        names = self._texts(row, part, self._find_name_kind(part))
        name = next((text for text in names if read_digits(text) is None and not _YEAR_LABEL.fullmatch(text)), "")
        labels = [text for text in self._texts(row, part, "code", "name") if not _YEAR_LABEL.fullmatch(text)]
        first = next((text for text in self._texts(row, part)), "")
        label = next((text for text in labels if read_digits(text) is None), first)
        is_total = any(self.labels.is_total(text) for text in (*labels, first))
        if narrower_concept := self.labels.find_part_figure(labels[0], labels[-1]) if len(labels) > 1 and not code else "":
            return RowLine(self._find_year(covering_row, part), "", labels[-1], narrower_concept, is_total=False)
        concept = "" if code else self._find_concept(label, side, stands_alone=not name or label == first)
        return RowLine(self._find_year(covering_row, part), code, name, concept, is_total and not concept)

    def _read_code_parts(self, cells: Cells, part: range) -> list[str]:
        """The parts of the row's code; of 类, 款 and 项 in columns of their own, those left empty are as in the row above."""
        columns = [i for i in part if self.heads[i].kind == "code"]
        texts = [remove_spaces(cell.text) if (cell := cells[i]) else "" for i in columns]
        digit_texts = [text if read_digits(text) else "" for text in texts]
        last = max((i for i, text in enumerate(digit_texts) if text), default=-1)
        if last > 0 and len(digit_texts[last]) == _PART_DIGITS:
            upper_parts = [self.upper_codes.get(i, "") for i in columns]
            digit_texts = [
                text or (upper if i < last else "") for i, (text, upper) in enumerate(zip(digit_texts, upper_parts, strict=True))
            ]
        if last >= 0:
            self.upper_codes.clear()
            self.upper_codes.update(zip(columns, digit_texts, strict=True))
        return [text for text in digit_texts if text]

    def _texts(self, cells: Cells, part: range, *kinds: str) -> list[str]:
        """The texts of the cells in columns of these kinds, or of every kind; without the empty ones."""
        texts = (remove_spaces(cell.text) for i in part if (not kinds or self.heads[i].kind in kinds) and (cell := cells[i]))
        return [text for text in texts if text]

    def _find_name_kind(self, part: range) -> str:
        """The kind of the columns that name the rows: if no head says which do, a column of words does."""
        return "name" if {"code", "name"} & {self.heads[i].kind for i in part} else "unknown"

    def _find_concept(self, label: str, side: str, *, stands_alone: bool) -> str:
        concept = self.labels.find_balance(label, side) if side else ""
        if not concept and (side or stands_alone):
            concept = self.labels.find_separate_figure(label)
        concept = concept or self.labels.find_item_figure(label) or (self.labels.find_nature(label) if side else "")
        if side and self.labels.table and concept in self._carry_over_or_grand:
            return self.labels.vocabulary.limit_to_fund(concept, self.labels.table.fund) or concept
        return concept

    @cached_property
    def _carry_over_or_grand(self) -> set[str]:
        vocabulary = self.labels.vocabulary
        return {*vocabulary.config.carried, *vocabulary.grand_totals.values()}

    def _find_year(self, covering_row: Cells, part: range) -> int:
        """The year that a row names, in a column of years or in place of a name; else the document's."""
        years = self._texts(covering_row, part, "year")
        for text in (*years, *(text for text in self._texts(covering_row, part, "name") if _YEAR_LABEL.fullmatch(text))):
            if _YEAR.search(text):
                match = _OWN_YEAR.fullmatch(text)
                return int(match[1]) if match else _NO_YEAR
        return self.fiscal_year


def _join_code(parts: Sequence[str]) -> str:
    """Join a code from columns of its parts.

    类, 款 and 项 each have their own digits (208 05 01) or repeat those before them (208 20805 2080501).
    """
    code = ""
    for part in parts:
        code = part if code and part.startswith(code) else code + part
    return code
