"""Whether a document has a standard table, and whether an empty one says that it is."""

from __future__ import annotations

from typing import Literal

from budgetbook.arithmetic.statement_tables import printed_at
from budgetbook.content.breakdown import Breakdown, FigureTable
from budgetbook.content.content import Statement

TableState = Literal["there", "nil", "empty", "not-in-the-copy", "lacking"]
"""`nil`: empty, as the document says; `empty`: without a word; `not-in-the-copy`: our copy lacks the part with the tables."""


def find_table_state(statement: Statement, name: str) -> TableState:
    """Tell whether a table is present, empty (stated or not), in a part that our copy lacks, or not in the document."""
    table = find_document_table(statement, name)
    if isinstance(table, FigureTable) and table.in_contents_only:
        return "lacking"
    if table is None:
        return "not-in-the-copy" if statement.source.without_tables else "lacking"
    empty = not table.rows if isinstance(table, Breakdown) else not printed_at(statement, table.at)
    if empty:
        return "nil" if table.nil_note else "empty"
    return "there"


def find_document_table(statement: Statement, name: str) -> Breakdown | FigureTable | None:
    """The table of the document; none where it lists the lines in its sentences alone."""
    breakdown = statement.breakdowns.get(name)
    return breakdown if breakdown and not breakdown.in_text else statement.tables.get(name)
