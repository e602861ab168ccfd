"""Doubts the amounts of a document's sections on single bodies: what one of several bodies has is not what all of them have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from budgetbook.importer.entity_names import EntityNames
from budgetbook.importer.mention import Mention
from budgetbook.importer.outline import OutlineNode, strip_numbers

_OWN_OFFICE = ("（本级）", "（机关）", "本级", "机关")
_SEVERAL = 2
"""Sections that are named after bodies; one alone may be any heading that ends in such a word."""
_SHORTEST = 5


def doubt_sections_of_units(mentions: Sequence[Mention], places: Mapping[str, OutlineNode], names: EntityNames) -> list[Mention]:
    """The mentions, with those doubtful that stand below headings that are no more than the name of one body each."""
    sections = [key for key, node in places.items() if _names_body(node.name, names)]
    if len(sections) < _SEVERAL:
        return list(mentions)
    return [replace(m, status="doubtful") if m.status == "placed" and _is_within(m.place, sections) else m for m in mentions]


def _names_body(heading: str, names: EntityNames) -> bool:
    name = strip_numbers(heading)
    name = name.removesuffix(next((tail for tail in _OWN_OFFICE if name.endswith(tail)), ""))
    return len(name) >= _SHORTEST and names.find_body(name) == name and not names.is_bare(name)


def _is_within(place: str, sections: Sequence[str]) -> bool:
    """True if a place is a section or a part of it: 二 and 二（一）, but not 二十."""
    return any(place == key or (place.startswith(key) and place[len(key)] in "（0123456789") for key in sections)
