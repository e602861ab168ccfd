"""Finds amounts that are the heading's own figure, though the clause names no more than the fund that its money is of."""

from __future__ import annotations

from collections.abc import Sequence

from budgetbook.importer.name_matching import normalise
from budgetbook.importer.sentences.name_context import is_clear
from budgetbook.importer.sentences.subject import NO_SUBJECT, HeadingContext, Subject, concept_can_have_unit
from budgetbook.importer.sentences.subject_finder import SubjectFinder
from budgetbook.importer.sentences.tokens import Token

_REVENUE_ENDS = ("拨款", "资金")
"""Ends of names that say money was given, and not that it is spent."""


def find_fund_alone(finder: SubjectFinder, context: HeadingContext, chunk: Sequence[Token], unit: str) -> Subject:
    """The total that the heading names, where only its fund's name stands before the amount.

    Example: 一般公共预算支出表情况 above 河湾区图书馆2024年一般公共预算90万元.
    """
    data, heading = finder.vocabulary, context.heading
    if not chunk or not context.fund or heading not in data.sides or data.fund_of.get(heading) != context.fund:
        return NO_SUBJECT
    fund_names = {normalise(name).text for name in data.config.fund_names.get(context.fund, ())}
    name = normalise(chunk[-1].text).text
    is_named = chunk[-1].kind in ("filler", "name") and name in fund_names and not name.endswith(_REVENUE_ENDS)
    names = [concept for token in chunk[:-1] if token.kind == "name" for concept in token.concepts]
    if not is_named or any(concept_can_have_unit(data, concept, unit) for concept in names):
        return NO_SUBJECT
    sure = is_clear(chunk, len(chunk) - 1, finder.entity_name, finder.own_level)
    return Subject(heading, sure=sure, evidence=chunk[-1].text)
