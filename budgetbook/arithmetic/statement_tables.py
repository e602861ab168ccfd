"""The tables of a statement, and what its text says of their lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.statement_table import StatementTable, TableCell
from budgetbook.content.content import Statement
from budgetbook.content.country import NO_SHAPE
from budgetbook.content.figure import Figure
from budgetbook.content.model import ClassificationEntry, Concept, Fund
from budgetbook.content.text import Text
from budgetbook.content.units import Unit


@dataclass(frozen=True)
class StatementTables:
    """All breakdowns of one statement."""

    ledger: Ledger
    classifications: Mapping[str, Mapping[str, ClassificationEntry]]

    @property
    def statement(self) -> str:
        """Id of the statement."""
        return self.ledger.statement.id

    @property
    def unit(self) -> Unit:
        """Money unit of the statement's text."""
        return self.ledger.statement.unit

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """Concepts of the dictionary by name."""
        return self.ledger.concepts

    @cached_property
    def statement_tables(self) -> tuple[StatementTable, ...]:
        """The tables in the document's order."""
        statement: Statement = self.ledger.statement
        return tuple(
            StatementTable(
                name,
                each,
                self._classes.get(each.by, {}),
                self.classifications.get(each.by, {}),
                statement.fiscal_year,
                self.ledger.shapes.get(each.by, NO_SHAPE),
            )
            for name, each in statement.breakdowns.items()
        )

    @cached_property
    def document_tables(self) -> tuple[StatementTable, ...]:
        """Those that are tables of the document: what it lists in sentences alone is compared with no table."""
        return tuple(table for table in self.statement_tables if not table.breakdown.in_text)

    @cached_property
    def by_name(self) -> dict[str, StatementTable]:
        """The tables by name."""
        return {table.name: table for table in self.statement_tables}

    @cached_property
    def _classes(self) -> dict[str, dict[str, str]]:
        coarsest = {scheme: shape.levels[0] for scheme, shape in self.ledger.shapes.items() if shape.levels}
        return {
            scheme: {name: c for c, entry in codes.items() if len(c) == coarsest[scheme] for name in entry.all_names}
            for scheme, codes in self.classifications.items()
            if scheme in coarsest
        }

    def only_appropriation(self) -> bool:
        """True if all of the statement's revenue is fiscal appropriation."""
        whole = self.ledger.printed_amount(self.ledger.used_as("revenue"), "amount")
        grant = self.ledger.printed_amount(self.ledger.used_as("appropriation"), "amount")
        return whole is not None and grant is not None and whole.value == grant.value

    def functional_table(self, fund: Fund) -> StatementTable | None:
        """Table of expenditure by function for one fund; of several, the first that prints codes."""
        candidate = None
        for table in self.document_tables:
            columns = table.breakdown.columns
            first = (columns[0].concept, columns[0].fund) if columns else None
            if table.breakdown.by == "functional" and first == (self.ledger.used_as("expenditure"), fund):
                if table.by_code:
                    return table
                candidate = candidate or table
        return candidate

    def official_name(self, scheme: str, code: str) -> str | None:
        """Printed name of a code; None if its classification does not have it."""
        entry = self.classifications.get(scheme, {}).get(code)
        return entry.name.as_printed if entry else None

    def line_amount(self, line: Figure) -> Amount | None:
        """What the text gives for one line of a table."""
        return None if line.amount is None else self.ledger.amount_at(line.amount, line.unit or self.unit, line.at)

    def figure(self, cell: TableCell) -> Amount | None:
        """Figure of the text that a table's total must equal: the same concept, all funds. None if there is none."""
        if cell.fund != "all" or cell.role not in ("amount", "prior", "budget", "adjusted"):
            return None
        return self.ledger.printed_amount(cell.concept, cell.role)

    def figure_of_all(self, table: StatementTable) -> Amount | None:
        """Figure of the text for everything a table holds: that of its fund, if it is limited to one."""
        column = table.breakdown.columns[0]
        fund = self.ledger.funds.get(column.fund)
        whole = column.concept if column.fund == "all" else ""
        concept = fund.figures.get(column.concept, whole) if fund else whole
        return self.ledger.printed_amount(concept, "amount") if concept in self.concepts else None


def read_tables(ledger: Ledger, classifications: Mapping[str, Mapping[str, ClassificationEntry]]) -> StatementTables:
    """The tables of a statement. They are read once for each ledger: rules, pages and data all ask for their cells."""
    tables = ledger.table_cache.get(id(classifications))
    if not isinstance(tables, StatementTables):
        tables = ledger.table_cache[id(classifications)] = StatementTables(ledger, classifications)
    return tables


def printed_at(statement: Statement, place: str) -> bool:
    """True if any figure, or further reading of one, is printed at a place."""
    figures = statement.figures.values()
    return any(place in (*figure.places, *(other_reading.at for other_reading in figure.readings)) for figure in figures)


_LINE = Concept.model_construct(name=Text(), explain=Text(), measure="money")


def line_ledger(ledger: Ledger, table: str) -> Ledger:
    """A ledger of the table lines mentioned in the text, each treated as a figure named `<table>.<code>`."""
    lines = {f"{table}.{code}": line for code, line in ledger.statement.breakdowns[table].lines.items()}
    line_statement = ledger.statement.model_copy(update={"figures": lines, "projects": {}, "breakdowns": {}})
    return Ledger(line_statement, dict.fromkeys(lines, _LINE), ledger.country, text_precision=ledger.precision)
