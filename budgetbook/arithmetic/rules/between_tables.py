"""Rules between tables of different kinds: revenue and spending, purpose and nature, the list in the text and its total.

Which codes belong together is data: `nature` of the classifications, `economic_classes` and `economic_items` of the concepts. As
in `rules.tables`, an empty cell is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetbook.arithmetic.finding import Finding, Kind, Verdict
from budgetbook.arithmetic.ledger import Term, total_of
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.tables import TableRule, equal_cells
from budgetbook.arithmetic.statement_tables import StatementTable, StatementTables, TableCell


def revenue_for_each_purpose(tables: StatementTables) -> Iterator[Finding]:
    """In a budget without money carried over, each line of the revenue table is the same line of the spending table."""
    if tables.ledger.statement.phase != "budget":
        return
    expenditure = tables.functional_table("all")
    revenue = next((s for s in tables.statement_tables if s.by_code and _first_column(s) == ("revenue", "all")), None)
    if expenditure is None or revenue is None:
        return
    expenditure_by_line = {cell.line: cell for cell in expenditure.cells() if cell.column == 0}
    pairs = [
        (cell, expenditure_by_line[cell.line])
        for cell in revenue.cells()
        if cell.column == 0 and cell.line in expenditure_by_line
    ]
    totals = [(revenue_cell, expenditure_cell) for revenue_cell, expenditure_cell in pairs if revenue_cell.line == "total"]
    if any(
        revenue_cell.amount.to_base_unit() != expenditure_cell.amount.to_base_unit() for revenue_cell, expenditure_cell in totals
    ):
        return  # money carried over is spent, but is not revenue of the year
    for revenue_cell, expenditure_cell in pairs:
        yield equal_cells(tables, revenue_cell, expenditure_cell, "lines")


def _first_column(table: StatementTable) -> tuple[str, str] | None:
    """Concept and fund of a table's first column."""
    columns = table.breakdown.columns
    return (columns[0].concept, columns[0].fund) if columns else None


def _nature_table(tables: StatementTables) -> StatementTable | None:
    """Table of basic expenditure by economic class."""
    return next((s for s in tables.statement_tables if s.breakdown.by == "economic" and s.by_code), None)


def purpose_and_nature(tables: StatementTables) -> Iterator[Finding]:
    """Insurance, annuities and the housing fund of the staff are the same money by purpose and by what it buys."""
    nature, purpose = _nature_table(tables), tables.functional_table("general-public")
    if nature is None or purpose is None:
        return
    column = _basic_column(purpose)
    for code, entry in tables.classifications.get("functional", {}).items():
        row = purpose.by_code.get(code)
        if row is None or not entry.nature:
            continue
        items = [nature.by_code[item] for item in entry.nature if item in nature.by_code]
        whole = purpose.cell(row, column) if column is not None else None
        cells = [cell for item in items if (cell := nature.cell(item, 0))]
        if whole and len(cells) == len(entry.nature) and cells:
            yield _compare_sum(tables, whole, cells, "nature")


def _basic_column(table: StatementTable) -> int | None:
    """Index of the column of basic expenditure."""
    return next((n for n, column in enumerate(table.breakdown.columns) if column.concept == "basic-expenditure"), None)


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
            yield _compare_sum(tables, whole, cells, "class")


def _compare_sum(tables: StatementTables, whole: TableCell, parts: list[TableCell], kind: Kind) -> Finding:
    amounts = [part.amount.to_unit(whole.amount.unit) for part in parts]
    terms = tuple(Term("+" if n else "", parts[n].anchor, whole.role, amount) for n, amount in enumerate(amounts))
    total = Amount(total_of(terms), whole.amount.unit)
    verdict, difference = tables.compare(whole.amount, total, [whole.amount, *amounts] if len(amounts) > 1 else [])
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
        other=parts[0].anchor,
        kind=kind,
        number=whole.column + 1,
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
            if whole is None:
                yield Finding(
                    tables.statement,
                    cell.anchor,
                    "at-most",
                    "amount",
                    "untestable",
                    cell.amount,
                    other=concept,
                    kind="item",
                    why="other-missing",
                )
                continue
            if whole.amount.value >= 0:
                yield _compare_item(tables, cell, concept, whole.amount)


def _compare_item(tables: StatementTables, cell: TableCell, concept: str, whole: Amount) -> Finding:
    converted_whole = whole.to_unit(cell.amount.unit)
    remainder = converted_whole.value - cell.amount.value
    slack = tables.ledger.tolerance([whole]) if whole.unit != cell.amount.unit else Decimal(0)
    slack = Amount(slack, whole.unit).to_unit(cell.amount.unit).value
    verdict: Verdict = "holds" if remainder >= 0 else "rounding" if -remainder <= slack else "fails"
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
    for table in tables.statement_tables:
        lines = {code: line for code, line in table.breakdown.lines.items() if line.amount is not None}
        whole = next((cell for cell in table.totals() if cell.column == 0), None)
        if not lines or whole is None or lines.keys() != set(_finest_codes(table)):
            continue
        text_figure = tables.figure_of_all(table)
        printed_total = text_figure or whole.amount.to_unit(tables.unit)
        amounts = [
            Amount(line.amount or Decimal(0), line.unit or tables.unit).to_unit(printed_total.unit) for line in lines.values()
        ]
        terms = tuple(Term("+" if n else "", f"{table.name}.{code}", "amount", amounts[n]) for n, code in enumerate(lines))
        total = Amount(total_of(terms), printed_total.unit)
        verdict, difference = tables.compare(printed_total, total, [printed_total, *amounts])
        yield Finding(
            tables.statement, whole.anchor, "sum", "amount", verdict, printed_total, total, difference, terms, kind="text"
        )


def _finest_codes(table: StatementTable) -> list[str]:
    """Codes of the table that no other code of it begins with."""
    return [code for code in table.by_code if not any(c != code and c.startswith(code) for c in table.by_code)]


CROSS_RULES: tuple[TableRule, ...] = (
    revenue_for_each_purpose,
    purpose_and_nature,
    classes_of_nature,
    items_within_figures,
    list_of_the_text,
)
