"""Rules on tables that are not there: the note of an empty one, and one that only the contents have."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.finding import Finding, Verdict
from budgetbook.arithmetic.statement_tables import StatementTables


def accounts_of_notes(tables: StatementTables) -> Iterator[Finding]:
    """The note of an empty table says of the table's own account that there is no such money, and not of another."""
    for table in tables.statement_tables:
        named_funds = [fund for fund in tables.ledger.accounts if fund in table.breakdown.nil_funds]
        own_funds = [fund for fund in tables.ledger.accounts if fund in {column.fund for column in table.breakdown.columns}]
        if named_funds and len(own_funds) == 1:
            own_fund = own_funds[0]
            verdict: Verdict = "holds" if own_fund in named_funds else "fails"
            named_fund = own_fund if verdict == "holds" else named_funds[0]
            yield Finding(tables.statement, table.name, "nil-table", "amount", verdict, named_fund, own_fund, kind="account")


def tables_of_the_contents(tables: StatementTables) -> Iterator[Finding]:
    """Every table that the document's own contents name is in the document."""
    for name, table in tables.ledger.statement.tables.items():
        if table.in_contents_only:
            words = "in-contents", "not-there"
            yield Finding(tables.statement, name, "nil-table", "amount", "fails", *words, kind="contents")


RULES = (accounts_of_notes, tables_of_the_contents)
