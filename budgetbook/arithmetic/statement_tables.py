"""The tables of a statement, read for their structure: cells, rows that sum to a row, columns that sum to a column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from budgetbook.arithmetic.finding import Verdict
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.content.loader import Statement
from budgetbook.content.model import ClassificationEntry, Concept, Fund, Role, Text
from budgetbook.content.statement import Breakdown, Column, Row

CODE_LEVELS = {"functional": (3, 5, 7), "economic": (3, 5)}
"""By scheme, how long the codes of 类, 款 and 项 are."""
_FUND_PARTS: dict[Fund, tuple[Fund, ...]] = {"appropriation": ("general-public", "government-funds", "state-capital")}
_OF_FUND = {
    ("expenditure", "appropriation"): "appropriation-expenditure",
    ("expenditure", "general-public"): "general-public-expenditure",
    ("expenditure", "government-funds"): "government-funds-expenditure",
    ("expenditure", "state-capital"): "state-capital-expenditure",
}
_ORDINAL = re.compile(r"^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）|^[0-9]+[.、．]\s*")


def without_number(name: str) -> str:
    """A printed name without its leading list number: 一、基本支出 becomes 基本支出."""
    return _ORDINAL.sub("", name)


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


@dataclass(frozen=True)
class StatementTable:
    """One breakdown, with its cells and families of rows and columns."""

    name: str
    breakdown: Breakdown
    classes: Mapping[str, str] = field(default_factory=dict)
    """Codes of the coarsest level by Chinese name, for tables that print classes by name alone."""

    @property
    def column_indexes(self) -> range:
        """Column numbers, from 0."""
        return range(len(self.breakdown.columns))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows, the total last."""
        total = self.breakdown.total
        return (*self.breakdown.rows, *([Row(name="合计", values=total)] if total is not None else []))

    @cached_property
    def by_code(self) -> dict[str, Row]:
        """Rows that have a code, by code."""
        return {row.code: row for row in self.breakdown.rows if row.code}

    @cached_property
    def _cells(self) -> dict[int, tuple[TableCell | None, ...]]:
        """Cells of each row by `id(row)`; built once, since every rule asks for them."""
        return {id(row): tuple(self._cell(row, column) for column in self.column_indexes) for row in self.rows}

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

    def _cell(self, row: Row, column: int) -> TableCell | None:
        value = row.values[column] if column < len(row.values) else None
        if value is None:
            return None
        breakdown_column = self.breakdown.columns[column]
        amount = Amount(value, self.breakdown.unit)
        return TableCell(
            self.name,
            self._line(row),
            self.anchor(row),
            column,
            breakdown_column.concept,
            breakdown_column.fund,
            breakdown_column.role,
            amount,
        )

    def _line(self, row: Row) -> str:
        return "total" if self.is_total(row) else row.code or self._class(row) or _ORDINAL.sub("", row.name)

    def _class(self, row: Row) -> str:
        """Code of a class that is printed by name alone; empty for any other row."""
        return self.classes.get(_ORDINAL.sub("", row.name), "")

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

    def families(self) -> Iterator[tuple[Row, list[Row]]]:
        """Yield each coarser row with the next finer rows below it, and the total with the coarsest rows."""
        levels = CODE_LEVELS.get(self.breakdown.by)
        rows = self.breakdown.rows
        if levels is None:
            tops = list(rows)
        else:
            for upper, lower in pairwise(levels):
                for code, row in self.by_code.items():
                    if len(code) == upper:
                        finer = [r for c, r in self.by_code.items() if len(c) == lower and c.startswith(code)]
                        if finer:
                            yield row, finer
            tops = [row for row in rows if len(row.code or self._class(row)) == levels[0]]
        if self.breakdown.total is not None and tops:
            yield self.rows[-1], tops

    def column_families(self, concepts: Mapping[str, Concept]) -> dict[int, list[int]]:
        """Columns that make up each column, by index: parts of its concept, or its money by fund."""
        columns = list(enumerate(self.breakdown.columns))
        parents = {index: _parent(index, column, columns, concepts) for index, column in columns}
        families: dict[int, list[int]] = {}
        for index, parent in parents.items():
            if parent is not None:
                families.setdefault(parent, []).append(index)
        return families

    def is_well_formed(self, code: str) -> bool:
        """True if a code has as many digits as some level of its classification."""
        return code.isascii() and code.isdigit() and len(code) in CODE_LEVELS.get(self.breakdown.by, ())

    def misprinted_below(self, code: str) -> str | None:
        """Code of the row that a code of no valid length would stand below; None for a well-formed code."""
        if self.is_well_formed(code):
            return None
        prefixes = [code[:length] for length in CODE_LEVELS.get(self.breakdown.by, ()) if length < len(code)]
        return next((each for each in reversed(prefixes) if each in self.by_code), None)

    def has_parent_row(self, code: str) -> bool:
        """True if the next coarser row of a code is in the table, or the code has no coarser level."""
        levels = CODE_LEVELS[self.breakdown.by]
        if len(code) not in levels or len(code) == levels[0]:
            return True
        return code[: levels[levels.index(len(code)) - 1]] in self.by_code


