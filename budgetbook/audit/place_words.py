"""Writes places of a document in words: `p9 l18` as page 9, line 18, beside the heading that the document gives the part."""

from __future__ import annotations

import re
from collections.abc import Iterable

from budgetbook.content.statement import PlaceName
from budgetbook.text.phrases import Phrases

_STEP = re.compile(r"([ptrcl])([0-9]+(?:-[0-9]+)?)")
_KINDS = {"p": "audit-page", "t": "audit-table", "r": "audit-row", "c": "audit-column", "l": "audit-line"}
_OWN_COUNT = re.compile(r"表[0-9]+")
"""The key of a table: the program's own count, which need not be the document's."""
_LONGEST = 36
"""Characters of a name; a longer heading is cut."""


def write_spot(spot: str, phrases: Phrases) -> str:
    """The first of the locations of `spot` in words; empty if it holds none."""
    steps = [phrases.say(_KINDS[kind], number=number.replace("-", "–")) for kind, number in _STEP.findall(spot.partition(",")[0])]
    return ("" if phrases.lang == "zh" else ", ").join(steps)


def write_spots(spots: Iterable[str], phrases: Phrases, most: int) -> str:
    """Several locations as a list of at most `most`, and a mark if there are more."""
    unique_spots = list(dict.fromkeys(filter(None, (write_spot(spot, phrases) or spot for spot in spots))))
    comma = "；" if phrases.lang == "zh" else "; "
    return comma.join(unique_spots[:most]) + (" …" if len(unique_spots) > most else "")


def write_place(key: str, place: PlaceName | None, spot: str, phrases: Phrases) -> str:
    """The part as the document names it, and where in it: `二（二） 经费支出情况, page 3, line 8`."""
    name = _name_part(key, place.name.zh if place else "")
    return phrases.join_parts(filter(None, (name, write_spot(spot, phrases))))


def _name_part(key: str, name: str) -> str:
    short_name = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    if _OWN_COUNT.fullmatch(key):
        return "" if name in ("", key, f"{key}处") else short_name
    if not name or name in key or name.endswith("处") or len(key) > _LONGEST // 2:
        return key if len(key) <= _LONGEST else f"{key[:_LONGEST]}…"
    return f"{key} {short_name}"
