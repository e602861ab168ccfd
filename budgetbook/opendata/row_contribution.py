"""One entity's contribution to the shared data files: its rows, and the same rows as encoded text.

The text is encoded once per change of the entity: encoding a million rows for every build would cost more than anything else
about a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from budgetbook.arithmetic.finding import Finding
from budgetbook.content.content import Content
from budgetbook.opendata.data_file import DataFile
from budgetbook.opendata.formats import FORMATS, statement_xlsx
from budgetbook.opendata.formats.json_text import encode_row
from budgetbook.opendata.tables import rows
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.statement_rows import concept_row
from budgetbook.opendata.tables.table import DataTable, Row, TableStats

KIND = "rows"
"""Kind of contribution. Its parts: `figures` (rows) and `figures.size` for each table; `books`."""
ENCODED_ROWS = "encoded rows"
"""Kind of contribution. Its parts: `figures.csv.gz` and so on for each table; `of-concepts`."""
MEASURES = "measures"
"""Kind of contribution: the measures of the files of an entity's statements, by path; only of files that were made."""
WEIGHT = "weight"
"""Kind of contribution: how much an entity adds to the data, told without making its rows."""


def contribute_rows(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, Any]:
    """The rows of one entity, by table; tables without rows are left out."""
    books = {statement.id: statement_xlsx.labels_fingerprint(content, statement) for statement in content.statements.values()}
    return {**_measure_rows(content, rows.entity_rows(content, findings)), "books": books}


def contribute_encoded_rows(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, Any]:
    """The same rows as text of each format."""
    table_rows = rows.entity_rows(content, findings)
    concepts = {"of-concepts": _concept_rows(content, table_rows["figures"])} if table_rows["figures"] else {}
    return {**_encode_rows(content, table_rows), **concepts}


def contribute_weight(content: Content, findings: Mapping[str, tuple[Finding, ...]]) -> dict[str, int]:
    """About how many numbers and findings one entity has: each figure and line of prose may have three numbers."""
    weight = sum(map(len, findings.values()))
    for statement in content.statements.values():
        tables = statement.breakdowns.values()
        weight += sum(len(table.rows) * len(table.columns) + 3 * len(table.lines) for table in tables)
        weight += 3 * len(statement.figures) + len(statement.projects)
    return {"": weight}


def contribute_measures(files: Iterable[DataFile]) -> dict[str, list[int | str]]:
    """What the catalogue tells of the bytes of each file of a statement."""
    return {file.path: [*file.measure] for file in files if file.statement}


def contribute_common_rows(content: Content) -> dict[str, Any]:
    """The contribution of the dictionary, in the same parts, for the tables that no entity adds to."""
    common_rows = rows.build_common_rows(content)
    return _measure_rows(content, common_rows) | _encode_rows(content, common_rows)


def _measure_rows(content: Content, table_rows: rows.Rows) -> dict[str, Any]:
    """The rows of each table that has some, and how many they are."""
    parts: dict[str, Any] = {}
    for name, lines in table_rows.items():
        if lines:
            parts[name] = lines
            parts[f"{name}.size"] = TableStats(len(lines), _places(site_tables(content)[name], lines))
    return parts


def _encode_rows(content: Content, table_rows: rows.Rows) -> dict[str, Any]:
    """The rows of each table that has some, in each format that is written entity by entity."""
    return {
        f"{name}.{each.suffix}": each.format_rows(site_tables(content)[name], lines)
        for name, lines in table_rows.items()
        for each in FORMATS
        if lines and each.format_rows
    }


def _places(table: DataTable, lines: list[Row]) -> dict[str, int]:
    decimals = [(column.name, index) for index, column in enumerate(table.columns) if column.kind == "decimal"]
    values_by_column = {name: [v for line in lines if isinstance(v := line[index], Decimal)] for name, index in decimals}
    return {name: max(-int(v.as_tuple().exponent) for v in values) for name, values in values_by_column.items() if values}


def _concept_rows(content: Content, figures: list[Row]) -> list[tuple[str, str]]:
    """Concept and encoded row of each figure that its concept's document lists."""
    own_figures = (each for each in records(site_tables(content)["figures"], figures) if each["concept"] and not each["line"])
    return [(str(each["concept"]), encode_row(concept_row(each, content.languages[0])).decode()) for each in own_figures]
