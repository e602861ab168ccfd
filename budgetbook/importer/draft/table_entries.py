"""Makes the entry of a recognised table for the statement's file."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.importer.draft.entries import Fields
from budgetbook.importer.tables.reader import RecognisedTable
from budgetbook.importer.vocabulary import Vocabulary


def make_breakdown(table: RecognisedTable, vocabulary: Vocabulary) -> Fields:
    """The entry of a table that breaks a total down: its columns, rows and total."""
    columns = []
    for head in table.columns:
        column: Fields = {"concept": head.concept}
        if head.fund != "all":
            column["fund"] = head.fund
        columns.append(column | ({"role": head.role} if head.role != "amount" else {}))
    rows = [
        ({"code": row.code} if row.code else {}) | {"name": row.name or row.code, "values": format_cells(row.values)}
        for row in table.rows
    ]
    table_fields: Fields = {"by": vocabulary.tables[table.id].by, "unit": table.unit, "at": table.place, "columns": columns}
    if rows:
        table_fields["rows"] = rows
    if table.total is not None and any(v is not None for v in table.total):
        table_fields["total"] = format_cells(table.total)
    return table_fields | _nil_note_fields(table, by_fund=True)


def make_table_entry(table: RecognisedTable) -> Fields:
    """The entry of a table whose numbers are all among the figures."""
    return {"at": table.place} | _nil_note_fields(table, by_fund=False)


def _nil_note_fields(table: RecognisedTable, *, by_fund: bool) -> Fields:
    """What the document says of an empty table; `by_fund` where the entry can hold the accounts that the note names."""
    if not table.nil_note.is_given:
        return {}
    funds = {"nil_funds": list(table.nil_note.funds)} if by_fund and table.nil_note.funds else {}
    return {"nil_note": "true"} | funds


def format_cells(values: Iterable[str | None]) -> list[str]:
    """Digits without separators; an empty cell is `blank`, which is no 0."""
    return ["blank" if v is None else v.replace(",", "") for v in values]
