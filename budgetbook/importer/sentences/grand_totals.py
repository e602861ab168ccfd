"""Tells a total with what was carried over by the first of its parts, the year's own: 收入决算90万元，其中：本年收入80万元."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from budgetbook.importer.sentences.subject import Subject
from budgetbook.importer.sentences.tokens import Token
from budgetbook.importer.vocabulary import Vocabulary

_OWN_YEAR = "本年"
_OPENING_KINDS = ("mark", "part", "lead")
_MOST_OPENING = 3


def widen_to_grand_total(data: Vocabulary, subject: Subject, next_tokens: Sequence[Token]) -> Subject:
    """The subject, or the grand total of its side where the tokens behind its amount break it down into the year's own first."""
    grand = data.grand_totals.get(subject.concept, "")
    if not grand or not subject.sure or subject.twin:
        return subject
    opening = next((i for i, t in enumerate(next_tokens[:_MOST_OPENING]) if t.kind not in _OPENING_KINDS), _MOST_OPENING)
    first = next_tokens[opening : opening + 2]
    opens_parts = any(t.kind == "part" or t.text in data.config.list_words for t in next_tokens[:opening])
    is_own_year = bool(first) and first[0].text.startswith(_OWN_YEAR)
    concepts = {concept for t in first for concept in t.concepts}
    return replace(subject, concept=grand) if opens_parts and is_own_year and subject.concept in concepts else subject
