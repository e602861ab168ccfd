"""What bodies give in; the statement that the examples of the data page ask about, and what their code prints of it, out.

An example names its answer, which is worked out here from the rows that its code reads: so the page is true of every site, and
no build needs pandas, R or DuckDB. The tests run the code itself, with these, and hold it to what is printed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from budgetbook.aggregate.contributions import Shares
from budgetbook.arithmetic.money import rounded
from budgetbook.content.loader import Content
from budgetbook.content.model import Answer, Example
from budgetbook.opendata.contribution import KIND
from budgetbook.opendata.tables.concept_tree import SIDES
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.schema import TABLES

Record = dict[str, Any]
_NOBODY = "body/2024-budget"
_SHORTEST = 3  # characters that the full-text search finds


@dataclass(frozen=True)
class Asked:
    """The first statement of the site, which every example is about."""

    content: Content
    """The shared content."""
    shares: Shares

    def code(self, example: Example) -> str:
        """An example's code, to be run on this site as it stands."""
        code = example.code.rstrip("\n")
        for hole, text in (
            ("address", self.content.site.address),
            ("statement", self._statement or _NOBODY),
            ("word", self._word),
        ):
            code = code.replace(f"{{{hole}}}", text)
        return code

    def prints(self, example: Example) -> str:
        """What the code prints; nothing on a site without statements, and for code that names no answer."""
        return "\n".join(_ANSWERS[example.answer](self)) if example.answer and self._statement else ""

    @cached_property
    def _statement(self) -> str:
        return str(self._all_figures[0]["statement"]) if self._all_figures else ""

    @cached_property
    def _all_figures(self) -> list[Record]:
        return self._first("figures")

    @property
    def figures(self) -> Iterator[Record]:
        """Its rows of `figures`, in their order."""
        return (row for row in self._all_figures if row["statement"] == self._statement)

    @property
    def additive(self) -> Iterator[Record]:
        """Those that may be added up."""
        return (row for row in self.figures if row["additive"])

    @property
    def findings(self) -> Iterator[Record]:
        """Its checks in which numbers do not come out."""
        wrong = (row for row in self._first("findings") if row["verdict"] == "fails" and row["difference"] is not None)
        return (row for row in wrong if row["statement"] == self._statement)

    def _first(self, table: str) -> list[Record]:
        """The rows of the first body that has some; no other body's are read."""
        return list(records(TABLES[table], next(iter(self.shares.of(KIND, table)), ())))

    @cached_property
    def _word(self) -> str:
        """A term to search for: the first sum of money whose name is long enough, and has no sign that a query reads."""
        names = (about.name.zh for about in self.content.concepts.values() if about.measure == "money")
        return next((name for name in names if len(name) >= _SHORTEST and not any(map(str.isascii, name))), "")

    @property
    def found(self) -> list[str]:
        """The terms whose Chinese name holds that word, each in both languages, by their ids."""
        terms = sorted(self.content.concepts.items())
        return [f"{about.name.zh}|{about.name.en}" for _, about in terms if self._word and self._word in about.name.zh]


def _by_kind(asked: Asked) -> Iterator[str]:
    """As pandas writes a sum by two columns as CSV: nothing known is an empty cell, a number is a float."""
    sums: dict[tuple[str, str], Decimal] = {}
    for row in asked.additive:
        of = row["direction"], row["expenditure_type"] or ""
        sums[of] = sums.get(of, Decimal(0)) + row["amount"]
    yield "direction,expenditure_type,amount"
    yield from (f"{direction},{kind},{float(rounded(total, 2))!r}" for (direction, kind), total in sorted(sums.items()))


def _by_side(asked: Asked) -> Iterator[str]:
    """As DuckDB gives a sum, with two decimals; columns apart by a bar."""
    for side in sorted(SIDES):
        amounts = [row["amount"] for row in asked.additive if row["direction"] == side]
        if amounts:
            yield f"{side}|{rounded(sum(amounts, Decimal(0)), 2):.2f}"


def _years(asked: Asked) -> Iterator[str]:
    """Revenue in both years as it stands in the CSV."""
    yield "year,amount"
    for row in asked.figures:
        if row["concept"] == "revenue" and row["role"] in ("amount", "prior") and not row["line"]:
            yield f"{row['year']},{'' if row['amount'] is None else format(row['amount'], 'f')}"


def _checks(asked: Asked) -> Iterator[str]:
    """The checks that fail, by their ids, then the terms that a word finds; columns apart by a bar."""
    for row in sorted(asked.findings, key=lambda row: str(row["finding"])):
        yield f"{row['rule']}|{row['printed']}|{row['computed']}"
    yield from asked.found


_ANSWERS: dict[Answer, Callable[[Asked], Iterator[str]]] = {
    "sums-by-kind": _by_kind,
    "sums-by-side": _by_side,
    "revenue-of-two-years": _years,
    "checks-and-terms": _checks,
}
