"""A table's columns in; the heads that tell them apart, in one language, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Set

from budgetbook.content.loader import Statement
from budgetbook.content.model import Concept
from budgetbook.content.statement import Breakdown, Column
from budgetbook.text.phrases import Words


def column_heads(words: Words, concepts: Mapping[str, Concept], statement: Statement, breakdown: Breakdown) -> tuple[str, ...]:
    """A head for each column: what it reports, and where columns of the table differ by them, whose money and which year.

    Two that still say the same are told apart by where they stand.
    """
    several = len({column.fund for column in breakdown.columns}) > 1
    roles = {column.role for column in breakdown.columns}
    heads = []
    for column in breakdown.columns:
        details = [words[f"fund-{column.fund}"]] if several else []
        details += [_role(words, statement, roles, column)] if len(roles) > 1 else []
        heads.append(_head(words, concepts[column.concept].name[words.lang], details))
    count = Counter(heads)
    return tuple(
        _head(words, head, [words.say("column-number", number=number)]) if count[head] > 1 else head
        for number, head in enumerate(heads, 1)
    )


def _role(words: Words, statement: Statement, roles: Set[str], column: Column) -> str:
    """Which number of the document it is: of which year, or of which stage of the budget."""
    year, compared = statement.fiscal_year, statement.compares_with
    if column.role == "prior":
        return words.say("column-year", year=compared.year if compared else year - 1)
    if column.role != "amount":
        return words.within(words[f"stage-{column.role}"])
    return words.say("column-year", year=year) if roles <= {"amount", "prior"} else words.document(statement.phase, year)


def _head(words: Words, name: str, details: list[str]) -> str:
    return words.say("column-of-fund", name=name, fund=words.joined(details)) if details else name
