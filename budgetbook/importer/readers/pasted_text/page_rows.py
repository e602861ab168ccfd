"""Splits a line that a page gave as it stands there: codes, names and amounts between spaces, or with the space lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from budgetbook.importer.readers.document import Paragraph, SourceLocation

_NUMBER = r"[-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_AMOUNT = re.compile(_NUMBER)
_MARK = re.compile(r"[.,]")
"""What makes a number an amount without a name before it: a fraction, or groups of three digits."""
_CODE = re.compile(r"[235][0-9]{2}(?:[0-9]{2}){0,2}")
_CODE_PART = re.compile(r"[0-9]{2}")
_CODE_AND_NAME = re.compile(r"([235][0-9]{2}(?:[0-9]{2}){0,2}|[0-9]{2})([“\"（(\u4e00-\u9fff].*)")
_NOT_CODED = re.compile(r"[年月日个项台套辆人次]")
_NAME_AND_AMOUNT = re.compile(r"(.*[\u4e00-\u9fff）)])([-−–]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+\.[0-9]{2}))")
_TOTAL = re.compile(r"[类款项]{0,3}(?:合计|总计|(?:人员|公用)经费合计)")
_LONGEST_CODE = 7


@dataclass(frozen=True, slots=True)
class PageRow:
    """A row, or the part of one that stands side by side with others, with its name as far as it is whole."""

    code: str
    name: str
    amounts: tuple[str, ...]
    line: Paragraph

    @property
    def spot(self) -> SourceLocation:
        """Where it stands."""
        return self.line.text_runs[0].spot

    @property
    def values(self) -> list[Decimal]:
        """The amounts as numbers."""
        return list(map(to_number, self.amounts))


def split_pieces(text: str) -> list[str]:
    """The pieces of a line, also where a code and its name, or a name and its amount, stand without a space."""
    return [piece for word in text.split() for piece in _split_word(word)]


def _split_word(word: str) -> Iterator[str]:
    if (match := _CODE_AND_NAME.fullmatch(word)) and not _NOT_CODED.match(match[2]):
        yield match[1]
        word = match[2]
    if match := _NAME_AND_AMOUNT.fullmatch(word):
        yield from match.groups()
    else:
        yield word


def is_amount(piece: str) -> bool:
    """True for a number as tables print it."""
    return bool(_AMOUNT.fullmatch(piece))


def has_mark(piece: str) -> bool:
    """True for an amount with a fraction or with groups of three digits, which is no code."""
    return is_amount(piece) and bool(_MARK.search(piece))


def to_number(text: str) -> Decimal:
    """The value of an amount."""
    return Decimal(text.replace(",", "").replace("−", "-").replace("–", "-"))


def read_items(line: Paragraph, *, has_whole_amounts: bool) -> list[PageRow]:
    """The coded items that make up a line: one, or two or three side by side; [] if it is none of items.

    `has_whole_amounts` tells that an amount may be a plain number, which then must not be taken for a code.
    """
    pieces, items, index = split_pieces(line.text), [], 0
    while index < len(pieces):
        if not _CODE.fullmatch(pieces[index]):
            return []
        code, index = pieces[index], index + 1
        while index < len(pieces) and len(code) < _LONGEST_CODE and _CODE_PART.fullmatch(pieces[index]):
            code, index = code + pieces[index], index + 1
        start = index
        while index < len(pieces) and not is_amount(pieces[index]):
            index += 1
        name, start = "".join(pieces[start:index]), index
        while index < len(pieces) and _is_item_amount(pieces, index, allows_whole=has_whole_amounts and bool(name)):
            index += 1
        items.append(PageRow(code, name, tuple(pieces[start:index]), line))
    return items


def _is_item_amount(pieces: list[str], index: int, *, allows_whole: bool) -> bool:
    """True for an amount of the item before it; a plain number before a name may be the next item's code."""
    if has_mark(pieces[index]):
        return True
    begins_item = bool(_CODE.fullmatch(pieces[index])) and index + 1 < len(pieces) and not is_amount(pieces[index + 1])
    return allows_whole and is_amount(pieces[index]) and not begins_item


def read_totals(line: Paragraph, *, has_whole_amounts: bool) -> list[PageRow]:
    """The totals that make up a line, each with its amounts, or []."""
    pieces, totals, index = split_pieces(line.text), [], 0
    while index < len(pieces):
        start = index
        while index < len(pieces) and not is_amount(pieces[index]):
            index += 1
        name, start = "".join(pieces[start:index]), index
        while index < len(pieces) and (has_mark(pieces[index]) or (has_whole_amounts and is_amount(pieces[index]))):
            index += 1
        if not _TOTAL.fullmatch(name) or start == index:
            return []
        totals.append(PageRow("", name.strip("类款项"), tuple(pieces[start:index]), line))
    return totals


def read_amounts(line: Paragraph) -> tuple[str, ...]:
    """The amounts of a line that has nothing else; ()."""
    pieces = line.text.split()
    return tuple(pieces) if pieces and all(map(has_mark, pieces)) else ()
