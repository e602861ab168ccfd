"""One body's content and findings in; what it gives to the files of all bodies out: its rows, and the same as finished text.

The text is made here, where it is made once for each change of a body: to make it of a million rows each time costs more than
all else that a file is.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.loader import Content
from budgetbook.opendata.formats import FORMATS, statement_xlsx
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import DataTable, Row, TableStats

KIND = "rows"
"""By this name it is asked for. Parts: `figures` (rows), `figures.size`, `figures.csv`, `figures.json` and so on; `of-concepts`,
`books`."""


def contribute_rows(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, Any]:
    """What one body gives, by part; nothing of a table that it has no rows in."""
    table_rows = rows.entity_rows(content, findings)
    books = {statement.id: statement_xlsx.labels_fingerprint(content, statement) for statement in content.statements.values()}
    concepts = {"of-concepts": _figure_concepts(table_rows["figures"])} if table_rows["figures"] else {}
    return {**_parts(table_rows), **concepts, "books": books}


def contribute_common_rows(content: Content) -> dict[str, Any]:
    """What the dictionary gives, in the same parts: the tables that no body adds to."""
    return _parts(rows.build_common_rows(content))


def _parts(table_rows: rows.Rows) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, lines in table_rows.items():
        if lines:
            parts[name] = lines
            parts[f"{name}.size"] = TableStats(len(lines), _places(TABLES[name], lines))
            for each in FORMATS:
                if each.format_rows:
                    parts[f"{name}.{each.suffix}"] = each.format_rows(TABLES[name], lines)
    return parts


def _places(table: DataTable, lines: list[Row]) -> dict[str, int]:
    decimals = [(column.name, index) for index, column in enumerate(table.columns) if column.kind == "decimal"]
    values_by_column = {name: [v for line in lines if isinstance(v := line[index], Decimal)] for name, index in decimals}
    return {name: max(-int(v.as_tuple().exponent) for v in values) for name, values in values_by_column.items() if values}


def _figure_concepts(figures: list[Row]) -> list[str]:
    """Of each figure, the concept that it is of; empty for a cell of a table, and where it is of none."""
    concept, line = TABLES["figures"].column_index("concept"), TABLES["figures"].column_index("line")
    return ["" if each[line] else str(each[concept] or "") for each in figures]
