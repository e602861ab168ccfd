"""Remarks on the words of a passage: what may be left of a form, a reason that says the opposite, a name much like the body's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from budgetbook.arithmetic.passages.body_names import find_near_names
from budgetbook.arithmetic.passages.residue import find_possible_residue
from budgetbook.arithmetic.passages.stated_years import find_earlier_years, find_mistyped_years
from budgetbook.content.form_words import FormWords
from budgetbook.importer.draft.remarks import DraftRemark, create_remark

_REASON = re.compile(
    r"(增加|增长|上升|减少|下降|降低|持平)[^，。；：]{0,12}?的?(?:主要)?原因(?:是|为|系|：|:)\s?([^。；]{1,300})"
)
_RESTS = ("结转", "结余")
"""What is left at the end of a year is less because more was spent."""
_ITEM = re.compile(r"([^“”、，。；：（）]{2,30})[（(]项[）)][^。]{0,40}[。，]?\s?主要?用于[：:]?([^。；]{1,200})")


def remark_on_words(text: str, place: str, words: FormWords) -> Iterator[DraftRemark]:
    """Yield what the words of one passage leave to be looked at."""
    for slip in find_possible_residue(text, words):
        yield create_remark("possible-residue", place, slip.words, place=place, passage=text)
    for match in _REASON.finditer(text):
        direction, reason = match.groups()
        is_rest = any(word in text[max(0, match.start() - 200) : match.start()].rpartition("。")[2] for word in _RESTS)
        if not is_rest and (opposite := _opposite(direction, reason, words)):
            yield create_remark("reason", place, direction, opposite, place=place, passage=text)
    for item, purpose in _ITEM.findall(text):
        for name, others in words.unlike.items():
            other = next((word for word in others if word in purpose), "")
            if other and item.endswith(name) and name.removesuffix("支出") not in purpose:
                yield create_remark("purpose", place, name, other, place=place, passage=text)


def remark_on_identity(text: str, place: str, year: int, names: Sequence[str], words: FormWords) -> Iterator[DraftRemark]:
    """Yield what one passage says of the year compared with and of the body's name, if a person has to look at it."""
    for slip in find_earlier_years(text, year):
        yield create_remark("other-year", place, slip.words, slip.right_words, place=place, passage=text)
    for slip in find_mistyped_years(text, year):
        yield create_remark("typed-year", place, slip.words, slip.right_words, place=place, passage=text)
    for slip in find_near_names(text, names, words.tell_apart):
        yield create_remark("other-name", place, slip.words, slip.right_words, place=place, passage=text)


def _opposite(direction: str, reason: str, words: FormWords) -> str:
    """A word in the reason that says the opposite, where none in it says the same; of no change, a word for either."""
    more, less = (next((word for word in group if word in reason), "") for group in (words.increases, words.decreases))
    if direction in words.increases:
        return "" if more else less
    if direction in words.decreases:
        return "" if less else more
    return "" if more and less else more or less
