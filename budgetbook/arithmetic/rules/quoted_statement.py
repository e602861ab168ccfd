"""A statement as the rules on its passages see it: its tables, and the words that a country's documents use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from budgetbook.arithmetic.finding import Finding
from budgetbook.arithmetic.statement_tables import StatementTables
from budgetbook.content.form_words import FormWords
from budgetbook.content.statement import Quote


@dataclass(frozen=True)
class QuotedStatement:
    """One statement with what its passages are judged by."""

    tables: StatementTables
    words: FormWords
    body_names: tuple[str, ...]
    """The names of the body; empty where they are not known."""

    @property
    def quotes(self) -> dict[str, Quote]:
        """The passages by name."""
        return self.tables.ledger.statement.quotes

    @property
    def year(self) -> int:
        """The statement's year."""
        return self.tables.ledger.statement.fiscal_year

    @property
    def phase(self) -> str:
        """Budget or final accounts."""
        return self.tables.ledger.statement.phase


QuoteRule = Callable[[QuotedStatement], Iterator[Finding]]
