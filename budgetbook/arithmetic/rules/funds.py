"""The rule between the tables of the separate accounts and the table of all money."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.rules.table_sums import TableRule, sum_of_cells
from budgetbook.arithmetic.statement_table import TableCell
from budgetbook.arithmetic.statement_tables import StatementTables

_Cells = Mapping[tuple[str, str], list[TableCell]]
"""Cells of the accounts' tables, by line and concept."""


def funds_add_up(tables: StatementTables) -> Iterator[Finding]:
    """Where all money is fiscal appropriation, its three accounts together make each line of the whole.

    Money carried over from earlier years may be spent beside it; then nothing follows for any line.
    """
    accounts = tables.ledger.accounts
    by_fund = [table for fund in accounts if (table := tables.functional_table(fund))]
    whole = tables.functional_table("all")
    if whole is None or not accounts or len(by_fund) < len(accounts) or not tables.only_appropriation():
        return
    cells: dict[tuple[str, str], list[TableCell]] = {}
    for table in by_fund:
        for cell in table.cells():
            cells.setdefault((cell.identity, cell.concept), []).append(cell)
    if other_money := _other_money(tables, list(whole.totals()), cells):
        yield other_money
        return
    for cell in whole.cells():
        if parts := cells.get((cell.identity, cell.concept)):
            yield sum_of_cells(tables, cell, parts, "funds")


def _other_money(tables: StatementTables, totals: list[TableCell], cells: _Cells) -> Finding | None:
    """The finding that other money than this year's appropriation was spent, or may have been; None if all totals agree."""
    ledger = tables.ledger
    carried_over = ledger.used_as("carried-over"), ledger.used_as("surplus-used")
    carried_amounts = [amount for name in carried_over if (amount := ledger.printed_amount(name, "amount")) and amount.value]
    sums = [sum_of_cells(tables, cell, parts, "funds") for cell in totals if (parts := cells.get((cell.identity, cell.concept)))]
    agree = all(finding.verdict != "fails" for finding in sums)
    if not carried_amounts and agree and (sums or not ledger.statement.phase.is_outcome):
        return None
    subject = totals[0].anchor if totals else next(iter(cells.values()))[0].anchor
    return Finding(tables.statement, subject, "sum", "amount", "untestable", kind="funds", why="other-money")


RULES: tuple[TableRule, ...] = (funds_add_up,)
