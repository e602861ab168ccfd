"""Rules on classifications whose entries name the code that they are under: the codes exist, and make a tree."""

from __future__ import annotations

from collections.abc import Iterator

from budgetbook.content.code_tree import list_upper_codes
from budgetbook.content.content import Content
from budgetbook.diagnostics.problem import Message, Problem, did_you_mean, message

MOST_LEVELS = 12
"""No classification is deeper, and pages and charts have no room for more."""


def trees_of_codes(content: Content) -> Iterator[Problem]:
    """Every code that another is under exists, and none is under itself; digits say nothing beside it."""
    for scheme, entries in content.classifications.items():
        file = content.country_path(f"classifications/{scheme}.yaml")
        for code, entry in entries.items():
            if entry.under is None:
                continue
            if entry.under not in entries:
                text, hint = message("unknown-class", scheme=scheme, name=entry.under), did_you_mean(entry.under, entries)
                yield content.problem(file, (code, "under"), text, hint)
            elif slip := _find_slip(content, scheme, code):
                yield content.problem(file, (code, "under"), slip)


def _find_slip(content: Content, scheme: str, code: str) -> Message | None:
    entries = content.classifications[scheme]
    upper_codes = list(list_upper_codes(code, entries))
    last = entries.get(upper_codes[-1]) if upper_codes else entries[code]
    if last is not None and last.under in (code, *upper_codes):
        return message("under-itself", code=code)
    if len(upper_codes) >= MOST_LEVELS:
        return message("under-too-many", most=MOST_LEVELS)
    shape = content.shapes.get(scheme)
    return message("under-beside-levels", scheme=scheme) if shape and shape.levels else None
