"""The rule on what the text lists one by one: no line of the table is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.money import Amount, round_half_up
from budgetbook.arithmetic.statement_table import StatementTable
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.arithmetic.term import Term, total_of
from budgetbook.content.units import Unit

_NEARLY_ALL = Decimal("0.9")
"""Share of the whole from which on a list that lacks a line was plainly meant to be whole."""


def lines_left_out(tables: StatementTables) -> Iterator[Finding]:
    """A list in the text that goes through nearly all lines of a table, and gives their whole, leaves none of them out.

    It is judged only where the lines that it lacks explain the gap. A line whose amount is printed somewhere in the text is
    there, and only was not taken over: then nothing can be said.
    """
    for table in tables.document_tables:
        whole = tables.figure_of_all(table)
        listed_codes = _outermost([code for code, line in table.breakdown.lines.items() if line.amount is not None])
        if whole is not None and len(listed_codes) > 1 and len({len(code) for code in listed_codes}) == 1:
            yield from _judge_list(tables, table, listed_codes, whole)


def _judge_list(tables: StatementTables, table: StatementTable, listed_codes: Sequence[str], whole: Amount) -> Iterator[Finding]:
    codes = _lines_not_covered(table, listed_codes)
    terms = _terms(tables, table, listed_codes, whole.unit)
    total = Amount(total_of(terms), whole.unit)
    gap = whole.value - total.value
    if not codes or total.value < _NEARLY_ALL * whole.value or not _explain(table, codes, gap, [whole, *_amounts(terms)]):
        return
    anchors = tuple(f"{table.name}.{code}" for code in codes)
    finding = partial(Finding, tables.statement, f"{table.name}.total", "sum", "amount", kind="unlisted", missing_parts=anchors)
    if any(_is_printed_in_text(tables, table, code, whole) for code in codes):
        yield finding("untestable", whole, why="part-missing")
    else:
        yield finding("fails", whole, total, gap, terms)


def _outermost(codes: Sequence[str]) -> list[str]:
    """Codes that stand below no other code of the list: a class with its items is listed once."""
    return [code for code in codes if not any(other != code and code.startswith(other) for other in codes)]


def _lines_not_covered(table: StatementTable, listed_codes: Sequence[str]) -> list[str]:
    """Codes of the table's finest lines that are not 0 and stand below none of the list."""
    inner = {code[:length] for code in table.by_code for length in range(1, len(code))}
    finest = [code for code in table.by_code if code not in inner and not code.startswith(tuple(listed_codes))]
    return [code for code in finest if (cell := table.cell(table.by_code[code], 0)) and cell.amount.value]


def _terms(tables: StatementTables, table: StatementTable, listed_codes: Sequence[str], unit: Unit) -> tuple[Term, ...]:
    lines = table.breakdown.lines
    amounts = [Amount(lines[code].amount or Decimal(0), lines[code].unit or tables.unit).to_unit(unit) for code in listed_codes]
    return tuple(Term("+" if n else "", f"{table.name}.{code}", "amount", amounts[n]) for n, code in enumerate(listed_codes))


def _amounts(terms: Sequence[Term]) -> list[Amount]:
    return [term.amount for term in terms]


def _last_digit(amounts: Sequence[Amount]) -> Decimal:
    """One unit in the last digit of the finest of the amounts."""
    return Decimal(1).scaleb(min(int(amount.value.as_tuple().exponent) for amount in amounts))


def _explain(table: StatementTable, missing_codes: Sequence[str], gap: Decimal, amounts: Sequence[Amount]) -> bool:
    """True if the lines left out come to the gap, apart from rounding, and rounding alone does not."""
    slack = (len(amounts) + len(missing_codes)) * _last_digit(amounts) / 2
    cells = [table.cell(table.by_code[code], 0) for code in missing_codes]
    left_out = sum((cell.amount.to_unit(amounts[0].unit).value for cell in cells if cell), Decimal(0))
    return gap > slack and abs(gap - left_out) <= slack


def _is_printed_in_text(tables: StatementTables, table: StatementTable, code: str, whole: Amount) -> bool:
    """True if the control list has the amount of a line, rounded in some way, in the text."""
    statement, cell = tables.ledger.statement, table.cell(table.by_code[code], 0)
    if statement.numbers is None or cell is None:
        return False
    value = cell.amount.to_unit(whole.unit).value
    is_whole = whole.value == whole.value.to_integral_value()  # 0.7 rounded to 1 would be found in any numbered list
    digits = {f"{round_half_up(value, places):f}" for places in range(0 if is_whole else 1, 7)} | {f"{cell.amount.value:f}"}
    tables_at = {each.breakdown.at for each in tables.document_tables}
    parts = [place for key, place in statement.places.items() if key not in tables_at]
    names = {name for part in parts for name in (*(f"l{number}" for number in part.lines), *part.spots)}
    printed_lines = (line for name in names for line in statement.numbers.find_lines(name))
    return any(token.digits in digits and not token.kind for line in printed_lines for token in line.tokens)


RULES = (lines_left_out,)
