"""Names what findings on a statement are about, in one language: figures, lines, passages, and values that are no numbers."""

from __future__ import annotations

from dataclasses import dataclass

from budgetbook.arithmetic import amount_format
from budgetbook.arithmetic.ledger import Ledger
from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.rules.scores import WHOLE_ENTITY
from budgetbook.content.content import Content
from budgetbook.text.phrases import Phrases
from budgetbook.text.place_names import name_place
from budgetbook.text.table_lines import line_name

PRINTED_WORDS = (
    *("increase", "decrease", "unchanged"),
    *("above", "below", "equal"),
    *("nil-note", "no-nil-note", "zero-in-text", "empty-table", "full-table", "in-contents", "not-there"),
)
"""What findings hold where the document prints words or nothing, each said as `word-<it>` of the languages' files."""
_BASES = ("unstated", "initial-budget", "adjusted-budget", "executed", "final-accounts")
_WORDS = {
    **{word: f"word-{word}" for word in PRINTED_WORDS},
    **{basis: f"basis-{basis}" for basis in _BASES},
    "部门": "titled-department",
    "单位": "titled-unit",
}


@dataclass(frozen=True)
class StatementNamer:
    """Names the things of one statement in one language."""

    content: Content
    phrases: Phrases
    ledger: Ledger

    def name(self, name: str) -> str:
        """Name of a concept, project, fact or table line; of a quoted passage, its place; of another statement, its year."""
        statement = self.ledger.statement
        if name == WHOLE_ENTITY:
            return self.phrases["whole-body"]
        if name.partition(".")[0] in (*statement.breakdowns, *statement.tables):
            return line_name(self.content, statement, name, self.phrases.lang)
        if name in self.content.concepts:
            return self.content.concepts[name].name[self.phrases.lang]
        if name in statement.quotes:
            return self.name_place(statement.quotes[name].at)
        for items in (statement.projects, statement.facts):
            if name in items:
                return items[name].name[self.phrases.lang]
        other = self.content.statements.get(name)
        return self.phrases.name_year(other.fiscal_year) if other else name

    def name_in_sentence(self, name: str) -> str:
        """A name as written within a sentence; the document's names of projects and facts keep their capitals."""
        statement = self.ledger.statement
        full_name = self.name(name)
        if name in (*statement.projects, *statement.facts, *statement.quotes):
            return full_name
        return self.phrases.lowercase_in_sentence(full_name)

    def name_place(self, place_number: str) -> str:
        """A place of the document by its number and name."""
        return name_place(self.ledger.statement.places, place_number, self.phrases)

    def write_value(self, value: Amount | str | None) -> str:
        """An amount in the reader's words; a direction, unit or basis as its word."""
        if isinstance(value, Amount):
            return amount_format.format_for_prose(value, self.phrases.style)
        if not value:
            return ""
        if fund := self.ledger.funds.get(value):
            return fund.name[self.phrases.lang]
        if unit := self.ledger.units.get(value):
            return self.phrases.style.name_of(unit)
        if value in _BASES:
            return self.phrases.lowercase_in_sentence(self.phrases[_WORDS[value]])
        return self.phrases[_WORDS[value]] if value in _WORDS else value  # a code and its name stay as printed
