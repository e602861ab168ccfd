"""One table of a statement: its rows, their names and codes, and its cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from budgetbook.arithmetic.class_names import find_class, without_number
from budgetbook.arithmetic.code_hierarchy import CodeHierarchy
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.precision import finest_step
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.country import NO_SHAPE, ClassificationShape
from budgetbook.content.model import ClassificationEntry, Fund, Role
from budgetbook.content.row import Row

_SHORTEST_CUT = 6
"""Characters that a name has left at least, if a page cut it off."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One number of a table and what it refers to."""

    table: str
    line: str
    """Identity of the line across tables: a code, a class's bare name, or `total`."""
    anchor: str
    column: int
    concept: str
    fund: Fund
    role: Role
    amount: Amount
    foreign_name: str = ""
    """The printed name of the line, if its code is another's."""
    scheme: str = ""
    """The classification of its code; empty for a line that is told by its name."""

    @property
    def identity(self) -> str:
        """What the line is for a comparison: a code of another classification, or under another name, is another line."""
        return " ".join(filter(None, (self.scheme, self.line, self.foreign_name)))


@dataclass(frozen=True)
class StatementTable:
    """One breakdown, with its cells and its codes."""

    name: str
    breakdown: Breakdown
    classes: Mapping[str, str] = field(default_factory=dict)
    """Codes of the coarsest level by Chinese name, for tables that print classes by name alone."""
    entries: Mapping[str, ClassificationEntry] = field(default_factory=dict)
    """The classification that its codes are of."""
    year: int = 9999
    """Year of the statement: a name that was in force then is right."""
    shape: ClassificationShape = NO_SHAPE
    """How the codes of the classification are built."""

    @property
    def column_indexes(self) -> range:
        """Column numbers, from 0."""
        return range(len(self.breakdown.columns))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows, the total last."""
        total = self.breakdown.total
        return (
            *self.breakdown.rows,
            *([Row.model_construct(code=None, name="", values=total, at=None)] if total is not None else []),
        )

    @cached_property
    def by_code(self) -> dict[str, Row]:
        """Rows that have a code, by code."""
        return {row.code: row for row in self.breakdown.rows if row.code}

    @cached_property
    def codes(self) -> CodeHierarchy:
        """Its codes, as they stand below each other."""
        return CodeHierarchy(self.by_code, self.entries, self.shape)

    @cached_property
    def _cells(self) -> dict[int, tuple[TableCell | None, ...]]:
        """Cells of each row by `id(row)`; built once, since every rule asks for them."""
        return {id(row): tuple(self._row_cells(row)) for row in self.rows}

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {id(row): index + 1 for index, row in enumerate(self.rows)}

    def is_total(self, row: Row) -> bool:
        """True for the row 合计."""
        return self.breakdown.total is not None and row is self.rows[-1]

    def anchor(self, row: Row) -> str:
        """Anchor of a row: `<table>.<code, number or total>`."""
        return f"{self.name}.{'total' if self.is_total(row) else row.code or self._numbers[id(row)]}"

    def cell(self, row: Row, column: int) -> TableCell | None:
        """Cell of a row and column; None if nothing is printed there."""
        cells = self._cells[id(row)]
        return cells[column] if column < len(cells) else None

    def _row_cells(self, row: Row) -> Iterator[TableCell | None]:
        line, anchor, foreign_name = self._line(row), self.anchor(row), row.name if self.is_misnamed(row) else ""
        scheme = self.breakdown.by if row.code or (not self.is_total(row) and self.class_code(row)) else ""
        for index, column in enumerate(self.breakdown.columns):
            value = row.values[index] if index < len(row.values) else None
            if value is None:
                yield None
                continue
            amount = Amount(value, self.breakdown.unit, self._step)
            yield TableCell(
                self.name, line, anchor, index, column.concept, column.fund, column.role, amount, foreign_name, scheme
            )

    @cached_property
    def _step(self) -> Decimal:
        """Worth of one unit in the last place of its numbers."""
        return finest_step(value for row in self.rows for value in row.values)

    def is_misnamed(self, row: Row) -> bool:
        """True if a row's name is none that the classification had for its code in the table's year or has since."""
        entry = self.entries.get(row.code or "")
        if entry is None or row.name == row.code or self._is_cut(row):
            return False
        return all(_names_differ(name, row.name) for name in entry.names_in(self.year))

    def _is_cut(self, row: Row) -> bool:
        """True for the beginning of the code's name, where the page had no room for the rest; it is no other code's name."""
        entry = self.entries[row.code or ""]
        is_start = len(row.name) >= _SHORTEST_CUT and any(name.startswith(row.name) for name in entry.names_in(self.year))
        return is_start and row.name not in self._official_names

    @cached_property
    def _official_names(self) -> frozenset[str]:
        return frozenset(entry.name.as_printed for entry in self.entries.values())

    def _line(self, row: Row) -> str:
        return "total" if self.is_total(row) else row.code or self.class_code(row) or without_number(row.name)

    def class_code(self, row: Row) -> str:
        """Code of a class that is printed by name alone; empty for any other row."""
        return find_class(self.classes, row.name, in_text=self.breakdown.in_text) or ""

    def find_scheme(self, line: str) -> str:
        """The classification that a line is a code of; empty for the total, and for lines that have names alone."""
        return self.breakdown.by if line in self.by_code or line in self._class_codes else ""

    @cached_property
    def _class_codes(self) -> frozenset[str]:
        return frozenset(self.classes.values())

    def cells(self) -> Iterator[TableCell]:
        """Yield every number of the table."""
        for row in self.rows:
            yield from self._cells_of(row)

    def _cells_of(self, row: Row) -> Iterator[TableCell]:
        yield from filter(None, self._cells[id(row)])

    def totals(self) -> Iterator[TableCell]:
        """Yield the numbers of the total row, if the table has one."""
        if self.breakdown.total is not None:
            yield from self._cells_of(self.rows[-1])

    @cached_property
    def misprinted_rows(self) -> dict[str, list[Row]]:
        """Rows whose code is misprinted, by the code that they would stand below; looked for once, however many lines ask."""
        rows_by_upper_code: dict[str, list[Row]] = {}
        for row in self.breakdown.rows:
            if row.code and (upper_code := self.codes.misprinted_below(row.code)):
                rows_by_upper_code.setdefault(upper_code, []).append(row)
        return rows_by_upper_code


@lru_cache(maxsize=4096)  # the same names occur in every table
def _names_differ(official_name: str, printed_name: str) -> bool:
    """True if a printed name is not the official one; spaces and the width of brackets do not count."""
    official_text, printed_text = (unicodedata.normalize("NFKC", name).replace(" ", "") for name in (official_name, printed_name))
    return official_text != printed_text
