"""Rules on sums within a table: down its lines and across its columns. An empty cell adds nothing to a sum."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from budgetbook.arithmetic.column_families import column_families
from budgetbook.arithmetic.comparison import compare_sum
from budgetbook.arithmetic.finding import Finding, Kind
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.row_families import list_row_families, list_strays
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.arithmetic.term import Term, total_of
from budgetbook.content.model import Use
from budgetbook.content.row import Row

TableRule = Callable[[StatementTables], Iterator[Finding]]


def sums_down(tables: StatementTables) -> Iterator[Finding]:
    """In each column, the finer lines of a table add up to the coarser one, and the coarsest to the total."""
    for table in tables.statement_tables:
        for whole, finer in list_row_families(table):
            parts, doubtful = _members(tables, table, whole, finer)
            for finding in _column_sums(tables, table, whole, parts):
                if table.shape.headings_hold_money and not table.is_total(whole) and _leaves_money(finding):
                    continue
                yield _without_verdict(table, finding, doubtful) if doubtful and finding.verdict == "fails" else finding


def _leaves_money(finding: Finding) -> bool:
    """True if a line has more than its finer lines together, which may be its own."""
    whole, difference = finding.printed_value, finding.difference
    return isinstance(whole, Amount) and bool(difference) and (difference or 0) * whole.value > 0


def _column_sums(tables: StatementTables, table: StatementTable, whole: Row, parts: list[Row]) -> Iterator[Finding]:
    for column in table.column_indexes:
        cells = [cell for row in parts if (cell := table.cell(row, column))]
        printed_cell = table.cell(whole, column)
        if printed_cell is not None and cells:
            yield sum_of_cells(tables, printed_cell, cells, "")


def _members(tables: StatementTables, table: StatementTable, whole: Row, parts: list[Row]) -> tuple[list[Row], list[Row]]:
    """The rows that make a whole, and those of which nothing tells whether they are among them.

    Strays count if more columns add up with them. Of a misprinted code the prefix says that it belongs there unless the sums hold
    without it; the only thing wrong is then the code, and that is a finding of its own.
    """
    strays = list_strays(table, whole)
    if not strays:
        return parts, []
    members = {id(row) for row in (*parts, *strays)}
    all_rows = [row for row in table.rows if id(row) in members]
    failures, failures_together = (_failures(tables, table, whole, rows) for rows in (parts, all_rows))
    if not failures or failures < failures_together:
        return parts, []
    if table.codes.is_told_by_names and not table.is_total(whole):
        return parts, strays
    if failures_together < failures or not table.is_total(whole):
        return all_rows, []
    return parts, strays


def _failures(tables: StatementTables, table: StatementTable, whole: Row, parts: list[Row]) -> int:
    return sum(finding.verdict == "fails" for finding in _column_sums(tables, table, whole, parts))


def _without_verdict(table: StatementTable, finding: Finding, doubtful: list[Row]) -> Finding:
    """The finding on a sum of which nobody knows what belongs to it."""
    return Finding(
        finding.statement,
        finding.concept,
        "sum",
        finding.role,
        "untestable",
        finding.printed_value,
        number=finding.number,
        why="unknown-line",
        missing_parts=tuple(table.anchor(row) for row in doubtful),
    )


def sums_across(tables: StatementTables) -> Iterator[Finding]:
    """In each line, the columns that make up a column add up to it."""
    for table in tables.statement_tables:
        for whole, parts in column_families(table.breakdown, tables.concepts, tables.ledger.funds).items():
            for row in table.rows:
                cells = [cell for part in parts if (cell := table.cell(row, part))]
                printed_cell = table.cell(row, whole)
                if printed_cell is not None and cells:
                    yield sum_of_cells(tables, printed_cell, cells, "across")


_BALANCE: tuple[Use, ...] = ("carried-over", "revenue", "expenditure", "carried-forward")


def balances_of_lines(tables: StatementTables) -> Iterator[Finding]:
    """In each line of an account, no more is carried forward than what is carried over and comes in leaves after expenditure.

    It may be less, where money was returned.
    """
    for table in tables.statement_tables:
        columns = [_find_column(table, tables.ledger.used_as(use)) for use in _BALANCE]
        indexes = [index for index in columns if index is not None]
        for row in table.rows if len(indexes) == len(_BALANCE) else ():
            cells = [cell for index in indexes if (cell := table.cell(row, index))]
            if len(cells) == len(_BALANCE):
                yield _balance(tables, cells)


def _find_column(table: StatementTable, concept: str) -> int | None:
    """The one column of a concept; None if there are none or several."""
    indexes = [
        index for index, column in enumerate(table.breakdown.columns) if (column.concept, column.role) == (concept, "amount")
    ]
    return indexes[0] if len(indexes) == 1 else None


def _balance(tables: StatementTables, cells: list[TableCell]) -> Finding:
    carried_over, revenue, expenditure, forward = cells
    terms = (
        Term("", carried_over.anchor, "amount", carried_over.amount),
        Term("+", revenue.anchor, "amount", revenue.amount),
        Term("−", expenditure.anchor, "amount", expenditure.amount),
    )
    left = Amount(total_of(terms), forward.amount.unit)
    verdict, difference, cut = compare_sum(forward.amount, left, [term.amount for term in terms])
    is_less = verdict == "fails" and difference < 0
    return Finding(
        tables.statement,
        forward.anchor,
        "sum",
        "amount",
        "untestable" if is_less else verdict,
        forward.amount,
        None if is_less else left,
        None if is_less else difference,
        () if is_less else terms,
        kind="balance",
        number=forward.column + 1,
        why="returned" if is_less else "",
        cut=cut,
    )


def sum_of_cells(tables: StatementTables, whole: TableCell, parts: list[TableCell], kind: Kind, other: str = "") -> Finding:
    """The finding on cells that add up to another one, in the unit of that."""
    amounts = [part.amount.to_unit(whole.amount.unit) for part in parts]
    terms = tuple(Term("+" if n else "", parts[n].anchor, whole.role, amount) for n, amount in enumerate(amounts))
    total = Amount(total_of(terms), whole.amount.unit)
    verdict, difference, cut = compare_sum(whole.amount, total, amounts)
    return Finding(
        tables.statement,
        whole.anchor,
        "sum",
        whole.role,
        verdict,
        whole.amount,
        total,
        difference,
        terms,
        other=other,
        kind=kind,
        number=whole.column + 1,
        cut=cut,
    )


RULES: tuple[TableRule, ...] = (sums_down, sums_across, balances_of_lines)
