"""The lines of a classification over the years: what the documents of one entity give for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.content.model import ClassificationEntry


@dataclass(frozen=True, slots=True)
class LineAmount:
    """What one document gives for one line."""

    ledger: Ledger
    anchor: str
    amount: Amount
    whole: Amount | None
    """The total of its table."""


@dataclass(frozen=True, slots=True)
class LineSeries:
    """One code over the years."""

    code: str
    amounts: tuple[LineAmount | None, ...]
    """One for each document, in their order; None if it does not have the line."""
    parts: tuple[LineSeries, ...]
    """The next finer codes."""


@dataclass(frozen=True, slots=True)
class ClassifiedSeries:
    """The classes of one classification, in the documents of one entity that have them in the same table."""

    scheme: str
    table: str
    ledgers: tuple[Ledger, ...]
    """The documents, oldest first; the budget of a year before its outcome."""
    classes: tuple[LineSeries, ...]


def classified_series(
    ledgers: Iterable[Ledger], classifications: Mapping[str, Mapping[str, ClassificationEntry]]
) -> tuple[ClassifiedSeries, ...]:
    """The lines of each classification, from the table that most documents have; nothing where only one document has it."""
    sorted_ledgers = sorted(ledgers, key=lambda ledger: (ledger.statement.fiscal_year, ledger.statement.order))
    currency = sorted_ledgers[-1].statement.unit.currency if sorted_ledgers else None
    sorted_ledgers = [ledger for ledger in sorted_ledgers if ledger.statement.unit.currency == currency]
    all_series = []
    shapes = sorted_ledgers[0].shapes if sorted_ledgers else {}
    for scheme, shape in shapes.items():
        tables = _choose_side(
            sorted_ledgers, {ledger.statement.id: _coded_tables(ledger, scheme, classifications) for ledger in sorted_ledgers}
        )
        names = [name for each in tables.values() for name in each]
        if names and names.count(name := max(dict.fromkeys(names), key=names.count)) > 1:
            documents = tuple(ledger for ledger in sorted_ledgers if name in tables[ledger.statement.id])
            lines = [_amounts(ledger, tables[ledger.statement.id][name]) for ledger in documents]
            entries = classifications.get(scheme, {})
            classes = _finer_lines("", shape.levels, lines, documents, entries)
            all_series.append(ClassifiedSeries(scheme, name, documents, classes))
    return tuple(all_series)


def _coded_tables(
    ledger: Ledger, scheme: str, classifications: Mapping[str, Mapping[str, ClassificationEntry]]
) -> dict[str, StatementTable]:
    """The tables with codes of a classification whose first column is this year's money."""
    return {
        table.name: table
        for table in read_tables(ledger, classifications).statement_tables
        if table.breakdown.by == scheme and table.by_code and table.breakdown.columns[0].role == "amount"
    }


def _choose_side(
    ledgers: Iterable[Ledger], tables: Mapping[str, dict[str, StatementTable]]
) -> Mapping[str, dict[str, StatementTable]]:
    """The tables of spending alone, if the documents sort any spending by the classification; else all of them."""
    spending_tables = {
        ledger.statement.id: {
            name: table
            for name, table in tables[ledger.statement.id].items()
            if ledger.is_some_of(table.breakdown.columns[0].concept, ledger.used_as("expenditure"))
        }
        for ledger in ledgers
    }
    return spending_tables if any(spending_tables.values()) else tables


def _amounts(ledger: Ledger, table: StatementTable) -> dict[str, LineAmount]:
    """Map each code to its amount in the table's first column; a code that stands there twice is left out."""
    cells = [cell for row in table.rows if row.code and (cell := table.cell(row, 0))]
    total = next((cell.amount for cell in table.totals() if cell.column == 0), None)
    codes = Counter(cell.line for cell in cells)
    single_cells = (cell for cell in cells if codes[cell.line] == 1 and not cell.foreign_name)
    return {cell.line: LineAmount(ledger, cell.anchor, cell.amount, total) for cell in single_cells}


def _finer_lines(
    code: str,
    levels: tuple[int, ...],
    lines: list[dict[str, LineAmount]],
    documents: tuple[Ledger, ...],
    entries: Mapping[str, ClassificationEntry],
) -> tuple[LineSeries, ...]:
    """The lines directly below a code, in the order of their codes. A year in which a code meant something else has no amount."""
    if not levels:
        return ()
    codes = sorted({each for line in lines for each in line if len(each) == levels[0] and each.startswith(code)})
    finer_lines = []
    for each in codes:
        amounts = tuple(
            line.get(each) if _is_in_force(entries.get(each), document) else None
            for line, document in zip(lines, documents, strict=True)
        )
        if any(amounts):
            finer_lines.append(LineSeries(each, amounts, _finer_lines(each, levels[1:], lines, documents, entries)))
    return tuple(finer_lines)


def _is_in_force(entry: ClassificationEntry | None, ledger: Ledger) -> bool:
    year = ledger.statement.fiscal_year
    return entry is not None and (entry.since or 0) <= year and (entry.until is None or entry.until >= year)
