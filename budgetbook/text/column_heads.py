"""Column heads of a statement's table, distinct from each other, in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

from budgetbook.content.breakdown import Breakdown, Column
from budgetbook.content.content import Content, Statement
from budgetbook.text.phrases import Phrases


def column_heads(phrases: Phrases, content: Content, statement: Statement, breakdown: Breakdown) -> tuple[str, ...]:
    """A head for each column: its concept, and its fund and year if the columns of the table differ in them.

    Heads that are still equal get their column number.
    """
    several = len({column.fund for column in breakdown.columns}) > 1
    roles = {column.role for column in breakdown.columns}
    heads = []
    for column in breakdown.columns:
        details = [content.funds[column.fund].name[phrases.lang]] if several else []
        details += [_role(phrases, statement, roles, column)] if len(roles) > 1 else []
        heads.append(_head(phrases, content.concepts[column.concept].name[phrases.lang], details))
    count = Counter(heads)
    return tuple(
        _head(phrases, head, [phrases.say("column-number", number=number)]) if count[head] > 1 else head
        for number, head in enumerate(heads, 1)
    )


def _role(phrases: Phrases, statement: Statement, roles: Set[str], column: Column) -> str:
    """The year or the budget stage that a column holds, in words."""
    year, comparison = statement.fiscal_year, statement.compares_with
    if column.role == "prior":
        return phrases.say("column-year", year=comparison.year if comparison else year - 1)
    if column.role != "amount":
        return phrases.lowercase_in_sentence(phrases[f"stage-{column.role}"])
    return phrases.say("column-year", year=year) if roles <= {"amount", "prior"} else phrases.document(statement.phase, year)


def _head(phrases: Phrases, name: str, details: list[str]) -> str:
    return phrases.say("column-of-fund", name=name, fund=phrases.join_parts(details)) if details else name
