"""Rows of the table `figures`: every number of a statement once, from concepts, projects, facts and table lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount, without_trailing_zeros
from budgetbook.arithmetic.prior_year import PriorValue, prior_in_document
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.arithmetic.statement_tables import line_ledger
from budgetbook.arithmetic.term import LEVELS
from budgetbook.content.breakdown import Breakdown
from budgetbook.content.content import Content
from budgetbook.content.figure import Basis, Figure
from budgetbook.content.text import Text
from budgetbook.content.units import PERCENT
from budgetbook.opendata.tables.additive import Sums
from budgetbook.opendata.tables.concept_tree import ConceptTree
from budgetbook.opendata.tables.formula_guard import build_row
from budgetbook.opendata.tables.site_schema import site_tables
from budgetbook.opendata.tables.table import Row, Value
from budgetbook.opendata.tables.translated_texts import translated_cells
from budgetbook.text.table_lines import line_address, line_name

_PHASES: dict[Basis, str] = {
    "initial-budget": "approved", "adjusted-budget": "adjusted", "executed": "executed", "final-accounts": "executed",
}  # fmt: skip
Cells = Mapping[str, Value]


@dataclass(frozen=True)
class FigureRows:
    """Builds the rows of one statement."""

    content: Content
    ledger: Ledger
    concept_tree: ConceptTree
    sums: Sums

    def build_rows(self) -> Iterator[Row]:
        """Yield one row per number, in the order of the dictionary and the document."""
        table = site_tables(self.content)["figures"]
        cells = (*self._figures(), *self._projects(), *self._facts(), *self._tables())
        return (build_row(table, each) for each in cells)

    @cached_property
    def _common_cells(self) -> Cells:
        statement = self.ledger.statement
        return {"entity": statement.entity, "statement": statement.id}

    def _figures(self) -> Iterator[Cells]:
        for concept, definition in self.content.concepts.items():
            if definition.measure and self.ledger.reports(concept):
                figure = self.ledger.figure(concept)
                entry: Cells = {
                    **self._name_cells(concept, definition.name),
                    **self.concept_tree.concept_cells(concept),
                    "concept": concept, "measure": definition.measure, "at": figure.at if figure else None,
                }  # fmt: skip
                yield from _locate(figure, self._levels(self.ledger, concept, entry))
                yield from _locate(figure, self._changes(self.ledger, concept, entry))

    def _projects(self) -> Iterator[Cells]:
        statement = self.ledger.statement
        itemised_concept = next(
            (c for c, definition in self.content.concepts.items() if definition.itemised_by and definition.measure == "money"), ""
        )
        classes: Cells = {}
        if itemised_concept:
            classes = {**self.concept_tree.concept_cells(itemised_concept), "gfsm": None, "mapping_status": None}
        for name, project in statement.projects.items():
            entry = {
                **self._name_cells(name, project.name), **classes,
                "project": f"{statement.id}/{name}", "measure": "money", "at": project.at,
            }  # fmt: skip
            unit = self.ledger.project_amount(name).unit
            for role, value in (("amount", project.amount), ("budget", project.budget), ("adjusted", project.adjusted)):
                if value is not None:
                    yield {
                        **self._number(entry, name, role, statement.fiscal_year, Amount(value, unit)),
                        "at": project.find_place(role),
                    }

    def _facts(self) -> Iterator[Cells]:
        statement = self.ledger.statement
        for name, fact in statement.facts.items():
            entry = {**self._name_cells(name, fact.name), "fact": name, "measure": fact.measure, "at": fact.at}
            year = int(fact.amount) if fact.measure == "year" else statement.fiscal_year
            yield {**self._number(entry, name, "amount", year, Amount(fact.amount, fact.unit)), "phase": None}

    def _tables(self) -> Iterator[Cells]:
        for name, breakdown in self.ledger.statement.breakdowns.items():
            table = StatementTable(name, breakdown)
            for line in table.rows:
                entry = self._line(table.anchor(line), breakdown, line.code or "", line.at or breakdown.at)
                for column in table.column_indexes:
                    if cell := table.cell(line, column):
                        yield self._cell(entry, cell)
            text_ledger = line_ledger(self.ledger, name)
            for code, text in breakdown.lines.items():
                entry = {**self._line(f"{name}.{code}", breakdown, code, text.at), "concept": self.content.tables[name].concept}
                yield from _locate(text, self._levels(text_ledger, f"{name}.{code}", entry, "text-"))
                yield from _locate(text, self._changes(text_ledger, f"{name}.{code}", entry, "text-"))

    def _line(self, anchor: str, breakdown: Breakdown, code: str, place: str) -> Cells:
        """Cells that all numbers of a table line share."""
        statement = self.ledger.statement
        names = {f"name_{lang}": line_name(self.content, statement, anchor, lang) for lang in self.content.languages}
        pages = {f"page_{lang}": line_address(statement, anchor, lang) for lang in self.content.languages}
        return {
            **self._common_cells, **names, **pages, **self.concept_tree.code_cells(breakdown.by, code),
            "line": f"{statement.id}/{anchor.replace('.', '/')}", "measure": "money", "at": place,
        }  # fmt: skip

    def _cell(self, entry: Cells, cell: TableCell) -> Cells:
        classes = self.concept_tree.concept_cells(cell.concept)
        side_cells = {key: classes[key] for key in ("direction", "expenditure_type", "memorandum")}
        entry = {**entry, **side_cells, "concept": cell.concept, "fund": cell.fund}
        number_cells = self._number(entry, "", cell.role, self.ledger.year(cell.role), cell.amount)
        is_addend = (cell.anchor, cell.column) in self.sums.cells
        return {**number_cells, "figure": f"{entry['line']}/{cell.column + 1}", "additive": is_addend}

    def _name_cells(self, name: str, text: Text) -> Cells:
        statement = self.ledger.statement  # a fact stands on the page of evidence alone
        subpage = "evidence/" if name in statement.facts else ""
        pages = {f"page_{lang}": f"{lang}/{statement.id}/{subpage}#{name}" for lang in self.content.languages}
        return {**self._common_cells, **translated_cells(self.content, "name", text), **pages}

    def _levels(self, ledger: Ledger, name: str, entry: Cells, prefix: str = "") -> Iterator[Cells]:
        """Amounts of this year and the year compared with, printed or computed; a nil has a row without a number."""
        figure = ledger.figure(name)
        year = figure.as_of.year if figure and figure.as_of else ledger.statement.fiscal_year
        if figure and figure.state == "nil":
            yield {**self._number(entry, name, "amount", year, None, prefix), "unit": ledger.unit(name), "state": "nil"}
        for role in LEVELS:
            value = prior_in_document(ledger, name) if role == "prior" else ledger.known_value(name, role)
            if value is None:
                continue
            when = value.year if isinstance(value, PriorValue) else year
            cells = self._number(entry, name, role, when, value.amount, prefix)
            is_held_centrally = role == "amount" and figure is not None and figure.state == "held-centrally"
            state = "computed" if value.is_computed else "held-centrally" if is_held_centrally else "printed"
            yield {**cells, "state": state, "printed": None if value.is_computed else cells["printed"]}

    def _changes(self, ledger: Ledger, name: str, entry: Cells, prefix: str = "") -> Iterator[Cells]:
        """The printed change, percentage, share and rate of completion; a change printed as a decrease is negative."""
        figure, year = ledger.figure(name), ledger.statement.fiscal_year
        if figure is None:
            return
        if (printed_change := figure.printed) is not None:
            sign = -1 if printed_change.direction == "decrease" else 1
            for role, size, unit in (
                ("change", printed_change.change, printed_change.unit or ledger.unit(name)),
                ("percent", printed_change.percent, PERCENT),
            ):
                if size is not None:
                    signed_amount = Amount(without_trailing_zeros(sign * size) + 0, unit)  # a decrease of 0 is 0, not -0
                    yield {**self._number(entry, name, role, year, signed_amount, prefix), "printed": f"{size:f}"}
        for role, share in (("share", figure.share), ("completion", figure.completion)):
            if share is not None:
                yield self._number(entry, name, role, year, Amount(share, PERCENT), prefix)

    def _number(self, entry: Cells, name: str, role: str, year: int, amount: Amount | None, prefix: str = "") -> dict[str, Value]:
        """One number: as printed, and in the base unit."""
        where = entry.get("line") or f"{self.ledger.statement.id}/{name}"
        is_planned = role in ("budget", "adjusted") and not entry.get("line")  # shown on the page of budget execution
        pages = (
            {f"page_{lang}": f"{lang}/{self.ledger.statement.id}/execution/#{name}" for lang in self.content.languages}
            if is_planned
            else {}
        )
        return {
            **entry, **pages, "figure": f"{where}/{prefix}{role}", "role": role, "year": year, "state": "printed",
            "printed": f"{amount.value:f}" if amount else None, "unit": amount.unit if amount else None,
            "amount": amount.to_base_unit() if amount else None,
            "currency": (amount.unit.currency_code or None) if amount else None,
            "phase": self._phase(role, name), "memorandum": entry.get("memorandum", False),
            "additive": role == "amount" and amount is not None and not prefix and name in self.sums.figures,
        }  # fmt: skip

    def _phase(self, role: str, name: str) -> str | None:
        """Phase of the budget cycle, as the Fiscal Data Package names it; None for stocks, for numbers that are not money, and if
        unknown."""
        statement, figure, definition = self.ledger.statement, self.ledger.figure(name), self.content.concepts.get(name)
        if definition and (definition.measure != "money" or definition.stock):
            return None
        if role == "prior" and statement.compares_with:
            return _PHASES.get((figure.basis if figure else None) or statement.compares_with.basis)
        return {"amount": statement.phase.phase, "budget": "approved", "adjusted": "adjusted"}.get(role)


def _locate(figure: Figure | None, rows: Iterator[Cells]) -> Iterator[Cells]:
    """The numbers of a figure, each with the place at which the document prints its role."""
    return ({**cells, "at": figure.find_place(str(cells["role"]))} for cells in rows) if figure else rows
