"""Cuts passages of a document to what a report can show."""

from __future__ import annotations

_LONGEST = 120
"""Characters of a passage that is told in full."""
_SURROUNDINGS = 24
"""Characters before and after the words that an excerpt is about."""


def cut_end(passage: str, longest: int = _LONGEST) -> str:
    """The beginning of a passage, with a mark where it is cut."""
    line = " ".join(passage.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def cut_around(passage: str, words: str) -> str:
    """What stands around `words` in a passage, with marks where it is cut; its beginning if they do not stand in it."""
    line = " ".join(passage.split())
    start = line.find(words) if words else -1
    if start < 0:
        return cut_end(line, 2 * _SURROUNDINGS)
    first, last = max(0, start - _SURROUNDINGS), start + len(words) + _SURROUNDINGS
    return f"{'…' if first else ''}{line[first:last]}{'…' if last < len(line) else ''}"
