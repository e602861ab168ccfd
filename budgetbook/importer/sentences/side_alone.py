"""Finds the side of a year's outcome that the clause names no further: 2024年支出决算90万元，上年支出决算80万元."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.importer.sentences.subject import NO_SUBJECT, HeadingContext, Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

_LEAD_KINDS = ("item", "bracket", "this-year", "lead", "filler")
"""Tokens that may stand before such words at the head of a clause,"""
_TAIL_KINDS = ("filler",)
"""and behind them."""
_SIDE = "支出"
_SHORTEST_NAME = 2
"""Characters of a piece of the body's name: 法院 of 某某县人民法院."""


def find_side_alone(data: Vocabulary, clause: Sequence[Token], context: HeadingContext, entity_name: str) -> Subject:
    """Expenditure, of the heading's fund, where a clause that names the year calls its amount no more than 支出决算.

    Below the heading of another figure the outcome is that figure's.
    """
    expenditure = data.config.totals[1]
    index = next((i for i, t in enumerate(clause) if t.kind == "final-accounts" and _SIDE in t.text), -1)
    if index < 0 or not any(t.kind == "this-year" for t in clause[:index]):
        return NO_SUBJECT
    owner = "".join(t.text for t in clause[:index] if t.kind not in _LEAD_KINDS)
    is_own = not owner or (len(owner) >= _SHORTEST_NAME and owner in entity_name)
    is_alone = is_own and all(t.kind in _TAIL_KINDS for t in clause[index + 1 :])
    own = data.limit_to_fund(expenditure, context.fund) or expenditure
    if not is_alone or context.heading not in ("", expenditure, own):
        return NO_SUBJECT
    return Subject(own, evidence=clause[index].text)
