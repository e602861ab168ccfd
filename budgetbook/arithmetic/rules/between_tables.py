"""Rules between tables of different kinds: revenue and spending, purpose and nature, the list in the text and its total.

Which codes belong together is data: `nature` of the classifications, `economic_classes` and `economic_items` of the concepts. As
in `rules.tables`, an empty cell is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.arithmetic.comparison import compare_limit, compare_sum
from budgetbook.arithmetic.finding import Finding, Kind
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.table_sums import TableRule, sum_of_cells
from budgetbook.arithmetic.rules.tables import equal_cells
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.arithmetic.term import Term, total_of


def revenue_for_each_purpose(tables: StatementTables) -> Iterator[Finding]:
    """In a budget without money carried over, each line of the revenue table is the same line of the spending table."""
    if tables.ledger.statement.phase.is_outcome:
        return
    expenditure = tables.functional_table("all")
    revenue = next(
        (s for s in tables.document_tables if s.by_code and _first_column(s) == (tables.ledger.used_as("revenue"), "all")), None
    )
    if expenditure is None or revenue is None or revenue.breakdown.by != expenditure.breakdown.by:
        return  # revenue by its source has codes of its own
    expenditure_by_line = {cell.identity: cell for cell in expenditure.cells() if cell.column == 0}
    pairs = [
        (cell, expenditure_by_line[cell.identity])
        for cell in revenue.cells()
        if cell.column == 0 and cell.identity in expenditure_by_line
    ]
    totals = [(revenue_cell, expenditure_cell) for revenue_cell, expenditure_cell in pairs if revenue_cell.line == "total"]
    if any(
        revenue_cell.amount.to_base_unit() != expenditure_cell.amount.to_base_unit() for revenue_cell, expenditure_cell in totals
    ):
        # Money carried over is spent, but is not revenue of the year.
        subject = totals[0][0].anchor
        yield Finding(tables.statement, subject, "equal", "amount", "untestable", kind="lines", why="carried-over", number=1)
        return
    for revenue_cell, expenditure_cell in pairs:
        yield equal_cells(tables, revenue_cell, expenditure_cell, "lines")


def _first_column(table: StatementTable) -> tuple[str, str] | None:
    """Concept and fund of a table's first column."""
    columns = table.breakdown.columns
    return (columns[0].concept, columns[0].fund) if columns else None


def _nature_table(tables: StatementTables) -> StatementTable | None:
    """Table of basic expenditure by economic class."""
    return next((s for s in tables.document_tables if s.breakdown.by == "economic" and s.by_code), None)


def purpose_and_nature(tables: StatementTables) -> Iterator[Finding]:
    """Insurance, annuities and the housing fund of the staff are the same money by purpose and by what it buys."""
    nature, purpose = _nature_table(tables), tables.functional_table("general-public")
    if nature is None or purpose is None:
        return
    column = _basic_column(tables, purpose)
    for code, entry in tables.classifications.get("functional", {}).items():
        row = purpose.by_code.get(code)
        if row is None or not entry.nature:
            continue
        items = [nature.by_code[item] for item in entry.nature if item in nature.by_code]
        whole = purpose.cell(row, column) if column is not None else None
        cells = [cell for item in items if (cell := nature.cell(item, 0))]
        if whole and len(cells) == len(entry.nature) and cells:
            yield _same_money(tables, whole, cells, "nature")


def _basic_column(tables: StatementTables, table: StatementTable) -> int | None:
    """Index of the column of basic expenditure."""
    basic = tables.ledger.used_as("basic")
    return next((n for n, column in enumerate(table.breakdown.columns) if column.concept == basic), None)


def classes_of_nature(tables: StatementTables) -> Iterator[Finding]:
    """Wages and payments to persons make the personnel column, goods, services and equipment the operating one."""
    nature = _nature_table(tables)
    if nature is None or nature.breakdown.total is None:
        return
    for index, column in enumerate(nature.breakdown.columns):
        classes = tables.concepts[column.concept].economic_classes
        rows = [nature.by_code[code] for code in classes if code in nature.by_code]
        cells = [cell for row in rows if (cell := nature.cell(row, 0))]
        whole = nature.cell(nature.rows[-1], index)
        if whole and cells:
            yield _same_money(tables, whole, cells, "class")


