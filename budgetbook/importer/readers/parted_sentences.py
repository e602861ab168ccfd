"""Joins sentences that a blank line or a paragraph of its own parted within a clause, as copies into a web page often do."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.arithmetic.passages.chinese_units import FIGURE_UNITS
from budgetbook.importer.readers.document import Block, Paragraph, TextRun
from budgetbook.importer.readers.line_joining import SENTENCE_ENDS

_UNITS = "|".join(map(re.escape, sorted((*FIGURE_UNITS, "％"), key=len, reverse=True)))
_UNIT_START = re.compile(rf"(?:{_UNITS})(?:[，,。；;、（(）)]|$)")
"""What only the end of an amount can begin with: 万元，同比增长3%."""
_NUMBER_END = re.compile(r"[0-9０-９]$")
_CLAUSE_MARK = re.compile("[，,。；;：:]")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_LONGEST = 1000
"""Characters of a paragraph that may lack its end."""
_CLOSER_START = re.compile("[，,。；;、][\u4e00-\u9fff]")


def join_parted_sentences(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with each paragraph that begins within a clause joined to the running text before it."""
    joined_blocks: list[Block] = []
    for block in blocks:
        last = joined_blocks[-1] if joined_blocks else None
        if isinstance(block, Paragraph) and isinstance(last, Paragraph) and _goes_on(last.text, block.text):
            joined_blocks[-1] = _join(last, block)
        else:
            joined_blocks.append(block)
    return tuple(joined_blocks)


def _goes_on(text: str, next_text: str) -> bool:
    """True if a paragraph begins with the unit of the number, or with the mark, that the one before lacks at its end."""
    if text.endswith(SENTENCE_ENDS) or len(text) > _LONGEST or not _is_running_text(text):
        return False
    is_number_parted = bool(_NUMBER_END.search(text)) and bool(_UNIT_START.match(next_text))
    return is_number_parted or bool(_CLOSER_START.match(next_text))


def _is_running_text(text: str) -> bool:
    """True for a text with words behind a mark; a cell of a table has none."""
    mark = _CLAUSE_MARK.search(text)
    return mark is not None and bool(_WORD.search(text, mark.end()))


def _join(paragraph: Paragraph, rest: Paragraph) -> Paragraph:
    runs = (TextRun(len(paragraph.text) + run.start, run.spot) for run in rest.text_runs)
    return Paragraph(paragraph.text + rest.text, (*paragraph.text_runs, *runs))
