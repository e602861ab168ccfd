"""Writes places of a document in words: `p9 l18` as page 9, line 18, beside the heading that the document gives the part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from budgetbook.content.statement import PlaceName
from budgetbook.importer.outline import TITLE
from budgetbook.text.phrases import Phrases

_STEP = re.compile(r"([fptrcl])([0-9]+(?:-[0-9]+)?)")
_TABLE = re.compile(r"t[0-9]+")
_CELLS = re.compile(r"(?:f([0-9]+) )?(.+![A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)")
"""Cells of a sheet, as a spreadsheet names them; with the number of the file, if there are several."""
_LINE_OF_PAGE = re.compile(r"p[0-9]+ l[0-9]+(?:-[0-9]+)?")
_KINDS = {"f": "audit-file", "p": "audit-page", "t": "audit-table", "r": "audit-row", "c": "audit-column", "l": "audit-line"}
_OWN_COUNT = re.compile(r"表[0-9]+")
"""The key of a table: the program's own count, which need not be the document's."""
_LONGEST = 36
"""Characters of a name; a longer heading is cut."""


def write_spot(spot: str, phrases: Phrases) -> str:
    """The first of the locations of `spot` in words; empty if it holds none."""
    if match := _CELLS.fullmatch(spot):
        file = [phrases.say("audit-file", number=match[1])] if match[1] else []
        return phrases.join_parts([*file, match[2]])
    steps = _STEP.findall(spot.partition(",")[0])
    return _join_steps((_write_step(kind, number, phrases) for kind, number in steps), phrases)


def _write_step(kind: str, number: str, phrases: Phrases) -> str:
    phrase_id = "audit-lines" if kind == "l" and "-" in number else _KINDS[kind]
    return phrases.say(phrase_id, number=number.replace("-", "–"))


def _join_steps(steps: Iterable[str], phrases: Phrases) -> str:
    return phrases.marks.steps.join(steps)


def write_spots(spots: Iterable[str], phrases: Phrases, most: int) -> str:
    """Several locations as a list of at most `most`, lines of one page together, and a mark if there are more."""
    unique_spots = list(dict.fromkeys(spots))
    comma, inner_comma = phrases.marks.semicolon, phrases.marks.listing
    words = list[str]()
    for page, some in groupby(unique_spots[:most], key=_page_of_line):
        group = list(some)
        if page and group[1:]:
            lines = inner_comma.join(spot.partition(" l")[2] for spot in group)
            words.append(_join_steps((write_spot(page, phrases), phrases.say("audit-lines", number=lines)), phrases))
        else:
            words += [write_spot(spot, phrases) or spot for spot in group]
    return comma.join(words) + (" …" if len(unique_spots) > most else "")


def _page_of_line(spot: str) -> str:
    """The page of a spot that is one line of a page; else empty."""
    return spot.partition(" ")[0] if _LINE_OF_PAGE.fullmatch(spot) else ""


def write_place(key: str, place: PlaceName | None, spot: str, phrases: Phrases) -> str:
    """The part as the document names it, and where in it: `二（二） 经费支出情况, page 3, line 8`."""
    name = (
        place.name[phrases.lang]
        if place and key == place.name.as_printed == TITLE
        else _name_part(key, place.name.as_printed if place else "")
    )
    if name and _OWN_COUNT.fullmatch(key):
        spot = _TABLE.sub("", spot)  # its title tells better which table it is than its number in the file
    return phrases.join_parts(filter(None, (name, write_spot(spot, phrases))))


def _name_part(key: str, name: str) -> str:
    short_name = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    if _OWN_COUNT.fullmatch(key):
        return "" if name in ("", key, f"{key}处") else short_name
    if key == TITLE and name != TITLE:
        return short_name  # what stands before the first heading
    if not name or name in key or name.endswith("处") or len(key) > _LONGEST // 2:
        return key if len(key) <= _LONGEST else f"{key[:_LONGEST]}…"
    return f"{key} {short_name}"
