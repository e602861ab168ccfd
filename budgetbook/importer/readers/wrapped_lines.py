"""Tells which lines of a text were broken by the width of a page, where the pages of a document are not of one width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from budgetbook.content.units import FIGURE_UNITS
from budgetbook.importer.readers import line_joining

_WINDOW = 10
"""Lines before and after one by which its page's width is judged."""
_WIDEST = 160
_NARROWEST = 36
"""Columns: in wider lines nobody breaks by hand, narrower ones are lists."""
_FULL = 0.84
"""Part of the page's width at which a line is full; a page in proportional type has ragged ends."""
_FULL_LINES = 3
"""Full lines that a page has at least, if its text is broken by width."""
_CLAUSE_MARK = re.compile("[，,。；;：:]")
_AMOUNT_END = re.compile(rf"[0-9]\s*(?:{'|'.join(map(re.escape, FIGURE_UNITS))}|％)[)）]?$")


def is_broken(lines: Sequence[str], index: int) -> bool:
    """True if a line of running text is full and so goes on in the next, which is no item; a line may end with its amount."""
    line, next_line = lines[index], lines[index + 1] if index + 1 < len(lines) else ""
    if not line or not next_line or not _CLAUSE_MARK.search(line) or line_joining.is_item(next_line):
        return False
    if line.endswith((*line_joining.SENTENCE_ENDS, ".")) or _AMOUNT_END.search(line) or line_joining.is_contents_line(line):
        return False
    widths = [line_joining.measure_width(each) for each in lines[max(0, index - _WINDOW) : index + _WINDOW + 1] if each]
    page = max(widths)
    full = sum(width >= _FULL * page for width in widths)
    width = line_joining.measure_width(line) + line_joining.measure_width(line_joining.first_word(next_line))
    return _NARROWEST <= page <= _WIDEST and full >= _FULL_LINES and width >= _FULL * page
