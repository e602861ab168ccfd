"""Refuses a PDF that is cut short, or that unpacks to more than a document needs.

Bytes are counted where they are unpacked: `pdfminer` decodes every stream (pages, fonts, object tables; encrypted or not, with
any chain of filters, in the file or within a page) by a handful of functions, which are replaced by ours. An estimate beforehand
would need a second parser, which would see other things than the first.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pdfminer import pdftypes, psparser
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import resolve1
from pdfminer.utils import apply_png_predictor, apply_tiff_predictor

from budgetbook.importer.readers.document import UnreadableDocumentError

MOST = 64 * 2**20
"""Bytes to which one stream may unpack. The text of a page has some thousands, a whole Chinese font about 20 million."""
INLINE = 4 * 2**20
"""Bytes of one image within the content of a page; the format asks for less than 4,096."""
TOTAL = 384 * 2**20
"""Bytes to which all streams of a file may unpack together."""
_STEP = 2**20
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")


def check_complete(data: bytes) -> None:
    """Refuse a file that was not downloaded to its end."""
    end = data.rfind(b"%%EOF")
    if end < 0 or _OBJECT.search(data, end):
        raise UnreadableDocumentError("import-damaged-pdf")


class _Meter:
    """Counts what the file that is being read has unpacked."""

    unpacked_bytes = 0
    burst = False

    def collect(self, pieces: Iterable[bytes]) -> bytes:
        """Join the pieces, and refuse them as soon as they are too many."""
        buffer = bytearray()
        for piece in pieces:
            buffer += piece
            self.require(len(buffer) <= MOST and self.unpacked_bytes + len(buffer) <= TOTAL)
        self.unpacked_bytes += len(buffer)
        return bytes(buffer)

    def require(self, moderate: bool) -> None:
        """Raise if the size is not moderate, and ever after: pdfminer ignores some errors and goes on."""
        self.burst = self.burst or not moderate
        if self.burst:
            raise UnreadableDocumentError("import-bomb")


_meter = _Meter()


@contextmanager
def limit_unpacking() -> Iterator[None]:
    """Read one file within this context. Its bytes are counted from 0, and a bomb is reported whatever else fails."""
    _meter.unpacked_bytes, _meter.burst = 0, False
    try:
        yield
    finally:
        if _meter.burst:
            raise UnreadableDocumentError("import-bomb")


class _Flate:
    """Replaces the parts of `zlib` that `pdftypes` uses."""

    error = zlib.error

    @staticmethod
    def decompress(data: bytes) -> bytes:
        """Like `zlib.decompress`, but in steps."""
        return _meter.collect(_inflate(data, strict=True))


def _inflate(data: bytes, *, strict: bool) -> Iterator[bytes]:
    decompressor = zlib.decompressobj()
    rest = data
    while rest and not decompressor.eof:
        yield decompressor.decompress(rest, _STEP)
        rest = decompressor.unconsumed_tail
    yield decompressor.flush(_STEP) if not decompressor.eof else b""
    if strict and not decompressor.eof:
        raise zlib.error("incomplete or truncated stream")


def _decompress_corrupted(data: bytes) -> bytes:
    """Unpack as much as possible of a damaged stream."""

    def pieces() -> Iterator[bytes]:
        decompressor = zlib.decompressobj()
        try:
            for start in range(0, len(data), 64):
                rest = data[start : start + 64]
                while rest and not decompressor.eof:
                    yield decompressor.decompress(rest, _STEP)
                    rest = decompressor.unconsumed_tail
        except zlib.error:
            return

    return _meter.collect(pieces())


def _decode_run_lengths(data: bytes) -> bytes:
    """Decode runs: a byte n < 128 copies the next n + 1 bytes, n > 128 repeats the next byte 257 - n times, 128 ends."""

    def pieces() -> Iterator[bytes]:
        position = 0
        while position < len(data) and data[position] != 128:
            length = data[position]
            yield (
                data[position + 1 : position + 2 + length] if length < 128 else data[position + 1 : position + 2] * (257 - length)
            )
            position += 2 + length if length < 128 else 2

    return _meter.collect(pieces())


def _limit_png_predictor(undo: Callable[..., bytes]) -> Callable[..., bytes]:
    """Undoing a predictor adds no bytes, but it allocates a row as wide as the file declares."""

    def undo_within_limit(predictor: int, colors: int, columns: int, bits: int, data: bytes) -> bytes:
        _meter.require(0 < colors * columns * bits <= 8 * MOST)
        return undo(predictor, colors, columns, bits, data)

    return undo_within_limit


def _limit_tiff_predictor(undo: Callable[..., bytes]) -> Callable[..., bytes]:
    def undo_within_limit(colors: int, columns: int, bits: int, data: bytes) -> bytes:
        _meter.require(0 < colors * columns * bits <= 8 * MOST)
        return undo(colors, columns, bits, data)

    return undo_within_limit


_ENDS = {end: re.compile(re.escape(end) + rb"\s") for end in (b"EI", b"~>")}


def _read_inline_image(parser: PDFContentParser, pos: int, target: bytes = b"EI") -> tuple[int, bytes]:
    """Read an image within the content of a page, up to its end mark and a space.

    pdfminer appends its bytes one by one, which takes quadratic time.
    """
    parser.seek(pos)
    buffer = bytearray()
    search_start = 0
    while (end := _ENDS[target].search(buffer, search_start)) is None:
        search_start = max(0, len(buffer) - len(target))
        parser.fillbuf()  # raises at the end of the stream, which the caller expects
        buffer += parser.buf[parser.charpos :]
        parser.charpos = len(parser.buf)
        _meter.require(len(buffer) <= INLINE)
    parser.charpos -= len(buffer) - end.end()
    return pos, re.sub(rb"(\r\n|[\r\n])\Z", b"", bytes(buffer[: end.start()]))


def _patch_pdfminer() -> None:
    """Put the counting functions in place of pdfminer's, once for the process."""
    ours: dict[str, object] = {
        "zlib": _Flate,
        "decompress_corrupted": _decompress_corrupted,
        "lzwdecode": lambda data: _meter.collect(LZWDecoder(io.BytesIO(data)).run()),
        "rldecode": _decode_run_lengths,
        # ASCII decoders grow the data by a fixed factor at most. A fax is as wide as it declares, but no picture is used here.
        "ascii85decode": _meter_decoder(ascii85decode),
        "asciihexdecode": _meter_decoder(asciihexdecode),
        "ccittfaxdecode": lambda _data, _params: b"",
        "apply_png_predictor": _limit_png_predictor(apply_png_predictor),
        "apply_tiff_predictor": _limit_tiff_predictor(apply_tiff_predictor),
    }
    for name, function in ours.items():
        if not hasattr(pdftypes, name):
            raise ImportError(f"pdfminer.pdftypes has no {name} any more: see pdf_limits.py")
        setattr(pdftypes, name, function)
    psparser.log = _QuietLogger("pdfminer.psparser", logging.ERROR)
    if not hasattr(PDFContentParser, "get_inline_data"):
        raise ImportError("pdfminer has no get_inline_data any more: see pdf_limits.py")
    PDFContentParser.get_inline_data = _read_inline_image  # type: ignore[assignment,method-assign]


class _QuietLogger(logging.Logger):
    """Takes no debug messages: pdfminer writes one for every token, and asking whether to is a tenth of the time of a page."""

    def debug(self, msg: object, *args: object, **kwargs: object) -> None:
        """Do nothing."""


def _meter_decoder(decode: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda data: _meter.collect([decode(data)])


_patch_pdfminer()


def count_declared_pages(catalog: dict[str, Any]) -> int:
    """The number of pages that the file declares; 0 if it declares none."""
    pages = resolve1(catalog.get("Pages"))
    count = resolve1(pages.get("Count")) if isinstance(pages, dict) else None
    return count if isinstance(count, int) else 0
