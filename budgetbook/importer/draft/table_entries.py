"""A table, understood, in; its entry in the statement's file out."""

from __future__ import annotations

from collections.abc import Iterable

from budgetbook.importer.draft.entries import Fields
from budgetbook.importer.tables.reader import TableReading
from budgetbook.importer.vocabulary import Vocabulary


def breakdown(table: TableReading, vocabulary: Vocabulary) -> Fields:
    """A table that breaks a total down: its columns, rows and total."""
    columns = []
    for head in table.columns:
        column: Fields = {"concept": head.concept}
        if head.fund != "all":
            column["fund"] = head.fund
        columns.append(column | ({"role": head.role} if head.role != "amount" else {}))
    rows = [
        ({"code": row.code} if row.code else {}) | {"name": row.name or row.code, "values": cells(row.values)}
        for row in table.rows
    ]
    made: Fields = {"by": vocabulary.tables[table.id].by, "unit": table.unit, "at": table.place, "columns": columns}
    if rows:
        made["rows"] = rows
    if table.total is not None and any(v is not None for v in table.total):
        made["total"] = cells(table.total)
    return made | ({"nil_note": "true"} if table.nil_note else {})


def whole(table: TableReading) -> Fields:
    """A table whose numbers are all among the figures."""
    return {"at": table.place} | ({"nil_note": "true"} if table.nil_note else {})


def cells(values: Iterable[str | None]) -> list[str]:
    """Digits without separators; an empty cell is no 0."""
    return ["blank" if v is None else v.replace(",", "") for v in values]
