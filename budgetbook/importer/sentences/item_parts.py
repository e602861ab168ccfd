"""Tells what a part of an item is: 初中教育支出50万元，其中：基本支出30万元 is basic expenditure of that item alone."""

from __future__ import annotations

from dataclasses import replace

from budgetbook.importer.sentences.subject import NO_SUBJECT, Subject
from budgetbook.importer.vocabulary import Vocabulary

NATURES_OF_ITEMS = ("basic-expenditure", "project-expenditure")
"""What an item of the classification by function is broken down into."""


def limit_to_item(subject: Subject, item: Subject, vocabulary: Vocabulary) -> Subject:
    """A kind of expenditure within an item, as the item's own; no subject for anything else."""
    by_fund = vocabulary.config.by_fund.values()
    natures = {*NATURES_OF_ITEMS, *(limits[nature] for limits in by_fund for nature in NATURES_OF_ITEMS if nature in limits)}
    if not item.item_path or item.concept or item.item_path[0] in vocabulary.economic_classes or subject.concept not in natures:
        return NO_SUBJECT
    return replace(subject, item_path=item.item_path, code=item.code, sure=item.sure, others=(), fund=item.fund)
