"""The rule that chains table lines across years: last year's figure for a line against last year's own table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from budgetbook.arithmetic.comparison import compare_same
from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables, line_ledger
from budgetbook.arithmetic.term import Term
from budgetbook.arithmetic.year_change import find_stated_prior
from budgetbook.content.figure import Basis

_CellId = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _PriorLineValue:
    """A line's figure for the year before, as this year's document gives it."""

    like: TableCell
    """Cell of this year's table for the same line."""
    amount: Amount
    terms: tuple[Term, ...]
    basis: Basis | None
    number: int | None
    """Column in the table, from 1; None for a figure in the text."""


def chains_of_lines(tables: StatementTables, others: Mapping[str, StatementTables]) -> Iterator[Finding]:
    """Last year's figure for a line, in a column of a table or in the text, is the one in last year's table."""
    for table in tables.statement_tables:
        amounts_by_statement: dict[str, dict[_CellId, Amount]] = {}
        for prior in (*_columns(table), *_text(tables, table)):
            earlier = others.get(tables.ledger.previous_statement_id_by_basis(prior.basis, others))
            if earlier is None:
                continue
            earlier_amount = _own_year_cached(amounts_by_statement, earlier, table.name).get(_cell_id(prior.like))
            if earlier_amount is None:
                continue
            computed_amount = earlier_amount.to_unit(prior.amount.unit)
            verdict, difference, cut = compare_same(prior.amount, computed_amount)
            yield Finding(
                tables.statement,
                prior.like.anchor,
                "chain",
                "prior",
                verdict,
                prior.amount,
                computed_amount,
                difference,
                prior.terms,
                earlier.statement,
                number=prior.number,
                cut=cut,
            )


def _own_year_cached(cache: dict[str, dict[_CellId, Amount]], earlier: StatementTables, name: str) -> dict[_CellId, Amount]:
    """Cells of another document's table, read once however many lines are compared with it."""
    if earlier.statement not in cache:
        cache[earlier.statement] = _own_year(earlier, name)
    return cache[earlier.statement]


def _columns(table: StatementTable) -> Iterator[_PriorLineValue]:
    """Yield the cells of columns for the year compared with."""
    for cell in table.cells():
        if cell.role == "prior":
            yield _PriorLineValue(cell, cell.amount, (Term("", cell.anchor, "prior", cell.amount),), None, cell.column + 1)


def _text(tables: StatementTables, table: StatementTable) -> Iterator[_PriorLineValue]:
    """Yield last year's figure for each line, as the text prints it or implies it by a change."""
    ledger = line_ledger(tables.ledger, table.name)
    for code, line in table.breakdown.lines.items():
        prior, row = find_stated_prior(ledger, f"{table.name}.{code}"), table.by_code.get(code)
        like = table.cell(row, 0) if row is not None else None
        if prior and like:
            yield _PriorLineValue(like, prior[0], prior[1], line.basis, None)


def _own_year(tables: StatementTables, name: str) -> dict[_CellId, Amount]:
    """This year's amounts of a table, by cell id."""
    cells = (cell for table in tables.statement_tables if table.name == name for cell in table.cells() if cell.role == "amount")
    return {_cell_id(cell): cell.amount for cell in cells}


def _cell_id(cell: TableCell) -> _CellId:
    return cell.identity, cell.concept, cell.fund


RULES = (chains_of_lines,)