def _parent(index: int, column: Column, columns: list[tuple[int, Column]], concepts: Mapping[str, Concept]) -> int | None:
    """Index of the nearest column that this column is part of, or None."""
    nearest: tuple[int, int] | None = None
    for other, whole in columns:
        if other == index or whole.role != column.role:
            continue
        if whole.concept == column.concept and column.fund in _FUND_PARTS.get(whole.fund, ()):
            distance = 0
        elif whole.fund == column.fund and (steps := _steps(column.concept, whole.concept, concepts)):
            distance = steps
        else:
            continue
        if nearest is None or distance < nearest[0]:
            nearest = (distance, other)
    return nearest[1] if nearest else None


def _steps(part: str, whole: str, concepts: Mapping[str, Concept]) -> int:
    """Number of part-of steps between two concepts; 0 if there is no path."""
    level, steps = {whole}, 0
    while level:
        steps += 1
        level = {p for concept in level for p in (*concepts[concept].parts, *concepts[concept].of_which)}
        if part in level:
            return steps
    return 0


@dataclass(frozen=True)
class StatementTables:
    """All breakdowns of one statement."""

    ledger: Ledger
    classifications: Mapping[str, Mapping[str, ClassificationEntry]]

    @property
    def statement(self) -> str:
        """Id of the statement."""
        return self.ledger.statement.id

    @property
    def unit(self) -> str:
        """Money unit of the statement's text."""
        return self.ledger.statement.unit

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """Concepts of the dictionary by name."""
        return self.ledger.concepts

    @cached_property
    def statement_tables(self) -> tuple[StatementTable, ...]:
        """The tables in the document's order."""
        statement: Statement = self.ledger.statement
        return tuple(StatementTable(name, each, self._classes.get(each.by, {})) for name, each in statement.breakdowns.items())

    @cached_property
    def _classes(self) -> dict[str, dict[str, str]]:
        kinds = self.classifications.items()
        return {
            scheme: {name: c for c, entry in codes.items() if len(c) == CODE_LEVELS[scheme][0] for name in entry.all_names}
            for scheme, codes in kinds
            if scheme in CODE_LEVELS
        }

    def only_appropriation(self) -> bool:
        """True if all of the statement's revenue is fiscal appropriation."""
        whole = self.ledger.printed_amount("revenue", "amount")
        grant = self.ledger.printed_amount("fiscal-appropriation", "amount")
        return whole is not None and grant is not None and whole.value == grant.value

    def functional_table(self, fund: Fund) -> StatementTable | None:
        """Table of expenditure by function for one fund; of several, the first that prints codes."""
        candidate = None
        for table in self.statement_tables:
            columns = table.breakdown.columns
            first = (columns[0].concept, columns[0].fund) if columns else None
            if table.breakdown.by == "functional" and first == ("expenditure", fund):
                if table.by_code:
                    return table
                candidate = candidate or table
        return candidate

    def official_name(self, scheme: str, code: str) -> str | None:
        """Chinese name of a code; None if its classification does not have it."""
        entry = self.classifications.get(scheme, {}).get(code)
        return entry.name.zh if entry else None

    def figure(self, cell: TableCell) -> Amount | None:
        """Figure of the text that a table's total must equal: the same concept, all funds. None if there is none."""
        if cell.fund != "all" or cell.role not in ("amount", "prior", "budget", "adjusted"):
            return None
        return self.ledger.printed_amount(cell.concept, cell.role)

    def figure_of_all(self, table: StatementTable) -> Amount | None:
        """Figure of the text for everything a table holds: that of its fund, if it is limited to one."""
        column = table.breakdown.columns[0]
        concept = _OF_FUND.get((column.concept, column.fund), column.concept if column.fund == "all" else "")
        return self.ledger.printed_amount(concept, "amount") if concept in self.concepts else None

    def compare(
        self, printed_amount: Amount, computed_amount: Amount, rounded_amounts: Iterable[Amount]
    ) -> tuple[Verdict, Decimal]:
        """Verdict on two amounts of one unit, and printed minus computed; `rounded_amounts` set the tolerance."""
        difference = printed_amount.value - computed_amount.value
        tolerance = self.ledger.tolerance(rounded_amounts)
        return ("holds" if difference == 0 else "rounding" if abs(difference) <= tolerance else "fails"), difference


def printed_at(statement: Statement, place: str) -> bool:
    """True if any figure, or further reading of one, is printed at a place."""
    figures = statement.figures.values()
    return any(place in (figure.at, *(other_reading.at for other_reading in figure.readings)) for figure in figures)


_NAME = Text.model_construct(zh="行", en="line")
_LINE = Concept.model_construct(name=_NAME, explain=_NAME, measure="money")


def line_ledger(ledger: Ledger, table: str) -> Ledger:
    """A ledger of the table lines mentioned in the text, each treated as a figure named `<table>.<code>`."""
    lines = {f"{table}.{code}": line for code, line in ledger.statement.breakdowns[table].lines.items()}
    line_statement = ledger.statement.model_copy(update={"figures": lines, "projects": {}, "breakdowns": {}})
    return Ledger(line_statement, dict.fromkeys(lines, _LINE))
