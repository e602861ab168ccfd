"""The passages of a document that rules on words judge, each with what figures of the draft are judged by already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.importer.draft.statement_draft import StatementDraft
from budgetbook.importer.readers.document import DocumentTable, Paragraph, SourceLocation
from budgetbook.importer.readers.line_joining import is_item
from budgetbook.importer.recognise import Recognition
from budgetbook.importer.vocabulary import Vocabulary

_SHORT = 10
_GLOSSARY = re.compile(r"(?:名词|术语|专业性名词)解释")
_PART = re.compile(r"第[一二三四五六七八九十]{1,3}部分")
_PERIOD_HEADING = re.compile("(?:周期|期限)[：:]?$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that may be quoted: a paragraph, or a line above or below a table."""

    text: str
    place: str
    at_end: bool
    """True if something with a number of its own follows, so that the passage is surely whole."""
    is_figure: bool = False
    """True if a figure or line of the draft has the budget that the passage names, and is judged by that."""
    shares: frozenset[Decimal] = frozenset()
    """The shares in it that figures of the draft have, and are judged by."""
    percents: frozenset[str] = frozenset()
    """The percentages of changes in it that figures of the draft have, as printed."""


def list_passages(draft: StatementDraft, recognition: Recognition, vocabulary: Vocabulary) -> Iterator[Passage]:
    """Yield every paragraph and every line beside a table, but not those of the glossary, which explains forms and terms."""
    blocks = recognition.document.blocks
    place_by_spot = {spot: key for key, place in recognition.places.items() for spot in place.spots}
    budget_spots, share_spots = _budget_spots(draft, recognition), _share_spots(draft, recognition, vocabulary)
    glossary, percent_spots = _find_glossary(blocks), _find_percents_of_figures(recognition)
    for index, block in enumerate(blocks):
        next_block = blocks[index + 1] if index + 1 < len(blocks) else None
        if index in glossary:
            continue
        if isinstance(block, DocumentTable):
            place = place_by_spot.get(block.spot, "")
            yield from (Passage(text, place, False) for text in (*block.caption, *block.notes))
            continue
        place = place_by_spot.get(block.text_runs[0].spot, "")
        whole = isinstance(next_block, Paragraph) and is_item(next_block.text)
        spots = [run.spot for run in block.text_runs]
        own_shares = frozenset(share for spot in spots for share in share_spots.get(spot, ()))
        percents = frozenset(percent for spot in spots for percent in percent_spots.get(spot, ()))
        yield Passage(block.text, place, whole, any(spot in budget_spots for spot in spots), own_shares, percents)
        if block.heading and isinstance(next_block, Paragraph) and _PERIOD_HEADING.search(block.text[-_SHORT:]):
            yield Passage(f"{block.text} {next_block.text}", place, False)


def _budget_spots(draft: StatementDraft, recognition: Recognition) -> set[SourceLocation]:
    """Where a budget is printed that the draft has in an entry."""
    codes = {code for lines in draft.lines.values() for code in lines}
    budgets = [m for m in recognition.mentions if m.status == "placed" and m.role == "budget" and not m.table]
    return {m.spot for m in budgets if m.code in codes or (not m.code and m.concept in draft.figures)}


def _share_spots(draft: StatementDraft, recognition: Recognition, vocabulary: Vocabulary) -> dict[SourceLocation, set[Decimal]]:
    """Where a share is printed that is judged as the draft's figure in another of its figures."""
    shares: dict[SourceLocation, set[Decimal]] = defaultdict(set)
    for mention in recognition.mentions:
        whole = vocabulary.concepts[mention.concept].share_of if mention.concept else None
        if (
            mention.status == "placed"
            and mention.role == "share"
            and not mention.code
            and {mention.concept, whole} <= set(draft.figures)
        ):
            shares[mention.spot].add(mention.value)
    return shares


def _find_percents_of_figures(recognition: Recognition) -> dict[SourceLocation, set[str]]:
    """Where a change's percentage is printed that is judged as that of a figure, and not of an item."""
    percents: dict[SourceLocation, set[str]] = defaultdict(set)
    for mention in recognition.mentions:
        if mention.role == "percent" and mention.status == "placed" and not (mention.item_path or mention.code):
            percents[mention.spot].add(f"{mention.digits}%")
    return percents


def _find_glossary(blocks: Sequence[Paragraph | DocumentTable]) -> range:
    """The blocks of the last part that explains words; the contents name it as well, before."""

    def is_heading(block: Paragraph | DocumentTable) -> bool:
        return isinstance(block, Paragraph) and len(block.text) <= 30 and bool(_GLOSSARY.search(block.text))

    start = max((index for index, block in enumerate(blocks) if is_heading(block)), default=len(blocks))
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if isinstance(block, DocumentTable) or _PART.match(block.text):
            return range(start, index)
    return range(start, len(blocks))
