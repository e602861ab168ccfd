"""The levels of a country's codes: as many as its classification has, called as the country calls them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from budgetbook.content.code_tree import Entries, list_upper_codes
from budgetbook.content.country import NO_SHAPE, ClassificationShape
from budgetbook.content.text import Text

USUAL_NAMES: Mapping[str, tuple[str, ...]] = {"functional": ("class", "section", "item"), "economic": ("class", "item")}
"""What levels are called where a country has no names for them."""


class CodeLevel(NamedTuple):
    """One level of a classification."""

    scheme: str
    name: str
    label: Text | None = None
    """What readers call it; None for the usual levels, which the languages' files explain."""

    @property
    def column(self) -> str:
        """The column of data files that holds the code at this level."""
        return f"{self.scheme}_{self.name.replace('-', '_')}"


USUAL_LEVELS = tuple(CodeLevel(scheme, name) for scheme, names in USUAL_NAMES.items() for name in names)


def list_levels(
    shapes: Mapping[str, ClassificationShape], classifications: Mapping[str, Entries], languages: Iterable[str]
) -> Iterator[CodeLevel]:
    """The levels of the classifications by function and by nature, each from the coarsest on."""
    for scheme, usual_names in USUAL_NAMES.items():
        shape = shapes.get(scheme, NO_SHAPE)
        if shape.names:
            yield from (CodeLevel(scheme, name, label) for name, label in shape.names.items())
            continue
        depth = len(shape.levels) or _depth(classifications.get(scheme, {})) or len(usual_names)
        yield from (CodeLevel(scheme, name) for name in usual_names[:depth])
        for number in range(len(usual_names) + 1, depth + 1):
            yield CodeLevel(scheme, f"level_{number}", Text(dict.fromkeys(languages, str(number))))


def _depth(entries: Entries) -> int:
    """How many levels a classification has whose entries name what they are under; 0 where none does."""
    depth = max((len([*list_upper_codes(code, entries)]) for code, entry in entries.items() if entry.under), default=0)
    return depth + 1 if depth else 0
