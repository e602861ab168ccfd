"""One CSV file of all that a statement reports: a line each, with its numbers beside each other, as a spreadsheet wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from budgetbook.content.text import Language
from budgetbook.opendata.formats import csv_text
from budgetbook.opendata.tables.statement_rows import is_cell
from budgetbook.opendata.tables.table import Value

Record = Mapping[str, Any]


def write(figures: Iterable[Record], lines: Iterable[Record], languages: tuple[Language, ...], printed_in: Language) -> bytes:
    """The file: first what the text reports, then the lines of each table; `figures` and `lines` are records of those tables.

    Numbers are in yuan, people and so on, as `amount` is everywhere in the open data. A column of numbers is headed by what it
    holds: the concept of a column of a table, the role where it is not this year's amount, the kind of money where it is not all.
    """
    by_line = {line["line"]: line for line in lines}
    rows: dict[tuple[str, bool], dict[str, Value]] = {}
    heads: dict[str, None] = {}
    for figure in figures:
        head, line = _head(figure), by_line.get(figure["line"])
        name = str(figure["figure"]).rpartition("/")[0], is_cell(figure)
        row = rows.setdefault(name, _first_cells(figure, line, languages, printed_in))
        row[head] = figure["amount"]
        heads[head] = None
    names = ("table", "code", *(f"name_{lang}" for lang in languages), "measure", "state", "at", *heads)
    return csv_text.csv_document([names, *([row.get(name) for name in names] for row in rows.values())])


def _head(figure: Record) -> str:
    """Head of the column that a number stands in."""
    if not is_cell(figure):
        return str(figure["role"])
    role = "" if figure["role"] == "amount" else figure["role"]
    fund = "" if figure["fund"] == "all" else figure["fund"]
    return " ".join(filter(None, (figure["concept"], role, fund)))


def _first_cells(figure: Record, line: Record | None, languages: tuple[Language, ...], printed_in: Language) -> dict[str, Value]:
    """What a line says before its numbers, by its first number."""
    own = {name: figure[name] for name in ("measure", "state", "at")}
    names = {f"name_{lang}": (line or figure)[f"name_{lang}"] for lang in languages}
    if line is None:
        return {**names, **own}
    names |= {f"name_{printed_in}": line["printed_name"]} if printed_in in languages else {}
    return {"table": line["table"], "code": line["code"], **names, **own}
