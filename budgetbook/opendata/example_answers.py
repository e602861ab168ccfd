"""Answers to the code examples on the data page, computed from the rows that their code reads.

So the page is true of every site, and no build needs pandas, R or DuckDB. The tests run the code itself and compare its output
with the answers given here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from budgetbook.arithmetic.money import round_half_up
from budgetbook.content.content import Content
from budgetbook.content.site_files import Answer, Example
from budgetbook.opendata.contributions import Contributions
from budgetbook.opendata.data_parts import plan_parts
from budgetbook.opendata.row_contribution import KIND
from budgetbook.opendata.tables.concept_tree import SIDES
from budgetbook.opendata.tables.rows import records
from budgetbook.opendata.tables.site_schema import site_tables

Record = dict[str, Any]
_PLACEHOLDER_STATEMENT = "body/2024-budget"
_SHORTEST = 3  # the trigram search finds terms from this length on


@dataclass(frozen=True)
class ExampleStatement:
    """The site's first statement, which all examples ask about."""

    content: Content
    """The common content."""
    contributions: Contributions

    def code(self, example: Example) -> str:
        """The example's code with the site's address, statement and search term filled in."""
        code = example.code.rstrip("\n")
        for hole, text in (
            ("address", self.content.site.address),
            ("statement", self._statement or _PLACEHOLDER_STATEMENT),
            ("word", self._word),
            ("part", self._part),
        ):
            code = code.replace(f"{{{hole}}}", text)
        return code

    def expected_output(self, example: Example) -> str:
        """The text that the code prints; empty on a site without statements, and for code without an answer."""
        return "\n".join(_ANSWERS[example.answer](self)) if example.answer and self._statement else ""

    @cached_property
    def _statement(self) -> str:
        return str(self._all_figures[0]["statement"]) if self._all_figures else ""

    @cached_property
    def _part(self) -> str:
        """Suffix of the files of the part of the data that has the statement."""
        entity = self._statement.partition("/")[0]
        return next(part.suffix for part in plan_parts(self.contributions) if part.span[0] <= entity <= part.span[1])

    @cached_property
    def _all_figures(self) -> list[Record]:
        return self._first_rows("figures")

    @property
    def figures(self) -> Iterator[Record]:
        """Yield the statement's rows of `figures`, in order."""
        return (row for row in self._all_figures if row["statement"] == self._statement)

    @property
    def additive_figures(self) -> Iterator[Record]:
        """Yield the rows of `figures` that may be added up."""
        return (row for row in self.figures if row["additive"])

    @property
    def findings(self) -> Iterator[Record]:
        """Yield the statement's failed findings with a numeric difference."""
        wrong = (row for row in self._first_rows("findings") if row["verdict"] == "fails" and row["difference"] is not None)
        return (row for row in wrong if row["statement"] == self._statement)

    def _first_rows(self, table: str) -> list[Record]:
        """Records of the first entity that contributes any to the table; no other entity's are read."""
        return list(records(site_tables(self.content)[table], next(iter(self.contributions.collect(KIND, table)), ())))

    @cached_property
    def _word(self) -> str:
        """A term to search for: the first money concept with a long enough Chinese name and no ASCII, which a query might
        interpret."""
        names = (definition.name.as_printed for definition in self.content.concepts.values() if definition.measure == "money")
        return next((name for name in names if len(name) >= _SHORTEST and not any(map(str.isascii, name))), "")

    @property
    def matching_terms(self) -> list[str]:
        """Terms whose Chinese name contains the search term, as `zh|en`, in the order of their ids."""
        terms = sorted(self.content.concepts.items())
        return [
            "|".join(definition.name[lang] for lang in self.content.languages)
            for _, definition in terms
            if self._word and self._word in definition.name.as_printed
        ]


def _sum_by_kind(statement: ExampleStatement) -> Iterator[str]:
    """Sums by two columns as pandas writes them to CSV: an empty cell for no value, numbers as floats."""
    sums: dict[tuple[str, str], Decimal] = {}
    for row in statement.additive_figures:
        side_and_kind = row["direction"], row["expenditure_type"] or ""
        sums[side_and_kind] = sums.get(side_and_kind, Decimal(0)) + row["amount"]
    yield "direction,expenditure_type,amount"
    yield from (f"{direction},{kind},{float(round_half_up(total, 2))!r}" for (direction, kind), total in sorted(sums.items()))


def _sum_by_side(statement: ExampleStatement) -> Iterator[str]:
    """Sums by side as DuckDB prints them: two decimals, columns separated by a bar."""
    for side in sorted(SIDES):
        amounts = [row["amount"] for row in statement.additive_figures if row["direction"] == side]
        if amounts:
            yield f"{side}|{round_half_up(sum(amounts, Decimal(0)), 2):.2f}"


def _revenue_by_year(statement: ExampleStatement) -> Iterator[str]:
    """Revenue of both years as the CSV file has it."""
    yield "year,amount"
    for row in statement.figures:
        if row["concept"] == statement.content.used_as("revenue") and row["role"] in ("amount", "prior") and not row["line"]:
            yield f"{row['year']},{'' if row['amount'] is None else format(row['amount'], 'f')}"


def _failed_findings(statement: ExampleStatement) -> Iterator[str]:
    """Failed findings by id, then the terms that match the word; columns separated by a bar."""
    for row in sorted(statement.findings, key=lambda row: str(row["finding"])):
        yield f"{row['rule']}|{row['printed']}|{row['computed']}"
    yield from statement.matching_terms


_ANSWERS: dict[Answer, Callable[[ExampleStatement], Iterator[str]]] = {
    "sums-by-kind": _sum_by_kind,
    "sums-by-side": _sum_by_side,
    "revenue-of-two-years": _revenue_by_year,
    "checks-and-terms": _failed_findings,
}
