"""Finds the numbers in texts in and around a table that are no figures: years, list numbers and others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from budgetbook.importer.mention import Mention, MentionKind
from budgetbook.importer.name_matching import narrow
from budgetbook.importer.readers.document import SourceLocation
from budgetbook.importer.sentences.tokens import NUMBER

_YEAR = re.compile(r"(?:19|20)\d\d(?=年)")
_ITEM = re.compile(r"^\s*[（(]?([0-9]{1,2})[）)]?\s*[.．、]")


def find_stray_numbers(text: str, spot: SourceLocation, place: str, table: str = "") -> Iterator[Mention]:
    """Yield a mention for each number of the text, none of them placed."""
    thin = narrow(text)
    item = _ITEM.match(thin)
    years = {m.start() for m in _YEAR.finditer(thin)}
    for match in NUMBER.finditer(thin):
        kind: MentionKind = (
            "ordinal" if item and match.start() == item.start(1) else "year" if match.start() in years else "other"
        )
        year = int(match[0]) if kind == "year" else 0
        yield Mention(match[0], kind, "not-placed", spot, place, text.strip()[:30], year=year, table=table)
