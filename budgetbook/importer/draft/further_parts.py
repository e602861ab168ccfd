"""Finds what a document lists among the parts of a figure and the dictionary does not know as one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from budgetbook.importer.mention import Mention
from budgetbook.importer.sentences.subject import concept_can_have_unit
from budgetbook.importer.vocabulary import Vocabulary

_LAST_NUMBER = re.compile(r"(?:（[0-9一二三四五六七八九十]{1,4}）|[0-9]{1,2}|[一二三四五六七八九十]{1,4})$")
"""What the key of an item's place adds to that of the place around it."""
_FEWEST = 2
"""Known parts among the items of a list that nothing announces."""


def find_further_parts(concept: str, mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """The amounts of lists that hold known parts of the concept, and beside them what may be one.

    A list without a known part breaks the figure down in another way: by class, by fund.
    """
    if not vocabulary.concepts[concept].parts:
        return []
    members = [(membership, mention) for mention in mentions for membership in mention.lists if membership.whole == concept]
    keys = {membership.key for membership, _ in members if membership.is_part}
    in_lists = [mention for membership, mention in members if membership.key in keys and not membership.is_part]
    return in_lists + [m for m in _find_further_items(concept, mentions, vocabulary) if not any(m is each for each in in_lists)]


def _find_further_items(concept: str, mentions: Sequence[Mention], vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield the own amounts of unknown items whose neighbours are parts of the concept, an item a paragraph."""
    items: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.heads_item and concept_can_have_unit(vocabulary, concept, mention.unit):
            items[_LAST_NUMBER.sub("", mention.place)].append(mention)
    for group in items.values():
        known_parts = [m for m in group if m.status == "placed" and m.concept and vocabulary.is_within(m.concept, concept)]
        if len(known_parts) >= _FEWEST:
            yield from (m for m in group if m.status != "placed" or m.item_path)