def _same_money(tables: StatementTables, whole: TableCell, parts: list[TableCell], kind: Kind) -> Finding:
    """The finding on lines that make another one by what their codes mean; a code under another name means something else."""
    if not any(cell.foreign_name for cell in (whole, *parts)):
        return sum_of_cells(tables, whole, parts, kind, parts[0].anchor)
    other = next(cell.anchor for cell in (*parts, whole) if cell.foreign_name)
    number = whole.column + 1
    return Finding(
        tables.statement,
        whole.anchor,
        "sum",
        whole.role,
        "untestable",
        whole.amount,
        None,
        other=other,
        kind=kind,
        number=number,
        why="other-name",
    )


def items_within_figures(tables: StatementTables) -> Iterator[Finding]:
    """What basic expenditure holds for receptions, cars or trips is no more than the whole figure for them."""
    nature = _nature_table(tables)
    for concept, definition in tables.concepts.items():
        for code in definition.economic_items if nature else ():
            row = nature.by_code.get(code) if nature else None
            cell = nature.cell(row, 0) if nature and row is not None else None
            whole = tables.ledger.known_value(concept, "amount")
            if cell is None:
                continue
            if whole is None or cell.foreign_name:
                yield Finding(
                    tables.statement,
                    cell.anchor,
                    "at-most",
                    "amount",
                    "untestable",
                    cell.amount,
                    other=concept,
                    kind="item",
                    why="other-name" if cell.foreign_name else "other-missing",
                )
                continue
            if whole.amount.value >= 0:
                yield _compare_item(tables, cell, concept, whole.amount)


def _compare_item(tables: StatementTables, cell: TableCell, concept: str, whole: Amount) -> Finding:
    converted_whole = whole.to_unit(cell.amount.unit)
    verdict, remainder, _ = compare_limit(cell.amount, converted_whole, [cell.amount])
    terms = (Term("", cell.anchor, "amount", cell.amount),)
    return Finding(
        tables.statement,
        cell.anchor,
        "at-most",
        "amount",
        verdict,
        cell.amount,
        converted_whole,
        remainder,
        terms,
        concept,
        "item",
    )


def list_of_the_text(tables: StatementTables) -> Iterator[Finding]:
    """Where the text goes through every finest line of a table, its amounts add up to the figure that it gives for all."""
    for table in tables.document_tables:
        lines = {code: line for code, line in table.breakdown.lines.items() if line.amount is not None}
        whole = next((cell for cell in table.totals() if cell.column == 0), None)
        if not lines or whole is None or lines.keys() != set(_finest_codes(table)):
            continue
        text_figure = tables.figure_of_all(table)
        printed_total = text_figure or whole.amount.to_unit(tables.unit)
        amounts = [amount.to_unit(printed_total.unit) for line in lines.values() if (amount := tables.line_amount(line))]
        terms = tuple(Term("+" if n else "", f"{table.name}.{code}", "amount", amounts[n]) for n, code in enumerate(lines))
        total = Amount(total_of(terms), printed_total.unit)
        verdict, difference, cut = compare_sum(printed_total, total, amounts)
        yield Finding(
            tables.statement,
            whole.anchor,
            "sum",
            "amount",
            verdict,
            printed_total,
            total,
            difference,
            terms,
            kind="text",
            cut=cut,
        )


def _finest_codes(table: StatementTable) -> list[str]:
    """Codes of the table that no other code of it begins with."""
    return [code for code in table.by_code if not any(c != code and c.startswith(code) for c in table.by_code)]


RULES: tuple[TableRule, ...] = (
    revenue_for_each_purpose,
    purpose_and_nature,
    classes_of_nature,
    items_within_figures,
    list_of_the_text,
)
