"""The documents of the static API, read as a re-user of the data would read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from budgetbook.opendata.tables.table import Value

Document = dict[str, Any]
Told = Iterator[tuple[str, dict[str, object]]]
"""Ids, each with cells of its row."""


def records(part: Document) -> list[dict[str, Any]]:
    """Rows under named columns as mappings."""
    return [dict(zip(part["columns"], row, strict=True)) for row in part["rows"]]


def plain(value: Value) -> object:
    """A cell as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def _below(statement: str, name: str | None) -> str | None:
    return name and f"{statement}/{name}"


def _figures(statement: str, document: Document) -> Told:
    """Numbers of the text, then those of the tables: a line's numbers under what the column says."""
    for figure in records(document["figures"]):
        cells = {name: figure[name] for name in figure.keys() - {"figure", "line", "project", "page"}}
        references = {name: _below(statement, figure[name]) for name in ("line", "project")}
        yield f"{statement}/{figure['figure']}", {**cells, **references, "amount": figure["amount"] and float(figure["amount"])}
    columns = {(column["table"], column["column"]): column for column in records(document["columns"])}
    for line in records(document["lines"]):
        table = line["line"].partition("/")[0]
        for number, printed in enumerate(line["numbers"], 1):
            if printed is not None:
                column = columns[table, number]
                kinds = {name: column[name] for name in column.keys() - {"table", "column", "factor"}}
                amount = float(Decimal(printed) * Decimal(str(column["factor"])))
                own = {"printed": printed, "amount": amount, "additive": number in line["addends"], "state": "printed"}
                yield f"{statement}/{line['line']}/{number}", {**kinds, **own, "line": f"{statement}/{line['line']}"}


def _lines(statement: str, document: Document) -> Told:
    tables = {table["table"]: table for table in records(document["tables"])}
    for line in records(document["lines"]):
        table = tables[line["line"].partition("/")[0]]
        page = line["page"] or f"{table['page']}#line-{line['line'].rpartition('/')[2]}"
        yield f"{statement}/{line['line']}", {
            **{name: line[name] for name in ("code", "printed_name", "name_en", "total")},
            **{name: table[name] for name in ("table", "table_name_zh", "table_name_en", "classified_by")},
            "parent": _below(statement, line["parent"]), "at": line["at"] or table["at"], "page_en": f"en/{statement}/{page}",
        }  # fmt: skip


def _findings(statement: str, document: Document) -> Told:
    for finding in records(document["findings"]):
        cells = {name: finding[name] for name in finding.keys() - {"finding", "line", "cause", "page"}}
        references = {name: _below(statement, finding[name]) for name in ("line", "cause")}
        yield f"{statement}/{finding['finding']}", {**cells, **references}
    for place in records(document["holds"]):
        for name in place["checks"]:
            yield f"{statement}/{place['place']}/{name}", {"verdict": "holds", "rule": place["rule"]}


def _listed(read: Callable[[str, Document], Told]) -> Callable[[str, Document], list[tuple[str, dict[str, object]]]]:
    return lambda statement, document: list(read(statement, document))


TABLE_READERS = {"figures": _listed(_figures), "breakdowns": _listed(_lines), "findings": _listed(_findings)}
"""What the document says of each table's rows."""
