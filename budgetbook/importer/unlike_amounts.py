"""Doubts an amount that differs from another of the same figure, where its clause speaks of less, or of what it compares with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from budgetbook.arithmetic.money import Amount
from budgetbook.arithmetic.passages.chinese_units import MONEY, read_unit, units_of
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import SourceLocation

_PEOPLE = units_of("people")
_VISITS = "人次"
"""What counts guests and travellers, who are nobody's staff."""

_PEOPLE = ("人", "名")
_COMPARES = re.compile(r"^(?:[（(]?其中[：:]?)?[比较与]")
"""A clause that begins with what is compared: its amount is not the year's own."""


def doubt_unlike_amounts(mentions: Sequence[Mention], scopes: Sequence[str]) -> list[Mention]:
    """The mentions, with doubts where two amounts of one figure differ and the words say why; `scopes` limit it to some bodies.

    Two that differ without such words are the same fact twice, and a rule holds them against each other.
    """
    groups: dict[tuple[str, int, str], list[int]] = defaultdict(list)
    for index, mention in enumerate(mentions):
        if _is_own_amount(mention):
            groups[mention.concept, mention.year, mention.fund].append(index)
    doubtful_indexes = {index for group in groups.values() for index in _find_narrower(mentions, group, scopes)}
    doubtful_indexes |= _find_staff_of_others(mentions)
    return [
        replace(mention, status="doubtful") if index in doubtful_indexes and mention.status == "placed" else mention
        for index, mention in enumerate(mentions)
    ]


def doubt_some_people(mentions: Sequence[Mention], kinds: Sequence[str]) -> list[Mention]:
    """The mentions, with doubts where counts of one figure differ and one of them is of a kind of people: 在职教师.

    Which of them is all of the body's is open then, so that none is added up.
    """
    groups: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind == "figure" and mention.role == "amount" and mention.unit in _PEOPLE and not mention.table:
            groups[mention.concept, mention.year].append(mention)
    doubtful = {
        key
        for key, group in groups.items()
        if len({m.value for m in group}) > 1 and any(word in m.evidence for m in group for word in kinds)
    }
    return [
        replace(m, status="doubtful") if m.status == "placed" and m.unit in _PEOPLE and (m.concept, m.year) in doubtful else m
        for m in mentions
    ]


def _is_own_amount(mention: Mention) -> bool:
    """True for an amount of money that the text prints of a figure, whether it was placed or has two readings."""
    is_figure = mention.kind == "figure" and mention.role == "amount" and mention.unit in MONEY
    return is_figure and bool(mention.concept) and not (mention.table or mention.code or mention.project or mention.item_path)


def _find_narrower(mentions: Sequence[Mention], group: Sequence[int], scopes: Iterable[str]) -> set[int]:
    """Those of one figure's amounts that say less than another, or stand in a comparison."""
    values = {Amount(mentions[index].value, read_unit(mentions[index].unit)).to_base_unit() for index in group}
    if len(values) < 2:
        return set()
    scopes_by_index = {index: {word for word in scopes if word in mentions[index].evidence} for index in group}
    widest = min(map(len, scopes_by_index.values()))
    compares = {index for index in group if _COMPARES.match(mentions[index].evidence)}
    return {index for index, words in scopes_by_index.items() if len(words) > widest} | compares


def _find_staff_of_others(mentions: Sequence[Mention]) -> set[int]:
    """Further numbers of one kind of people in a paragraph: 甲站在职8人；乙馆在职6人 counts those of two bodies."""
    first_values: dict[tuple[str, int, SourceLocation], Decimal] = {}
    indexes = set()
    for index, mention in enumerate(mentions):
        is_count = mention.status == "placed" and mention.role == "amount" and mention.unit in _PEOPLE
        if is_count and not (mention.table or mention.code) and mention.concept and _VISITS not in mention.evidence:
            key = mention.concept, mention.year, mention.spot
            if first_values.setdefault(key, mention.value) != mention.value:
                indexes.add(index)
    return indexes
