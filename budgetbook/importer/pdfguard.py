"""The bytes of a PDF in; a clear refusal out, where it is cut short or its streams would unpack to more than a page needs."""

from __future__ import annotations

import re
import zlib
from typing import Any

from pdfminer.pdftypes import resolve1

from budgetbook.importer.document import CannotRead

MOST = 64 * 2**20
"""Bytes to which one stream may unpack. The text of a page has some thousands, a whole Chinese font about 20 million."""
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_PICTURE = re.compile(rb"/Subtype\s*/Image")
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")


def check(data: bytes) -> None:
    """Refuse what was not downloaded to its end, and a file made to fill the memory."""
    end = data.rfind(b"%%EOF")
    if end < 0 or _OBJECT.search(data, end):
        raise CannotRead("import-damaged-pdf")
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 600) : match.start()]
        # Pictures are never unpacked here.
        if not _PICTURE.search(head[head.rfind(b"obj") + 1 :]) and _bursts(data, match.end()):
            raise CannotRead("import-bomb")


def _bursts(data: bytes, start: int) -> bool:
    """Unpack in small steps, until the end or beyond what is allowed; what is not packed so is no larger than it is."""
    unpacking = zlib.decompressobj()
    found = 0
    for place in range(start, len(data), 2**16):
        try:
            rest = data[place : place + 2**16]
            while rest and not unpacking.eof:
                found += len(unpacking.decompress(rest, 2**20))
                rest = unpacking.unconsumed_tail
                if found > MOST:
                    return True
        except zlib.error:
            return False
        if unpacking.eof:
            return False
    return False


def promised(catalog: dict[str, Any]) -> int:
    """How many pages the file says that it has; 0 where it does not say."""
    pages = resolve1(catalog.get("Pages"))
    count = resolve1(pages.get("Count")) if isinstance(pages, dict) else None
    return count if isinstance(count, int) else 0
