"""Makes the control list of a document that was read: every number by place, with its kind if it is no figure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from budgetbook.content.control_list import (
    ControlToken,
    Kind,
    format_control_list,
    list_numbers,
    narrow_digits,
    numbers_of,
    tokens_of,
)
from budgetbook.content.signs import MINUS
from budgetbook.importer.mention import Mention
from budgetbook.importer.readers.blocks import CAPTION_DETAIL
from budgetbook.importer.readers.document import Block, Document, Paragraph, SourceLocation
from budgetbook.importer.readers.text import decode

_KINDS: dict[str, Kind] = {"year": "year", "ordinal": "ordinal", "code": "code"}
_DAY = re.compile(r"(?<![0-9.,])(?P<month>1[0-2]|0?[1-9])月(?:份|底|末)?(?:(?P<day>3[01]|[12][0-9]|0?[1-9])日)?")
"""The month of a date, and its day if there is one."""
_DETACHED_MINUS = re.compile(rf"^\s*([{MINUS}])\s+(?=[0-9０-９])")
"""In a cell: the minus at its left edge, when the digits stand at its right edge."""


def build_control_list(path: Path, document: Document, mentions: Sequence[Mention] = ()) -> str:
    """The control list as text.

    For a text file it is made from the lines as they are; for any other, and for several files, from what was read, without page
    numbers, running heads and contents. `mentions` give the kind of each number;
    without them, every number is listed like a figure.
    """
    if document.kind == "text":
        raw = path.read_bytes()
        return list_numbers(raw, decode(raw).removeprefix("\ufeff"), fields=path.suffix.lower() == ".csv")
    kinds = _kinds(mentions)
    places: dict[str, list[ControlToken]] = {}
    for spot, token in find_numbers(document.blocks):
        kinds_there = kinds[str(spot), token.digits.removeprefix("-")]
        number_kind = _KINDS.get(kinds_there.pop(0), "") if kinds_there else ""
        places.setdefault(str(spot), []).append(replace(token, kind=token.kind or number_kind))
    return format_control_list(document.sha256, places.items(), document.further_sha256)


def find_numbers(blocks: Iterable[Block]) -> Iterator[tuple[SourceLocation, ControlToken]]:
    """Yield every number with its location; one that a line break cuts in two has the location of its beginning.

    The number of a table (公开01表) and the month and day of a date get their kind from the words beside them.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            text = narrow_digits(block.text)
            days = {match.start(name) for match in _DAY.finditer(text) for name in ("month", "day")}
            for start, token in tokens_of(text):
                yield block.locate(start), _strip_commas(token, "date" if start in days else "")
            continue
        texts: list[tuple[SourceLocation, str, Kind]] = []
        texts += [(block.spot, text, "ordinal" if CAPTION_DETAIL.match(text) else "") for text in block.caption]
        texts += [(block.spot, text, "") for text in block.notes]
        texts += [(cell.spot, _DETACHED_MINUS.sub(r"\1", cell.text), "") for row in block.rows for cell in row if cell]
        for spot, text, kind in texts:
            yield from ((spot, _strip_commas(token, kind)) for _, token in tokens_of(text))


def _strip_commas(token: ControlToken, kind: Kind) -> ControlToken:
    return replace(token, digits=token.digits.replace(",", ""), kind=kind)


def _kinds(mentions: Sequence[Mention]) -> dict[tuple[str, str], list[str]]:
    """(Location, digits) -> what each such number is, in the order of the document."""
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in mentions:
        for digits in numbers_of(mention.digits):
            kinds[str(mention.spot), digits].append(mention.kind)
    return kinds


def format_spots(spots: Iterable[SourceLocation]) -> list[str]:
    """Locations joined to ranges, as a statement's file writes them: `p6 l9-12`, `t3`, `收支总表!A3:A6`."""
    line_ranges: list[tuple[SourceLocation, int]] = []
    tables: list[str] = []
    for spot in spots:
        if spot.table:
            name = str(spot) if spot.sheet else str(SourceLocation(table=spot.table, file=spot.file))
            tables += [name] if name not in tables else []
        elif spot.line and line_ranges and _follows(*line_ranges[-1], spot):
            line_ranges[-1] = (line_ranges[-1][0], spot.line)
        elif spot.line:
            line_ranges.append((spot, spot.line))
    return [*(_format_range(first, last) for first, last in line_ranges), *tables]


def _follows(first: SourceLocation, last: int, spot: SourceLocation) -> bool:
    """True if a line is the last of a range or the one after it; in a workbook, in the same column."""
    return (first.file, first.page, first.column) == (spot.file, spot.page, spot.column) and spot.line in (last, last + 1)


def _format_range(first: SourceLocation, last: int) -> str:
    if first.sheet:
        return str(replace(first, last_row=last))
    return f"{first}-{last}" if last > (first.line or 0) else str(first)
