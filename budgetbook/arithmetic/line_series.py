"""The lines of a classification over the years: what the documents of one entity give for each code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.statement_tables import read_tables
from budgetbook.content.code_tree import find_upper_code, names_upper_codes
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
            classes = _finer_lines("", _LineTree(lines, documents, entries, shape.levels))
            all_series.append(ClassifiedSeries(scheme, name, documents, classes))
    return tuple(all_series)


def _coded_tables(
    ledger: Ledger, scheme: str, classifications: Mapping[str, Mapping[str, ClassificationEntry]]
) -> dict[str, StatementTable]:
    """The tables with codes of a classification, or lists of it in the text, whose first column is this year's money."""
    return {
        table.name: table
        for table in read_tables(ledger, classifications).statement_tables
        if table.breakdown.by == scheme
        and (table.by_code or table.breakdown.in_text)
        and table.breakdown.columns[0].role == "amount"
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
    lines = [row for row in table.rows if row.code or (table.breakdown.in_text and table.class_code(row))]
    cells = [cell for row in lines if (cell := table.cell(row, 0))]
    total = next((cell.amount for cell in table.totals() if cell.column == 0), None)
    codes = Counter(cell.line for cell in cells)
    single_cells = (cell for cell in cells if codes[cell.line] == 1 and not cell.foreign_name)
    return {cell.line: LineAmount(ledger, cell.anchor, cell.amount, total) for cell in single_cells}


@dataclass(frozen=True)
class _LineTree:
    """The lines of all documents, and how their codes tell which is below which."""

    lines: list[dict[str, LineAmount]]
    """By code, one for each document."""
    documents: tuple[Ledger, ...]
    entries: Mapping[str, ClassificationEntry]
    levels: tuple[int, ...]

    @cached_property
    def finer_codes(self) -> dict[str, list[str]]:
        """The codes directly below each code, in their order; below an empty one, the coarsest."""
        codes = {code for line in self.lines for code in line}
        finer_codes: dict[str, list[str]] = {}
        for code in sorted(codes):
            upper_code = self._find_upper(code, codes)
            if upper_code is not None:
                finer_codes.setdefault(upper_code, []).append(code)
        return finer_codes

    def _find_upper(self, code: str, codes: Container[str]) -> str | None:
        """The code above; None for one that has no place in the tree."""
        if self.levels:
            level = self.levels.index(len(code)) if len(code) in self.levels else None
            return None if level is None else code[: self.levels[level - 1]] if level else ""
        if names_upper_codes(self.entries) and code in self.entries:
            return find_upper_code(code, self.entries, codes)
        return None


def _finer_lines(code: str, tree: _LineTree) -> tuple[LineSeries, ...]:
    """The lines directly below a code, in the order of their codes. A year in which a code meant something else has no amount."""
    finer_lines = []
    for each in tree.finer_codes.get(code, ()):
        amounts = tuple(
            line.get(each) if _is_in_force(tree.entries.get(each), document) else None
            for line, document in zip(tree.lines, tree.documents, strict=True)
        )
        if any(amounts):
            finer_lines.append(LineSeries(each, amounts, _finer_lines(each, tree)))
    return tuple(finer_lines)


def _is_in_force(entry: ClassificationEntry | None, ledger: Ledger) -> bool:
    year = ledger.statement.fiscal_year
    return entry is not None and (entry.since or 0) <= year and (entry.until is None or entry.until >= year)
