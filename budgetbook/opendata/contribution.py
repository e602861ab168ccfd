"""One body's content and findings in; what it gives to the files of all bodies out: its rows, and the same as finished text.

The text is made here, where it is made once for each change of a body: to make it of a million rows each time costs more than
all else that a file is. It is compressed, as it would take more room than anything else that is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.loader import Content
from budgetbook.infra.base.record import record
from budgetbook.infra.cache.compression import compressed
from budgetbook.opendata.formats import csv_json, statement_xlsx
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.schema import TABLES
from budgetbook.opendata.tables.table import Row, Table

KIND = "rows"
"""By this name it is asked for. Parts: `figures` (rows), `figures.size`, `figures.csv`, `figures.json` and so on; `of-concepts`,
`books`."""


@record
class Size:
    """What must be known of all rows of a table before the first one is written."""

    rows: int
    places: Mapping[str, int]
    """The digits after the point of the finest value of each column of decimals."""


def of(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, Any]:
    """What one body gives, by part; nothing of a table that it has no rows in."""
    made = rows.of_bodies(content, findings)
    books = {statement.id: statement_xlsx.made_of(content, statement) for statement in content.statements.values()}
    concepts = {"of-concepts": _concepts(made["figures"])} if made["figures"] else {}
    return {**_parts(made), **concepts, "books": books}


def of_dictionary(content: Content) -> dict[str, Any]:
    """What the dictionary gives, in the same parts: the tables that no body adds to."""
    return _parts(rows.of_dictionary(content))


def _parts(made: rows.Rows) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for name, lines in made.items():
        if lines:
            parts[name] = lines
            parts[f"{name}.size"] = Size(len(lines), _places(TABLES[name], lines))
            parts[f"{name}.csv"] = compressed(csv_json.csv_lines(lines))
            parts[f"{name}.json"] = compressed(csv_json.json_items(rows.records(TABLES[name], lines)))
    return parts


def _places(table: Table, lines: list[Row]) -> dict[str, int]:
    decimals = [(column.name, index) for index, column in enumerate(table.columns) if column.kind == "decimal"]
    found = {name: [v for line in lines if isinstance(v := line[index], Decimal)] for name, index in decimals}
    return {name: max(-int(v.as_tuple().exponent) for v in values) for name, values in found.items() if values}


def _concepts(figures: list[Row]) -> list[str]:
    """Of each figure, the concept that it is of; empty for a cell of a table, and where it is of none."""
    concept, line = TABLES["figures"].index("concept"), TABLES["figures"].index("line")
    return ["" if each[line] else str(each[concept] or "") for each in figures]
