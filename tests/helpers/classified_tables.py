"""Tables of a document by classification, from a few lines: codes and amounts in, a breakdown out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from amount_styles import read_unit

from budgetbook.content.breakdown import Breakdown, Column
from budgetbook.content.row import Row

Value = int | Decimal | None


def classified_table(
    amounts: Mapping[str, Value], *, names: Mapping[str, str] | None = None, total: Value = None, concept: str = "expenditure"
) -> Breakdown:
    """A table by function with one column in 元; a line without a name is named by its code."""
    rows = tuple(Row(code=code, name=(names or {}).get(code, f"项{code}"), values=(decimal(v),)) for code, v in amounts.items())
    totals = None if total is None else (decimal(total),)
    return Breakdown(by="functional", unit=read_unit("元"), at="表", columns=(Column(concept=concept),), rows=rows, total=totals)


def decimal(value: Value) -> Decimal | None:
    return None if value is None else Decimal(value)
