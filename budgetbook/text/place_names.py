"""Names of the parts of a document, as a reader of either language can read them.

A part is known by the number that the document gives it (`二（二）`), or by its heading where it has none. In Chinese both stand
as they are; in English a heading is said in its English name, and a number stays, so that it is found again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from budgetbook.content.statement import PlaceName
from budgetbook.text.phrases import Phrases

_TABLE = re.compile(r"表([0-9]+)")
_NUMBER = re.compile(r"(?:附?表|附件|第|部分|[〇零一二三四五六七八九十百0-9（）()、.．\-\s])+")
"""What is the same in every language once it is known for a number."""
_DIGITS = "0123456789"
_COLON = re.compile(r"[:：]")


def name_place(places: Mapping[str, PlaceName], key: str, phrases: Phrases) -> str:
    """A part of the document by its number and name; by its name alone where the key is but the heading."""
    place = places.get(key)
    if place is None:
        return key
    name = place.name[phrases.lang]
    number = key if place.name.is_printed_in(phrases.lang) else _translate_number(places, key, phrases)
    number = _leave_out_repeated(number, name)
    return name if number in ("", name, place.name.as_printed) else phrases.say("place", number=number, name=name)


def _leave_out_repeated(number: str, name: str) -> str:
    """The number without its end if the name says that end again before a colon: `Notes 3` of `Item 3: Publicity`."""
    head, *more = _COLON.split(name, maxsplit=1)
    holder = number.rstrip(_DIGITS)
    if not more or number[len(holder) :] not in re.findall(r"[0-9]+", head):
        return number
    return "" if head.strip().startswith(holder.strip()) else holder.strip()


def _translate_number(places: Mapping[str, PlaceName], key: str, phrases: Phrases) -> str:
    """The number of a part, with the name of the part that it is counted in; empty for a heading without a number."""
    if table := _TABLE.fullmatch(key):
        return phrases.say("place-table", number=table[1])
    if _NUMBER.fullmatch(key):
        return key
    holder, _, number = key.rpartition(" ")
    if not number or not _NUMBER.fullmatch(number):
        return ""
    return f"{places[holder].name[phrases.lang]} {number}" if holder in places else number
