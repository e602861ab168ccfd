"""Doubts the items of a list of money carried over, which are called like the year's own money of each fund."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.document import Document, Paragraph, SourceLocation

_CARRIED_TOTAL = re.compile(r"\s*(?:年初|上年|年末).{0,8}结[转余].{0,12}\s[0-9]")
"""A line such as 年初财政拨款结转和结余 0.00, below which the funds are listed once more."""
_LIST_ITEM = re.compile(r"\s*[一二三四五]、")


def doubt_carried_lists(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, with doubts about the numbered lines right below a total of what was carried over."""
    spots = set(_list_spots(document))
    return [
        replace(mention, status="doubtful")
        if mention.status == "placed" and mention.concept and not mention.table and mention.spot in spots
        else mention
        for mention in mentions
    ]


def _list_spots(document: Document) -> Iterator[SourceLocation]:
    """Yield the places of the lines of such lists."""
    is_below = False
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            is_below = False
        elif _CARRIED_TOTAL.match(block.text):
            is_below = True
        elif is_below and _LIST_ITEM.match(block.text):
            yield from (run.spot for run in block.text_runs)
        else:
            is_below = False
