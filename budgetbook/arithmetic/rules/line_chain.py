"""The rule that chains the lines of tables across years: what a document says of last year's line, and last year's own table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.ledger import Term
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.figures import compare
from budgetbook.arithmetic.rules.years import chain_slack
from budgetbook.arithmetic.statement_tables import Cell, Sheet, Tables, line_ledger
from budgetbook.content.statement import Basis
from budgetbook.infra.base.record import record

_Key = tuple[str, str, str]


@record
class _Said:
    """A figure of the year before that is given for one line."""

    like: Cell
    """The cell of this year's table that stands for the same thing."""
    amount: Amount
    terms: tuple[Term, ...]
    basis: Basis | None
    number: int | None
    """The column, where it stands in a table; None for the text."""


def chained_lines(tables: Tables, others: Mapping[str, Tables]) -> Iterator[Finding]:
    """Last year's figure for a line, in a column of a table or in the text, is the one in last year's table."""
    for sheet in tables.sheets:
        known: dict[str, dict[_Key, Amount]] = {}
        for said in (*_columns(sheet), *_text(tables, sheet)):
            earlier = others.get(tables.ledger.earlier_by(said.basis))
            if earlier is None:
                continue
            there = _looked_up(known, earlier, sheet.name).get(_key(said.like))
            if there is None:
                continue
            slack = chain_slack(tables.ledger, earlier.ledger, said.amount, there)
            computed = there.to(said.amount.unit)
            verdict, difference = compare(said.amount, computed, slack)
            yield Finding(
                tables.statement, said.like.anchor, "chain", "prior", verdict, said.amount, computed, difference, said.terms,
                earlier.statement, number=said.number,
            )  # fmt: skip


def _looked_up(known: dict[str, dict[_Key, Amount]], earlier: Tables, name: str) -> dict[_Key, Amount]:
    """A document's table, read once however many lines are compared with it."""
    if earlier.statement not in known:
        known[earlier.statement] = _own_year(earlier, name)
    return known[earlier.statement]


def _columns(sheet: Sheet) -> Iterator[_Said]:
    """The cells of columns for the year compared with."""
    for cell in sheet.cells():
        if cell.role == "prior":
            yield _Said(cell, cell.amount, (Term("", cell.anchor, "prior", cell.amount),), None, cell.column + 1)


def _text(tables: Tables, sheet: Sheet) -> Iterator[_Said]:
    """What the text says of last year's figure for a line, or implies by the change that it prints."""
    ledger = line_ledger(tables.ledger, sheet.name)
    for code, line in sheet.breakdown.lines.items():
        said, row = ledger.said_of_prior(f"{sheet.name}.{code}"), sheet.by_code.get(code)
        like = sheet.cell(row, 0) if row is not None else None
        if said and like:
            yield _Said(like, said[0], said[1], line.basis, None)


def _own_year(tables: Tables, name: str) -> dict[_Key, Amount]:
    """This year's figures of a table, by what each is about."""
    cells = (cell for sheet in tables.sheets if sheet.name == name for cell in sheet.cells() if cell.role == "amount")
    return {_key(cell): cell.amount for cell in cells}


def _key(cell: Cell) -> _Key:
    return cell.line, cell.concept, cell.fund
