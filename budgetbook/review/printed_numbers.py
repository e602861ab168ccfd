"""Where each number of a control list stands on the pages of its document, and what the importer takes it for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from budgetbook.content.control_list import ControlLine, numbers_of
from budgetbook.importer.mention import Mention

NumberKey = tuple[str, int]
"""A number of a document: the place, as the control list names it, and its rank among the numbers there, from 0."""
PageBox = tuple[float, float, float, float]
"""Left, top, width and height as parts of the page, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class NumberSpot:
    """Where a number is seen: on which page, and in which part of its picture."""

    page: int
    box: PageBox | None = None
    """None on a page of text, where the number is marked in the words."""


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What the importer takes a number for."""

    status: str
    evidence: str
    unit: str = ""
    concept: str = ""
    code: str = ""
    role: str = ""
    direction: str = ""
    candidates: tuple[str, ...] = ()


def match_readings(lines: Iterable[ControlLine], mentions: Iterable[Mention]) -> dict[NumberKey, NumberReading]:
    """The reading of each number; numbers of one place with the same digits are read in order."""
    waiting_mentions: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        for digits in numbers_of(mention.digits):
            waiting_mentions[str(mention.spot), digits].append(mention)
    ranks: Counter[tuple[str, str]] = Counter()
    readings: dict[NumberKey, NumberReading] = {}
    for line in lines:
        place = f"l{line.place}" if line.place.isdigit() else line.place
        for rank, token in enumerate(line.tokens):
            slot = place, token.digits.removeprefix("-")
            if ranks[slot] < len(waiting_mentions[slot]):
                readings[line.place, rank] = _describe(waiting_mentions[slot][ranks[slot]])
                ranks[slot] += 1
    return readings


def _describe(mention: Mention) -> NumberReading:
    return NumberReading(
        mention.status,
        " ".join(mention.evidence.split()),
        mention.unit,
        mention.concept,
        mention.code,
        mention.role,
        mention.direction or "",
        tuple(filter(None, (mention.code or mention.concept, *mention.others))),
    )
